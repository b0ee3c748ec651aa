import { PGlite, types } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { Database } from '../../../database/database.ts';
import type { Schema } from '../../../database/schema.ts';
import { asDatabaseError, transactions } from '../transactions.ts';

/**
 * PostgreSQL 18 in WebAssembly, in this process, its files in `folder` (or in memory when undefined).
 * It survives a killed process; it never syncs to disk, so it may not survive a power cut.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const pglite = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    parsers: { [types.INT8]: Number, [types.DATE]: (text: string) => text },
  });
  const kysely = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  return {
    engine: 'pglite',
    ...transactions(kysely),
    async listen(channel, onHint) {
      const stop = await pglite.listen(channel, onHint);
      return async () => {
        if (!pglite.closed) await stop();
      };
    },
    async check() {
      try {
        await pglite.query('select 1');
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
    close: () => kysely.destroy(),
  };
}
