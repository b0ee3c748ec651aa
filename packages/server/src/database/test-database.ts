import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openPglite } from '../engines/database/pglite/open-pglite.ts';
import { openPostgres } from '../engines/database/postgres/open-postgres.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

export interface TestDatabase {
  readonly name: 'pglite' | 'postgres';
  /** A fresh, migrated database; closing it removes it. */
  open(): Promise<Database>;
}

const openMigrated = async (database: Database): Promise<Database> => {
  await migrate(database);
  return database;
};

async function openFreshPostgres(adminUrl: string): Promise<Database> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database = await openMigrated(await openPostgres({ url: url.href }));
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin(`drop database ${name} with (force)`);
    },
  };
}

/** The databases every room is proven on: PGlite always, PostgreSQL when this run has one. */
export function testDatabases(): readonly TestDatabase[] {
  const url = inject('engines').env.DATABASE_URL;
  return [
    { name: 'pglite', open: async () => openMigrated(await openPglite()) },
    ...(url === undefined ? [] : [{ name: 'postgres' as const, open: () => openFreshPostgres(url) }]),
  ];
}
