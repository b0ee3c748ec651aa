import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { openTestGateway, type TestGateway } from './test-gateway.ts';
import { createShop, type Shop } from './test-shop-rows.ts';

describe.each(testDatabases())('the inbox over HTTP on $name', ({ open }) => {
  let database: Database;
  let here: TestGateway;
  let shop: Shop;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  afterEach(() => here.close());

  const start = async (bodies: readonly object[]) => {
    here = await openTestGateway(database, { workers: false });
    shop = await createShop(database);
    here.as(shop);
    for (const body of bodies) {
      const headers = { 'x-token': 'right-token' };
      await here.app.inject({ method: 'POST', url: `${shop.hook}/items`, headers, payload: JSON.stringify(body) });
    }
  };
  const get = (url: string) => here.app.inject({ url });

  test('pages from the newest to the oldest, each delivery once', async () => {
    await start(Array.from({ length: 5 }, (_, n) => ({ shop: 'shop-1', n })));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await get(`/v1/deliveries?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual(seen.toSorted().reverse());
    expect((await get('/v1/deliveries?cursor=zzz')).json().code).toBe('CURSOR_INVALID');
  });

  test('filters', async () => {
    await start([{ shop: 'shop-1' }, { shop: 'nobody' }, { shop: 'shop-1', id: 'a' }, { shop: 'shop-1', id: 'a' }]);
    const count = async (query: string) => (await get(`/v1/deliveries?${query}`)).json().items.length;
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await count('')).toBe(4);
    expect(await count('status=duplicate')).toBe(1);
    expect(await count(`connectionId=${shop.connectionId}`)).toBe(3);
    expect(await count('endpoint=items')).toBe(4);
    expect(await count(`since=${future}`)).toBe(0);
    expect(await count(`until=${future}`)).toBe(4);
  });

  test('one delivery with its dead letters', async () => {
    await start([{ shop: 'nobody' }]);
    const [{ id }] = (await get('/v1/deliveries')).json().items;
    const letter = { tenant_id: shop.tenantId, id: newId('deadLetter'), delivery_id: id, stage: 'route' } as const;
    await database.tenant(shop.tenantId, (tx) =>
      tx
        .insertInto('dead_letters')
        .values({ ...letter, code: 'CONNECTION_UNKNOWN', message: 'm', status: 'open', created_at: new Date() })
        .execute(),
    );
    const detail = (await get(`/v1/deliveries/${id}`)).json();
    expect(detail).toMatchObject({ id, account: 'nobody', connectionId: null, deadLetterCount: 1 });
    expect(detail.deadLetters).toMatchObject([{ id: letter.id, code: 'CONNECTION_UNKNOWN' }]);
  });

  test('the body is shown as text without its secrets', async () => {
    await start([{ shop: 'shop-1', app_key: 'k-123', note: 'it is right-token', title: '<b>' }]);
    const [{ id }] = (await get('/v1/deliveries')).json().items;
    const raw = await get(`/v1/deliveries/${id}/raw`);
    expect(raw.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(raw.headers['x-content-type-options']).toBe('nosniff');
    expect(raw.json()).toEqual({ shop: 'shop-1', app_key: '[redacted]', note: 'it is [redacted]', title: '<b>' });
  });

  test('another tenant, and a key bound to another store, see nothing', async () => {
    await start([{ shop: 'shop-1', store: 'store-1' }]);
    const [{ id }] = (await get('/v1/deliveries')).json().items;
    const paths = [`/v1/deliveries/${id}`, `/v1/deliveries/${id}/raw`];
    const stranger = await createShop(database);
    here.as(stranger);
    for (const path of paths) expect((await get(path)).statusCode).toBe(404);
    expect((await get('/v1/deliveries')).json().items).toEqual([]);
    here.as(shop, newId('store'));
    for (const path of paths) expect((await get(path)).statusCode).toBe(404);
    here.as(shop, shop.storeId);
    for (const path of paths) expect((await get(path)).statusCode).toBe(200);
  });
});
