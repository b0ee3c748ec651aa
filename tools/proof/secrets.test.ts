import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { type ChildServer, runCommand, startChildServer } from './child-server.ts';
import { newFolder, type Settings } from './proof-server.ts';
import { drained, openShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 240_000;
/** Planted where a secret belongs; none of them may ever come out elsewhere. */
const CANARIES = {
  hookSecret: 'canary-hook-secret-3f9a1c',
  appKey: 'canary-app-key-77b2e0',
  appSecret: 'canary-app-secret-c41d88',
  accessToken: 'canary-access-token-0e5f6a',
  rotated: 'canary-rotated-secret-90ab12',
  body: 'canary-in-a-body-5d7e3b',
  secretKey: 'canary-secret-key-of-the-server-a1b2c3d4e5f6',
};

let folder: string;
let settings: Settings;
let server: ChildServer;
/** Those of above, and what the server itself made up and gave out once. */
let secrets: Readonly<Record<string, string>>;
let answers = '';

beforeAll(async () => {
  folder = await newFolder();
  settings = {
    KIRANA_DATA: join(folder, 'data'),
    KIRANA_SECRET_KEY: CANARIES.secretKey,
    KIRANA_LOG_LEVEL: 'trace',
    PORT: '0',
  };
  const rootKey = (await runCommand(['init'], settings)).trim();
  server = await startChildServer(settings);
  const root = createKirana({ baseUrl: server.url, key: rootKey });
  const { key } = await root.post('/v1/tenants', { body: { name: 'Proof' } });
  const { hookSecret, appKey, appSecret, accessToken } = CANARIES;
  const shop = await openShop(server.url, key, {
    menu: demoMenu({ items: 6 }),
    hookSecret,
    secrets: { appKey, appSecret, accessToken },
    // nobody listens there: the pull fails, and says so in the log
    fetchMenuUrl: 'http://127.0.0.1:9/V1/mapped_restaurant_menus',
  });
  await pushMenu(shop);
  const hookToken = shop.hookUrl.split('/').at(-1) ?? '';
  secrets = { ...CANARIES, rootKey, apiKey: key, hookToken };

  // everything that may go wrong with a secret in hand
  const send = async (path: string, body: string, authorization = `Bearer ${hookSecret}`) =>
    void (await (await fetch(`${shop.hookUrl}/${path}`, { method: 'POST', headers: { authorization }, body })).text());
  await send(
    'push_menu',
    JSON.stringify({ restID: shop.restaurant, app_key: appKey, 'access-token': CANARIES.body, items: 'none' }),
  );
  await send('push_menu', `{"password":"${CANARIES.body}", broken`);
  await send('item_stock', JSON.stringify({ restID: shop.restaurant, note: `mine is ${hookSecret}`, itemID: {} }));
  await send('item_stock', '{}', `Bearer ${CANARIES.body}`);
  await send(`nosuch?token=${CANARIES.body}`, '{}');
  for (const authorization of [`Bearer ${key}x`, `Bearer ${CANARIES.body}`, `Basic ${CANARIES.body}`])
    await (await fetch(`${server.url}/v1/stores?token=${CANARIES.body}`, { headers: { authorization } })).text();
  await shop.client.post('/v1/sources/{sourceId}/rotate-secret', {
    params: { path: { sourceId: shop.sourceId } },
    body: { name: 'hookSecret', value: CANARIES.rotated, graceSeconds: 60 },
  });
  await shop.client
    .post('/v1/connections/{connectionId}/check', { params: { path: { connectionId: shop.connectionId } }, retries: 0 })
    .catch(() => undefined);
  await shop.client.post('/v1/connections/{connectionId}/syncs', {
    params: { path: { connectionId: shop.connectionId } },
  });
  await drained(shop.client);

  const read = async (path: string): Promise<string> =>
    (await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).text();
  const lists = ['dead-letters', 'deliveries', 'sources', 'connections', 'keys', 'syncs'].map((name) => `/v1/${name}`);
  const deliveries = await Array.fromAsync(shop.client.items('/v1/deliveries'));
  const raw = deliveries.flatMap(({ id }) => [`/v1/deliveries/${id}`, `/v1/deliveries/${id}/raw`]);
  for (const path of [...lists, ...raw, `/v1/sources/${shop.sourceId}`, '/metrics']) answers += await read(path);
  await server.stop();
}, LONG_MS);
afterAll(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const found = (where: Buffer | string): string[] => {
  const bytes = Buffer.from(where);
  return Object.entries(secrets)
    .filter(([, secret]) => bytes.includes(secret) || bytes.includes(Buffer.from(secret).toString('base64')))
    .map(([name]) => name);
};

test('the canaries were really sent: the probe finds one where it is', () => {
  expect(found(`… ${CANARIES.appKey} …`)).toEqual(['appKey']);
});

test('no log line of a server that logs everything holds a secret', () => {
  expect(server.output().split('\n').length).toBeGreaterThan(20);
  expect(
    server
      .output()
      .split('\n')
      .filter((line) => found(line).length > 0),
  ).toEqual([]);
});

test('no dead letter, raw view, list or metric shows a secret', () => {
  expect(answers).toContain('[redacted]');
  expect(found(answers)).toEqual([]);
});

test('no file of the data folder holds a secret in the clear', async () => {
  const files = await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true });
  const holding: unknown[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const names = found(await readFile(join(file.parentPath, file.name)));
    if (names.length > 0) holding.push([file.name, names]);
  }
  expect(files.length).toBeGreaterThan(100);
  expect(holding).toEqual([]);
});

test('a dump holds no secret in the clear', { timeout: LONG_MS }, async () => {
  const file = join(folder, 'everything.dump');
  await runCommand(['dump', file], settings);
  const text = gunzipSync(await readFile(file));
  expect(text.length).toBeGreaterThan(10_000);
  expect(found(text)).toEqual([]);
});
