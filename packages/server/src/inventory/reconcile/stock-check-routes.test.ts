import type { LedgerFinding } from '@kirana/core';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import { type InventoryApp, insertSellingShop, openForTests } from '../http/test-inventory.ts';
import { commandsOf, type StockShop } from '../test-stock.ts';

describe.each(testDatabases())('checking the ledger over HTTP on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let itemId: string;
  const at = (query = '') => `/v1/stores/${shop.storeId}/stock/check${query}`;
  const check = async (query = '') => (await app.call(shop, 'GET', at(query))).body;
  const submit = (command: Parameters<InventoryApp['room']['ledger']['submit']>[1]) =>
    app.room.ledger.submit(shop.tenantId, command);
  const codes = async (query?: string) => (await check(query)).items.map(({ code }: LedgerFinding) => code);

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted', 'counted', 'untracked']);
    [itemId = ''] = shop.itemIds;
    const { count, receive, reserve, sell, commit, line, report, block, safetyStock } = commandsOf(shop.storeId);
    const past = { lot: 'B-1', expiresOn: '2020-01-01', expiresAtMs: Date.UTC(2020, 0, 2) };
    const good = { lot: 'B-2', expiresOn: '2199-01-01', expiresAtMs: Date.UTC(2199, 0, 2) };
    for (const command of [
      count(itemId, 10),
      receive(itemId, 4, null, good),
      receive(itemId, 2, null, past),
      reserve('a', [line(itemId, 3)]),
      reserve('b', [line(itemId, 1), line(shop.itemIds[2] ?? '', 2)]),
      reserve('due', [line(itemId, 1)], { ttlMs: 1 }),
      commit('b'),
      sell('s', [line(itemId, 20)]),
      block('block', shop.itemIds[1] ?? '', 1),
      safetyStock(itemId, 1),
      report(shop.itemIds[1] ?? '', 1, { absolute: 5 }),
    ]) {
      await submit(command);
    }
  });

  /** Writes around the ledger, as nothing of ours does. */
  async function tamper(table: string, statement: ReturnType<typeof sql>): Promise<void> {
    await database.owner(async (db) => {
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
      await sql`alter table ${sql.table(table)} no force row level security`.execute(db);
      await statement.execute(db);
      await sql`alter table ${sql.table(table)} force row level security`.execute(db);
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
    });
  }
  const here = () => sql`tenant_id = ${shop.tenantId} and item_id = ${itemId}`;

  test('what the ledger wrote itself is sound, page by page', async () => {
    expect(await check()).toMatchObject({ items: [], found: 0, positions: 3, nextCursor: null });
    const first = await check('?limit=2');
    const rest = await check(`?limit=2&cursor=${first.nextCursor}`);
    expect([first.positions, rest.positions, rest.nextCursor]).toEqual([2, 1, null]);
    const one = await check(`?itemId=${itemId}`);
    expect(one).toMatchObject({ items: [], positions: 1, nextCursor: null });
    expect(first.entries + rest.entries).toBeGreaterThan(one.entries);
  });

  test('a position that was written around the ledger', async () => {
    await tamper('inventory_positions', sql`update inventory_positions set on_hand = on_hand + 5 where ${here()}`);
    const { items, found } = await check();
    expect(items[0]).toMatchObject({
      code: 'POSITION_WRONG',
      severity: 'fault',
      itemId,
      figure: 'onHand',
      stored: 5,
      recomputed: 0,
      next: expect.stringMatching(/stock count/),
    });
    expect(found).toBe(items.length);
  });

  test('an entry that was edited, and one that was deleted', async () => {
    await tamper('stock_entries', sql`update stock_entries set on_hand = 99 where ${here()} and sequence = 2`);
    expect((await check()).items).toMatchObject([
      { code: 'BALANCE_WRONG', itemId, sequence: 2, stored: 99, recomputed: 14 },
    ]);
    await tamper('stock_entries', sql`delete from stock_entries where ${here()} and sequence = 2`);
    expect((await codes())[0]).toBe('SEQUENCE_GAP');
    expect(await codes(`?itemId=${shop.itemIds[1]}`)).toEqual([]);
  });

  test('a hold that is gone, and one that is left over', async () => {
    await database.tenant(shop.tenantId, (tx) =>
      sql`delete from reservation_holds where ${here()} and reservation_id = 'a'`.execute(tx),
    );
    expect((await check()).items).toMatchObject([
      { code: 'RESERVED_WRONG', stored: 3, recomputed: 0 },
      { code: 'HOLD_WRONG', reservationId: 'a', stored: null, recomputed: 3 },
    ]);
    await database.tenant(shop.tenantId, (tx) =>
      sql`insert into reservation_holds (tenant_id, store_id, item_id, reservation_id, quantity, expires_at)
        values (${shop.tenantId}, ${shop.storeId}, ${itemId}, 'b', 3, now() + interval '1 hour')`.execute(tx),
    );
    expect((await check()).items).toMatchObject([
      { code: 'HOLD_LEFT_OVER', reservationId: 'b' },
      { code: 'HOLD_WRONG', reservationId: 'a' },
    ]);
  });

  test('an event that is missing or tells something else; dropped for its age it is not missed', async () => {
    const stream = sql`tenant_id = ${shop.tenantId} and stream = ${`stock:${shop.storeId}`}`;
    const owned = (statement: ReturnType<typeof sql>) => database.system((tx) => statement.execute(tx));
    await owned(sql`update events set data = jsonb_set(data, '{position,reserved}', '7')
      where ${stream} and subject = ${itemId}`);
    expect((await check()).items).toMatchObject([
      { code: 'EVENT_WRONG', figure: 'reserved', stored: 7, recomputed: 3 },
    ]);
    await owned(sql`delete from events where ${stream} and subject = ${itemId} and sequence > 1`);
    expect((await check()).items).toMatchObject([{ code: 'EVENT_MISSING', itemId, stored: 1 }]);
    await owned(sql`delete from events where ${stream}`);
    expect(await codes()).toEqual([]);
  });

  test('a provider that says another figure is a notice', async () => {
    await database.tenant(shop.tenantId, (tx) =>
      sql`update reported_stock set base = 9 where tenant_id = ${shop.tenantId}`.execute(tx),
    );
    expect((await check()).items).toMatchObject([
      { code: 'SOURCE_APART', severity: 'notice', itemId: shop.itemIds[1], stored: 5, recomputed: 9 },
    ]);
  });

  test('many entries are read piece by piece', async () => {
    const { receive } = commandsOf(shop.storeId);
    const before = (await check(`?itemId=${itemId}`)).entries;
    for (const most of [2_600, 5_200 - before]) {
      const from = most === 2_600 ? 0 : 2_600;
      await Promise.all(Array.from({ length: most - from }, (_, n) => submit(receive(itemId, 1, `r${from + n}`))));
    }
    expect(await check(`?itemId=${itemId}`)).toMatchObject({ items: [], entries: 5_200 });
  }, 60_000);

  test('another tenant, an item that is not kept: 404', async () => {
    const stranger = await insertSellingShop(database, ['counted']);
    expect((await app.call(stranger, 'GET', at())).status).toBe(404);
    expect((await app.call(shop, 'GET', at(`?itemId=${stranger.itemIds[0]}`))).status).toBe(404);
    expect((await app.call(shop, 'GET', at('?cursor=x'))).status).toBe(400);
  });
});
