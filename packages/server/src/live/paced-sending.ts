import type { LoggedEvent } from '@kirana/core';
import type { LiveConnection } from './live-connection.ts';

export interface Pace {
  /** More than this unsent, and we wait for the client. */
  readonly mostWaitingBytes: number;
  /** More events than this while we wait, and the client is cut off. */
  readonly mostWaitingEvents: number;
  /** A client that takes nothing for so long is cut off. */
  readonly mostStuckMs: number;
}

export interface PacedSending {
  /** Sent at once, or held back until the client has caught up. */
  take(event: LoggedEvent): void;
  /** Sends these, then what was taken meanwhile; from then on events are sent as they come. Until it is called, all are held back. */
  release(first: readonly LoggedEvent[]): Promise<void>;
  /** True when nothing is held back. */
  readonly isLive: boolean;
}

/**
 * Lets a client be slower than a burst of events, but not for long: what waits in the socket is bounded in bytes, what is held back
 * (events shared with everybody) in number, and both in time.
 */
export function paceSending(
  connection: LiveConnection,
  send: (event: LoggedEvent) => void,
  onTooSlow: () => void,
  { mostWaitingBytes, mostWaitingEvents, mostStuckMs }: Pace,
): PacedSending {
  let isLive = false;
  let held: LoggedEvent[] = [];

  async function sendPatiently(events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      if (!connection.isOpen) return;
      send(event);
      if (connection.waitingBytes > mostWaitingBytes && !(await connection.drained(mostStuckMs))) return onTooSlow();
    }
  }

  async function release(first: readonly LoggedEvent[]): Promise<void> {
    await sendPatiently(first);
    while (held.length > 0 && connection.isOpen) {
      const events = held;
      held = [];
      await sendPatiently(events);
    }
    isLive = true;
  }

  async function waitForClient(): Promise<void> {
    isLive = false;
    if (await connection.drained(mostStuckMs)) await release([]);
    else onTooSlow();
  }

  return {
    release,
    get isLive() {
      return isLive;
    },
    take(event) {
      if (!connection.isOpen) return;
      if (isLive) {
        send(event);
        if (connection.waitingBytes > mostWaitingBytes) waitForClient().catch(onTooSlow);
        return;
      }
      held.push(event);
      if (held.length > mostWaitingEvents) onTooSlow();
    },
  };
}
