import type { EventKind, LoggedEvent } from '@kirana/core';
import type { LiveConnection } from './live-connection.ts';
import { eventFrame, heartbeatFrame, helloFrame, resyncFrame } from './live-frames.ts';
import { formatPosition, type LivePosition } from './live-position.ts';
import { type Pace, paceSending } from './paced-sending.ts';
import type { Start, StoreStreams } from './read-missed.ts';

export interface Subscription {
  /** An event of one of its streams, in order per stream. */
  take(event: LoggedEvent): void;
  heartbeat(): void;
  end(): void;
}

export interface StoreSubscription extends Subscription {
  /** Says hello, sends what was missed, then what came meanwhile, then goes on live. */
  start(start: Start): Promise<void>;
}

export interface StoreSubscriptionOptions {
  readonly connection: LiveConnection;
  readonly streams: StoreStreams;
  readonly kinds: ReadonlySet<EventKind>;
  readonly retryMs: number;
  readonly pace: Pace;
}

/**
 * One client of a store's stream. It is subscribed before the backlog is read and holds live events back until that is sent; each stream's
 * sequence drops what came both ways. So nothing is missing and nothing comes twice.
 */
export function subscribeStore(options: StoreSubscriptionOptions): StoreSubscription {
  const { connection, streams, kinds, retryMs, pace } = options;
  const fieldOf = new Map<string | null, keyof LivePosition>([
    [streams.store, 'storeSequence'],
    [streams.merchant, 'merchantSequence'],
    [streams.stock, 'stockSequence'],
  ]);
  let position: LivePosition = { storeSequence: 0, merchantSequence: 0, stockSequence: null };
  let told = '';

  const token = () => formatPosition(position);
  const say = (text: string) => {
    told = token();
    connection.write(text);
  };

  function send(event: LoggedEvent): void {
    const field = fieldOf.get(event.stream);
    const before = field === undefined ? null : position[field];
    if (field === undefined || before === null || event.sequence <= before) return;
    position = { ...position, [field]: event.sequence };
    if (event.sequence > before + 1) say(resyncFrame(token(), 'gap'));
    else if (kinds.has(event.kind)) say(eventFrame(token(), event));
  }

  const sending = paceSending(connection, send, () => connection.end(resyncFrame(token(), 'too_slow')), pace);

  return {
    take: sending.take,
    async start(start) {
      position = start.position;
      if (start.kind === 'resync') say(`retry: ${retryMs}\n${resyncFrame(token(), start.reason)}`);
      else say(helloFrame(token(), start.kind === 'resumed', retryMs));
      await sending.release(start.kind === 'resumed' ? start.missed : []);
    },
    heartbeat() {
      if (sending.isLive) say(heartbeatFrame(told === token() ? undefined : token()));
    },
    end: () => connection.end(),
  };
}
