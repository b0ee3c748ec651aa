import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN_ADAPTERS } from '../adapters.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { openTestGateway, type TestGateway } from '../gateway/test-gateway.ts';
import { createShop, markingSealer, type Shop } from '../gateway/test-shop-rows.ts';
import { openStockLedger } from '../inventory/stock-ledger.ts';
import { type Normalizer, openNormalizer } from '../normalizer/normalizer.ts';
import { stockTerms } from '../normalizer/stock-terms-rows.ts';
import type { OpenAdapters } from './open-adapters.ts';
import { PLUGIN, type PluginFolder, pluginFolder } from './test-plugin.ts';

const [pglite] = testDatabases();
const PETPOOJA = '@kirana/adapter-petpooja';

let folder: PluginFolder;
let open: OpenAdapters;
let database: Database;
let here: TestGateway;
let normalizer: Normalizer;
let provider: Server;
const log: string[] = [];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await pluginFolder(BUILT_IN_ADAPTERS);
  await folder.lock();
  // the one that is built in is found above the server's own folder
  open = await folder.open({
    enabled: [PETPOOJA, PLUGIN],
    limits: { memoryMb: 64, normaliseMs: 2_000, webhookMs: 2_000 },
    log: pino({ level: 'error' }, { write: (line: string) => void log.push(line) }),
  });
  await open.warm();
  database = await (pglite as NonNullable<typeof pglite>).open();
  const { adapters } = open;
  here = await openTestGateway(database, {
    adapters,
    wake: (lanes) => normalizer?.wake(lanes),
    allowPrivateHosts: ['127.0.0.1'],
  });
  const silent = pino({ level: 'silent' });
  const ledger = openStockLedger({ database, log: silent, termsOf: stockTerms(database, 0) });
  normalizer = await openNormalizer({
    database,
    ledger,
    archive: here.archive,
    sealer: markingSealer,
    adapters,
    log: silent,
    now: () => new Date(),
    wakePulls: () => {},
    pollMs: 20,
  });
  closing.push(
    () => normalizer.close(),
    () => ledger.close(),
  );
  provider = createServer((request, response) => {
    if (request.url === '/items') return void response.writeHead(401).end();
    response.end(
      request.headers['x-token'] === 'right-token' ? (request.url === '/exit/check' ? 'exit' : 'in order') : 'who?',
    );
  }).listen(0, '127.0.0.1');
});

afterAll(async () => {
  for (const close of closing) await close();
  provider?.close();
  await here?.close();
  await open?.close();
  await database?.close();
  await folder?.remove();
});

const corner = (settings: object = {}) => createShop(database, { adapter: 'corner', settings });
const petpooja = () =>
  createShop(database, {
    adapter: 'petpooja',
    account: 'menu-code',
    location: 'menu-code',
    secrets: { hookSecret: { current: 'right-token' } },
  });

const post = (shop: Shop, path: string, body: object) =>
  here.app.inject({
    method: 'POST',
    url: `${shop.hook}/${path}`,
    headers: { 'x-token': 'right-token', authorization: 'Bearer right-token', 'content-type': 'application/json' },
    payload: body,
  });
const deliver = (shop: Shop, body: object) => post(shop, 'items', { shop: 'shop-1', ...body });
const switchOff = (shop: Shop) =>
  post(shop, 'item_stock', { restID: 'menu-code', inStock: false, type: 'item', itemID: ['7'] });

const deliveriesOf = ({ tenantId }: Shop) =>
  database.tenant(tenantId, (tx) => tx.selectFrom('deliveries').selectAll().orderBy('ingress').execute());
const namesAt = ({ tenantId }: Shop) =>
  database.tenant(tenantId, (tx) => tx.selectFrom('catalog_items').select('name').orderBy('name').execute());

/** Waits until nothing of the shop is pending, and gives how its deliveries ended. */
async function settled(shop: Shop) {
  for (;;) {
    const rows = await deliveriesOf(shop);
    if (rows.length > 0 && rows.every(({ status }) => status !== 'pending')) return rows;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what a plugin says is applied, and its words are the reply', async () => {
  const shop = await corner({ suffix: '!' });
  const reply = await deliver(shop, { id: 1, name: 'Bread' });
  expect([reply.statusCode, reply.body]).toEqual([202, 'corner says accepted']);
  expect(await settled(shop)).toMatchObject([{ status: 'applied', code: null }]);
  expect(await namesAt(shop)).toEqual([{ name: 'Bread!' }]);
});

test('a signature that is not good is refused before its code is asked', async () => {
  const shop = await corner();
  const reply = await here.app.inject({
    method: 'POST',
    url: `${shop.hook}/items/exit`,
    headers: { 'x-token': 'wrong' },
  });
  expect(reply.statusCode).toBe(401);
});

test.each([
  ['throws', 'throw', 'a bug of its own'],
  ['says that it cannot read it', 'schema', 'not such a body'],
])('a delivery at which a plugin %s is dead, and the next one is applied', async (_, what, detail) => {
  const shop = await corner();
  await deliver(shop, { do: what, id: 1 });
  await deliver(shop, { id: 2, name: 'Milk' });
  const [bad, good] = await settled(shop);
  expect(bad).toMatchObject({ status: 'dead', code: 'DELIVERY_UNREADABLE', detail });
  expect(good).toMatchObject({ status: 'applied' });
});

test('deliveries that exit, hang, or fill memory are dead after three times each; all others are applied', async () => {
  const ended = log.filter((line) => line.includes('the process of an adapter ended')).length;
  const shops = await Promise.all(
    ['exit', 'hang', 'heap', 'buffers'].map(async (what) => {
      const shop = await corner();
      await deliver(shop, { do: what, id: 1 });
      await deliver(shop, { id: 2, name: 'Milk' });
      return shop;
    }),
  );
  // as many lanes go wrong as are worked at once: another adapter is not kept waiting until they are over
  const other = await petpooja();
  expect((await switchOff(other)).statusCode).toBe(200);
  expect((await settled(other)).map(({ status }) => status)).toEqual(['applied']);
  const pending = (await Promise.all(shops.map(deliveriesOf))).flat().filter(({ status }) => status === 'pending');
  expect(pending.length).toBeGreaterThan(0);
  // and so are its own webhooks
  expect((await deliver(await corner(), { id: 1, name: 'Bread' })).statusCode).toBe(202);

  for (const shop of shops) {
    const [bad, good] = await settled(shop);
    expect(bad).toMatchObject({ status: 'dead', code: 'INTERNAL', detail: expect.stringContaining('three times') });
    expect(good).toMatchObject({ status: 'applied' });
    expect(await namesAt(shop)).toEqual([{ name: 'Milk' }]);
  }
  expect(log.filter((line) => line.includes('the process of an adapter ended')).length - ended).toBe(12);
});

describe('webhooks', () => {
  test.each(['throw', 'exit', 'hang'])(
    'a message at whose routing it goes wrong (%s) is kept as unreadable',
    async (what) => {
      const shop = await corner();
      const reply = await post(shop, `items/${what}`, { shop: 'shop-1' });
      expect(reply.statusCode).toBe(200);
      expect(await deliveriesOf(shop)).toMatchObject([{ account: null }]);
      expect((await deliver(shop, { id: 1, name: 'Bread' })).statusCode).toBe(202);
    },
  );

  test('a plugin that cannot be started makes the provider come again, and loses nothing', async () => {
    const broken = await pluginFolder();
    await broken.edit('index.js', (text) => `process.exit(1);${text}`);
    await broken.lock();
    const started = await broken.open();
    const gateway = await openTestGateway(database, { adapters: started.adapters });
    try {
      const shop = await corner();
      const reply = await gateway.app.inject({
        method: 'POST',
        url: `${shop.hook}/items`,
        headers: { 'x-token': 'right-token' },
        payload: '{}',
      });
      expect(reply.statusCode).toBeGreaterThanOrEqual(500);
      expect(await deliveriesOf(shop)).toEqual([]);
    } finally {
      await gateway.close();
      await started.close();
      await broken.remove();
    }
  });
});

describe('calls to the provider', () => {
  const check = (shop: Shop) => here.gateway.adapterCalls.check(shop.tenantId, shop.connectionId);
  const base = (path = '') => `http://127.0.0.1:${(provider.address() as AddressInfo).port}${path}`;

  test('go through the server, with the secret and the clock of the server', async () => {
    const year = new Date().getUTCFullYear();
    expect(await check(await corner({ base: base() }))).toEqual({ ok: true, detail: `in order at ${year}` });
  });

  test('reach no host that is not declared', async () => {
    const { adapters } = open;
    const other = await openTestGateway(database, { adapters });
    try {
      const shop = await corner({ base: base() });
      expect(await other.gateway.adapterCalls.check(shop.tenantId, shop.connectionId)).toMatchObject({ ok: false });
    } finally {
      await other.close();
    }
  });

  test('that end the process fail as an outage', async () => {
    await expect(check(await corner({ base: base('/exit') }))).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    expect(await check(await corner({ base: base() }))).toMatchObject({ ok: true });
  });
});
