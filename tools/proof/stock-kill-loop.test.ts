import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { type ChildServer, runCommand, startChildServer } from './child-server.ts';
import { eventually } from './eventually.ts';
import { newFolder, type Settings } from './proof-server.ts';
import { checkRepeated, StockBooks } from './stock-books.ts';
import { type Acknowledged, StockClient, sender } from './stock-clients.ts';
import { type CountedShop, openCountedShop } from './stock-shop.ts';

const CYCLES = Number(process.env.KIRANA_KILL_CYCLES ?? '10');
const CYCLE_MS = 90_000;
const CLIENTS = 6;
/** Of its newest answers each client asks for so many again after each restart, and a few of them at the very end. */
const ASKED_AGAIN = 20;
const KEPT_A_CYCLE = 10;

let folder: string;
let settings: Settings;
let rootKey: string;

beforeAll(async () => {
  folder = await newFolder();
  settings = { KIRANA_DATA: join(folder, 'data'), PORT: '0', KIRANA_LOG_LEVEL: 'warn' };
  rootKey = (await runCommand(['init'], settings)).trim();
}, CYCLE_MS);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

interface Market {
  readonly shop: CountedShop;
  readonly clients: readonly StockClient[];
  readonly books: StockBooks;
}

async function openMarket(url: string): Promise<Market> {
  const shop = await openCountedShop(url, rootKey, 'stock7kx');
  const clients = Array.from({ length: CLIENTS }, (_, number) => new StockClient(`client${number}`, shop.items));
  return { shop, clients, books: new StockBooks(shop.storeId, shop.itemIds) };
}

/** Everybody asks until the server is gone. */
async function killUnderLoad(
  server: ChildServer,
  { shop, clients }: Market,
): Promise<readonly (readonly Acknowledged[])[]> {
  let isOver = false;
  const send = sender([server.url], shop.key, shop.storeId);
  const running = clients.map((client) => client.run(send, () => isOver));
  await delay(100 + Math.random() * 500);
  const killed = server.kill();
  isOver = true;
  await killed;
  await Promise.all(running);
  return clients.map((client) => client.acknowledged.splice(0));
}

/** What was acknowledged is there, and is heard again. */
async function checkMarket(
  server: ChildServer,
  { shop, clients, books }: Market,
  acknowledged: readonly (readonly Acknowledged[])[],
): Promise<void> {
  await eventually(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200));
  await books.check(createKirana({ baseUrl: server.url, key: shop.key }));
  books.checkWritten(acknowledged.flat(), (id) => clients.some((client) => client.sentIds.has(id)));
  const newest = acknowledged.flatMap((of) => of.slice(-ASKED_AGAIN));
  await checkRepeated(newest, sender([server.url], shop.key, shop.storeId));
}

test(`I1, I2, I4, I5, I6, I9: a server killed ${CYCLES} times while stock is sold keeps what it acknowledged, and comes back by itself`, {
  timeout: CYCLE_MS * (CYCLES + 2),
}, async () => {
  const kept: Acknowledged[] = [];
  let market: Market | undefined;
  let last: readonly (readonly Acknowledged[])[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const server = await startChildServer(settings);
    try {
      market ??= await openMarket(server.url);
      await checkMarket(server, market, last);
      last = await killUnderLoad(server, market);
      kept.push(...last.flatMap((of) => of.slice(-KEPT_A_CYCLE)));
    } finally {
      await server.kill();
    }
  }
  if (market === undefined) throw new Error('there was no cycle');
  const server = await startChildServer(settings);
  try {
    await checkMarket(server, market, last);
    market.books.checkWritten(kept, () => true);
    await checkRepeated(kept, sender([server.url], market.shop.key, market.shop.storeId));
    expect(market.clients.flatMap(({ unexpected }) => unexpected)).toEqual([]);
    for (const kind of ['reserve', 'commit', 'release', 'sell', 'receive']) {
      expect(kept.filter(({ call }) => call.kind === kind).length, kind).toBeGreaterThan(0);
    }
    expect(await server.stop()).toBe(0);
  } finally {
    await server.kill();
  }
});
