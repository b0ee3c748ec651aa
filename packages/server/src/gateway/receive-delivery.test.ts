import { KiranaError } from '@kirana/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { openTestGateway, type TestGateway } from './test-gateway.ts';
import { createShop, type Shop } from './test-shop-rows.ts';

const AUTH = { 'x-token': 'right-token', 'content-type': 'application/json' };

describe.each(testDatabases())('webhooks on $name', ({ open }) => {
  let database: Database;
  let here: TestGateway;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  afterEach(() => here.close());

  const start = async (overrides: Partial<GatewayDeps> = {}, on: Database = database) => {
    here = await openTestGateway(on, { workers: false, ...overrides });
    return here.app;
  };
  const rowsOf = ({ tenantId }: Shop) =>
    database.tenant(tenantId, (tx) => tx.selectFrom('deliveries').selectAll().orderBy('ingress').execute());
  const eventsOf = ({ tenantId }: Shop) =>
    database.tenant(tenantId, (tx) =>
      tx.selectFrom('events').selectAll().orderBy('stream').orderBy('sequence').execute(),
    );
  const archived = async () => {
    const keys: string[] = [];
    for await (const key of here.archive.keys()) keys.push(key);
    return keys;
  };
  const post = (shop: Shop, body: object | string | Buffer, headers: Record<string, string> = AUTH, path = '/items') =>
    here.app.inject({
      method: 'POST',
      url: `${shop.hook}${path}`,
      headers,
      payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });

  test('a genuine message is archived, in the inbox, in the log, and answered as the provider expects', async () => {
    let wakes = 0;
    await start({
      wake: () => {
        wakes += 1;
      },
    });
    const shop = await createShop(database);
    const body = { shop: 'shop-1', store: 'store-1', price: '1.10' };
    const answer = await post(shop, body);
    expect([answer.statusCode, answer.json()]).toEqual([200, { said: 'accepted' }]);
    const [row] = await rowsOf(shop);
    expect(row).toMatchObject({
      connection_id: shop.connectionId,
      location: 'store-1',
      lane: `${shop.connectionId}|store-1`,
      endpoint: 'items',
      origin: 'webhook',
      status: 'pending',
      account: 'shop-1',
    });
    const sealed = await here.archive.get(row?.archive_key ?? '');
    expect(Buffer.from(sealed).toString()).toBe(`${shop.tenantId}:${JSON.stringify(body)}`);
    expect(await eventsOf(shop)).toMatchObject([
      { stream: `connection:${shop.connectionId}`, sequence: 1, kind: 'delivery.received', subject: row?.id },
    ]);
    expect(wakes).toBe(1);
  });

  test.each([
    ['no token', {}, 'shop'],
    ['a wrong token', { 'x-token': 'wrong-token' }, 'shop'],
    ["another tenant's token", { 'x-token': 'token-of-the-other' }, 'shop'],
    ['a hook token of nobody', { 'x-token': 'right-token' }, 'nobody'],
  ])('%s: 401, nothing is written, counted', async (_name, headers, whose) => {
    await start();
    const shop = await createShop(database);
    await createShop(database, { secrets: { token: { current: 'token-of-the-other' } } });
    const target = whose === 'shop' ? shop : { ...shop, hook: '/v1/hooks/nobody' };
    const answer = await post(target, { shop: 'shop-1' }, headers as Record<string, string>);
    expect(answer.statusCode).toBe(401);
    expect(await rowsOf(shop)).toEqual([]);
    expect(await eventsOf(shop)).toEqual([]);
    expect(await archived()).toEqual([]);
    if (whose === 'shop') expect(await here.metrics.metrics()).toMatch(/kirana_hook_refused_total\{.*\} 1/);
  });

  test('a source without its secret refuses everything', async () => {
    await start();
    const shop = await createShop(database, { secrets: {} });
    expect((await post(shop, { shop: 'shop-1' })).statusCode).toBe(401);
  });

  test('during a rotation the previous secret and the previous hook token are accepted, after it they are not', async () => {
    await start();
    const later = new Date(Date.now() + 60_000);
    const before = new Date(Date.now() - 1_000);
    const secrets = { token: { current: 'new-token', previous: 'right-token', previousUntil: later.toISOString() } };
    const shop = await createShop(database, { secrets, previousToken: { token: 'old-hook', until: later } });
    expect((await post(shop, { shop: 'shop-1' })).statusCode).toBe(200);
    expect((await post({ ...shop, hook: '/v1/hooks/old-hook' }, { shop: 'shop-1' })).statusCode).toBe(200);
    const over = { token: { current: 'new-token', previous: 'right-token', previousUntil: before.toISOString() } };
    const late = await createShop(database, { secrets: over, previousToken: { token: 'older-hook', until: before } });
    expect((await post(late, { shop: 'shop-1' })).statusCode).toBe(401);
    expect((await post({ ...late, hook: '/v1/hooks/older-hook' }, { shop: 'shop-1' })).statusCode).toBe(401);
  });

  test('equal bytes without a provider id are deliveries of their own, in the order of arrival', async () => {
    await start();
    const shop = await createShop(database);
    for (const on of [false, true, false]) await post(shop, { shop: 'shop-1', on });
    const rows = await rowsOf(shop);
    expect(rows.map((row) => row.status)).toEqual(['pending', 'pending', 'pending']);
    expect(rows[0]?.archive_key).toBe(rows[2]?.archive_key);
  });

  test('the same provider id twice: one delivery, a duplicate row, and a conflict noted when the body differs', async () => {
    await start();
    const shop = await createShop(database);
    const answers = [
      await post(shop, { shop: 'shop-1', id: 'd-1' }),
      await post(shop, { shop: 'shop-1', id: 'd-1' }),
      await post(shop, { shop: 'shop-1', id: 'd-1', other: true }),
    ];
    expect(answers.map((answer) => answer.json().said)).toEqual(['accepted', 'duplicate', 'duplicate']);
    const [first, second, third] = await rowsOf(shop);
    expect(first).toMatchObject({ status: 'pending', duplicate_of: null });
    expect(second).toMatchObject({ status: 'duplicate', duplicate_of: first?.id, detail: null });
    expect(third).toMatchObject({ status: 'duplicate', duplicate_of: first?.id });
    expect(third?.detail).toContain('conflict');
    expect((await eventsOf(shop)).map((event) => event.kind)).toEqual([
      'delivery.received',
      'delivery.finished',
      'delivery.finished',
    ]);
  });

  test('the same provider id many times at once is one delivery', async () => {
    await start();
    const shop = await createShop(database);
    await Promise.all(Array.from({ length: 12 }, () => post(shop, { shop: 'shop-1', id: 'd-1' })));
    const rows = await rowsOf(shop);
    expect(rows.filter((row) => row.status === 'pending')).toHaveLength(1);
    expect(rows.filter((row) => row.status === 'duplicate')).toHaveLength(11);
  });

  test('64 webhooks at once share a few transactions', async () => {
    let transactions = 0;
    const counting: Database = {
      ...database,
      system: (work, options) => {
        transactions += 1;
        return database.system(work, options);
      },
    };
    await start({}, counting);
    const shop = await createShop(database);
    await post(shop, { shop: 'shop-1', n: 'first' });
    transactions = 0;
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => post(shop, { shop: 'shop-1', n })));
    expect(answers.every((answer) => answer.statusCode === 200)).toBe(true);
    expect(transactions).toBeLessThan(20);
    expect(await rowsOf(shop)).toHaveLength(65);
    expect((await eventsOf(shop)).map((event) => event.sequence)).toEqual(Array.from({ length: 65 }, (_, n) => n + 1));
  });

  test.each([
    ['an unknown account', JSON.stringify({ shop: 'nobody' }), '/items'],
    ['a body that is no JSON', '{"shop":', '/items'],
    ['an empty body', '', '/items'],
    ['a route that throws', '{}', '/explode'],
    ['an account that no column can hold', JSON.stringify({ shop: 'a\0b' }), '/items'],
    ['an account of 4 KB', JSON.stringify({ shop: '../'.repeat(1_400) }), '/items'],
    ['half a character', '{"shop":"\\ud800"}', '/items'],
  ])('%s is ours to handle: archived, accepted, in the lane of the source', async (_name, body, path) => {
    await start();
    const shop = await createShop(database);
    const answer = await post(shop, body, AUTH, path);
    expect(answer.statusCode).toBe(200);
    const [row] = await rowsOf(shop);
    expect(row).toMatchObject({ connection_id: null, lane: `${shop.sourceId}|?`, status: 'pending' });
    expect(await archived()).toHaveLength(1);
    expect((await eventsOf(shop))[0]?.stream).toBe(`source:${shop.sourceId}`);
  });

  test('an endpoint the adapter does not have is 404 and no delivery', async () => {
    await start();
    const shop = await createShop(database);
    const answer = await post(shop, {}, AUTH, '/what');
    expect([answer.statusCode, answer.json()]).toEqual([404, { said: 'unknown_endpoint' }]);
    expect(await rowsOf(shop)).toEqual([]);
  });

  test('a question is answered from what we know and is no delivery', async () => {
    await start();
    const shop = await createShop(database);
    const ask = (query: string) =>
      here.app.inject({ url: `${shop.hook}/status?${query}`, headers: { 'x-token': 'right-token' } });
    expect((await ask('shop=shop-1&store=store-1')).json()).toEqual({ said: 'accepted', open: true });
    expect((await ask('shop=shop-1')).json()).toEqual({ said: 'accepted', open: true });
    expect((await ask('shop=shop-2')).json()).toEqual({ said: 'unknown_account' });
    expect(await rowsOf(shop)).toEqual([]);
  });

  test('a body over the limit is 413, also when it is small on the wire', async () => {
    await start({ hookBodyLimitBytes: 1_000 });
    const shop = await createShop(database);
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const sent = async (body: string | Buffer, encoding?: string, to = shop) => {
      const headers = encoding === undefined ? AUTH : { ...AUTH, 'content-encoding': encoding };
      const answer = await post(to, body, headers);
      return [answer.statusCode, answer.json()];
    };
    expect(await sent('x'.repeat(1_001))).toEqual([413, { said: 'too_large' }]);
    expect(await sent(bomb, 'gzip')).toEqual([413, { said: 'too_large' }]);
    expect(await sent('{}', 'zip')).toEqual([415, { said: 'unreadable' }]);
    expect(await sent('no gzip', 'gzip')).toEqual([400, { said: 'unreadable' }]);
    expect(await rowsOf(shop)).toEqual([]);
    expect(await here.metrics.metrics()).toContain('outcome="too_large"} 2');
    const nobody = await sent('{}', 'zip', { ...shop, hook: '/v1/hooks/nobody' });
    expect(nobody).toMatchObject([415, { code: 'ENCODING_UNSUPPORTED' }]);
  });

  test('what cannot be routed is kept, and told as unreadable', async () => {
    await start();
    const shop = await createShop(database);
    const answer = await post(shop, '{}', AUTH, '/explode');
    expect([answer.statusCode, answer.json()]).toEqual([200, { said: 'unreadable' }]);
    expect(await rowsOf(shop)).toHaveLength(1);
  });

  test('without the database: 503 with Retry-After, and nothing is written', async () => {
    let down = false;
    const failing: Database = {
      ...database,
      system: (work, options) =>
        down ? Promise.reject(new KiranaError('DATABASE_UNAVAILABLE')) : database.system(work, options),
    };
    await start({}, failing);
    const shop = await createShop(database);
    await post(shop, { shop: 'shop-1' });
    down = true;
    const answer = await post(shop, { shop: 'shop-1' });
    expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([
      503,
      { said: 'unavailable' },
      '5',
    ]);
    const other = await createShop(database);
    expect((await post(other, { shop: 'shop-1' })).statusCode).toBe(503);
    down = false;
    expect(await rowsOf(shop)).toHaveLength(1);
    expect(await rowsOf(other)).toHaveLength(0);
    expect((await post(shop, { shop: 'shop-1' })).statusCode).toBe(200);
  });

  test('without the archive: 503, and no row', async () => {
    const broken = {
      put: () => Promise.reject(new KiranaError('ARCHIVE_UNAVAILABLE')),
      close: async () => {},
    } as unknown as DeliveryArchive;
    await start({ archive: broken });
    const shop = await createShop(database);
    expect((await post(shop, { shop: 'shop-1' })).statusCode).toBe(503);
    expect(await rowsOf(shop)).toEqual([]);
  });

  test('a commit whose acknowledgement was lost is found, and answered with success', async () => {
    let lose = false;
    const losing: Database = {
      ...database,
      system: async (work, options) => {
        const result = await database.system(work, options);
        if (!lose) return result;
        lose = false;
        throw new KiranaError('DATABASE_UNAVAILABLE');
      },
    };
    await start({}, losing);
    const shop = await createShop(database);
    await post(shop, { shop: 'shop-1', id: 'warm' });
    lose = true;
    expect((await post(shop, { shop: 'shop-1', id: 'd-1' })).json()).toEqual({ said: 'accepted' });
    lose = true;
    expect((await post(shop, { shop: 'shop-1', id: 'd-1' })).json()).toEqual({ said: 'duplicate' });
    expect((await rowsOf(shop)).map((row) => row.status)).toEqual(['pending', 'pending', 'duplicate']);
  });

  test('nothing secret is logged', async () => {
    const broken = {
      put: () => Promise.reject(new Error('disk')),
      close: async () => {},
    } as unknown as DeliveryArchive;
    await start({ archive: broken });
    const shop = await createShop(database);
    expect((await post(shop, { shop: 'shop-1', note: 'canary-in-body' })).statusCode).toBe(503);
    const text = here.logged.join('');
    expect(text).toContain('webhook not accepted');
    for (const secret of [shop.hookToken, 'right-token', 'canary-in-body']) expect(text).not.toContain(secret);
  });
});
