import { createBell } from './bell.ts';
import type { CatalogContext } from './call-types.ts';
import type { LiveOptions, LiveState } from './live.ts';
import type { LiveEvent } from './live-events.ts';
import { isBehind, type ReadCatalog, type StoreCatalog } from './read-catalog.ts';
import { backoffMs, comesBack } from './retry.ts';
import { newest } from './version.ts';

/** Without the live stream the catalog is asked for this often. */
const POLL_MS = 15_000;
/** Between two reads that time alone asked for: a clock that is wrong must not make a storm. */
const SHORTEST_WAIT_MS = 1_000;
/** Longer timers overflow. */
const LONGEST_WAIT_MS = 86_400_000;
/** The server's Date has whole seconds and took its way: only more than this is a wrong clock. */
const CLOCK_TOLERANCE_MS = 2_000;

export interface WatchCatalogDeps {
  readonly read: ReadCatalog;
  readonly follow: (storeId: string, options: LiveOptions & { lastEventId: string }) => AsyncIterable<LiveEvent>;
}

/** How far the server's clock is ahead of ours. */
function clockAheadMs(response: Response): number {
  const aheadMs = Date.parse(response.headers.get('date') ?? '') - Date.now();
  return Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? aheadMs : 0;
}

function untilStaleMs({ freshUntil }: StoreCatalog, aheadMs: number): number {
  if (freshUntil === null) return LONGEST_WAIT_MS;
  const waitMs = Date.parse(freshUntil) - Date.now() - aheadMs;
  return Math.min(Math.max(waitMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
}

/** What the live stream has told. */
interface Heard {
  wanted: string | undefined;
  isLive: boolean;
  refusal: { readonly error: unknown } | undefined;
}

async function listen(
  heard: Heard,
  ring: () => void,
  follow: (onState: (state: LiveState) => void) => AsyncIterable<LiveEvent>,
): Promise<void> {
  const onState = ({ state }: LiveState) => {
    heard.isLive = state === 'open';
    // whoever waits for events now waits too long
    if (!heard.isLive) ring();
  };
  try {
    for await (const { version } of follow(onState)) {
      heard.wanted = version === '' ? undefined : version;
      ring();
    }
  } catch (error) {
    heard.refusal = { error };
  }
  ring();
}

/**
 * The catalog of a store now, and again whenever it has changed: by an event, or by time (opening hours, scheduled returns). What changed
 * while you were busy is one change. While the live stream is down it is asked for every 15 s.
 * @throws what the first read throws; later only refusals, such as a revoked key
 */
export async function* watchCatalog(
  { read, follow }: WatchCatalogDeps,
  storeId: string,
  context: CatalogContext = {},
  { signal, ...liveOptions }: LiveOptions = {},
): AsyncGenerator<StoreCatalog, void, undefined> {
  const bell = createBell();
  const heard: Heard = { wanted: undefined, isLive: false, refusal: undefined };
  /** The server was restored from an older copy: what it has now is the truth. */
  let isRolledBack = false;
  const stop = new AbortController();
  const ended = stop.signal;
  const end = () => stop.abort();
  signal?.addEventListener('abort', end);
  if (signal?.aborted === true) end();
  ended.addEventListener('abort', bell.ring);

  let catalog: StoreCatalog | undefined;
  let aheadMs = 0;
  try {
    for (let failures = 0; !ended.aborted; ) {
      try {
        const minVersion = isRolledBack ? undefined : newest(heard.wanted, catalog?.version);
        const { data, response } = await read(
          storeId,
          { ...context, ...(minVersion && { minVersion }) },
          { signal: ended },
        );
        [failures, isRolledBack] = [0, false];
        aheadMs = clockAheadMs(response);
        const before = catalog;
        catalog = data;
        if (before === undefined) {
          const { version } = data;
          void listen(heard, bell.ring, (onState) =>
            follow(storeId, {
              ...liveOptions,
              signal: ended,
              lastEventId: version,
              onState(state) {
                onState(state);
                liveOptions.onState?.(state);
              },
            }),
          );
        }
        if (data.version !== before?.version || data.freshUntil !== before.freshUntil) yield data;
      } catch (error) {
        if (ended.aborted) return;
        if (catalog === undefined) throw error;
        if (isBehind(error)) [heard.wanted, isRolledBack] = [undefined, true];
        else if (!comesBack(error)) throw error;
        failures += 1;
      }
      const againMs = failures === 0 ? LONGEST_WAIT_MS : backoffMs(failures, SHORTEST_WAIT_MS, POLL_MS);
      await bell.wait(Math.min(untilStaleMs(catalog, aheadMs), heard.isLive ? LONGEST_WAIT_MS : POLL_MS, againMs));
      if (heard.refusal !== undefined) throw heard.refusal.error;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    stop.abort();
  }
}
