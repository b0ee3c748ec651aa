import { afterEach, expect, test } from 'vitest';
import { createKirana } from './client.ts';
import type { LiveOptions } from './live.ts';
import { testLiveStore } from './test-live-store.ts';
import { type Answer, eventually, sendProblem, startTestServer, type TestServer } from './test-server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer) {
  const server = await startTestServer(answer);
  servers.push(server);
  return { kirana: createKirana({ baseUrl: server.url, key: 'kir_test' }), heard: server.heard };
}

async function watch(
  store: ReturnType<typeof testLiveStore>,
  answer: Answer = store.answer,
  options: LiveOptions = {},
) {
  const { kirana, heard } = await serve(answer);
  const versions: string[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    const catalogs = kirana.watchCatalog('sto_1', {}, { signal: stop.signal, firstDelayMs: 1, ...options });
    for await (const catalog of catalogs) versions.push(catalog.version);
  })();
  return { versions, heard, stop, ended };
}

test('the same catalog is asked for once, then only whether it changed', async () => {
  const store = testLiveStore();
  const { kirana, heard } = await serve(store.answer);
  const first = await kirana.stores.catalog('sto_1', { orderType: 'delivery' });
  const again = await kirana.stores.catalog('sto_1', { orderType: 'delivery' });
  expect(again).toBe(first);
  expect(heard[1]?.headers['if-none-match']).toBe('"0-null"');
  store.change();
  const changed = await kirana.stores.catalog('sto_1', { orderType: 'delivery' });
  expect(changed.version).toBe('1-1');
  // I17: never older than what was seen
  await kirana.stores.catalog('sto_1', { orderType: 'delivery', minVersion: '0-9' });
  expect(heard.at(-1)?.url).toBe('/v1/stores/sto_1/catalog?orderType=delivery&minVersion=1-9');
  await kirana.stores.catalog('sto_1', { channel: 'web' });
  expect(heard.at(-1)?.headers['if-none-match']).toBeUndefined();
});

test('a server restored from an older copy is believed', async () => {
  const store = testLiveStore();
  store.change();
  const { kirana } = await serve(store.answer);
  expect((await kirana.stores.catalog('sto_1')).version).toBe('1-1');
  store.rollBack(0);
  expect((await kirana.stores.catalog('sto_1')).version).toBe('0-1');
  await expect(kirana.stores.catalog('sto_1', { minVersion: '5-1' })).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
});

test('the catalog now, and again whenever it changed', async () => {
  const store = testLiveStore();
  const { versions, stop, ended } = await watch(store);
  await eventually(() => versions).toEqual(['0-1']);
  store.change();
  await eventually(() => versions).toEqual(['0-1', '1-1']);
  for (let change = 0; change < 200; change += 1) store.change();
  await eventually(() => versions.at(-1)).toBe('201-1');
  expect(store.catalogReads).toBeLessThan(50);
  stop.abort();
  await ended;
  await eventually(() => store.openStreams).toBe(0);
});

test('I16: whatever is cut, it ends with what the server has', async () => {
  const store = testLiveStore();
  store.cuts.push(...Array.from({ length: 60 }, (_, index) => 60 + ((index * 53) % 300)));
  const { versions, stop, ended } = await watch(store);
  await eventually(() => versions.length).toBe(1);
  for (let change = 0; change < 80; change += 1) {
    store.change();
    if (change === 40) store.forget();
    if (change % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await eventually(() => versions.at(-1)).toBe('80-1');
  const numbers = versions.map((version) => Number(version.split('-')[0]));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  stop.abort();
  await ended;
});

test('I17: a process that is behind is asked for what the event told', async () => {
  const store = testLiveStore();
  const { versions, stop } = await watch(store);
  await eventually(() => store.openStreams).toBe(1);
  store.setLag(1);
  store.change();
  await eventually(() => versions).toEqual(['0-1', '1-1']);
  stop.abort();
});

test('failing reads are repeated until the change is there', async () => {
  const store = testLiveStore();
  let failing = false;
  const { versions, stop } = await watch(store, (request, response, count) =>
    failing && request.url.includes('/catalog')
      ? sendProblem(response, 503, 'DATABASE_UNAVAILABLE')
      : store.answer(request, response, count),
  );
  await eventually(() => store.openStreams).toBe(1);
  failing = true;
  store.change();
  await new Promise((resolve) => setTimeout(resolve, 50));
  failing = false;
  await eventually(() => versions).toEqual(['0-1', '1-1']);
  stop.abort();
});

test('time alone makes it ask again', async () => {
  const store = testLiveStore();
  store.setFreshUntil(new Date(Date.now() + 300).toISOString());
  const { versions, stop } = await watch(store);
  await eventually(() => versions.length).toBe(1);
  store.setFreshUntil(null);
  await eventually(() => versions).toEqual(['0-1', '0-1']);
  stop.abort();
});

test('after a restore from an older copy it goes on with that', async () => {
  const store = testLiveStore();
  store.change();
  store.change();
  const { versions, stop } = await watch(store);
  await eventually(() => versions).toEqual(['2-1']);
  store.rollBack(1);
  await eventually(() => versions).toEqual(['2-1', '1-1']);
  store.change();
  await eventually(() => versions.at(-1)).toBe('2-1');
  stop.abort();
});

test('a refusal ends it: before the first catalog, and later', async () => {
  const store = testLiveStore();
  let refused = true;
  const { kirana } = await serve((request, response, count) =>
    refused ? sendProblem(response, 401, 'KEY_INVALID') : store.answer(request, response, count),
  );
  await expect(kirana.watchCatalog('sto_1').next()).rejects.toMatchObject({ code: 'KEY_INVALID' });
  refused = false;
  const catalogs = kirana.watchCatalog('sto_1', {}, { firstDelayMs: 1 });
  await catalogs.next();
  await eventually(() => store.openStreams).toBe(1);
  refused = true;
  store.endAll();
  await expect(catalogs.next()).rejects.toMatchObject({ code: 'KEY_INVALID' });
});
