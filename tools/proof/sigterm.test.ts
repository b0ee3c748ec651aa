import { rm } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { type ChildServer, runCommand, startChildServer } from './child-server.ts';
import { eventually, repeat } from './eventually.ts';
import { newFolder, type Settings } from './proof-server.ts';
import { drained, openShop, type ProofShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 240_000;
const IN_FLIGHT = 8;

let folder: string;
let settings: Settings;
let server: ChildServer;
let shop: Omit<ProofShop, 'tenantId'>;

beforeAll(async () => {
  folder = await newFolder();
  settings = { KIRANA_DATA: join(folder, 'data'), PORT: '0', KIRANA_LOG_LEVEL: 'warn' };
  const rootKey = (await runCommand(['init'], settings)).trim();
  server = await startChildServer(settings);
  const root = createKirana({ baseUrl: server.url, key: rootKey });
  const { key } = await root.post('/v1/tenants', { body: { name: 'Proof' } });
  shop = await openShop(server.url, key, { menu: demoMenu({ items: 4 }) });
  await pushMenu(shop);
}, LONG_MS);
afterAll(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const bodyOf = (round: number): string => {
  const [dish] = shop.simulator.menu.items.filter(({ variation }) => variation.length === 0);
  const itemID = [dish?.itemid];
  return JSON.stringify({ restID: shop.restaurant, type: 'item', inStock: round % 2 === 1, itemID, round });
};

interface Begun {
  /** Sends the rest; resolves to the status. */
  finish(): Promise<number>;
}

/** A webhook that the server has begun to read: it said "continue", and waits for the body. */
function begin(round: number): Promise<Begun> {
  const body = bodyOf(round);
  return new Promise((resolve, reject) => {
    const sending: ClientRequest = request(`${shop.hookUrl}/item_stock`, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${shop.hookSecret}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answered = new Promise<number>((done, failed) => {
      sending.once('error', failed);
      sending.once('response', (response: IncomingMessage) => {
        response.resume();
        response.once('end', () => done(response.statusCode ?? 0));
        response.once('error', failed);
      });
    });
    answered.catch(reject);
    sending.once('continue', () =>
      resolve({
        finish: () => {
          sending.end(body);
          return answered;
        },
      }),
    );
    sending.flushHeaders();
  });
}

const NOBODY_THERE = -1;

/** A webhook on a connection of its own; a refused connection is an answer too. */
async function send(round: number): Promise<{ round: number; status: number }> {
  try {
    const response = await fetch(`${shop.hookUrl}/item_stock`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${shop.hookSecret}`,
        'content-type': 'application/json',
        connection: 'close',
      },
      body: bodyOf(round),
    });
    await response.arrayBuffer();
    return { round, status: response.status };
  } catch {
    return { round, status: NOBODY_THERE };
  }
}

test(
  'I10: SIGTERM under load answers what it has begun, ends with 0, and loses nothing it acknowledged',
  async () => {
    const loads = Array.from({ length: 4 }, (_, lane) => repeat((round) => send(round * 4 + lane), 5));
    const reads = repeat(async () => {
      const headers = { authorization: `Bearer ${shop.key}`, connection: 'close' };
      return fetch(`${server.url}/v1/stores/${shop.storeId}/catalog`, { headers }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => NOBODY_THERE,
      );
    }, 5);
    const first = 1_000_000;
    const begun = await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => begin(first + index)));
    const ended = server.stop();
    // from here on it takes nothing new
    await eventually(async () => expect([503, NOBODY_THERE]).toContain((await send(2_000_000)).status));
    const finished = await Promise.all(begun.map((one) => one.finish()));
    expect(finished).toEqual(finished.map(() => 200));
    expect(await ended).toBe(0);
    const answered = (await Promise.all(loads.map((load) => load.stop()))).flat();
    const statuses = await reads.stop();
    for (const { status } of answered) expect([200, 503, NOBODY_THERE]).toContain(status);
    for (const status of statuses) expect([200, 503, NOBODY_THERE]).toContain(status);
    const accepted = answered.filter(({ status }) => status === 200).map(({ round }) => round);
    expect(accepted.length).toBeGreaterThan(0);

    server = await startChildServer(settings);
    const client = createKirana({ baseUrl: server.url, key: shop.key });
    await drained(client);
    const deliveries = await Array.fromAsync(client.items('/v1/deliveries', { params: { query: { limit: 200 } } }));
    expect(deliveries.filter(({ status }) => status !== 'applied')).toEqual([]);
    const kept = new Set<number>();
    for (const { id, endpoint } of deliveries) {
      if (!endpoint.startsWith('item_stock')) continue;
      const params = { path: { deliveryId: id } };
      const raw = await client.response('get', '/v1/deliveries/{deliveryId}/raw', { params });
      kept.add((JSON.parse(await raw.text()) as { round: number }).round);
    }
    const acknowledged = [...accepted, ...Array.from({ length: IN_FLIGHT }, (_, index) => first + index)];
    expect(acknowledged.filter((round) => !kept.has(round))).toEqual([]);
    expect(await server.stop()).toBe(0);
  },
  LONG_MS,
);
