import type { LoggedEvent } from '@kirana/core';

export interface Following {
  stop(): Promise<void>;
}

export interface ConsumeOptions {
  /** How long a first event waits for others to be handled with it, where each round costs more than each event. */
  readonly lingerMs?: number;
}

/**
 * Carries committed events to those who follow them. What was appended in a committed transaction arrives, in order per stream,
 * at least once; whoever must not see it twice compares (stream, sequence). Appending is `appendEvents`, in the writer's transaction.
 */
export interface EventLog {
  /** This process sees every event committed from now on: caches, live streams. */
  follow(onEvents: (events: readonly LoggedEvent[]) => void | Promise<void>): Promise<Following>;
  /**
   * All processes that give the same name share the events from the first on; each is handled at least once, in stream order.
   * The place in the stream moves when `handle` resolves; when it throws, the same events come again after a pause.
   */
  consume(
    consumer: string,
    handle: (events: readonly LoggedEvent[]) => Promise<void>,
    options?: ConsumeOptions,
  ): Promise<Following>;
  /** @throws EVENTS_UNAVAILABLE */
  check(): Promise<void>;
  close(): Promise<void>;
}
