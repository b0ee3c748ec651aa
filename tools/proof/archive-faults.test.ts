import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { type RunningEngine, startEngine } from '../engines/index.ts';
import { eventually, repeat } from './eventually.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 240_000;
const { unavailable } = inject('engines');

interface Answered {
  readonly round: number;
  readonly status: number;
  readonly retryAfter: string | null;
}

describe.skipIf(unavailable.some(({ engine }) => engine === 's3'))('an S3 that stops', () => {
  let s3: RunningEngine;
  let server: ProofServer;
  let shop: ProofShop;
  beforeAll(async () => {
    s3 = await startEngine('s3');
    server = await openProofServer({ ...s3.env, S3_BUCKET: `proof-${randomBytes(6).toString('hex')}` });
    shop = await makeShop(server, { menu: demoMenu({ items: 4 }) });
    await pushMenu(shop);
  }, LONG_MS);
  afterAll(async () => {
    await server?.close();
    await s3?.stop();
  }, LONG_MS);

  /** A switch that carries its number, so that each body is another one. */
  const send = async (round: number): Promise<Answered> => {
    const [dish] = shop.simulator.menu.items.filter(({ variation }) => variation.length === 0);
    const body = { restID: shop.restaurant, type: 'item', inStock: round % 2 === 1, itemID: [dish?.itemid], round };
    const response = await fetch(`${shop.hookUrl}/item_stock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.hookSecret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    return { round, status: response.status, retryAfter: response.headers.get('retry-after') };
  };
  const readiness = async () => (await fetch(`${server.url}/readyz`)).status;

  test(
    'I10: webhooks are refused with 503 and Retry-After, nothing is half-written, and all goes on by itself',
    async () => {
      const loads = Array.from({ length: 4 }, (_, lane) => repeat((round) => send(round * 4 + lane), 10));
      await eventually(async () => {
        const { items } = await shop.client.get('/v1/deliveries', { params: { query: { limit: 50 } } });
        expect(items.length).toBeGreaterThan(20);
      });
      s3.signal('SIGKILL');
      await eventually(async () => expect((await send(1_000_000)).status).toBe(503));
      await eventually(async () => expect(await readiness()).toBe(503));
      await s3.restart();
      await eventually(async () => expect(await readiness()).toBe(200));
      await eventually(async () => expect((await send(2_000_000)).status).toBe(200));
      const answered = (await Promise.all(loads.map((load) => load.stop()))).flat();
      await drained(shop.client);

      expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 503]));
      for (const { status, retryAfter } of answered)
        if (status === 503) expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
      const accepted = answered.filter(({ status }) => status === 200).map(({ round }) => round);
      const deliveries = await Array.fromAsync(
        shop.client.items('/v1/deliveries', { params: { query: { limit: 200 } } }),
      );
      expect(deliveries.filter(({ status }) => status !== 'applied')).toEqual([]);
      const rounds: number[] = [];
      for (const { id, endpoint } of deliveries.filter((one) => one.endpoint.startsWith('item_stock'))) {
        const params = { path: { deliveryId: id } };
        const raw = await shop.client.response('get', '/v1/deliveries/{deliveryId}/raw', { params });
        const { round } = JSON.parse(await raw.text()) as { round: number };
        expect(endpoint).toBe('item_stock');
        rounds.push(round);
      }
      // exactly those that were told so, and the one sent by hand at the end
      expect(rounds.filter((round) => round !== 2_000_000).toSorted((a, b) => a - b)).toEqual(
        accepted.toSorted((a, b) => a - b),
      );
    },
    LONG_MS,
  );
});
