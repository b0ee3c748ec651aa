import pg from 'pg';
import type { Database } from '../../../database/database.ts';
import { columnTypes } from '../column-types.ts';
import { PLAN_ONCE } from '../named-statements.ts';
import { transactions } from '../transactions.ts';
import { postgresHints } from './postgres-hints.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize?: number;
  /** Trouble on an idle connection: for the log only, the pool replaces it. */
  readonly onTrouble?: (error: Error) => void;
}

/** PostgreSQL over a pool. */
export async function openPostgres({ url, poolSize = 10, onTrouble = () => {} }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types: columnTypes,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 120_000,
    keepAlive: true,
    onConnect: async (client) => void (await client.query(PLAN_ONCE)),
  });
  pool.on('error', onTrouble);
  // The pool listens to idle connections only; one that is lost in the middle of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', onTrouble));
  const half = transactions(pool);
  const hints = postgresHints(url, onTrouble);
  return {
    engine: 'postgres',
    ...half,
    listen: hints.listen,
    check: () => half.owner(async () => void (await pool.query('select 1'))),
    async close() {
      await hints.close();
      await pool.end();
    },
  };
}
