import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertComponents, insertSellingShop, openForTests } from './test-inventory.ts';

describe.each(testDatabases())('orderability over HTTP on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let a: string;
  let b: string;
  let u: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const post = (path: string, body: object) => app.call(shop, 'POST', at(path), body);
  const get = (path: string) => app.call(shop, 'GET', at(path));
  const codes = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted', 'counted', 'untracked']);
    [a = '', b = '', u = ''] = shop.itemIds;
    await post('stock/counts', { itemId: a, onHand: 5 });
  });

  test('an item: why not, how many, and when it comes back', async () => {
    expect((await get(`items/${a}/orderability`)).body).toMatchObject({ itemId: a, orderable: true, maxQuantity: 5 });
    const { expiresAt } = (await post('reservations', { id: 'x', lines: [{ itemId: a, quantity: 5 }] })).body;
    expect((await get(`items/${a}/orderability`)).body).toMatchObject({
      orderable: false,
      reasons: [{ code: 'OUT_OF_STOCK', params: {} }],
      maxQuantity: 0,
      nextAvailableAt: expiresAt,
      freshUntil: expiresAt,
    });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await app.call(shop, 'PATCH', at(`items/${u}`), { switch: { on: false, until } });
    const off = (await get(`items/${u}/orderability`)).body;
    expect(off).toMatchObject({ orderable: false, reasons: [{ code: 'SWITCHED_OFF', params: { until } }] });
    expect([off.nextAvailableAt, off.maxQuantity]).toEqual([until, null]);
    expect((await get(`items/${u}/orderability?at=${until}`)).body.orderable).toBe(true);
    expect((await get(`items/${a}/orderability?quantity=6`)).body.orderable).toBe(false);
  });

  test('a cart: each line by itself may be, and all together not', async () => {
    const lines = [
      { itemId: a, quantity: 3 },
      { itemId: a, quantity: 3 },
      { itemId: u, quantity: 9 },
    ];
    const cart = (await post('orderability', { lines })).body;
    expect(cart.lines.map(({ orderable }: { orderable: boolean }) => orderable)).toEqual([true, true, true]);
    expect(cart).toMatchObject({
      orderable: false,
      shortfalls: [{ itemId: a, wanted: 6, sellable: 5, lines: [0, 1] }],
    });
    const refused = await post('reservations', { id: 'x', lines });
    expect(refused.body.params.shortfalls).toEqual(cart.shortfalls);
  });

  test('what an item is allowed at most in one order', async () => {
    await app.call(shop, 'PATCH', at(`items/${a}`), { maxQuantity: 2 });
    const lines = [
      { itemId: a, quantity: 2 },
      { itemId: a, quantity: 1 },
    ];
    const cart = (await post('orderability', { lines })).body;
    expect(cart).toMatchObject({ orderable: false, aboveMaximum: [{ itemId: a, quantity: 3, maxQuantity: 2 }] });
    expect((await post('reservations', { id: 'x', lines })).body.code).toBe('QUANTITY_ABOVE_MAXIMUM');
  });

  test('a whole store, with a bundle whose parts go round in a circle', async () => {
    await insertComponents(database, shop, u, [{ itemId: b, quantity: 1 }]);
    await insertComponents(database, shop, b, [{ itemId: u, quantity: 1 }]);
    const { body } = await get('orderability');
    const said = Object.fromEntries(
      body.items.map((item: { itemId: string; reasons: { code: string }[] }) => [item.itemId, codes(item.reasons)]),
    );
    expect(said).toEqual({ [a]: [], [b]: ['NOT_SELLABLE'], [u]: ['NOT_SELLABLE'] });
    expect((await get(`items/${u}/orderability`)).body.code).toBe('COMPONENTS_INVALID');
    expect((await post('sales', { id: 's', lines: [{ itemId: u, quantity: 1 }] })).body.code).toBe(
      'COMPONENTS_INVALID',
    );
  });

  test('an item that this store does not have is not listed; one that nobody has is 404', async () => {
    await database.tenant(shop.tenantId, async (tx) => {
      await tx.updateTable('store_items').set({ removed: true }).where('item_id', '=', b).execute();
    });
    expect(codes((await get(`items/${b}/orderability`)).body.reasons)).toEqual(['NOT_LISTED', 'OUT_OF_STOCK']);
    const refused = await post('reservations', { id: 'x', lines: [{ itemId: b, quantity: 1 }] });
    expect(codes(refused.body.params.reasons)).toEqual(['NOT_LISTED']);
    expect((await get('items/itm_01k4f2m8r5e6s9v0a1b2c3d4e5/orderability')).status).toBe(404);
  });

  test('I21: what it says of a line is what reserving it decides', async () => {
    const paused = { state: 'paused', returnAt: null, reason: 'rain' };
    const steps: (() => Promise<unknown>)[] = [
      async () => {},
      () => post('stock/counts', { itemId: a, onHand: 1 }),
      () => post('stock/blocks', { itemId: a, quantity: 1, kind: 'recalled' }),
      () => post('stock/blocks', { itemId: a, quantity: 1, kind: 'recalled', release: true }),
      () => app.call(shop, 'PATCH', at(`items/${a}`), { listed: false }),
      () => app.call(shop, 'PATCH', at(`items/${a}`), { listed: true }),
      () => app.call(shop, 'PUT', `/v1/stores/${shop.storeId}/status`, paused),
      () => app.call(shop, 'PUT', `/v1/stores/${shop.storeId}/status`, { state: 'open' }),
      () => post('stock/levels', { itemId: a, level: 'safety_stock', quantity: 1 }),
    ];
    const said: string[][] = [];
    for (const [index, step] of steps.entries()) {
      await step();
      const line = { itemId: a, quantity: 1 };
      const { orderable, lines } = (await post('orderability', { lines: [line] })).body;
      const one = (await get(`items/${a}/orderability`)).body;
      const all = (await get('orderability')).body.items.find(({ itemId }: { itemId: string }) => itemId === a);
      expect(lines[0].reasons).toEqual(one.reasons);
      if (all !== undefined) expect(all.reasons).toEqual(one.reasons);
      const held = await post('reservations', { id: `try-${index}`, lines: [line] });
      expect([index, held.status === 201]).toEqual([index, orderable]);
      if (held.status === 201) await app.call(shop, 'POST', at(`reservations/try-${index}/release`));
      said.push(codes(one.reasons));
    }
    expect(said).toEqual([[], [], ['STOCK_BLOCKED'], [], ['NOT_LISTED'], [], ['STORE_PAUSED'], [], ['OUT_OF_STOCK']]);
  });
});
