import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openForTests } from './test-inventory.ts';

describe.each(testDatabases())('stock over HTTP on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let itemId: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const post = (path: string, body: object, headers = {}) => app.call(shop, 'POST', at(path), body, headers);
  const get = (path: string) => app.call(shop, 'GET', at(path));

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted', 'counted']);
    [itemId = ''] = shop.itemIds;
  });

  test('received, counted, adjusted, blocked, levelled: each says what it wrote, and a read reaches it', async () => {
    const lines = [{ itemId, quantity: 10, lot: 'B-1', expiresOn: '2199-12-31' }];
    const steps = [
      await post('stock/levels', { itemId, level: 'incoming', quantity: 12 }),
      await post('stock/receipts', { lines, ordered: true }),
      await post('stock/blocks', { itemId, quantity: 3, kind: 'damaged' }),
      await post('stock/adjustments', { itemId, quantity: -1, reason: 'damaged', from: 'damaged' }),
      await post('stock/blocks', { itemId, quantity: 1, kind: 'damaged', release: true }),
      await post('stock/levels', { itemId, level: 'safety_stock', quantity: 2 }),
      await post('stock/counts', { itemId, onHand: 8, reason: 'opening_count' }),
    ];
    expect(steps.map(({ status, body }) => [status, body.written[0].sequence])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((sequence) => [201, sequence]),
    );
    const stock = await get(`stock/${itemId}?minSequence=7`);
    expect(stock.body).toMatchObject({
      position: { onHand: 8, blocked: { damaged: 1 }, reserved: 0, safetyStock: 2, incoming: 2, sequence: 7 },
      ats: 5,
      sellable: 5,
      lots: [{ lot: 'B-1', expiresOn: '2199-12-31', expiresAt: '2199-12-31T18:30:00.000Z' }],
    });
    const later = await get(`stock/${itemId}?minSequence=8`);
    expect(later).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT', params: { sequence: 7 } } });
    const entries = (await get(`stock/${itemId}/entries?limit=3`)).body;
    expect(entries.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'counted',
      'safety_stock_set',
      'unblocked',
    ]);
    const rest = (await get(`stock/${itemId}/entries?cursor=${entries.nextCursor}`)).body;
    expect(rest.items).toHaveLength(4);
    expect(entries.items[0].source).toEqual({ kind: 'person', id: `key:key_${shop.tenantId}` });
  });

  test('I2: one idempotency key is one effect; its answer is said again, and another body is refused', async () => {
    const key = { 'idempotency-key': 'receipt-77' };
    const body = { lines: [{ itemId, quantity: 10 }] };
    const [first, again] = [await post('stock/receipts', body, key), await post('stock/receipts', body, key)];
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await get(`stock/${itemId}`)).body.position).toMatchObject({ onHand: 10, sequence: 1 });
    const other = { lines: [{ itemId, quantity: 11 }] };
    for (const [path, asked] of [
      ['stock/receipts', other],
      ['stock/counts', { itemId, onHand: 10 }],
    ] as const) {
      expect(await post(path, asked, key)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    }
    expect((await post('stock/receipts', body, { 'idempotency-key': 'a b' })).status).toBe(400);
  });

  test('a refusal leaves the key free', async () => {
    const key = { 'idempotency-key': 'write-off' };
    const body = { itemId, quantity: -4, reason: 'spoiled' };
    expect(await post('stock/adjustments', body, key)).toMatchObject({ status: 409 });
    await post('stock/counts', { itemId, onHand: 4 });
    expect((await post('stock/adjustments', body, key)).status).toBe(201);
  });

  test('without a key each call is an effect of its own', async () => {
    const body = { lines: [{ itemId, quantity: 1 }] };
    await post('stock/receipts', body);
    await post('stock/receipts', body);
    expect((await get(`stock/${itemId}`)).body.position.onHand).toBe(2);
  });

  test('a sale is one by its id; beyond on hand it is a shortfall, never a refusal', async () => {
    await post('stock/counts', { itemId, onHand: 2 });
    const sale = { id: 'till-1-9', lines: [{ itemId, quantity: 5 }] };
    const first = await post('sales', sale);
    expect(first).toMatchObject({ status: 201, body: { written: [{ itemId, sequence: 3 }] } });
    expect((await post('sales', sale)).body).toEqual(first.body);
    const other = { ...sale, lines: [{ itemId, quantity: 4 }] };
    expect((await post('sales', other)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const short = (await get('shortfalls')).body;
    expect(short.items).toMatchObject([{ itemId, missing: 3, oversold: 0, oversoldNow: 0 }]);
    expect(short.nextCursor).toBeNull();
  });

  test('a recount below what is promised is stored, shown as oversold, and told', async () => {
    await post('stock/counts', { itemId, onHand: 5 });
    await post('reservations', { id: 'a', lines: [{ itemId, quantity: 4 }] });
    await post('stock/counts', { itemId, onHand: 1 });
    expect((await get(`stock/${itemId}`)).body).toMatchObject({ ats: -3, sellable: 0, oversold: 3 });
    expect((await get('shortfalls')).body.items).toMatchObject([{ itemId, oversold: 3, oversoldNow: 3 }]);
  });

  test('as it was known at an instant', async () => {
    await post('stock/counts', { itemId, onHand: 5 });
    const { recordedAt } = (await get(`stock/${itemId}/entries`)).body.items[0];
    await post('stock/counts', { itemId, onHand: 9 });
    expect((await get(`stock/${itemId}?at=${recordedAt}`)).body.position).toMatchObject({ onHand: 5, sequence: 1 });
    expect((await get(`stock/${itemId}`)).body.position.onHand).toBe(9);
  });

  test('pages of a store', async () => {
    const first = (await get('stock?limit=1')).body;
    const second = (await get(`stock?limit=1&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ position }) => position.itemId);
    expect([ids, second.nextCursor]).toEqual([[...shop.itemIds], null]);
  });

  test('another tenant and unknown items: 404; what is no request: 400', async () => {
    const stranger = await insertSellingShop(database, ['counted']);
    const foreign = [
      await app.call(stranger, 'GET', at('stock')),
      await app.call(stranger, 'GET', at(`stock/${itemId}`)),
      await app.call(stranger, 'GET', at(`stock/${itemId}/entries`)),
      await app.call(stranger, 'GET', at('shortfalls')),
      await app.call(stranger, 'GET', at('reservations')),
      await app.call(stranger, 'POST', at('stock/counts'), { itemId, onHand: 1 }),
      await app.call(stranger, 'POST', at('stock/receipts'), { lines: [{ itemId, quantity: 1 }] }),
      await app.call(stranger, 'POST', at('sales'), { id: 'x', lines: [{ itemId, quantity: 1 }] }),
      await app.call(stranger, 'POST', at('stock/tracking'), { itemId, tracking: 'untracked' }),
    ];
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404));
    const wrong = [
      await post('stock/counts', { itemId, onHand: -1 }),
      await post('stock/adjustments', { itemId, quantity: 0, reason: 'lost' }),
      await post('stock/adjustments', { itemId, quantity: 1, reason: 'found', from: 'damaged' }),
      await post('stock/blocks', { itemId, quantity: 1, kind: 'bored' }),
      await get(`stock/${itemId}/entries?cursor=${Buffer.from('{"id":"1; drop"}').toString('base64url')}`),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 400));
  });
});
