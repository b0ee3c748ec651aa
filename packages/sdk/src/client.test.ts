import { afterEach, expect, expectTypeOf, test } from 'vitest';
import { createKirana, type KiranaClient } from './client.ts';
import type { ErrorCode, KiranaApiError } from './errors.ts';
import type { components } from './generated/api.ts';
import type { EventData } from './generated/events.ts';
import { sendJson, startTestServer, type TestServer } from './test-server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('the named reads ask for what they say', async () => {
  const server = await startTestServer((_request, response) => sendJson(response, { items: [], nextCursor: null }));
  servers.push(server);
  const { stores } = createKirana({ baseUrl: `${server.url}/`, key: 'kir_test' });
  await stores.catalog('sto_1', { orderType: 'dine_in', channel: 'web' });
  await stores.item('sto_1', 'itm_1');
  await stores.itemByExternalId('sto_1', 'con_1', 'a/b ?#', { at: '2026-01-01T00:00:00Z' });
  await stores.items('sto_1', { limit: 2, name: 'tea & milk' }).next();
  expect(server.heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1/stores/sto_1/catalog?orderType=dine_in&channel=web',
    'GET /v1/stores/sto_1/items/itm_1',
    'GET /v1/stores/sto_1/external-items/con_1/a%2Fb%20%3F%23?at=2026-01-01T00%3A00%3A00Z',
    'GET /v1/stores/sto_1/items?limit=2&name=tea%20%26%20milk',
  ]);
});

/** Never run: the compiler is the test. */
async function checkTypes(kirana: KiranaClient, error: KiranaApiError) {
  type Schemas = components['schemas'];
  const params = { path: { storeId: 'sto_1' } };
  expectTypeOf(await kirana.get('/v1/stores/{storeId}/catalog', { params })).toEqualTypeOf<Schemas['StoreCatalog']>();
  expectTypeOf(await kirana.stores.catalog('sto_1')).toEqualTypeOf<Schemas['StoreCatalog']>();
  expectTypeOf(await kirana.exchange('get', '/v1/stores/{storeId}', { params })).toEqualTypeOf<{
    readonly data: Schemas['Store'];
    readonly response: Response;
  }>();
  for await (const page of kirana.pages('/v1/stores')) expectTypeOf(page.items).toEqualTypeOf<Schemas['Store'][]>();
  for await (const store of kirana.items('/v1/stores')) expectTypeOf(store).toEqualTypeOf<Schemas['Store']>();
  for await (const event of kirana.live('sto_1', { kinds: ['price.changed'] })) {
    expectTypeOf(event.kind).toEqualTypeOf<'price.changed' | 'resync'>();
    if (event.kind !== 'resync') expectTypeOf(event.event.type).toEqualTypeOf<`kirana.price.changed.v${number}`>();
    if (event.kind === 'price.changed') expectTypeOf(event.event.data).toEqualTypeOf<EventData['price.changed']>();
  }
  expectTypeOf(error.code).toEqualTypeOf<ErrorCode | 'NOT_A_PROBLEM'>();
  // @ts-expect-error a path that is none
  await kirana.get('/v1/shops');
  // @ts-expect-error the path has a parameter
  await kirana.get('/v1/stores/{storeId}');
  // @ts-expect-error a query that is none
  await kirana.get('/v1/stores', { params: { query: { colour: 'red' } } });
  // @ts-expect-error the body is required
  await kirana.post('/v1/stores', {});
  // @ts-expect-error not a list
  kirana.pages('/v1/stores/{storeId}', { params });
  // @ts-expect-error a kind that a store does not tell
  kirana.live('sto_1', { kinds: ['delivery.received'] });
  // @ts-expect-error a key or a token, not both
  createKirana({ baseUrl: 'https://x', key: 'k', token: 't' });
  // @ts-expect-error neither
  createKirana({ baseUrl: 'https://x' });
}

test('calls are typed by the API description', () => expect(checkTypes).toBeTypeOf('function'));
