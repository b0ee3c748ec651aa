import type { Database } from '../../packages/server/src/database/database.ts';
import { migrate } from '../../packages/server/src/database/migrate.ts';
import { openPglite } from '../../packages/server/src/engines/database/pglite/open-pglite.ts';
import { openPostgres } from '../../packages/server/src/engines/database/postgres/open-postgres.ts';
import type { BenchRoom } from './bench-room.ts';

/** Runs work on an empty, migrated database of the room's engine set, in this process. */
export async function onDatabase<T>(room: BenchRoom, work: (database: Database) => Promise<T>, poolSize = 10) {
  const { DATABASE_URL: url } = await room.serverEnv();
  const database = url === undefined ? await openPglite() : await openPostgres({ url, poolSize });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
