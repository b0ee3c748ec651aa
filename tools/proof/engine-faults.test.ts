import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { type RunningEngine, startEngine } from '../engines/index.ts';
import { eventually, repeat } from './eventually.ts';
import { type Listening, listen } from './live-events.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, freshCatalog, itemNamed, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';
import { checkSequences } from './stream-sequences.ts';

const LONG_MS = 300_000;
/** No answer is older than this (docs/decisions/2026-11-22-answers-are-compared-with-the-database.md). */
const OLDEST_MS = 5_000;
const SPARE_MS = 1_000;

const { unavailable } = inject('engines');
const lacks = unavailable.filter(({ engine }) => engine !== 's3');

interface Taken {
  readonly status: number;
  readonly on: boolean;
}

describe.skipIf(lacks.length > 0)('engines that stop', () => {
  let postgres: RunningEngine;
  let redis: RunningEngine;
  let kafka: RunningEngine;
  let server: ProofServer;
  let shop: ProofShop;
  let names: readonly [string, string];
  let ids: readonly [string, string];

  beforeAll(async () => {
    [postgres, redis, kafka] = await Promise.all([startEngine('postgres'), startEngine('redis'), startEngine('kafka')]);
    server = await openProofServer({ ...postgres.env, ...redis.env, ...kafka.env });
    shop = await makeShop(server, { menu: demoMenu({ items: 20 }) });
    await pushMenu(shop);
    const [one, two] = shop.simulator.menu.items.filter(({ variation }) => variation.length === 0);
    ids = [one?.itemid ?? '', two?.itemid ?? ''];
    names = [one?.itemname ?? '', two?.itemname ?? ''];
  }, LONG_MS);
  afterAll(async () => {
    for (const engine of [redis, kafka, postgres]) engine?.signal('SIGCONT');
    await server?.close();
    await Promise.all([redis, kafka, postgres].map((engine) => engine?.stop()));
  }, LONG_MS);

  const read = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${shop.key}` };
    const response = await fetch(`${server.url}/v1/stores/${shop.storeId}/catalog`, { headers });
    await response.arrayBuffer();
    return response.status;
  };
  const flip = async (round: number): Promise<Taken> => {
    const on = round % 2 === 1;
    return { on, status: (await shop.simulator.switchItem({ ids: [ids[0]], on })).status };
  };
  const isOn = async (name: string): Promise<boolean> =>
    itemNamed(await shop.client.stores.catalog(shop.storeId), name).switch.on;

  /** I16: what the events told last is what the server says. */
  async function checkListener({ events }: Listening): Promise<void> {
    const { items, version } = await freshCatalog(shop);
    await eventually(() => expect(events.at(-1)?.version).toBe(version));
    expect(events.filter(({ kind }) => kind === 'resync')).toEqual([]);
    const told = new Map<string, boolean>();
    for (const event of events)
      if (event.kind === 'switch.changed')
        told.set(event.event.data.storeItem.itemId, event.event.data.storeItem.switch.on);
    expect(told.size).toBeGreaterThan(0);
    for (const [id, on] of told) expect(items.find((item) => item.id === id)?.switch.on).toBe(on);
  }

  test(
    'I11, I16: Redis and Kafka frozen in mid-load: reads go on and are never old, webhooks are taken, all drains by itself',
    async () => {
      const listening = await listen(shop.client, shop.storeId);
      const reads = repeat(read, 25);
      const flips = repeat(flip, 50);
      await delay(1_000);
      redis.signal('SIGSTOP');
      kafka.signal('SIGSTOP');
      await delay(1_000);
      const wasOn = await isOn(names[1]);
      expect((await shop.simulator.switchItem({ ids: [ids[1]], on: !wasOn })).status).toBe(200);
      await eventually(async () => {
        const { items } = await shop.client.get('/v1/deliveries', { params: { query: { limit: 50 } } });
        expect(items.find(({ endpoint, bytes }) => endpoint.startsWith('item_stock') && bytes > 0)?.status).toBe(
          'applied',
        );
      });
      await delay(OLDEST_MS + SPARE_MS);
      expect(await isOn(names[1])).toBe(!wasOn);
      redis.signal('SIGCONT');
      kafka.signal('SIGCONT');
      await delay(1_000);
      kafka.signal('SIGKILL');
      await delay(1_000);
      await kafka.restart();
      const statuses = await reads.stop();
      const taken = await flips.stop();
      await drained(shop.client);
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200]));
      await eventually(async () => expect(await isOn(names[0])).toBe(taken.at(-1)?.on));
      await checkListener(listening);
      await listening.stop();
      await checkSequences(shop.client, shop.storeId);
      await eventually(async () => {
        const { checks } = (await (await fetch(`${server.url}/readyz`)).json()) as { checks: Record<string, string> };
        expect(checks).toMatchObject({ database: 'ok', events: 'ok', cache: 'ok' });
      });
    },
    LONG_MS,
  );

  test(
    'I10, I16: PostgreSQL killed in mid-load: writes are refused cleanly, nothing acknowledged is lost, all goes on by itself',
    async () => {
      const listening = await listen(shop.client, shop.storeId);
      const before = (await Array.fromAsync(shop.client.items('/v1/deliveries'))).length;
      const flips = repeat(flip, 20);
      const reads = repeat(read, 25);
      await delay(1_000);
      postgres.signal('SIGKILL');
      const unretried = createKirana({ baseUrl: server.url, key: shop.key, retries: 0 });
      await eventually(async () =>
        expect(
          await unretried.post('/v1/merchants', { body: { name: 'x' } }).catch((error: unknown) => error),
        ).toMatchObject({
          status: 503,
          code: 'DATABASE_UNAVAILABLE',
        }),
      );
      await delay(2_000);
      await postgres.restart();
      await eventually(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200));
      await delay(500);
      const statuses = await reads.stop();
      const taken = await flips.stop();
      await drained(shop.client);
      for (const status of statuses) expect([200, 503]).toContain(status);
      expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200, 503]));
      const accepted = taken.filter(({ status }) => status === 200);
      await eventually(async () => expect(await isOn(names[0])).toBe(accepted.at(-1)?.on), 20_000);
      const deliveries = await Array.fromAsync(
        shop.client.items('/v1/deliveries', { params: { query: { limit: 200 } } }),
      );
      expect(deliveries.length - before).toBeGreaterThanOrEqual(accepted.length);
      expect(deliveries.filter(({ status }) => status !== 'applied' && status !== 'stale')).toEqual([]);
      await checkListener(listening);
      await listening.stop();
      await checkSequences(shop.client, shop.storeId);
    },
    LONG_MS,
  );
});
