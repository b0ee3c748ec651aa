import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { demoMenu, setPrice, switchMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { proxyDroppingAnswers, proxyDroppingCommits } from './dropping-proxies.ts';
import { freshDatabase, openProofServer, type ProofServer } from './proof-server.ts';
import { drained, freshCatalog, itemNamed, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';
import { checkSequences } from './stream-sequences.ts';

const LONG_MS = 180_000;
const ROUNDS = 60;
/** A lost commit now and then; the others carry the retries. */
const EVERY = 6;

const { DATABASE_URL } = inject('engines').env;

describe.skipIf(DATABASE_URL === undefined)('I2: commits whose acknowledgement is lost', () => {
  let proxy: Awaited<ReturnType<typeof proxyDroppingCommits>>;
  let server: ProofServer;
  let shop: ProofShop;

  beforeAll(async () => {
    const direct = new URL(await freshDatabase(DATABASE_URL ?? ''));
    proxy = await proxyDroppingCommits(Number(direct.port));
    direct.port = String(proxy.port);
    server = await openProofServer({ DATABASE_URL: direct.href });
    shop = await makeShop(server, { menu: demoMenu({ items: 30 }) });
    await pushMenu(shop);
  }, LONG_MS);
  afterAll(async () => {
    await server?.close();
    await proxy?.close();
  });

  /** Sends until it is acknowledged, as a provider would; each attempt is a request of its own. */
  async function sendUntilTaken(id: string, on: boolean, name: string, attempts: string[]): Promise<string> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const requestId = `${name}.${attempt}`;
      attempts.push(requestId);
      const message = switchMessage({ restaurant: shop.restaurant, ids: [id], on });
      const reply = await shop.simulator.send({
        ...message,
        headers: { ...message.headers, 'x-request-id': requestId },
      });
      if (reply.status === 200) return requestId;
      expect(reply.status).toBe(503);
    }
    throw new Error('never taken');
  }

  test(
    'every webhook answered with 2xx is there once, the last facts stand, and no event is missing or double',
    async () => {
      const items = shop.simulator.menu.items.filter(({ variation }) => variation.length === 0).slice(0, 5);
      const last = new Map<string, boolean>();
      const attempts: string[] = [];
      const taken: string[] = [];
      proxy.every = EVERY;
      for (let round = 0; round < ROUNDS; round += 1) {
        const item = items[round % items.length];
        const on = Math.floor(round / items.length) % 2 === 1;
        taken.push(await sendUntilTaken(item?.itemid ?? '', on, `proof-${round}`, attempts));
        last.set(item?.itemname ?? '', on);
        if (round % 10 === 9) {
          setPrice(shop.simulator.menu, items[0]?.itemid ?? '', String(100 + round));
          while ((await shop.simulator.pushMenu()).status !== 200);
        }
      }
      proxy.every = 0;
      expect(proxy.dropped).toBeGreaterThan(5);
      await drained(shop.client);

      const deliveries = await Array.fromAsync(
        shop.client.items('/v1/deliveries', { params: { query: { limit: 200 } } }),
      );
      const rows = Map.groupBy(deliveries, ({ requestId }) => requestId);
      expect(taken.filter((requestId) => rows.get(requestId)?.length !== 1)).toEqual([]);
      expect(attempts.filter((requestId) => (rows.get(requestId)?.length ?? 0) > 1)).toEqual([]);
      expect(deliveries.filter(({ status }) => status !== 'applied' && status !== 'stale')).toEqual([]);
      const catalog = await freshCatalog(shop);
      for (const [name, on] of last) expect([name, itemNamed(catalog, name).switch.on]).toEqual([name, on]);
      expect(itemNamed(catalog, items[0]?.itemname ?? '').price?.priceMinor).toBe(15_900);
      await checkSequences(shop.client, shop.storeId);
    },
    LONG_MS,
  );

  test(
    'edits repeated by the SDK under one key end as they were asked for',
    async () => {
      const client = createKirana({ baseUrl: server.url, key: shop.key, retries: 8 });
      const { items } = await freshCatalog(shop);
      // a write takes three commits: this loses another one of them each time
      proxy.every = 7;
      for (const [index, { id }] of items.slice(0, 10).entries()) {
        const body = { rank: 500 + index };
        await client.patch('/v1/stores/{storeId}/items/{itemId}', {
          params: { path: { storeId: shop.storeId, itemId: id } },
          body,
        });
      }
      proxy.every = 0;
      const after = await freshCatalog(shop);
      const ranks = items.slice(0, 10).map(({ id }) => after.items.find((item) => item.id === id)?.rank);
      expect(ranks).toEqual(ranks.map((_, index) => 500 + index));
      await checkSequences(client, shop.storeId);
    },
    LONG_MS,
  );

  test(
    'what the SDK makes under one key is there once',
    async () => {
      const client = createKirana({ baseUrl: server.url, key: shop.key, retries: 8 });
      const { dropped } = proxy;
      // a call commits twice, and reads once before: each of them is lost now and then
      proxy.every = 5;
      const made: string[] = [];
      for (let number = 0; number < 20; number += 1)
        made.push((await client.post('/v1/merchants', { body: { name: `Made ${number}` } })).id);
      proxy.every = 0;
      expect(proxy.dropped - dropped).toBeGreaterThan(5);
      const merchants = await Array.fromAsync(shop.client.items('/v1/merchants'));
      expect(merchants.filter(({ name }) => name.startsWith('Made ')).map(({ id }) => id)).toEqual(made);
    },
    LONG_MS,
  );
});

describe('I2: answers that are lost on their way back', () => {
  let server: ProofServer;
  let shop: ProofShop;
  let proxy: Awaited<ReturnType<typeof proxyDroppingAnswers>>;

  beforeAll(async () => {
    server = await openProofServer();
    shop = await makeShop(server, { menu: demoMenu({ items: 2 }) });
    proxy = await proxyDroppingAnswers(server.url);
  }, LONG_MS);
  afterAll(async () => {
    await proxy?.close();
    await server?.close();
  });

  test('a write that the SDK repeats under its key has one effect, and hears the first answer', async () => {
    const client = createKirana({ baseUrl: `http://127.0.0.1:${proxy.port}`, key: shop.key });
    const made = [];
    for (let number = 0; number < 8; number += 1)
      made.push((await client.post('/v1/merchants', { body: { name: `Merchant ${number}` } })).id);
    const key = await client.post('/v1/keys', { body: { name: 'Once', scopes: ['catalog:read'] } });
    expect(proxy.dropped).toBe(9);
    const merchants = await Array.fromAsync(shop.client.items('/v1/merchants'));
    expect(merchants.map(({ id }) => id).filter((id) => id !== shop.merchantId)).toEqual(made);
    const keys = await Array.fromAsync(shop.client.items('/v1/keys'));
    expect(keys.filter(({ name }) => name === 'Once').map(({ id }) => id)).toEqual([key.apiKey.id]);
    const reader = createKirana({ baseUrl: server.url, key: key.key });
    expect((await reader.get('/v1/merchants')).items.length).toBeGreaterThan(0);
  });

  test('a refusal is heard again too, and the same key for another request is refused', async () => {
    const client = createKirana({ baseUrl: `http://127.0.0.1:${proxy.port}`, key: shop.key });
    const idempotencyKey = 'the-same-key';
    const create = (name: string) => client.post('/v1/merchants', { body: { name }, idempotencyKey });
    const first = await create('Same');
    expect(await create('Same')).toEqual(first);
    await expect(create('Other')).rejects.toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });
});
