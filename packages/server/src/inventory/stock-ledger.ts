import {
  type Answer,
  type Command,
  DEFAULT_LIMITS,
  type Reservation,
  type StockEntry,
  type StockLimits,
  type TermsOf,
} from '@kirana/core';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Database, Tx } from '../database/database.ts';
import { listEntries } from './entry-rows.ts';
import { ledgerMetrics } from './ledger-metrics.ts';
import { insertAcknowledged } from './own-change-rows.ts';
import { readPastPosition } from './past-position-rows.ts';
import { listPositions, readPosition } from './position-rows.ts';
import { listReservations, readReservation } from './reservation-rows.ts';
import { runBatch, runStored, type VersionedAnswer } from './run-batch.ts';
import { listShortfalls } from './shortfall-rows.ts';
import { readStockVersion } from './stock-version-rows.ts';
import type { PositionView, ReservationFilter, ShortfallView, StockPage } from './stock-views.ts';
import { WriterLanes } from './writer-lanes.ts';

/** The ledger of stock: one way in, and what it says. */
export interface StockLedger {
  /**
   * Decides a command together with those of its store that wait at the same time, in one transaction, and answers when it is committed.
   * A refusal is an answer. @throws OVERLOADED, SHUTTING_DOWN (nothing was written), DATABASE_UNAVAILABLE (perhaps written: the same id again
   * hears the first answer)
   */
  submit(tenantId: string, command: Command): Promise<Answer>;
  /** As `submit`, with the version of the store's stock from which on readers see what it did. */
  write(tenantId: string, command: Command): Promise<VersionedAnswer>;
  /** The version of a store's stock now: what is read after it is at least as new. */
  stockVersion(tenantId: string, storeId: string): Promise<number>;
  /** As of now, or as we knew it at an instant. Undefined: the store does not keep the item. */
  position(tenantId: string, storeId: string, itemId: string, atMs: number | null): Promise<PositionView | undefined>;
  /** By item id, which is `after`. */
  positions(tenantId: string, storeId: string, page: StockPage): Promise<readonly PositionView[]>;
  /** The newest first; `after` is a sequence. */
  entries(tenantId: string, storeId: string, itemId: string, page: StockPage): Promise<readonly StockEntry[]>;
  reservation(tenantId: string, reservationId: string): Promise<Reservation | undefined>;
  /** The newest first; `after` is an id. */
  reservations(
    tenantId: string,
    storeId: string,
    filter: ReservationFilter,
    page: StockPage,
  ): Promise<readonly Reservation[]>;
  /** The newest first; `after` is a `place`. `storeId` null: of all stores. */
  shortfalls(tenantId: string, storeId: string | null, page: StockPage): Promise<readonly ShortfallView[]>;
  /** Ends what is due at these positions: for whoever sweeps. */
  settle(tenantId: string, storeId: string, itemIds: readonly string[]): Promise<void>;
  /** A provider has written back what these entries say. */
  acknowledge(tenantId: string, storeId: string, acknowledged: readonly Acknowledged[]): Promise<void>;
  /** Takes nothing new and answers what it has. */
  close(): Promise<void>;
}

/** An entry of ours that a source has in its own books since then. */
export interface Acknowledged {
  readonly itemId: string;
  readonly sequence: number;
  /** Id of the connection. */
  readonly source: string;
  readonly atMs: number;
}

export interface StockLedgerDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics?: { readonly registry: Registry };
  readonly limits?: Partial<StockLimits>;
  /** How far the sources of a tenant are believed; as nobody configured any unless given. Asked before each batch, so it is quick. */
  readonly termsOf?: (tenantId: string) => Promise<TermsOf>;
  /** A count not heard of for so long is not believed, and again when it is heard of; null, as unless given: it always is. */
  readonly staleAfterMs?: number | null;
  /** Commands of one store that wait; 5,000. Beyond it OVERLOADED. */
  readonly mostWaiting?: number;
  /** Commands in one transaction; 512. */
  readonly mostTogether?: number;
}

const NO_TERMS: TermsOf = new Map();

/** More of them at once made spread items slower: they share processors with the database. */
const LANES_AT_ONCE = { pglite: 1, postgres: 4 } as const;

type Reads = Pick<StockLedger, 'position' | 'positions' | 'entries' | 'reservation' | 'reservations' | 'shortfalls'>;

function stockReads(database: Database, termsOf: (tenantId: string) => Promise<TermsOf>): Reads {
  const read = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) =>
    database.tenant(tenantId, work, { snapshot: true });
  return {
    async position(tenantId, storeId, itemId, atMs) {
      const terms = await termsOf(tenantId);
      const of = { tenantId, storeId, terms };
      return read(tenantId, async (tx) => {
        if (atMs === null) return readPosition(tx, of, itemId);
        const past = await readPastPosition(tx, tenantId, storeId, itemId, atMs);
        return past === 'latest' ? readPosition(tx, of, itemId, atMs) : past;
      });
    },
    async positions(tenantId, storeId, page) {
      const terms = await termsOf(tenantId);
      return read(tenantId, (tx) => listPositions(tx, { tenantId, storeId, terms }, page));
    },
    entries: (tenantId, storeId, itemId, page) =>
      read(tenantId, (tx) => listEntries(tx, tenantId, storeId, itemId, page)),
    reservation: (tenantId, reservationId) => read(tenantId, (tx) => readReservation(tx, tenantId, reservationId)),
    reservations: (tenantId, storeId, filter, page) =>
      read(tenantId, (tx) => listReservations(tx, tenantId, storeId, filter, page)),
    shortfalls: (tenantId, storeId, page) => read(tenantId, (tx) => listShortfalls(tx, tenantId, storeId, page)),
  };
}

/** Opens the ledger of this process. Several processes on one database may each have theirs. */
export function openStockLedger(deps: StockLedgerDeps): StockLedger {
  const { database, log, metrics, termsOf = async () => NO_TERMS, staleAfterMs = null } = deps;
  const limits: StockLimits = { ...DEFAULT_LIMITS, ...deps.limits };
  const note = metrics === undefined ? () => {} : ledgerMetrics(metrics.registry);
  const lanes = new WriterLanes({
    lanesAtOnce: LANES_AT_ONCE[database.engine],
    mostWaiting: deps.mostWaiting ?? 5_000,
    mostTogether: deps.mostTogether ?? 512,
    async run(tenantId, storeId, waiting) {
      const startMs = performance.now();
      try {
        const terms = await termsOf(tenantId);
        await runBatch(database, waiting, { tenantId, storeId, limits, terms, staleAfterMs });
      } catch (error) {
        log.error({ err: error, tenantId, storeId }, 'a batch of the stock ledger could not be run');
        for (const { done } of waiting) done.reject(error);
      }
      note(waiting, (performance.now() - startMs) / 1_000);
    },
  });
  return {
    submit: async (tenantId, command) => (await lanes.submit(tenantId, command)).answer,
    write: (tenantId, command) => lanes.submit(tenantId, command),
    stockVersion: (tenantId, storeId) => database.tenant(tenantId, (tx) => readStockVersion(tx, tenantId, storeId)),
    ...stockReads(database, termsOf),
    async settle(tenantId, storeId, alsoItemIds) {
      const terms = await termsOf(tenantId);
      await runStored(database, { tenantId, storeId, commands: [], alsoItemIds, limits, terms, staleAfterMs });
    },
    acknowledge: (tenantId, storeId, acknowledged) =>
      database.tenant(tenantId, (tx) => insertAcknowledged(tx, tenantId, storeId, acknowledged)),
    close: () => lanes.close(),
  };
}
