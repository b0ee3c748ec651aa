import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DUMP_TABLES, NOT_DUMPED } from '../backup/dump-format.ts';
import type { Database } from './database.ts';
import { newId } from './new-id.ts';
import { CROSS_TENANT_TABLES, TENANTLESS_TABLES } from './row-level-security.ts';
import { testDatabases } from './test-database.ts';

describe.each(testDatabases())('row-level security on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const tables = async () => {
    const { rows } = await database.owner((db) =>
      sql<{ name: string; enabled: boolean; forced: boolean }>`
        select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`.execute(db),
    );
    return rows;
  };

  test('is in force on every table but those named as having no tenant', async () => {
    const open = (await tables()).filter((table) => !(table.enabled && table.forced)).map((table) => table.name);
    expect(open).toEqual(Object.keys(TENANTLESS_TABLES).sort());
  });

  test('lets the system role into the named tables only, and every table has one policy per role', async () => {
    const { rows } = await database.owner((db) =>
      sql<{ name: string; policy: string; roles: string }>`
        select tablename as name, policyname as policy, array_to_string(roles, ',') as roles from pg_policies order by 1, 2`.execute(
        db,
      ),
    );
    const system = rows.filter((row) => row.policy === 'system_all');
    expect(system.map((row) => row.name)).toEqual(Object.keys(CROSS_TENANT_TABLES).sort());
    expect(new Set(system.map((row) => row.roles))).toEqual(new Set(['kirana_system']));
    const tenantOnly = rows.filter((row) => row.policy === 'tenant_only');
    const all = (await tables()).map((table) => table.name).filter((name) => !(name in TENANTLESS_TABLES));
    expect(tenantOnly.map((row) => row.name)).toEqual(all);
    expect(new Set(tenantOnly.map((row) => row.roles))).toEqual(new Set(['kirana_tenant']));
    expect(rows.length).toBe(system.length + tenantOnly.length);
  });

  test('every table has the tenant first in its primary key', async () => {
    const { rows } = await database.owner((db) =>
      sql<{ name: string; first: string }>`
        select c.relname as name, a.attname as first from pg_index i
        join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where n.nspname = 'public' and i.indisprimary`.execute(db),
    );
    const first = new Map(rows.map((row) => [row.name, row.first]));
    const wrong = (await tables())
      .map((table) => table.name)
      .filter((name) => !(name in TENANTLESS_TABLES) && first.get(name) !== 'tenant_id');
    expect(wrong).toEqual([]);
  });

  test('a tenant sees and writes its own rows only, and nothing without a tenant', async () => {
    const [a, b] = [newId('tenant'), newId('tenant')];
    await database.system(async (tx) => {
      await tx
        .insertInto('tenants')
        .values([
          { tenant_id: a, name: 'A' },
          { tenant_id: b, name: 'B' },
        ])
        .execute();
    });
    const merchant = (tenantId: string) => ({ tenant_id: tenantId, id: newId('merchant'), name: 'M', rounding: '{}' });
    await database.tenant(a, (tx) => tx.insertInto('merchants').values(merchant(a)).execute());
    await database.tenant(b, (tx) => tx.insertInto('merchants').values(merchant(b)).execute());
    const seen = await database.tenant(a, (tx) => tx.selectFrom('merchants').select('tenant_id').execute());
    expect(seen).toEqual([{ tenant_id: a }]);
    await expect(database.tenant(a, (tx) => tx.insertInto('merchants').values(merchant(b)).execute())).rejects.toThrow(
      /row-level security/,
    );
    expect(await database.tenant('', (tx) => tx.selectFrom('merchants').select('id').execute())).toEqual([]);
    await expect(database.system((tx) => tx.selectFrom('merchants').select('id').execute())).rejects.toThrow(
      /permission denied/,
    );
    const updated = await database.tenant(a, (tx) =>
      tx.updateTable('merchants').set({ name: 'X' }).where('tenant_id', '=', b).executeTakeFirst(),
    );
    expect(Number(updated.numUpdatedRows)).toBe(0);
  });

  test('the dump knows every table', async () => {
    const known = [...DUMP_TABLES, ...NOT_DUMPED].sort();
    expect(known).toEqual((await tables()).map((table) => table.name).sort());
  });

  test('the types of the tables are those of the database', async () => {
    const { rows } = await database.owner((db) =>
      sql<{ line: string }>`select table_name || '.' || column_name as line from information_schema.columns
        where table_schema = 'public' and table_name not like 'kysely%' order by 1`.execute(db),
    );
    const folder = join(import.meta.dirname, 'schema');
    const files = [join(import.meta.dirname, 'schema.ts'), ...readdirSync(folder).map((file) => join(folder, file))];
    const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const names = new Map(
      [...source.matchAll(/^ {2}(\w+): (\w+Table);$/gm)].map(([, table = '', type = '']) => [type, table]),
    );
    const declared = [...source.matchAll(/export interface (\w+Table) \{\n([\s\S]*?)\n\}/g)].flatMap(
      ([, type = '', body = '']) =>
        [...body.matchAll(/^ {2}(\w+):/gm)].map(([, column = '']) => `${names.get(type)}.${column}`),
    );
    expect(declared.sort()).toEqual(rows.map((row) => row.line).sort());
  });
});
