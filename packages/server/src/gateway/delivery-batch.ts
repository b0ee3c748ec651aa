import { KiranaError } from '@kirana/core';
import type { Database } from '../database/database.ts';
import {
  type ArchivedDelivery,
  findInserted,
  type InsertedDelivery,
  insertDeliveries,
  type NewDelivery,
} from './delivery-rows.ts';
import type { GatewayDeps } from './gateway-deps.ts';

export interface DeliveryBatchDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** Called after each commit: there is work for the normalizer, in these lanes. */
  readonly wake: GatewayDeps['wake'];
  /** Rows in one transaction; 256. */
  readonly mostRows?: number;
  /** Deliveries waiting for the archive or the database; 5,000. Beyond it OVERLOADED. */
  readonly mostWaiting?: number;
  readonly onBatch?: (rows: number) => void;
}

/** How long a transaction is held up for bodies on their way into the archive. */
const GATHER_MS = 3;

const lanesOf = (batch: readonly Entry[]) => [
  ...new Map(batch.map(({ delivery: { tenantId, lane } }) => [`${tenantId}|${lane}`, { tenantId, lane }])).values(),
];

interface Entry {
  readonly delivery: NewDelivery;
  /** Empty until the body is in the archive. */
  archiveKey: string;
  readonly done: PromiseWithResolvers<InsertedDelivery>;
}

/**
 * Group commit of the inbox: what arrives while one transaction is in flight shares the next one. Rows go in as they arrived; in one
 * lane nothing overtakes a body that is still on its way into the archive.
 */
export class DeliveryBatch {
  readonly #deps: DeliveryBatchDeps;
  readonly #mostRows: number;
  readonly #mostWaiting: number;
  #waiting: Entry[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(deps: DeliveryBatchDeps) {
    this.#deps = deps;
    this.#mostRows = deps.mostRows ?? 256;
    this.#mostWaiting = deps.mostWaiting ?? 5_000;
  }

  /**
   * Takes a place in the order now, starts archiving, and resolves when the row is committed.
   * @throws OVERLOADED, ARCHIVE_UNAVAILABLE, DATABASE_UNAVAILABLE, SHUTTING_DOWN: nothing was accepted.
   */
  accept(delivery: NewDelivery, archive: () => Promise<string>): Promise<InsertedDelivery> {
    if (this.#closed) return Promise.reject(new KiranaError('SHUTTING_DOWN'));
    if (this.#waiting.length >= this.#mostWaiting) {
      return Promise.reject(new KiranaError('OVERLOADED', { queue: 'deliveries' }));
    }
    const entry: Entry = { delivery, archiveKey: '', done: Promise.withResolvers() };
    this.#waiting.push(entry);
    archive().then(
      (archiveKey) => {
        entry.archiveKey = archiveKey;
        this.#start();
      },
      (error: unknown) => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        entry.done.reject(error);
        this.#start();
      },
    );
    return entry.done.promise;
  }

  /** Refuses what comes now and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#waiting.length > 0 || this.#writing !== undefined) {
      await Promise.allSettled([this.#writing, ...this.#waiting.map((entry) => entry.done.promise)]);
    }
  }

  #start(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    for (;;) {
      await this.#gather();
      const batch = this.#take();
      if (batch.length === 0) return;
      await this.#write(batch);
    }
  }

  /**
   * The archive flushes many bodies at once: those that are about to be ready share this transaction. Without it, one half of the senders
   * would wait for the disk while the other half waits for the database, in batches of half the size.
   */
  async #gather(): Promise<void> {
    await new Promise(setImmediate);
    const endMs = performance.now() + GATHER_MS;
    while (this.#waiting.some((entry) => entry.archiveKey === '') && performance.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** The next rows in order of arrival; a lane whose first body is not archived yet waits as a whole. */
  #take(): Entry[] {
    const taken: Entry[] = [];
    const left: Entry[] = [];
    const held = new Set<string>();
    for (const entry of this.#waiting) {
      const { lane } = entry.delivery;
      if (taken.length < this.#mostRows && entry.archiveKey !== '' && !held.has(lane)) taken.push(entry);
      else {
        held.add(lane);
        left.push(entry);
      }
    }
    this.#waiting = left;
    return taken;
  }

  async #write(batch: readonly Entry[]): Promise<void> {
    try {
      const inserted = await this.#insert(batch);
      this.#deps.onBatch?.(batch.length);
      batch.forEach((entry, index) => {
        entry.done.resolve(inserted[index] as InsertedDelivery);
      });
      this.#deps.wake(lanesOf(batch));
    } catch (error) {
      if (error instanceof KiranaError) await this.#settleUnknown(batch, error);
      else if (batch.length === 1) batch[0]?.done.reject(error);
      // One row the database will not take must fail alone.
      else for (const entry of batch) await this.#write([entry]);
    }
  }

  #insert(batch: readonly Entry[]): Promise<readonly InsertedDelivery[]> {
    const rows = batch.map(({ delivery, archiveKey }): ArchivedDelivery => ({ ...delivery, archiveKey }));
    return this.#deps.database.system((tx) => insertDeliveries(tx, rows, this.#deps.now()));
  }

  /** The connection broke, perhaps after the commit: only what is really there may be acknowledged, and it must be. */
  async #settleUnknown(batch: readonly Entry[], error: KiranaError): Promise<void> {
    const deliveries = batch.map((entry) => entry.delivery);
    const found = await this.#deps.database
      .system((tx) => findInserted(tx, deliveries))
      .catch((): ReadonlyMap<string, InsertedDelivery> => new Map());
    for (const { delivery, done } of batch) {
      const inserted = found.get(delivery.id);
      if (inserted === undefined) done.reject(error);
      else done.resolve(inserted);
    }
    if (found.size > 0) this.#deps.wake(lanesOf(batch));
  }
}
