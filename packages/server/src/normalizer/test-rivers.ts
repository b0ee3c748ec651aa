import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { category, group, item, openRiver, type River, tax } from './test-river.ts';

/** A menu that has something of each kind. */
export const MENU = [
  tax('t1'),
  category('c1'),
  category('c2', 'c1'),
  group('g1', ['o1', 'o2']),
  item('1', { listing: { categoryExternalId: 'c2', taxExternalIds: ['t1'], priceMinor: 900 } }),
  item('2', { item: { sellable: false }, listing: { priceMinor: null } }),
  item('2a', { parentExternalId: '2', modifierGroups: [{ externalId: 'g1', min: 0, max: 2, rank: 0 }] }),
  item('3', { on: false }),
];
export const KINDS = ['item', 'category', 'tax', 'modifier_group'] as const;
export const origin = { actor: 'key:test', requestId: 'req', cause: null };

/** Rivers on one database of the engine under test, closed after each test: a normalizer works the lanes of all tenants. */
export interface Rivers {
  readonly database: () => Database;
  readonly river: (options?: Parameters<typeof openRiver>[1]) => Promise<River>;
  /** Closes those opened so far. */
  readonly closeAll: () => Promise<void>;
  /** An item at the store as it is kept, by the id of the provider. */
  readonly storeItem: (at: River, externalId: string) => ReturnType<typeof readStoreItem>;
}

async function readStoreItem(database: Database, at: River, externalId: string) {
  const id = await at.idOf(externalId);
  const found = await database.tenant(at.tenantId, (tx) => readStoreItemsLocked(tx, at.tenantId, at.storeId, [id]));
  return found.get(id);
}

/** The same tests on every engine. */
export function describeRivers(name: string, tests: (rivers: Rivers) => void): void {
  describe.each(testDatabases())(`${name} on $name`, ({ open }) => {
    let database: Database;
    const opened: River[] = [];
    const closeAll = async () => {
      for (const river of opened.splice(0)) await river.close();
    };
    beforeAll(async () => {
      database = await open();
    });
    afterEach(closeAll);
    afterAll(() => database.close());

    tests({
      database: () => database,
      river: async (options) => {
        const river = await openRiver(database, options);
        opened.push(river);
        return river;
      },
      closeAll,
      storeItem: (at, externalId) => readStoreItem(database, at, externalId),
    });
  });
}

const COUNTED = [
  'catalog_items',
  'store_items',
  'source_mappings',
  'source_values',
  'categories',
  'taxes',
  'modifier_groups',
  'modifier_options',
  'item_modifier_groups',
  'events',
  'dead_letters',
  'quarantine',
  'waiting_changes',
  'timers',
  'inventory_positions',
] as const;

/** How many rows a tenant has, by table. */
export const rowCounts = (database: Database, { tenantId }: River): Promise<Record<string, number>> =>
  database.tenant(tenantId, async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of COUNTED) {
      const row = await tx
        .selectFrom(table as 'events')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow();
      counts[table] = Number(row.n);
    }
    return counts;
  });
