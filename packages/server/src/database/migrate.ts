import { KiranaError } from '@kirana/core';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as foundations from './migrations/0001-foundations.ts';
import * as ledger from './migrations/0002-ledger.ts';
import * as reconciliations from './migrations/0003-reconciliations.ts';
import * as settleSeconds from './migrations/0004-settle-seconds.ts';
import * as componentUses from './migrations/0005-component-uses.ts';
import * as stockRetention from './migrations/0006-stock-retention.ts';
import * as scopedPulls from './migrations/0007-scoped-pulls.ts';
import * as uploads from './migrations/0008-uploads.ts';
import * as commands from './migrations/0009-commands.ts';
import { enforceRowLevelSecurity } from './row-level-security.ts';

/** In order; a name is never changed once released. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundations': foundations,
  '0002-ledger': ledger,
  '0003-reconciliations': reconciliations,
  '0004-settle-seconds': settleSeconds,
  '0005-component-uses': componentUses,
  '0006-stock-retention': stockRetention,
  '0007-scoped-pulls': scopedPulls,
  '0008-uploads': uploads,
  '0009-commands': commands,
};

/** What this program's schema is made of. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly current: string | undefined;
}

/** Brings the schema to this program's version. @throws DATA_NEWER when a newer program has been here. */
export function migrate(database: Database): Promise<MigrationReport> {
  return database.owner(async (db) => {
    const owner = db as unknown as Kysely<unknown>;
    const migrator = new Migrator({ db: owner, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
    await refuseNewer(db as unknown as Kysely<unknown>);
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    const applied = results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
    if (applied.length > 0) await owner.transaction().execute((tx) => enforceRowLevelSecurity(tx));
    return { applied, current: Object.keys(MIGRATIONS).at(-1) };
  });
}

/** Which migrations wait to be run; also refuses newer data. */
export function pendingMigrations(database: Database): Promise<readonly string[]> {
  return database.owner(async (db) => {
    const done = await refuseNewer(db as unknown as Kysely<unknown>);
    return Object.keys(MIGRATIONS).filter((name) => !done.has(name));
  });
}

async function refuseNewer(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return new Set();
  const rows = await (db as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) throw new KiranaError('DATA_NEWER', { migrations: unknown });
  return new Set(rows.map((row) => row.name));
}
