import { Agent, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { LoggedEvent } from '@kirana/core';
import { KiranaError } from '@kirana/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catalogReader } from '../catalog/catalog-reader.ts';
import { catalogRoutes } from '../catalog/catalog-routes.ts';
import { storeSnapshots } from '../catalog/store-snapshots.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { newId } from '../database/new-id.ts';
import { openMemoryCache } from '../engines/cache/memory/memory-cache.ts';
import { openPglite } from '../engines/database/pglite/open-pglite.ts';
import { type IdentityApp, openIdentityApp, ROOT_KEY } from '../identity/test-identity.ts';
import { defineRoute } from './route.ts';

type Headers = Record<string, string>;
interface Answer {
  readonly status: number;
  /** In the order they came in, without those of the moment; what is left of the limit as a number of its own. */
  readonly headers: readonly string[];
  readonly left: number;
  readonly body: string;
}

/** No answer looks at it, and no two requests with it are the same bytes: the long way. */
const nonce = () => ({ 'x-nonce': crypto.randomUUID() });

describe('a repeated read is answered as the long way would', () => {
  let database: Database;
  let identity: IdentityApp;
  let reader: ReturnType<typeof catalogReader>;
  let now = new Date('2026-11-22T10:00:00Z');
  let isDatabaseUp = true;
  /** Calls that took the long way up to the handler. */
  let handled = 0;
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let shop: { tenantId: string; key: string; keyId: string; storeId: string; token: string };
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    const opened = await openPglite();
    await migrate(opened);
    database = opened;
    const shaky: Database = {
      ...opened,
      tenant: (...given: Parameters<Database['tenant']>) =>
        isDatabaseUp ? opened.tenant(...given) : Promise.reject(new KiranaError('DATABASE_UNAVAILABLE')),
    } as Database;
    const policy = { limits: { untrackedMaxQuantity: null }, staleAfterMs: null };
    const snapshots = storeSnapshots({ database: shaky, policy, now: () => now });
    reader = catalogReader({ database: shaky, snapshots, policy, cache: await openMemoryCache(), now: () => now });
    const counted: typeof reader = {
      ...reader,
      catalog: (...given) => {
        handled += 1;
        return reader.catalog(...given);
      },
    };
    const slow = defineRoute({
      method: 'GET',
      path: '/v1/slow',
      operationId: 'slow',
      summary: 'Waits',
      tag: 'test',
      access: 'public',
      handle: async () => {
        enter();
        await gate;
      },
    });
    identity = await openIdentityApp(database, { now: () => now, more: [...catalogRoutes(counted), slow] });
    await identity.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    agent.destroy();
    await identity?.app.close();
    await database?.close();
  });

  beforeEach(async () => {
    const post = async (key: string, path: string, payload: object) =>
      (await identity.call(key, 'POST', path, payload)).body as never;
    const made: { tenant: { id: string }; key: string } = await post(ROOT_KEY, '/v1/tenants', { name: 'Corner shop' });
    const second: { key: string; apiKey: { id: string } } = await post(made.key, '/v1/keys', {
      name: 'till',
      scopes: ['admin'],
      requestsPerMinute: 600,
    });
    const merchant: { id: string } = await post(made.key, '/v1/merchants', { name: 'M' });
    const store: { id: string } = await post(made.key, '/v1/stores', {
      merchantId: merchant.id,
      ...{ name: 'Old name', kind: 'retail', zone: 'Asia/Kolkata', currency: 'INR' },
    });
    const charge = {
      ...{ tenant_id: made.tenant.id, id: newId('charge'), store_id: store.id, purpose: 'packing' as const },
      // as long as it takes for compression to be worth it
      ...{ name: 'Bag'.repeat(1_000), scope: 'order' as const, amount: '{}', base: 'core' as const, active: true },
      ...{ order_types: '[]', tax_ids: '[]', updated_at: now },
    };
    await database.tenant(made.tenant.id, (tx) => tx.insertInto('charges').values(charge).execute());
    const origins = ['https://a.example.com'];
    const { token }: { token: string } = await post(second.key, `/v1/stores/${store.id}/tokens`, { origins });
    shop = { tenantId: made.tenant.id, key: second.key, keyId: second.apiKey.id, storeId: store.id, token };
    handled = 0;
  });

  const catalog = (query = '') => `/v1/stores/${shop.storeId}/catalog${query}`;
  const bearer = (credential = shop.key) => ({ authorization: `Bearer ${credential}` });

  function ask(path: string, headers: Headers, method = 'GET', payload = ''): Promise<Answer> {
    const { port } = identity.app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const call = httpRequest({ port, host: '127.0.0.1', path, headers, method, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const given = response.rawHeaders.map((text, n) => [text, response.rawHeaders[n + 1]] as const);
          const pairs = given.filter((_pair, n) => n % 2 === 0);
          const left = Number(/r=(\d+)/.exec(String(response.headers.ratelimit))?.[1]);
          const isOurs = response.headers['x-request-id'] !== headers['x-request-id'];
          resolve({
            status: response.statusCode ?? 0,
            headers: pairs.map(([name, value]) => {
              if (name === 'Date' || (name === 'x-request-id' && isOurs)) return name;
              return `${name}: ${value?.replace(/r=\d+/, 'r=*')}`;
            }),
            left,
            // a problem tells the request id
            body: Buffer.concat(chunks)
              .toString('latin1')
              .replace(/req_[\w-]+/, ''),
          });
        });
      });
      call.on('error', reject).end(payload);
    });
  }

  /** Asks the long way, then twice in the same words, the second time by the quick way; gives how many came to the handler. */
  async function askThrice(path: string, headers: Headers) {
    const long = await ask(path, { ...headers, ...nonce() });
    const first = await ask(path, headers);
    const before = handled;
    const again = await ask(path, headers);
    return { long, first, again, handledAgain: handled - before };
  }

  const situations: [string, () => { query?: string; headers: Headers }, status: number][] = [
    ['a key', () => ({ headers: bearer() }), 200],
    ['a key in X-Api-Key', () => ({ headers: { 'x-api-key': shop.key } }), 200],
    ['gzip', () => ({ headers: { ...bearer(), 'accept-encoding': 'gzip' } }), 200],
    ['br', () => ({ headers: { ...bearer(), 'accept-encoding': 'gzip, br' } }), 200],
    ['another version known', () => ({ headers: { ...bearer(), 'if-none-match': '"x"' } }), 200],
    ['any version known', () => ({ headers: { ...bearer(), 'if-none-match': '*' } }), 304],
    [
      'gzip, any version known',
      () => ({ headers: { ...bearer(), 'accept-encoding': 'gzip', 'if-none-match': '*' } }),
      304,
    ],
    ['a version that is reached', () => ({ query: '?minVersion=0-0', headers: bearer() }), 200],
    ['a context', () => ({ query: '?orderType=delivery&channel=web', headers: bearer() }), 200],
    ['a request id', () => ({ headers: { ...bearer(), 'x-request-id': 'till-7.a_b' } }), 200],
    ['a request id that is none', () => ({ headers: { ...bearer(), 'x-request-id': 'a b' } }), 200],
    ['a proxy in front', () => ({ headers: { ...bearer(), 'x-forwarded-for': '192.0.2.1' } }), 200],
    ['a connection that ends', () => ({ headers: { ...bearer(), connection: 'close' } }), 200],
    ['a page', () => ({ headers: { ...bearer(shop.token), origin: 'https://a.example.com' } }), 200],
    ['a page with a key', () => ({ headers: { ...bearer(), origin: 'https://a.example.com' } }), 200],
    ['a token in the query', () => ({ query: `?token=${shop.token}`, headers: {} }), 200],
  ];
  test.each(situations)('%s', async (_name, make, status) => {
    const { query = '', headers } = make();
    const { long, first, again, handledAgain } = await askThrice(catalog(query), headers);
    expect(long.status).toBe(status);
    expect(first).toEqual({ ...long, left: long.left - 1 });
    expect(again).toEqual({ ...long, left: long.left - 2 });
    expect(handledAgain).toBe(0);
  });

  test('what differs from call to call is no other request', async () => {
    await ask(catalog(), { ...bearer(), 'x-request-id': 'one', traceparent: 'a' });
    const again = await ask(catalog(), { ...bearer(), 'x-request-id': 'two', traceparent: 'b' });
    expect([again.status, handled]).toEqual([200, 1]);
    expect(again.headers).toContain('x-request-id: two');
  });

  test.each<[string, () => { query?: string; headers: Headers; method?: string; payload?: string }, status: number]>([
    ['HEAD', () => ({ headers: bearer(), method: 'HEAD' }), 200],
    ['an instant asked for', () => ({ query: '?at=2026-11-22T10:00:00Z', headers: bearer() }), 200],
    ['a body', () => ({ headers: { ...bearer(), 'content-length': '2' }, payload: '{}' }), 200],
    ['a body in chunks', () => ({ headers: { ...bearer(), 'transfer-encoding': 'chunked' }, payload: '{}' }), 200],
    ['a version not reached', () => ({ query: '?minVersion=999-999', headers: bearer() }), 409],
  ])('%s takes the long way each time', async (_name, make, status) => {
    const { query, headers, method, payload } = make();
    const one = await ask(catalog(query), headers, method, payload);
    const two = await ask(catalog(query), headers, method, payload);
    expect([one.status, two.status, handled]).toEqual([status, status, 2]);
  });

  test.each<[string, (headers: Headers) => Headers, status: number]>([
    ['no key', () => ({}), 401],
    ['another key', () => bearer('kir_unknown'), 401],
    ['no Bearer', () => ({ authorization: `Basic ${shop.key}` }), 401],
    ['the key and another', (headers) => ({ ...headers, 'x-api-key': 'other' }), 200],
    ['a page of elsewhere', () => ({ ...bearer(shop.token), origin: 'https://b.example.com' }), 403],
  ])('%s is another request', async (_name, change, status) => {
    await ask(catalog(), bearer());
    const { long, first } = await askThrice(catalog(), change(bearer()));
    expect([long.status, first]).toEqual([status, { ...long, left: status === 200 ? long.left - 1 : Number.NaN }]);
  });

  test('a revoked key is refused as soon as on the long way', async () => {
    expect((await askThrice(catalog(), bearer())).handledAgain).toBe(0);
    const revoked = await identity.call(shop.key, 'DELETE', `/v1/keys/${shop.keyId}`);
    expect(revoked.status).toBeLessThan(300);
    later(3_001);
    const refused = await ask(catalog(), bearer());
    expect([refused.status, handled]).toEqual([401, 2]);
    expect(await ask(catalog(), { ...bearer(), ...nonce() })).toEqual(refused);
  });

  test('a browser token ends at its time', async () => {
    const headers = { ...bearer(shop.token), origin: 'https://a.example.com' };
    expect((await askThrice(catalog(), headers)).handledAgain).toBe(0);
    later(3_600_001);
    expect((await ask(catalog(), headers)).status).toBe(401);
  });

  test('both ways take from one limit, and refuse alike', async () => {
    await identity.call(shop.key, 'GET', '/v1/stores');
    const { again } = await askThrice(catalog(), bearer());
    for (let n = again.left; n > 0; n -= 1) await ask(catalog(), bearer());
    const before = handled;
    const refused = await ask(catalog(), bearer());
    expect(await ask(catalog(), { ...bearer(), ...nonce() })).toEqual(refused);
    expect([refused.status, handled - before]).toEqual([429, 0]);
    later(200);
    expect([(await ask(catalog(), bearer())).status, handled - before]).toEqual([200, 0]);
  });

  const changeStore = async (name: string) => {
    const changed = await identity.call(shop.key, 'PATCH', `/v1/stores/${shop.storeId}`, { name });
    expect(changed.status).toBe(200);
  };
  const nameIn = ({ body }: Answer) => JSON.parse(body).store.name as string;

  test('an event makes the next read another one', async () => {
    await askThrice(catalog(), bearer());
    await changeStore('New name');
    reader.noteEvents([{ tenantId: shop.tenantId, stream: `store:${shop.storeId}` } as LoggedEvent]);
    expect(nameIn(await ask(catalog(), bearer()))).toBe('New name');
    const { long, again, handledAgain } = await askThrice(catalog(), bearer());
    expect([again, handledAgain]).toEqual([{ ...long, left: long.left - 2 }, 0]);
  });

  test('a lost event costs as little as on the long way', async () => {
    await askThrice(catalog(), bearer());
    await changeStore('New name');
    later(5_000);
    expect(nameIn(await ask(catalog(), bearer()))).toBe('New name');
  });

  test('what was compared a second ago is served once more, and compared behind', async () => {
    await askThrice(catalog(), bearer());
    await changeStore('New name');
    later(1_000);
    const before = handled;
    expect([nameIn(await ask(catalog(), bearer())), handled - before]).toEqual(['Old name', 0]);
    await expect.poll(async () => nameIn(await ask(catalog(), bearer()))).toBe('New name');
  });

  test('an answer that could not be compared is not repeated', async () => {
    await askThrice(catalog(), bearer());
    isDatabaseUp = false;
    later(5_000);
    const [one, two] = [await ask(catalog(), bearer()), await ask(catalog(), bearer())];
    isDatabaseUp = true;
    expect(one.headers).toContain('warning: 110 - "Response is Stale"');
    expect([two, handled]).toEqual([{ ...one, left: one.left - 1 }, 4]);
  });

  test('both ways are counted and logged alike', async () => {
    await ask(catalog(), { ...bearer(), 'x-request-id': 'long' });
    await ask(catalog(), { ...bearer(), 'x-request-id': 'quick' });
    const line = (id: string) => {
      const found = identity.lines.map((text) => JSON.parse(text)).find(({ requestId }) => requestId === id);
      return { ...found, requestId: '', ms: 0, time: 0 };
    };
    await expect.poll(() => line('quick')).toMatchObject({ status: 200, keyId: shop.keyId });
    expect(line('quick')).toEqual(line('long'));
    const count = async () => {
      const { body } = await identity.app.inject('/metrics');
      return Number(
        /kirana_http_seconds_count\{route="\/v1\/stores\/:storeId\/catalog",method="GET",status="200"\} (\d+)/.exec(
          body,
        )?.[1],
      );
    };
    const before = await count();
    await ask(catalog(), bearer());
    await expect.poll(count).toBe(before + 1);
  });

  test('a closing server refuses', async () => {
    await askThrice(catalog(), bearer());
    const before = handled;
    const { port } = identity.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const request = (path: string) =>
      `GET ${path} HTTP/1.1\r\nauthorization: Bearer ${shop.key}\r\nHost: 127.0.0.1:${port}\r\nConnection: keep-alive\r\n\r\n`;
    let got = '';
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write(request('/v1/slow'));
    await entered;
    const closed = identity.app.close();
    identity.app.server.prependListener('request', open);
    socket.write(request(catalog()));
    await ended;
    await closed;
    expect(got).toContain('SHUTTING_DOWN');
    expect(handled).toBe(before);
  });
});
