import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { type RunningEngine, startEngine } from '../engines/index.ts';
import { type ChildServer, runCommand, startChildServer } from './child-server.ts';
import { eventually } from './eventually.ts';
import { newFolder, type Settings } from './proof-server.ts';
import { checkRepeated, StockBooks } from './stock-books.ts';
import { type Acknowledged, StockClient, sender } from './stock-clients.ts';
import { type CountedShop, openCountedShop } from './stock-shop.ts';

const CYCLES = Number(process.env.KIRANA_DATABASE_KILL_CYCLES ?? '3');
const CYCLE_MS = 120_000;
const PROCESSES = 3;
const CLIENTS = 9;

const { unavailable } = inject('engines');

describe.skipIf(unavailable.some(({ engine }) => engine === 'postgres'))('a PostgreSQL under three servers', () => {
  let folder: string;
  let postgres: RunningEngine;
  const servers: ChildServer[] = [];
  let shop: CountedShop;
  let clients: readonly StockClient[];

  beforeAll(async () => {
    folder = await newFolder();
    postgres = await startEngine('postgres');
    const secret = randomBytes(32).toString('base64url');
    const settings = (process: number): Settings => ({
      ...postgres.env,
      KIRANA_SECRET_KEY: secret,
      KIRANA_DATA: join(folder, `data${process}`),
      PORT: '0',
      KIRANA_LOG_LEVEL: 'fatal',
    });
    const rootKey = (await runCommand(['init'], settings(0))).trim();
    const first = await startChildServer(settings(0));
    servers.push(first);
    // one alone has the archive that the menu goes through
    shop = await openCountedShop(first.url, rootKey, 'stockpg3');
    servers.push(
      ...(await Promise.all(Array.from({ length: PROCESSES - 1 }, (_, n) => startChildServer(settings(n + 1))))),
    );
    clients = Array.from({ length: CLIENTS }, (_, number) => new StockClient(`client${number}`, shop.items));
  }, CYCLE_MS);
  afterAll(async () => {
    for (const server of servers) await server.kill();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }, CYCLE_MS);

  const allReady = () =>
    eventually(async () => {
      for (const { url } of servers) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    });

  /** Everybody asks, before it is killed, while it is gone and after. */
  async function killUnderLoad(): Promise<readonly Acknowledged[]> {
    const urls = servers.map(({ url }) => url);
    let isOver = false;
    const running = clients.map((client) => client.run(sender(urls, shop.key, shop.storeId), () => isOver));
    await delay(500 + Math.random() * 500);
    postgres.signal('SIGKILL');
    await delay(200);
    await postgres.restart();
    await allReady();
    await delay(500);
    isOver = true;
    await Promise.all(running);
    return clients.flatMap((client) => client.acknowledged.splice(0));
  }

  test(
    `I1, I2, I4, I5, I6, I9: killed ${CYCLES} times while all three sell the same stock, it keeps what was acknowledged, and they come back by themselves`,
    async () => {
      const urls = servers.map(({ url }) => url);
      const books = new StockBooks(shop.storeId, shop.itemIds);
      const client = createKirana({ baseUrl: urls[1] ?? '', key: shop.key });
      const all: Acknowledged[] = [];
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        const acknowledged = await killUnderLoad();
        await books.check(client);
        books.checkWritten(acknowledged, (id) => clients.some(({ sentIds }) => sentIds.has(id)));
        await checkRepeated(acknowledged.slice(-300), sender(urls, shop.key, shop.storeId));
        all.push(...acknowledged);
      }
      expect(clients.flatMap(({ unexpected }) => unexpected)).toEqual([]);
      expect(clients.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThan(0);
      for (const kind of ['reserve', 'commit', 'release', 'sell', 'receive']) {
        expect(all.filter(({ call }) => call.kind === kind).length, kind).toBeGreaterThan(0);
      }
      for (const server of servers) expect(await server.stop()).toBe(0);
    },
    CYCLE_MS * (CYCLES + 1),
  );
});
