import type { EventKind, LoggedEvent } from '@kirana/core';
import type { LiveConnection } from './live-connection.ts';
import { eventFrame, heartbeatFrame } from './live-frames.ts';
import { type Pace, paceSending } from './paced-sending.ts';
import type { Subscription } from './store-subscription.ts';

/**
 * One client of everything a tenant's streams tell, from now on. There is no order over streams, so it cannot be resumed: ids are the
 * events' own, and whoever must miss nothing follows stores or subscribes to webhooks.
 */
export function subscribeTenant(options: {
  readonly connection: LiveConnection;
  /** Undefined: all kinds. */
  readonly kinds: ReadonlySet<EventKind> | undefined;
  /** Only these, for a key that is bound to a store. */
  readonly streams: readonly string[] | undefined;
  readonly retryMs: number;
  readonly pace: Pace;
}): Subscription {
  const { connection, kinds, streams, retryMs, pace } = options;
  connection.write(`retry: ${retryMs}\nevent: hello\ndata: {"resumed":false}\n\n`);
  const send = (event: LoggedEvent) => connection.write(eventFrame(event.id, event));
  const sending = paceSending(connection, send, () => connection.end(), pace);
  void sending.release([]);
  return {
    take(event: LoggedEvent) {
      if (streams !== undefined && !streams.includes(event.stream)) return;
      if (kinds !== undefined && !kinds.has(event.kind)) return;
      sending.take(event);
    },
    heartbeat: () => connection.write(heartbeatFrame()),
    end: () => connection.end(),
  };
}
