import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasScope, type Scope } from '../../packages/core/src/index.ts';
import { createKirana, type KiranaClient } from '../../packages/sdk/src/index.ts';
import { type Answer, callOperation, type Operation, readDocument } from './api-document.ts';
import { eventually } from './eventually.ts';
import { listen } from './live-events.ts';
import { BODIES, idsFor } from './operation-bodies.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained } from './proof-shop.ts';
import { type Ids, makeWholeTenant, type WholeTenant } from './whole-tenant.ts';

const LONG_MS = 240_000;
/** Longer than the server gathers events for its webhooks. */
const CALM_MS = 1_000;
/** A revoked key is refused everywhere after this. */
const REVOKED_AFTER_MS = 5_000;

/** Operations in which there is no place for an id of somebody else. */
const NAMES_NOTHING = [
  'createMerchant',
  'createSource',
  'createTenant',
  'followTenant',
  'getHealth',
  'getMetrics',
  'getReadiness',
  'listAdapters',
];
/** Query parameters that name something by id. */
const ID_QUERY = ['sourceId', 'merchantId', 'connectionId', 'categoryId', 'entityId'];

/** All that a browser token is good for. */
const TOKENS_READ = [
  'askOrderability',
  'followStore',
  'getCatalog',
  'getOrderability',
  'getStore',
  'getStoreItem',
  'getStoreOrderability',
];

let server: ProofServer;
let operations: readonly Operation[];
let a: WholeTenant;
let b: WholeTenant;

beforeAll(async () => {
  server = await openProofServer();
  ({ operations } = await readDocument(server.url));
  a = await makeWholeTenant(server, 'tenanta');
  b = await makeWholeTenant(server, 'tenantb');
}, LONG_MS);
afterAll(async () => {
  await a?.close();
  await b?.close();
  await server?.close();
}, LONG_MS);

const isTypeId = (text: string): boolean => /^[a-z]{3}_[0-9a-z]{26}$/.test(text);
/** What a parameter of a path is filled with: ids by name, else a value of its list. */
const fillingOf = ({ name, schema }: Operation['parameters'][number], ids: Ids): string =>
  ids[name] ?? String(schema.enum?.[0] ?? 'item_stock');
const pathIds = (operation: Operation): readonly string[] =>
  operation.parameters.filter((one) => one.in === 'path' && isTypeId(a.ids[one.name] ?? '')).map(({ name }) => name);
const fillPath = (operation: Operation, ids: Ids): Record<string, string> =>
  Object.fromEntries(
    operation.parameters.filter((one) => one.in === 'path').map((one) => [one.name, fillingOf(one, ids)]),
  );
/** With ids that the operation can be called with. */
const ownPath = (operation: Operation, ids: Ids): Record<string, string> =>
  fillPath(operation, idsFor(operation.id, ids));
const bodyFor = (operation: Operation, ids: Ids): { body?: unknown } => {
  const make = BODIES[operation.id];
  if (operation.body === undefined && make === undefined) return {};
  if (make === undefined) throw new Error(`${operation.id} takes a body, and operation-bodies.ts has none for it`);
  return { body: make(ids) };
};
const byKey = () => operations.filter(({ access }) => access !== 'public' && access !== 'hook');

/** Ids of A in an answer to B, besides those that B itself sent. */
function leaked({ text }: Answer, sent: unknown): readonly string[] {
  const known = JSON.stringify(sent);
  const secret = [...Object.values(a.ids), a.other.storeId, a.other.connectionId].filter(isTypeId);
  return secret.filter((id) => text.includes(id) && !known.includes(id));
}

/** All that A can list, as it is now. */
async function everythingOf({ shop }: WholeTenant): Promise<unknown> {
  const lists = operations.filter(
    ({ method, path, access, parameters }) =>
      method === 'GET' &&
      access !== 'root' &&
      parameters.some(({ name }) => name === 'cursor') &&
      path.startsWith('/v1'),
  );
  const found = [];
  for (const list of lists) {
    const path = ownPath(list, a.ids);
    found.push([list.id, await callOperation(server.url, list, { key: shop.key, path, query: { limit: '200' } })]);
  }
  const at = '2026-11-23T06:30:00Z';
  return [found, await shop.client.stores.catalog(shop.storeId, { at })];
}

/** As `everythingOf`, when all that A's last change caused has come to its end: its webhooks are sent a moment later. */
const atRest = (tenant: WholeTenant): Promise<unknown> =>
  eventually(async () => {
    const found = await everythingOf(tenant);
    await delay(CALM_MS);
    expect(await everythingOf(tenant)).toEqual(found);
    return found;
  });

describe("I15: a tenant's key and another tenant's ids", () => {
  let before: unknown;
  beforeAll(async () => {
    before = await atRest(a);
  });

  test(
    'every operation that names something in its path says 404, in each place of the path',
    async () => {
      const wrong: unknown[] = [];
      for (const operation of byKey()) {
        const names = pathIds(operation);
        const [own, foreign] = [idsFor(operation.id, b.ids), idsFor(operation.id, a.ids)];
        const mixes = [foreign, ...names.map((name) => ({ ...own, [name]: foreign[name] ?? '' }))];
        for (const ids of names.length === 0 ? [] : mixes) {
          const call = { key: b.shop.key, path: fillPath(operation, ids), ...bodyFor(operation, b.ids) };
          const answer = await callOperation(server.url, operation, call);
          const expected = operation.access === 'root' ? 403 : 404;
          if (answer.status !== expected || leaked(answer, call).length > 0)
            wrong.push([operation.id, call.path, answer]);
        }
      }
      expect(wrong).toEqual([]);
    },
    LONG_MS,
  );

  test('every id in a query says 404', async () => {
    const wrong: unknown[] = [];
    let calls = 0;
    for (const operation of byKey()) {
      for (const { name } of operation.parameters.filter((one) => one.in === 'query' && ID_QUERY.includes(one.name))) {
        const call = { key: b.shop.key, path: ownPath(operation, b.ids), query: { [name]: a.ids[name] ?? '' } };
        const answer = await callOperation(server.url, operation, call);
        calls += 1;
        if (answer.status !== 404 || leaked(answer, call).length > 0) wrong.push([operation.id, name, answer]);
      }
    }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(5);
  });

  test("another tenant's page cursor shows nothing of that tenant", async () => {
    const wrong: unknown[] = [];
    let calls = 0;
    for (const operation of byKey().filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'))) {
      const query = { limit: '1' };
      const own = await callOperation(server.url, operation, {
        key: a.shop.key,
        path: ownPath(operation, a.ids),
        query,
      });
      const cursor =
        operation.access === 'root' ? null : (JSON.parse(own.text) as { nextCursor: string | null }).nextCursor;
      if (cursor === null) continue;
      const call = { key: b.shop.key, path: ownPath(operation, b.ids), query: { cursor } };
      const answer = await callOperation(server.url, operation, call);
      calls += 1;
      if (![200, 400].includes(answer.status) || leaked(answer, []).length > 0) wrong.push([operation.id, answer]);
    }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(5);
  });

  test('every id in a body says 404', async () => {
    const wrong: unknown[] = [];
    const named: string[] = [];
    for (const operation of byKey().filter(({ body }) => body !== undefined)) {
      const whole = BODIES[operation.id]?.(b.ids) as Record<string, unknown>;
      const foreign = BODIES[operation.id]?.(a.ids) as Record<string, unknown>;
      const fields = Object.keys(whole).filter(
        (field) =>
          !['account', 'location'].includes(field) && JSON.stringify(whole[field]) !== JSON.stringify(foreign[field]),
      );
      for (const field of fields) {
        named.push(operation.id);
        const body = { ...whole, [field]: foreign[field] };
        const call = { key: b.shop.key, path: ownPath(operation, b.ids), body };
        const answer = await callOperation(server.url, operation, call);
        if (answer.status !== 404 || leaked(answer, call).length > 0) wrong.push([operation.id, field, answer]);
      }
    }
    expect(wrong).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(6);
  });

  test("a hook takes nothing that another tenant's secret proves", async () => {
    for (const operation of operations.filter(({ access }) => access === 'hook')) {
      const path = { hookToken: a.ids.hookToken ?? '', '*': 'item_stock' };
      const headers = { authorization: `Bearer ${b.shop.hookSecret}` };
      const body = operation.method === 'GET' ? {} : { body: { restID: a.shop.restaurant } };
      const answer = await callOperation(server.url, operation, { path, headers, ...body });
      expect([operation.id, answer.status]).toEqual([operation.id, 401]);
    }
  });

  test(
    'a live stream of a tenant tells of that tenant only',
    async () => {
      const ended = new AbortController();
      const seen: unknown[] = [];
      let open = (): void => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      const read = async () => {
        const onState = ({ state }: { state: string }) => state === 'open' && open();
        for await (const event of b.shop.client.liveTenant({ signal: ended.signal, onState })) seen.push(event);
      };
      const reading = read();
      await opened;
      const id = a.ids.externalId ?? '';
      const own = await listen(a.shop.client, a.shop.storeId);
      await a.shop.simulator.switchItem({ ids: [id], on: true });
      await eventually(() => expect(own.events.length).toBeGreaterThan(0));
      await a.shop.simulator.switchItem({ ids: [id], on: false });
      await drained(a.shop.client);
      await b.shop.simulator.switchItem({ ids: [b.ids.externalId ?? ''], on: true });
      await eventually(() => expect(JSON.stringify(seen)).toContain(b.shop.storeId));
      ended.abort();
      await reading;
      await own.stop();
      const text = JSON.stringify(seen);
      expect(text).toContain(b.shop.storeId);
      expect(text).not.toContain(a.shop.tenantId);
      before = await atRest(a);
    },
    LONG_MS,
  );

  test('after all that A is as it was', async () => {
    expect(await everythingOf(a)).toEqual(before);
  });

  test('what could not be tried is what has no place for an id', () => {
    const untried = operations.filter(
      (operation) =>
        operation.access !== 'hook' &&
        pathIds(operation).length === 0 &&
        !operation.parameters.some(({ name }) => ID_QUERY.includes(name) || name === 'cursor') &&
        JSON.stringify(BODIES[operation.id]?.(a.ids)) === JSON.stringify(BODIES[operation.id]?.(b.ids)),
    );
    expect(untried.map(({ id }) => id).sort()).toEqual(NAMES_NOTHING);
  });
});

describe('keys that may do less', () => {
  const keyOf = async (client: KiranaClient, scopes: Scope[], storeId: string | null = null) =>
    client.post('/v1/keys', { body: { name: 'Less', scopes, storeId } });

  test('a key that reads is refused by every operation that needs more', async () => {
    const scopes: Scope[] = ['catalog:read', 'operations:read'];
    const { key } = await keyOf(a.shop.client, scopes);
    const wrong: unknown[] = [];
    for (const operation of byKey()) {
      if (operation.access !== 'root' && hasScope(scopes, operation.access as Scope)) continue;
      const call = { key, path: ownPath(operation, a.ids), ...bodyFor(operation, a.ids) };
      const { status, code } = await callOperation(server.url, operation, call);
      if (status !== 403 || code !== 'SCOPE_MISSING') wrong.push([operation.id, status, code]);
    }
    expect(wrong).toEqual([]);
  });

  test('a key bound to a store finds no other store, changes nothing beyond it, and lists nothing of others', async () => {
    const { key } = await keyOf(a.shop.client, ['catalog:write', 'operations:write'], a.shop.storeId);
    const wrong: unknown[] = [];
    for (const operation of byKey()) {
      const namesStore = operation.parameters.some(({ name }) => name === 'storeId');
      const path = { ...ownPath(operation, a.ids), ...(namesStore ? { storeId: a.other.storeId } : {}) };
      const answer = await callOperation(server.url, operation, { key, path, ...bodyFor(operation, a.ids) });
      const reads = ['catalog:read', 'operations:read'].includes(operation.access);
      const expected = namesStore ? [404] : reads ? [200, 404] : [403];
      const shows = answer.text.includes(a.other.storeId) || answer.text.includes(a.other.connectionId);
      if (!expected.includes(answer.status) || shows) wrong.push([operation.id, answer]);
    }
    expect(wrong).toEqual([]);
  });

  test('a browser token reads its own store, and finds nothing of any other', async () => {
    const origins = ['https://till.example.com'];
    const tokenOf = async ({ shop }: WholeTenant) => {
      const params = { path: { storeId: shop.storeId } };
      return (await shop.client.post('/v1/stores/{storeId}/tokens', { params, body: { origins } })).token;
    };
    const headers = { origin: origins[0] ?? '' };
    const key = await tokenOf(a);
    const wrong: unknown[] = [];
    const read: string[] = [];
    for (const operation of byKey()) {
      const namesStore = operation.parameters.some(({ name }) => name === 'storeId');
      const foreign = [{ ...a.ids, storeId: b.shop.storeId }, { ...a.ids, storeId: a.other.storeId }, b.ids];
      for (const ids of [a.ids, ...(namesStore ? foreign : [b.ids])]) {
        const call = { key, headers, path: ownPath(operation, ids), ...bodyFor(operation, ids) };
        const answer = await callOperation(server.url, operation, call);
        const isOwn = ids === a.ids && TOKENS_READ.includes(operation.id);
        if (isOwn) read.push(operation.id);
        const expected = isOwn ? 200 : TOKENS_READ.includes(operation.id) ? 404 : 401;
        const isShown = [b.shop.storeId, a.other.storeId].some(
          (id) => answer.text.includes(id) && !JSON.stringify(call).includes(id),
        );
        if (answer.status !== expected || isShown) wrong.push([operation.id, call.path, answer]);
      }
    }
    expect(wrong).toEqual([]);
    expect(read.sort()).toEqual(TOKENS_READ);
  });

  test('a revoked key is refused after 5 seconds at the latest', async () => {
    const { key, apiKey } = await keyOf(a.shop.client, ['catalog:read']);
    const client = createKirana({ baseUrl: server.url, key, retries: 0 });
    await client.get('/v1/stores');
    await a.shop.client.delete('/v1/keys/{keyId}', { params: { path: { keyId: apiKey.id } } });
    await delay(REVOKED_AFTER_MS);
    await expect(client.get('/v1/stores')).rejects.toMatchObject({ status: 401, code: 'KEY_INVALID' });
  });
});

/** Last: it changes what it touches. Without it a 404 above might only mean that the call was wrong. */
test(
  'the same calls with its own ids succeed',
  async () => {
    const wrong: unknown[] = [];
    const order = ({ method, id }: Operation) =>
      method === 'GET' ? 0 : method === 'DELETE' ? 2 : id === 'rotateHookToken' ? 2 : 1;
    for (const operation of byKey()
      .filter(({ access }) => access !== 'root')
      .toSorted((one, two) => order(one) - order(two))) {
      const call = { key: b.shop.key, path: ownPath(operation, b.ids), ...bodyFor(operation, b.ids) };
      const answer = await callOperation(server.url, operation, call);
      if (answer.status >= 300 && answer.status !== 409) wrong.push([operation.id, answer]);
    }
    expect(wrong).toEqual([]);
  },
  LONG_MS,
);
