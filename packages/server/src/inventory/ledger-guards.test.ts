import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import type { StockLedger } from './stock-ledger.ts';
import { commandsOf, insertStockShop, openLedger, type StockShop } from './test-stock.ts';

/** Whoever writes around the code meets the same rules: I1 is the database's. */
describe.each(testDatabases())('the guards of the ledger, $name', ({ open }) => {
  let database: Database;
  let ledger: StockLedger;
  let shop: StockShop;
  let itemId = '';
  beforeAll(async () => {
    database = await open();
    ledger = openLedger(database);
    shop = await insertStockShop(database, ['counted', 'untracked']);
    itemId = shop.itemIds[0] ?? '';
    const of = commandsOf(shop.storeId);
    await ledger.submit(shop.tenantId, of.receive(itemId, 10));
    await ledger.submit(shop.tenantId, of.reserve('r1', [of.line(itemId, 6)]));
    await ledger.submit(shop.tenantId, of.safetyStock(itemId, 2));
  });
  afterAll(async () => {
    await ledger.close();
    await database.close();
  });

  const asTenant = (statement: RawBuilder<unknown>) => database.tenant(shop.tenantId, (tx) => statement.execute(tx));
  const asOwner = (statement: RawBuilder<unknown>) =>
    database.owner((db) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('kirana.tenant', ${shop.tenantId}, true)`.execute(tx);
        await statement.execute(tx);
      }),
    );
  const update = (set: string) =>
    sql`update inventory_positions set ${sql.raw(set)} where store_id = ${shop.storeId} and item_id = ${itemId}`;

  test.each([
    ['promises one more than is sellable', 'reserved = 9, sequence = sequence + 1', /more would be promised/],
    ['promises more while goods leave', 'reserved = 7, on_hand = 8, sequence = sequence + 1', /more would be promised/],
    [
      'promises more while goods are blocked',
      'reserved = 7, blocked_recalled = 2, sequence = sequence + 1',
      /more would be promised/,
    ],
    ['stands still', 'reserved = 5', /moves on/],
    ['goes back', 'sequence = sequence - 1', /moves on/],
    ['has goods below zero', 'on_hand = -1, sequence = sequence + 1', /on_hand_check/],
    ['has promises below zero', 'reserved = -1, sequence = sequence + 1', /reserved_check/],
    ['has blocked goods below zero', 'blocked_damaged = -1, sequence = sequence + 1', /blocked_damaged_check/],
    ['moves to another item', `item_id = 'itm_other', sequence = sequence + 1`, /stays where it is/],
  ])('a position that %s is refused', async (_name, set, why) => {
    await expect(asTenant(update(set))).rejects.toThrow(why);
    await expect(asOwner(update(set))).rejects.toThrow(why);
  });

  test('a true recount below what is promised is kept', async () => {
    const of = commandsOf(shop.storeId);
    const other = await insertStockShop(database, ['counted']);
    const [a = ''] = other.itemIds;
    const here = commandsOf(other.storeId);
    await ledger.submit(other.tenantId, here.receive(a, 5));
    await ledger.submit(other.tenantId, here.reserve('r1', [of.line(a, 5)]));
    await ledger.submit(other.tenantId, here.count(a, 1));
    expect(await ledger.position(other.tenantId, other.storeId, a, null)).toMatchObject({ ats: -4, oversold: 4 });
  });

  test('a position is not put in with figures that no entry has', async () => {
    const insert = (sequence: number, onHand: number, reserved: number) => sql`
      insert into inventory_positions (tenant_id, store_id, item_id, tracking, on_hand, reserved, safety_stock, sequence)
      select tenant_id, store_id, item_id, tracking, ${onHand}::int8, ${reserved}::int8, 2, ${sequence}::int8 from gone`;
    const replaced = (sequence: number, onHand: number, reserved: number) =>
      database.tenant(shop.tenantId, async (tx) => {
        await sql`create temporary table gone on commit drop as
          select * from inventory_positions where item_id = ${itemId}`.execute(tx);
        await sql`delete from inventory_positions where item_id = ${itemId}`.execute(tx);
        await insert(sequence, onHand, reserved).execute(tx);
        throw new Error('taken');
      });
    await expect(replaced(0, 10, 0)).rejects.toThrow(/without entries/);
    await expect(replaced(3, 10, 7)).rejects.toThrow(/last entry/);
    await expect(replaced(3, 11, 6)).rejects.toThrow(/last entry/);
    await expect(replaced(9, 10, 6)).rejects.toThrow(/last entry/);
    await expect(replaced(3, 10, 6)).rejects.toThrow('taken');
  });

  test('entries are never changed and never removed', async () => {
    await expect(asTenant(sql`update stock_entries set quantity = 1`)).rejects.toThrow(/permission denied/);
    await expect(asTenant(sql`delete from stock_entries`)).rejects.toThrow(/permission denied/);
    await expect(database.system((tx) => sql`update stock_entries set quantity = 1`.execute(tx))).rejects.toThrow(
      /never changed/,
    );
    const { rows } = await database.owner((db) =>
      sql<{ is_superuser: string }>`select current_setting('is_superuser') as is_superuser`.execute(db),
    );
    // an owner that is no superuser does not even see them
    if (rows[0]?.is_superuser === 'on') {
      await expect(asOwner(sql`delete from stock_entries`)).rejects.toThrow(/never changed/);
    }
    const entries = await ledger.entries(shop.tenantId, shop.storeId, itemId, { limit: 10 });
    expect(entries.map(({ kind }) => kind)).toEqual(['safety_stock_set', 'reserved', 'received']);
  });

  test('one sequence has one entry', async () => {
    await expect(
      asTenant(sql`insert into stock_entries select * from stock_entries where item_id = ${itemId} and sequence = 1`),
    ).rejects.toThrow(/stock_entries_pkey/);
  });

  test('erasing the tenant takes its ledger along', async () => {
    const { eraseTenant } = await import('../identity/erase-tenant.ts');
    const other = await insertStockShop(database, ['counted']);
    const [a = ''] = other.itemIds;
    const of = commandsOf(other.storeId);
    await ledger.submit(other.tenantId, of.receive(a, 5, 'k1'));
    await ledger.submit(other.tenantId, of.reserve('r1', [of.line(a, 5)]));
    await ledger.submit(other.tenantId, of.report(a, 1, { absolute: 3 }));
    await ledger.acknowledge(other.tenantId, other.storeId, [
      { itemId: a, sequence: 1, source: 'con_a', atMs: Date.now() },
    ]);
    await eraseTenant(database, other.tenantId);
    for (const table of [
      'stock_entries',
      'reservations',
      'reservation_holds',
      'stock_effects',
      'reported_stock',
      'stock_acknowledgements',
      'stock_shortfalls',
    ]) {
      const { rows } = await database.system((tx) =>
        sql`select from ${sql.table(table)} where tenant_id = ${other.tenantId}`.execute(tx),
      );
      expect(rows, table).toEqual([]);
    }
  });
});
