import type { LoggedEvent } from '@kirana/core';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Tx = Transaction<Schema>;

export interface TransactionOptions {
  /** Read only, and all statements see one state: what several reads must share. */
  readonly snapshot?: boolean;
}

/**
 * The one truth. Two engines: PGlite in this process, or PostgreSQL.
 * Nothing is read or written outside a transaction with a role; a transaction inside another would wait for itself on PGlite.
 */
export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /** Runs as the tenant: row-level security shows and takes only its rows. Retried when the database broke a deadlock. */
  tenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs for all tenants, on the tables listed in `row-level-security.ts` only. */
  system<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** As the owner, without row-level security: migrations, installation, dump and restore. Never in a request. */
  owner<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** Hints by NOTIFY; may be lost at any time, so a poll always stands behind it. Gives a function that stops listening. */
  listen(channel: string, onHint: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * What transactions of this process wrote to the event log, told after each commit. Commits may be told in another order than they
   * were made, and one whose acknowledgement was lost is not told: whoever listens compares sequences and reads what is missing.
   */
  onWritten(listener: (events: readonly LoggedEvent[]) => void): () => void;
  /** @throws DATABASE_UNAVAILABLE */
  check(): Promise<void>;
  close(): Promise<void>;
}
