import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Database } from '../../../database/database.ts';
import { columnTypes } from '../column-types.ts';
import { PLAN_ONCE } from '../named-statements.ts';
import { transactions } from '../transactions.ts';
import { PgliteSocket } from './pglite-socket.ts';

const listenTo = (channel: string): string => `listen ${pg.escapeIdentifier(channel)}`;

/**
 * PostgreSQL 18 in WebAssembly, in this process, its files in `folder` (or in memory when undefined). The driver of the real one speaks
 * to it, over one connection: transactions wait for each other.
 * It survives a killed process; it never syncs to disk, so it may not survive a power cut.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  const handlers = new Map<string, Set<(payload: string) => void>>();
  const pool = new pg.Pool({
    max: 1,
    // the session lives as long as the database
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'template1',
    ssl: false,
    types: columnTypes,
    stream: () => new PgliteSocket(pglite) as never,
    async onConnect(client) {
      client.on('notification', ({ channel, payload = '' }) => {
        for (const onHint of handlers.get(channel) ?? []) onHint(payload);
      });
      // every connection is the same session: what an earlier one left behind goes first
      for (const text of ['rollback', 'discard all', PLAN_ONCE, ...[...handlers.keys()].map(listenTo)])
        await client.query(text);
    },
  });
  const half = transactions(pool);
  let closing: Promise<void> | undefined;
  return {
    engine: 'pglite',
    ...half,
    async listen(channel, onHint) {
      const known = handlers.get(channel);
      if (known === undefined) {
        handlers.set(channel, new Set([onHint]));
        await half.owner(async () => void (await pool.query(listenTo(channel))));
      } else known.add(onHint);
      return async () => void handlers.get(channel)?.delete(onHint);
    },
    check: () => half.owner(async () => void (await pool.query('select 1'))),
    async close() {
      closing ??= pool.end().then(() => pglite.close());
      await closing;
    },
  };
}
