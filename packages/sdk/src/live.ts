import { KiranaApiError, KiranaConnectionError } from './errors.ts';
import { readMessages, type StreamPart } from './event-messages.ts';
import type { CloudEvent, LiveEvent, Resync } from './live-events.ts';
import { backoffMs, comesBack, sleep } from './retry.ts';
import type { Transport } from './transport.ts';

/** The server sends a comment every 15 seconds: three missed. */
const SILENCE_MS = 45_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;

/** `waiting`: the connection was lost or refused, and is tried again after `delayMs`. */
export type LiveState =
  | { readonly state: 'open' }
  | { readonly state: 'waiting'; readonly delayMs: number; readonly error: unknown };

export interface LiveOptions {
  /** Stops the stream: the iteration ends. */
  readonly signal?: AbortSignal | undefined;
  readonly onState?: ((state: LiveState) => void) | undefined;
  /** The connection is taken for dead when nothing at all came for so long; 45 s unless set. */
  readonly silenceMs?: number | undefined;
  /** The delay before the first reconnection, doubled with each failure up to 15 s; 1 s, or what the server says, unless set. */
  readonly firstDelayMs?: number | undefined;
}

interface Stream {
  readonly path: string;
  readonly params: object;
  /** False: what came between two connections is lost, and a `resync` says so. */
  readonly canResume: boolean;
  readonly lastEventId?: string | undefined;
}

function readData(data: string, path: string): unknown {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new KiranaConnectionError(`GET ${path}: an event is not JSON`, { cause });
  }
}

/** Undefined for what is no news: hello, and ids without an event. */
function readPart({ event: kind, id = '', data }: StreamPart, path: string): LiveEvent | undefined {
  if (kind === undefined || kind === 'hello') return undefined;
  const read = readData(data, path);
  if (kind === 'resync') return { kind, version: id, reason: (read as { reason: Resync['reason'] }).reason };
  return { kind, version: id, event: read as CloudEvent } as LiveEvent;
}

async function openBody(
  transport: Transport,
  stream: Stream,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
) {
  const { response } = await transport.exchange('get', stream.path, {
    params: stream.params,
    headers: {
      accept: 'text/event-stream',
      ...(lastEventId === undefined || !stream.canResume ? {} : { 'last-event-id': lastEventId }),
    },
    parseAs: 'stream',
    retries: 0,
    signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.body === null || !isStream) {
    await response.body?.cancel();
    throw new KiranaConnectionError(`GET ${stream.path}: the answer is not an event stream`, {});
  }
  return response.body;
}

/**
 * Events as they happen, over as many connections as it takes: each continues after the last event, so that nothing is missed and nothing
 * comes twice. On `resync` take a snapshot of at least its version; the stream goes on.
 * @throws KiranaApiError when the server refuses for good (the key, the store)
 */
export async function* followStream(
  transport: Transport,
  stream: Stream,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent, void, undefined> {
  const { signal, onState, silenceMs = SILENCE_MS } = options;
  let firstDelayMs = options.firstDelayMs ?? FIRST_DELAY_MS;
  let lastEventId = stream.lastEventId;
  /** The next connection cannot tell what came since this one. */
  let hasLost = false;
  const isStopped = () => signal?.aborted === true;
  for (let failures = 0; !isStopped(); ) {
    let trouble: unknown;
    try {
      const body = await openBody(transport, stream, lastEventId, signal);
      onState?.({ state: 'open' });
      const parts = readMessages(body, {
        signal,
        silenceMs,
        onBytes: () => {
          failures = 0;
        },
        onRetry: (delayMs) => {
          firstDelayMs = options.firstDelayMs ?? delayMs;
        },
      });
      for await (const part of parts) {
        if (part.event === 'hello') {
          if (hasLost) yield { kind: 'resync', version: '', reason: 'not_resumable' };
          hasLost = !stream.canResume;
        }
        const event = readPart(part, stream.path);
        if (part.id !== undefined && part.id !== '') lastEventId = part.id;
        if (event !== undefined) yield event;
      }
      trouble = new KiranaConnectionError(`GET ${stream.path}: the server ended the stream`, {});
    } catch (error) {
      if (isStopped()) return;
      if (!comesBack(error)) throw error;
      trouble = error;
    }
    if (isStopped()) return;
    failures += 1;
    const asked = trouble instanceof KiranaApiError ? (trouble.retryAfterMs ?? 0) : 0;
    const delayMs = Math.max(asked, backoffMs(failures, firstDelayMs, LONGEST_DELAY_MS));
    onState?.({ state: 'waiting', delayMs, error: trouble });
    await sleep(delayMs, signal).catch(() => {});
  }
}
