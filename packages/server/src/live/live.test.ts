import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { openPostgresEventLog } from '../engines/events/postgres/postgres-event-log.ts';
import { appendEvents, readEvents, type TenantEvent } from '../events/event-rows.ts';
import { createApp } from '../http/app.ts';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { type LiveOptions, openLive } from './open-live.ts';
import { authenticate, change, insertShop, type Shop } from './test-shop.ts';
import { openStream, type StreamClient, type StreamEvent } from './test-stream-client.ts';
import { formatVersion, parseVersion } from './version-token.ts';

const WAIT = { timeout: 15_000, interval: 5 };
const origin = { actor: 'system:test', requestId: 'req_test', cause: null };

describe.each(testDatabases())('live streams on $name', ({ open }) => {
  let database: Database;
  const closers: (() => Promise<unknown>)[] = [];
  const clients: StreamClient[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    for (const close of closers.splice(0).reverse()) await close();
  });
  afterAll(() => database?.close());

  async function startServer(options: Partial<LiveOptions> = {}) {
    const log = createLog('silent', { write: () => {} });
    const metrics = createMetrics();
    const eventLog = await openPostgresEventLog({ database, pollMs: 200 });
    const live = await openLive({ eventLog, database, log, metrics, options });
    const app = createApp({
      routes: live.routes,
      authenticate,
      idempotency: null,
      log,
      metrics,
      readiness: [],
      publicInfo: { version: '0.0.0', publicUrl: null },
      now: () => new Date(),
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const close = async () => {
      await app.close();
      await live.close();
      await eventLog.close();
    };
    closers.push(close);
    const clientCount = async () => (await metrics.liveClients.get()).values[0]?.value ?? 0;
    return { url, close, clientCount };
  }

  const makeShop = (tenantId?: string, merchantId?: string) => insertShop(database, tenantId, merchantId);
  const append = (...events: TenantEvent[]) => database.system((tx) => appendEvents(tx, events, origin, new Date()));

  async function connect(
    url: string,
    shop: Shop,
    options: { query?: string; lastEventId?: string; onEvent?: (event: StreamEvent) => void } = {},
  ): Promise<StreamClient> {
    const client = await openStream(
      `${url}/v1/stores/${shop.storeId}/live${options.query ?? ''}`,
      {
        authorization: `Bearer ${shop.tenantId}`,
        ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
      },
      options.onEvent,
    );
    clients.push(client);
    return client;
  }
  const seen = (client: StreamClient) => client.events.map(({ id, event }) => `${event} ${id}`);
  const shows = (client: StreamClient, wanted: readonly string[]) =>
    vi.waitFor(() => expect(seen(client)).toEqual(wanted), WAIT);

  test('says hello with the version, then tells what changes in the store and its merchant, and nothing else', async () => {
    const { url } = await startServer();
    const shop = await makeShop();
    const sibling = await makeShop(shop.tenantId, shop.merchantId);
    await append(change(shop, 'store', 1), change(shop, 'merchant', 2));
    const client = await connect(url, shop);
    await shows(client, ['hello 1-1']);
    expect(client.events[0]?.data).toEqual({ version: '1-1', resumed: false });
    expect(client.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(client.headers.get('cache-control')).toContain('no-transform');
    expect(client.headers.get('x-accel-buffering')).toBe('no');
    await append(change(sibling, 'store', 3), change(shop, 'store', { said: 'a\nb' }), change(shop, 'merchant', 5));
    await vi.waitFor(() => expect(client.lastEventId()).toBe('2-2'), WAIT);
    expect(client.events).toHaveLength(3);
    const ofStore = client.events.find(({ data }) => data.partitionkey === `store:${shop.storeId}`);
    expect(ofStore?.data).toMatchObject({
      specversion: '1.0',
      type: 'kirana.switch.changed.v1',
      partitionkey: `store:${shop.storeId}`,
      sequence: '00000000000000000002',
      data: { said: 'a\nb' },
    });
  });

  test('resumes by the last id on any process: nothing missing, nothing twice', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const shop = await makeShop();
    const client = await connect(one.url, shop);
    await shows(client, ['hello 0-0']);
    await append(change(shop, 'store', 1));
    await shows(client, ['hello 0-0', 'switch.changed 1-0']);
    client.close();
    await append(change(shop, 'store', 2), change(shop, 'merchant', 3));
    const resumed = await connect(other.url, shop, { lastEventId: client.lastEventId() });
    await vi.waitFor(() => expect(resumed.events).toHaveLength(3), WAIT);
    await append(change(shop, 'store', 4));
    await vi.waitFor(() => expect(resumed.lastEventId()).toBe('3-1'), WAIT);
    expect(resumed.events[0]).toMatchObject({ event: 'hello', id: '1-0', data: { resumed: true } });
    expect(resumed.events.slice(1).map(({ data }) => data.data)).toEqual(expect.arrayContaining([2, 3, 4]));
    expect(resumed.events).toHaveLength(4);
    const byQuery = await connect(other.url, shop, { query: '?lastEventId=2-1' });
    await shows(byQuery, ['hello 2-1', 'switch.changed 3-1']);
  });

  test.each([
    ['not one of ours', 'rubbish', 'unknown_version'],
    ['ahead of the data', '99-0', 'unknown_version'],
    ['before what retention kept', '0-0', 'expired'],
    ['too far behind', '2-0', 'too_far_behind'],
  ])('a last id that is %s gets a resync and then goes on', async (_name, lastEventId, reason) => {
    const { url } = await startServer({ mostMissed: 3 });
    const shop = await makeShop();
    await append(...Array.from({ length: 6 }, (_, n) => change(shop, 'store', n)));
    await database.system(async (tx) => {
      await tx.deleteFrom('events').where('tenant_id', '=', shop.tenantId).where('sequence', '<=', 2).execute();
      await tx.updateTable('event_streams').set({ first_sequence: 3 }).where('tenant_id', '=', shop.tenantId).execute();
    });
    const client = await connect(url, shop, { lastEventId });
    await shows(client, ['resync 6-0']);
    expect(client.events[0]?.data).toEqual({ version: '6-0', reason });
    await append(change(shop, 'store', 7));
    await shows(client, ['resync 6-0', 'switch.changed 7-0']);
  });

  test('a filter leaves events out but not the progress', async () => {
    const { url } = await startServer({ heartbeatMs: 20 });
    const shop = await makeShop();
    const client = await connect(url, shop, { query: '?kinds=price.changed,store.changed' });
    await shows(client, ['hello 0-0']);
    await append(
      change(shop, 'store', 1),
      change(shop, 'store', 2, 'price.changed'),
      change(shop, 'store', 3),
      change(shop, 'store', 4, 'quarantine.opened'),
    );
    await shows(client, ['hello 0-0', 'price.changed 2-0']);
    await vi.waitFor(() => expect(client.lastEventId()).toBe('4-0'), WAIT);
    expect(client.comments()).toBeGreaterThan(0);
    expect((await connect(url, shop, { query: '?kinds=quarantine.opened' })).status).toBe(400);
  });

  test('stock comes to who asks for it, with a place of its own in the ids', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const shop = await makeShop();
    const stock = (n: number): TenantEvent => ({
      ...change(shop, 'store', n, 'stock.changed'),
      stream: `stock:${shop.storeId}`,
    });
    const query = '?kinds=stock.changed,orderability.changed';
    await append(stock(1), change(shop, 'store', 2));
    const [client, window] = [await connect(one.url, shop, { query }), await connect(one.url, shop)];
    await shows(client, ['hello 1-0-1']);
    await append(stock(3), change(shop, 'store', 4, 'orderability.changed'));
    await vi.waitFor(() => expect(client.lastEventId()).toBe('2-0-2'), WAIT);
    await shows(window, ['hello 1-0', 'orderability.changed 2-0']);
    client.close();
    await append(stock(5), stock(6));
    const resumed = await connect(other.url, shop, { query, lastEventId: '2-0-2' });
    await shows(resumed, ['hello 2-0-2', 'stock.changed 2-0-3', 'stock.changed 2-0-4']);
    // the version of an answer says nothing of stock: that begins now, and what the store told since is told
    const fromAnswer = await connect(other.url, shop, { query, lastEventId: '1-0' });
    await shows(fromAnswer, ['hello 1-0-4', 'orderability.changed 2-0-4']);
    // and a stream without stock goes on from an id that has it
    await shows(await connect(other.url, shop, { lastEventId: '1-0-1' }), ['hello 1-0', 'orderability.changed 2-0']);
    await shows(await connect(one.url, shop, { query, lastEventId: '2-0-99' }), ['resync 2-0-4']);
    const bound = await openStream(`${one.url}/v1/live`, { authorization: `Bearer ${shop.tenantId}~${shop.storeId}` });
    clients.push(bound);
    await append(stock(7));
    await vi.waitFor(() => expect(bound.events.at(-1)?.data.data).toBe(7), WAIT);
  });

  test('a store of another tenant is not there; a HEAD asks for headers only', async () => {
    const { url } = await startServer();
    const [shop, other] = [await makeShop(), await makeShop()];
    expect((await connect(url, { ...shop, tenantId: other.tenantId })).status).toBe(404);
    const head = await fetch(`${url}/v1/stores/${shop.storeId}/live`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${shop.tenantId}` },
    });
    expect(head.status).toBe(200);
  });

  test('streams are limited, and a closed one makes room', async () => {
    const { url, clientCount } = await startServer({ mostStreamsPerKey: 2, mostStreams: 3 });
    const [shop, other] = [await makeShop(), await makeShop()];
    const first = await connect(url, shop);
    await connect(url, shop);
    expect((await connect(url, shop)).status).toBe(429);
    await connect(url, other);
    const refused = await fetch(`${url}/v1/live`, { headers: { authorization: `Bearer ${newId('tenant')}` } });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    await refused.body?.cancel();
    first.close();
    await vi.waitFor(async () => expect(await clientCount()).toBe(2), WAIT);
    expect((await connect(url, shop)).status).toBe(200);
  });

  test('a client that does not read is cut off, and others do not notice', async () => {
    const { url, clientCount } = await startServer({
      pace: { mostWaitingBytes: 50_000, mostWaitingEvents: 1_000, mostStuckMs: 300 },
    });
    const shop = await makeShop();
    const stuck = httpRequest(`${url}/v1/stores/${shop.storeId}/live`, {
      headers: { authorization: `Bearer ${shop.tenantId}` },
    });
    stuck.on('response', (response) => response.pause());
    stuck.on('error', () => {});
    stuck.end();
    const reader = await connect(url, shop);
    await vi.waitFor(async () => expect(await clientCount()).toBe(2), WAIT);
    const long = 'x'.repeat(100_000);
    for (let n = 0; n < 150 && (await clientCount()) === 2; n += 1) await append(change(shop, 'store', long));
    await vi.waitFor(async () => expect(await clientCount()).toBe(1), WAIT);
    await append(change(shop, 'store', 'last'));
    await vi.waitFor(() => expect(reader.events.at(-1)?.data.data).toBe('last'), WAIT);
    const sequences = reader.events.slice(1).map(({ data }) => Number(data.sequence));
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    stuck.destroy();
  });

  test('a server that stops ends its streams', async () => {
    const { url, close } = await startServer();
    const shop = await makeShop();
    const client = await connect(url, shop);
    await shows(client, ['hello 0-0']);
    closers.pop();
    await close();
    await client.ended;
  });

  test('a stream that was open for long ends, to be resumed', async () => {
    const { url } = await startServer({ longestMs: 50 });
    const client = await connect(url, await makeShop());
    await client.ended;
    expect(client.lastEventId()).toBe('0-0');
  });

  test('the tenant stream tells of all streams of the tenant, and a key bound to a store sees only that', async () => {
    const { url } = await startServer();
    const [shop, foreign] = [await makeShop(), await makeShop()];
    const all = await openStream(`${url}/v1/live`, { authorization: `Bearer ${shop.tenantId}` });
    const bound = await openStream(`${url}/v1/live`, { authorization: `Bearer ${shop.tenantId}~${shop.storeId}` });
    clients.push(all, bound);
    await vi.waitFor(() => expect([all.events.length, bound.events.length]).toEqual([1, 1]), WAIT);
    await append(change(foreign, 'store', 0), change(shop, 'merchant', 1), change(shop, 'store', 2), {
      tenantId: shop.tenantId,
      stream: `connection:${newId('connection')}`,
      kind: 'delivery.received',
      subject: 'dlv_1',
      data: { deliveryId: newId('delivery'), connectionId: null, lane: 'x' },
    });
    await vi.waitFor(() => expect(all.events).toHaveLength(4), WAIT);
    await vi.waitFor(() => expect(bound.events).toHaveLength(2), WAIT);
    expect(all.events.slice(1).every(({ id }) => id.startsWith('evt_'))).toBe(true);
    expect(bound.events[1]?.data.data).toBe(2);
  });

  test("I16: whatever disconnects, a client ends with the server's state", async () => {
    const servers = [await startServer({ mostMissed: 4 }), await startServer({ mostMissed: 4 })];
    const key = fc.nat(3);
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('write' as const),
          keys: fc.array(key, { minLength: 1, maxLength: 4 }),
          of: fc.constantFrom('store' as const, 'merchant' as const),
        }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), server: fc.nat(1) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
    );
    type State = Map<string, number>;

    /** Folds the log: what a snapshot of the server answers, at its version. */
    const snapshot = async (shop: Shop): Promise<{ version: string; state: State }> =>
      database.tenant(
        shop.tenantId,
        async (tx) => {
          const ofStore = await readEvents(tx, shop.tenantId, `store:${shop.storeId}`, 0, 10_000);
          const ofMerchant = await readEvents(tx, shop.tenantId, `merchant:${shop.merchantId}`, 0, 10_000);
          const state: State = new Map();
          for (const { data } of [...ofStore, ...ofMerchant]) {
            const { name, value } = data as unknown as { name: string; value: number };
            state.set(name, value);
          }
          return { version: formatVersion(ofStore.length, ofMerchant.length), state };
        },
        { snapshot: true },
      );

    /** As the SDK does: a snapshot, then the stream from its version; a resync asks for a new snapshot. */
    async function follower(shop: Shop) {
      let taken = await snapshot(shop);
      let at = parseVersion(taken.version);
      let work = Promise.resolve();
      let client: StreamClient | undefined;
      const onEvent = (from: StreamClient | undefined) => (event: StreamEvent) => {
        work = work.then(async () => {
          if (from !== undefined && from !== client) return;
          if (event.event === 'hello') return;
          if (event.event === 'resync') {
            taken = await snapshot(shop);
            at = parseVersion(taken.version);
            return;
          }
          const isStore = event.data.partitionkey === `store:${shop.storeId}`;
          const field = isStore ? 'storeSequence' : 'merchantSequence';
          const sequence = Number(event.data.sequence);
          if (at === undefined || sequence <= at[field]) return;
          expect(sequence).toBe(at[field] + 1);
          at = { ...at, [field]: sequence };
          taken.state.set(event.data.data.name, event.data.data.value);
        });
      };
      return {
        state: () => taken.state,
        version: () => (at === undefined ? '' : formatVersion(at.storeSequence, at.merchantSequence)),
        async connect(server: number) {
          client?.close();
          await work;
          const url = servers[server]?.url ?? '';
          client = await connect(url, shop, {
            lastEventId: at === undefined ? '' : formatVersion(at.storeSequence, at.merchantSequence),
            onEvent: onEvent(undefined),
          });
        },
      };
    }

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const shop = await makeShop();
        const one = await follower(shop);
        await one.connect(0);
        let value = 0;
        for (const action of steps) {
          if (action.do === 'wait') await new Promise((resolve) => setTimeout(resolve, 2));
          else if (action.do === 'cut') await one.connect(action.server);
          else
            await append(
              ...action.keys.map((n) => {
                value += 1;
                return change(shop, action.of, { name: `${action.of}-${n}`, value });
              }),
            );
        }
        const truth = await snapshot(shop);
        await vi.waitFor(() => expect(one.version()).toBe(truth.version), WAIT);
        expect(one.state()).toEqual(truth.state);
        for (const client of clients.splice(0)) client.close();
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});
