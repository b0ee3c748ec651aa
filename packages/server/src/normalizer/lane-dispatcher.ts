import { randomUUID } from 'node:crypto';
import { EVENTS_CHANNEL, readHint } from '../events/event-rows.ts';
import { startWorkerLoop } from '../gateway/worker-loop.ts';
import { findLanes, forgetLeases, type Lane } from './lane-rows.ts';
import { type LaneDeps, workLane } from './lane-worker.ts';

export interface LaneDispatcher {
  /** There are new deliveries: in these lanes, or who knows where. */
  wake(lanes?: readonly Lane[]): void;
  /** Starts nothing new and waits for the lanes in hand. */
  close(): Promise<void>;
}

/** A hint of another process is looked into after this, with those that come meanwhile: what this process brings is worked at once. */
const HINT_LINGER_MS = 10;

/**
 * Gives lanes to workers, a few at once. A lane that is named is worked without looking for it; a look over all lanes finds what other
 * processes brought, what waited for its time, and what found no room, the oldest of each tenant first.
 */
export async function startLanes(
  deps: LaneDeps,
  { pollMs, atOnce }: { readonly pollMs: number; readonly atOnce: number },
): Promise<LaneDispatcher> {
  const { database, log } = deps;
  const worker = randomUUID();
  const busy = new Map<string, Promise<void>>();
  /** Lanes in hand in which more has come. */
  const rung = new Set<string>();
  const stop = new AbortController();
  let crowded = false;
  const keyOf = ({ tenantId, lane }: Lane) => `${tenantId}|${lane}`;
  if (database.engine === 'pglite') await database.system((tx) => forgetLeases(tx));

  async function work(lane: Lane): Promise<void> {
    const key = keyOf(lane);
    let left = true;
    try {
      left = await workLane(deps, lane, worker, { signal: stop.signal, takeRing: () => rung.delete(key) });
    } catch (error) {
      log.error({ tenantId: lane.tenantId, err: error }, 'a lane could not be worked; it is tried again');
    }
    busy.delete(key);
    const isRung = rung.delete(key);
    // others wait for room: they are looked for, and this lane among them
    if (left || crowded) dispatcher.wake();
    else if (isRung) rouse(lane);
  }

  /** @returns whether the lane is in hand now. */
  function rouse(lane: Lane): boolean {
    const key = keyOf(lane);
    if (busy.has(key)) rung.add(key);
    else if (stop.signal.aborted || busy.size >= atOnce) return false;
    else busy.set(key, work(lane));
    return true;
  }

  const dispatcher = startWorkerLoop({
    pollMs,
    step: async () => {
      const room = atOnce - busy.size;
      crowded = room === 0;
      if (crowded) return false;
      // Lanes in hand are found too, so ask for as many more.
      const asked = room + busy.size;
      const lanes = await database.system((tx) => findLanes(tx, worker, asked));
      const inHand = lanes.map(rouse);
      crowded = lanes.length === asked || inHand.includes(false);
      return false;
    },
    onError: (error) => log.error({ err: error }, 'the normalizer could not look for work'),
  });

  let hinted: NodeJS.Timeout | undefined;
  const onHint = (payload: string): void => {
    const stream = readHint(payload)?.stream;
    if (stream !== undefined && !stream.startsWith('connection:') && !stream.startsWith('tenant:')) return;
    hinted ??= setTimeout(() => {
      hinted = undefined;
      dispatcher.wake();
    }, HINT_LINGER_MS);
  };
  // an embedded database has this one process: whoever brings work says so
  const stopListening = database.engine === 'pglite' ? undefined : await database.listen(EVENTS_CHANNEL, onHint);

  return {
    wake(lanes) {
      if (lanes === undefined || lanes.map(rouse).includes(false)) dispatcher.wake();
    },
    async close() {
      await stopListening?.();
      clearTimeout(hinted);
      stop.abort();
      await dispatcher.close();
      await Promise.all(busy.values());
    },
  };
}
