import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import {
  type InventoryApp,
  insertComponents,
  insertSellingShop,
  openForTests,
  openInventoryApp,
} from './test-inventory.ts';

describe.each(testDatabases())('reservations over HTTP on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let itemId: string;
  let other: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const count = (item: string, onHand: number) => app.call(shop, 'POST', at('stock/counts'), { itemId: item, onHand });
  const hold = (id: string, quantity: number, more: object = {}) =>
    app.call(shop, 'POST', at('reservations'), { id, lines: [{ itemId, quantity }], ...more });

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted', 'counted', 'untracked']);
    [itemId = '', other = ''] = shop.itemIds;
    await count(itemId, 5);
  });

  test('I2: the same id hears the very same answer, whatever became of it; another body is refused', async () => {
    const first = await hold('order-1', 3);
    expect(first).toMatchObject({ status: 201, body: { id: 'order-1', status: 'held', lines: [{ held: 3 }] } });
    await app.call(shop, 'POST', at('reservations/order-1/commit'), {});
    const again = await hold('order-1', 3);
    const { stockVersion, ...answer } = again.body;
    expect({ ...answer, stockVersion: first.body.stockVersion }).toEqual(first.body);
    expect(Number(stockVersion)).toBe(Number(first.body.stockVersion) + 1);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(await hold('order-1', 2)).toMatchObject({ status: 422, body: { code: 'RESERVATION_ID_REUSED' } });
  });

  test('an idempotency key beside the id keeps nothing and stands in nobody’s way', async () => {
    const key = { 'idempotency-key': 'k' };
    const lines = [{ itemId, quantity: 1 }];
    const [one, two] = [
      await app.call(shop, 'POST', at('reservations'), { id: 'a', lines }, key),
      await app.call(shop, 'POST', at('reservations'), { id: 'b', lines }, key),
    ];
    expect([one.status, two.status]).toEqual([201, 201]);
    const kept = await database.tenant(shop.tenantId, (tx) =>
      tx.selectFrom('idempotency_keys').select('tenant_id').where('tenant_id', '=', shop.tenantId).execute(),
    );
    expect(kept).toEqual([]);
  });

  test('what is short is told with the refusal, and the id stays free', async () => {
    const refused = await hold('order-1', 6);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'STOCK_INSUFFICIENT', params: { shortfalls: [{ itemId, wanted: 6, sellable: 5, lines: [0] }] } },
    });
    expect((await hold('order-1', 5)).status).toBe(201);
  });

  test('best effort holds what there is', async () => {
    const answer = await hold('order-1', 6, { bestEffort: true });
    expect(answer).toMatchObject({
      status: 201,
      body: { lines: [{ quantity: 6, held: 5 }], shortfalls: [{ wanted: 6 }] },
    });
  });

  test('a switch that was committed before is known to the very next call', async () => {
    expect((await hold('before', 1)).status).toBe(201);
    for (const on of [false, true, false]) {
      await app.call(shop, 'PATCH', at(`items/${itemId}`), { switch: { on, until: null } });
      const answer = await hold(`switched-${on}-${Math.random()}`, 1);
      if (on) expect(answer.status).toBe(201);
      else {
        const body = { code: 'NOT_ORDERABLE', params: { itemId, reasons: [{ code: 'SWITCHED_OFF', params: {} }] } };
        expect(answer).toMatchObject({ status: 409, body });
      }
    }
    // what was held hears its first answer all the same
    expect((await hold('before', 1)).status).toBe(201);
  });

  test('a bundle takes its parts, together with what other lines take of them', async () => {
    const bundle = shop.itemIds[2] as string;
    await insertComponents(database, shop, bundle, [{ itemId, quantity: 2 }]);
    const lines = [
      { itemId: bundle, quantity: 2 },
      { itemId, quantity: 2 },
    ];
    const refused = await app.call(shop, 'POST', at('reservations'), { id: 'a', lines });
    expect(refused.body.params.shortfalls).toEqual([{ itemId, wanted: 6, sellable: 5, lines: [0, 1] }]);
    const [first] = lines;
    expect((await app.call(shop, 'POST', at('reservations'), { id: 'b', lines: [first] })).status).toBe(201);
    expect((await app.call(shop, 'GET', at(`stock/${itemId}`))).body).toMatchObject({ sellable: 1 });
  });

  test('commit in part gives the rest back; the same call again hears the same; another ending is refused', async () => {
    await hold('order-1', 4);
    const commit = { lines: [{ line: 0, quantity: 3 }] };
    const done = await app.call(shop, 'POST', at('reservations/order-1/commit'), commit);
    expect(done).toMatchObject({ status: 200, body: { status: 'committed', lines: [{ held: 4, committed: 3 }] } });
    expect((await app.call(shop, 'POST', at('reservations/order-1/commit'), commit)).body).toEqual(done.body);
    expect(await app.call(shop, 'POST', at('reservations/order-1/release'))).toMatchObject({
      status: 409,
      body: { code: 'RESERVATION_ENDED', params: { status: 'committed' } },
    });
    expect((await app.call(shop, 'GET', at(`stock/${itemId}`))).body).toMatchObject({
      position: { onHand: 2, reserved: 0 },
    });
  });

  test('release, extend, read, list by status and page', async () => {
    for (const id of ['a', 'b', 'c']) await hold(id, 1, { ttlSeconds: 60 });
    const extended = await app.call(shop, 'POST', at('reservations/a/extend'), { ttlSeconds: 3_600 });
    expect(Date.parse(extended.body.expiresAt) - Date.parse(extended.body.madeAt)).toBeGreaterThan(3_000_000);
    await app.call(shop, 'POST', at('reservations/b/release'));
    expect((await app.call(shop, 'GET', at('reservations/b'))).body.status).toBe('released');
    const first = (await app.call(shop, 'GET', at('reservations?status=held&limit=1'))).body;
    const second = (await app.call(shop, 'GET', at(`reservations?status=held&limit=1&cursor=${first.nextCursor}`)))
      .body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(['c', 'a']);
    expect(second.nextCursor).toBeNull();
    expect((await app.call(shop, 'GET', at('reservations?cursor=x'))).body.code).toBe('CURSOR_INVALID');
  });

  test('another tenant, another store, unknown things: 404', async () => {
    await hold('order-1', 1);
    const stranger = await insertSellingShop(database, ['counted']);
    expect((await app.call(stranger, 'GET', at('reservations/order-1'))).status).toBe(404);
    expect((await app.call(stranger, 'POST', at('reservations/order-1/commit'), {})).status).toBe(404);
    const lines = [{ itemId, quantity: 1 }];
    const body = { id: 'x', lines };
    expect((await app.call(stranger, 'POST', at('reservations'), body)).status).toBe(404);
    expect((await app.call(stranger, 'POST', `/v1/stores/${stranger.storeId}/reservations`, body)).status).toBe(404);
    const modifiers = [{ optionId: 'mop_01k4f2m8r5e6s9v0a1b2c3d4e5', quantity: 1 }];
    const withOption = { id: 'x', lines: [{ itemId: other, quantity: 1, modifiers }] };
    expect((await app.call(shop, 'POST', at('reservations'), withOption)).status).toBe(404);
  });

  test('what is no request is 400', async () => {
    for (const body of [
      { id: '../x', lines: [{ itemId, quantity: 1 }] },
      { id: 'x', lines: [] },
      { id: 'x', lines: [{ itemId, quantity: 0 }] },
      { id: 'x', lines: [{ itemId, quantity: 1.5 }] },
      { id: 'x', lines: [{ itemId, quantity: 1 }], ttlSeconds: 86_401 },
      { id: 'x', lines: [{ itemId, quantity: 1 }], tenantId: 'tnt_x' },
    ]) {
      expect((await app.call(shop, 'POST', at('reservations'), body)).status).toBe(400);
    }
  });

  test('a key that holds as much as it may is asked to wait', async () => {
    const limited = await openInventoryApp(database, { limits: { maxOpenPerHolder: 1, untrackedMaxQuantity: null } });
    const lines = [{ itemId, quantity: 1 }];
    const ask = (id: string) => limited.call(shop, 'POST', at('reservations'), { id, lines });
    expect((await ask('a')).status).toBe(201);
    const refused = await ask('b');
    expect(refused).toMatchObject({ status: 429, body: { code: 'HOLD_QUOTA_EXCEEDED', params: { limit: 1 } } });
    expect(refused.headers['retry-after']).toBe('10');
    await limited.close();
  });

  test('I9: as many at once as there are callers, never more than there is', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => hold(`order-${index}`, 1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'STOCK_INSUFFICIENT')).toHaveLength(35);
  });
});
