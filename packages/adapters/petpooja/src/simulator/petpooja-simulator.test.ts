import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMenu, PetpoojaSimulator } from './index.ts';

interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly bytes: Buffer;
}

const received: Received[] = [];
let server: Server;
let simulator: PetpoojaSimulator;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    received.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      bytes: Buffer.concat(pieces),
    });
    response.end('{"success":"1"}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  simulator = new PetpoojaSimulator({ hookUrl: `http://127.0.0.1:${port}/v1/hooks/t0ken`, hookSecret: 'open-sesame' });
});
afterAll(() => server.close());

const lastBody = () => JSON.parse(String(received.at(-1)?.bytes));

test('a menu of at least 90 items, the same at every call', () => {
  const menu = demoMenu();
  expect(menu.items.length).toBeGreaterThanOrEqual(90);
  expect(JSON.stringify(demoMenu())).toBe(JSON.stringify(menu));
  expect(demoMenu({ items: 5 }).items).toHaveLength(5);
  const big = demoMenu({ items: 1_000, seed: 4 });
  expect(big.items).toHaveLength(1_000);
  expect(JSON.stringify(demoMenu({ items: 1_000, seed: 4 }))).toBe(JSON.stringify(big));
  expect(JSON.stringify(demoMenu({ items: 1_000, seed: 5 }))).not.toBe(JSON.stringify(big));
});

test('pushes with the secret and measures the answer', async () => {
  const reply = await simulator.pushMenu();
  expect(reply).toMatchObject({ status: 200, body: { success: '1' } });
  expect(reply.tookMs).toBeGreaterThan(0);
  expect(received.at(-1)).toMatchObject({ path: '/v1/hooks/t0ken/push_menu', authorization: 'Bearer open-sesame' });
  const before = received.at(-1)?.bytes;
  await simulator.repeatLast();
  expect(received.at(-1)?.bytes).toEqual(before);
});

test('changes a price and pushes everything again', async () => {
  const item = simulator.menu.items.find((one) => one.variation.length > 0);
  const size = item?.variation[0];
  await simulator.changePrice(size?.id ?? '', '77.00');
  expect(lastBody().items.find((one: { itemid: string }) => one.itemid === item?.itemid).variation[0].price).toBe(
    '77.00',
  );
  expect(() => simulator.changePrice('nothing', '1')).toThrow(RangeError);
});

test('an empty menu does not empty its own', async () => {
  await simulator.pushEmptyMenu();
  expect(lastBody().items).toEqual([]);
  expect(simulator.menu.items.length).toBeGreaterThan(0);
});

test('switches in every shape', async () => {
  await simulator.switchItem({ ids: ['1', '2'], on: false, until: '2026-11-23 18:00', shape: 'object' });
  expect(lastBody()).toMatchObject({
    itemID: { '0': '1', '1': '2' },
    autoTurnOnTime: 'custom',
    customTurnOnTime: '2026-11-23 18:00',
  });
  await simulator.switchItem({ ids: ['1'], on: true, type: 'addon', shape: 'bare' });
  expect([received.at(-1)?.path, lastBody()]).toMatchObject([
    '/v1/hooks/t0ken/item_stock',
    { itemID: '1', type: 'addon', inStock: true },
  ]);
  await simulator.updateStoreStatus({ open: false, until: '2026-11-23 18:00:00', reason: 'Lunch' });
  expect(lastBody()).toMatchObject({ store_status: 0, turn_on_time: '2026-11-23 18:00:00', reason: 'Lunch' });
  await simulator.askStoreStatus();
  expect(lastBody()).toEqual({ restID: simulator.restaurant });
});
