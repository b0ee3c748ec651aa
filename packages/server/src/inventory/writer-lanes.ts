import { type Command, KiranaError } from '@kirana/core';
import type { VersionedAnswer, Waiting } from './run-batch.ts';

/** Runs what waits of one store; answers everyone, and never throws. */
export type RunLane = (tenantId: string, storeId: string, waiting: readonly Waiting[]) => Promise<void>;

export interface WriterLanesOptions {
  readonly run: RunLane;
  /** Stores written to at the same time. */
  readonly lanesAtOnce: number;
  /** Commands of one store that wait; beyond it OVERLOADED. */
  readonly mostWaiting: number;
  /** Commands in one transaction. */
  readonly mostTogether: number;
}

/** All lanes together hold no more than so many full ones, whatever the number of stores. */
const FULL_LANES = 4;

interface Lane {
  readonly tenantId: string;
  readonly storeId: string;
  waiting: Waiting[];
}

/**
 * Group commit: what comes for a store while one of its transactions is in flight shares the next one, so that an idle lane adds no delay and a
 * busy one writes many at once. Lanes take turns. They save work and are no condition for being right: another process may write the same store.
 */
export class WriterLanes {
  readonly #options: WriterLanesOptions;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with work that are not being written, in the order of their turn. */
  #ready: Lane[] = [];
  #waiting = 0;
  #running = 0;
  #closed = false;
  readonly #idle = Promise.withResolvers<void>();

  constructor(options: WriterLanesOptions) {
    this.#options = options;
  }

  /** @throws OVERLOADED, SHUTTING_DOWN: it was not taken. */
  submit(tenantId: string, command: Command): Promise<VersionedAnswer> {
    if (this.#closed) return Promise.reject(new KiranaError('SHUTTING_DOWN'));
    const { storeId } = command;
    const key = `${tenantId}|${storeId}`;
    const known = this.#lanes.get(key);
    const { mostWaiting } = this.#options;
    if ((known?.waiting.length ?? 0) >= mostWaiting || this.#waiting >= FULL_LANES * mostWaiting) {
      return Promise.reject(new KiranaError('OVERLOADED', { queue: 'stock', storeId }));
    }
    const lane = known ?? { tenantId, storeId, waiting: [] };
    const done = Promise.withResolvers<VersionedAnswer>();
    lane.waiting.push({ command, done });
    this.#waiting += 1;
    if (known === undefined) {
      this.#lanes.set(key, lane);
      this.#ready.push(lane);
      this.#start();
    }
    return done.promise;
  }

  /** Refuses what comes now and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#lanes.size > 0) await this.#idle.promise;
  }

  #start(): void {
    while (this.#running < this.#options.lanesAtOnce) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      this.#running += 1;
      void this.#serve(lane);
    }
  }

  async #serve(lane: Lane): Promise<void> {
    // callers answered by the batch before come back in this turn: they belong to this batch
    await new Promise(setImmediate);
    const batch = lane.waiting.splice(0, this.#options.mostTogether);
    this.#waiting -= batch.length;
    await this.#options.run(lane.tenantId, lane.storeId, batch);
    this.#running -= 1;
    if (lane.waiting.length > 0) this.#ready.push(lane);
    else this.#lanes.delete(`${lane.tenantId}|${lane.storeId}`);
    this.#start();
    if (this.#closed && this.#lanes.size === 0) this.#idle.resolve();
  }
}
