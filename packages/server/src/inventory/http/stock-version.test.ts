import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openForTests } from './test-inventory.ts';

describe.each(testDatabases())('versions of stock on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let itemId: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const get = (path: string) => app.call(shop, 'GET', at(path));
  const post = (path: string, body: object, headers?: Record<string, string>) =>
    app.call(shop, 'POST', at(path), body, headers);
  const hold = (id: string, more: object = {}) =>
    post('reservations', { id, lines: [{ itemId, quantity: 1 }], ...more });
  const version = async () =>
    Number(
      (
        await database.tenant(shop.tenantId, (tx) =>
          tx
            .selectFrom('event_streams')
            .select('last_sequence')
            .where('stream', '=', `stock:${shop.storeId}`)
            .executeTakeFirst(),
        )
      )?.last_sequence ?? 0,
    );

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted', 'counted']);
    [itemId = ''] = shop.itemIds;
    await post('stock/counts', { itemId, onHand: 50 });
  });

  test('each write says the version it wrote: what others wrote before it is in it, what they wrote later is not', async () => {
    const writes = [
      () => hold('a'),
      () => post('reservations/a/commit', {}),
      () => hold('b'),
      () => post('reservations/b/release', {}),
      () => post('sales', { id: 's', lines: [{ itemId, quantity: 1 }] }),
      () => post('stock/receipts', { lines: [{ itemId, quantity: 4 }] }),
      () => post('stock/adjustments', { itemId, quantity: -1, reason: 'lost' }),
      () => post('stock/blocks', { itemId, quantity: 1, kind: 'damaged' }),
      () => post('stock/levels', { itemId, level: 'incoming', quantity: 3 }),
      () => post('stock/tracking', { itemId, tracking: 'untracked' }),
    ];
    for (const write of writes) {
      const before = await version();
      const { body } = await write();
      expect(body).toMatchObject({ stockVersion: String(before + 1) });
      expect(await version()).toBe(before + 1);
    }
  });

  test('an extension writes no entry, and has the version of now', async () => {
    await hold('a');
    const extended = await post('reservations/a/extend', { ttlSeconds: 3_600 });
    expect(extended.body).toMatchObject({ stockVersion: String(await version()) });
  });

  test('a repetition has the version of now, and so has one that shares its transaction with others', async () => {
    const key = { 'idempotency-key': 'receipt-1' };
    const receive = () => post('stock/receipts', { lines: [{ itemId, quantity: 1 }] }, key);
    const first = await receive();
    await hold('a');
    const again = await receive();
    expect(again.body).toEqual({ ...first.body, stockVersion: String(await version()) });
    const [replayed, held] = await Promise.all([receive(), hold('b')]);
    expect(Number(replayed.body.stockVersion)).toBeGreaterThanOrEqual(Number(again.body.stockVersion));
    expect(held.body).toMatchObject({ stockVersion: String(await version()) });
  });

  test('reads say what they were read at, and refuse to answer with less', async () => {
    const { stockVersion } = (await hold('a')).body;
    const reads = (min: string) => [
      () => get(`stock?minStockVersion=${min}`),
      () => get(`stock/${itemId}?minStockVersion=${min}`),
      () => get(`reservations?minStockVersion=${min}`),
      () => get(`reservations/a?minStockVersion=${min}`),
      () => get(`orderability?minStockVersion=${min}`),
      () => get(`items/${itemId}/orderability?minStockVersion=${min}`),
      () => post('orderability', { lines: [{ itemId }], minStockVersion: min }),
    ];
    for (const read of reads(stockVersion)) expect(await read()).toMatchObject({ status: 200, body: { stockVersion } });
    const next = String(Number(stockVersion) + 1);
    for (const read of reads(next)) {
      const params = { minStockVersion: next, stockVersion };
      expect(await read()).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT', params } });
    }
    await hold('b');
    for (const read of reads(next)) expect((await read()).status).toBe(200);
    expect((await get(`stock/${itemId}?minStockVersion=-1`)).body.code).toBe('REQUEST_INVALID');
  });

  test('orderability is not judged by an older catalog than asked for', async () => {
    const [store = 0, merchant = 0] = (await get('orderability')).body.version.split('-').map(Number);
    const ask = (of: string) => get(`items/${itemId}/orderability?minVersion=${of}`);
    expect((await ask(`${store}-${merchant}`)).status).toBe(200);
    const later = { status: 409, body: { code: 'STATE_CONFLICT', params: { version: `${store}-${merchant}` } } };
    expect(await ask(`${store + 1}-${merchant}`)).toMatchObject(later);
    await app.call(shop, 'PATCH', at(`items/${itemId}`), { rank: 7 });
    expect((await ask(`${store + 1}-${merchant}`)).status).toBe(200);
  });

  test('a store where nothing happened is at 0, and another one is not moved on by this one', async () => {
    const other = await insertSellingShop(database, ['counted']);
    const read = () => app.call(other, 'GET', `/v1/stores/${other.storeId}/stock`);
    expect((await read()).body.stockVersion).toBe('0');
    await hold('a');
    expect((await read()).body.stockVersion).toBe('0');
  });
});
