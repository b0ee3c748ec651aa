import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AdapterHttpOptions, adapterHttp, hostsInSettings } from './adapter-http.ts';
import { CircuitBreakers } from './circuit-breaker.ts';
import { type FakePages, openFakePages } from './fake-pages.ts';
import { guardedDispatcher } from './url-guard.ts';

let provider: FakePages;
let dispatcher: Dispatcher;
beforeEach(async () => {
  provider = await openFakePages(1);
  dispatcher = guardedDispatcher({ allowPrivateHosts: ['127.0.0.1'], bodyTimeoutMs: 300 });
});
afterEach(async () => {
  await dispatcher.destroy();
  await provider.close();
});

const http = (overrides: Partial<AdapterHttpOptions> = {}) =>
  adapterHttp({
    connectionId: 'con_1',
    hosts: ['*'],
    ownHosts: ['127.0.0.1'],
    allowPrivateHosts: ['127.0.0.1'],
    dispatcher,
    breakers: new CircuitBreakers(() => new Date()),
    signal: new AbortController().signal,
    ...overrides,
  });

test('an answer of any status is returned, a redirect too', async () => {
  provider.instead.push((_request, answer) => {
    answer.writeHead(302, { location: 'http://169.254.169.254/', 'x-a': ['1', '2'] });
    answer.end('moved');
  });
  const answer = await http()({ url: `${provider.base}/x`, method: 'POST', body: '{}' });
  expect(answer).toMatchObject({ status: 302, headers: { 'x-a': '1, 2' } });
  expect(Buffer.from(answer.bytes).toString()).toBe('moved');
  expect(provider.asked).toEqual(['/x']);
});

test.each([
  ['a host the adapter does not declare', 'https://elsewhere.example/', {}],
  ['a private host that is not allowed', 'http://127.0.0.1:1/', { allowPrivateHosts: [] }],
  ['a private host of a resolver', 'https://localhost/', { hosts: ['localhost'] }],
  ['metadata', 'https://169.254.169.254/', { hosts: ['169.254.169.254'] }],
  ['plain http', 'http://api.example.com/', { hosts: ['api.example.com'] }],
] as const)('%s is the fault of the settings', async (_name, url, overrides) => {
  await expect(http(overrides)({ url })).rejects.toMatchObject({ name: 'AdapterError', kind: 'config' });
});

test('a host pattern covers what is below it and nothing else', async () => {
  const call = (url: string) => http({ hosts: ['*.shop.example'] })({ url });
  await expect(call('https://evilshop.example/')).rejects.toMatchObject({ kind: 'config' });
  await expect(call('https://shop.example/')).rejects.toMatchObject({ kind: 'config' });
});

test('an answer over the cap is cut off while it streams', async () => {
  let written = 0;
  provider.instead.push(async (_request, answer) => {
    while (!answer.destroyed && written < 50_000_000) {
      answer.write(Buffer.alloc(100_000));
      written += 100_000;
      await sleep(1);
    }
    answer.end();
  });
  await expect(http({ mostBytes: 1_000_000 })({ url: `${provider.base}/big` })).rejects.toMatchObject({
    kind: 'permanent',
  });
  expect(written).toBeLessThan(50_000_000);
});

test('a body that stops, and one that drips past the whole time, are transient', async () => {
  provider.instead.push(
    (_request, answer) => void answer.write('x'),
    async (_request, answer) => {
      while (!answer.destroyed) {
        answer.write('x');
        await sleep(20);
      }
    },
  );
  await expect(http()({ url: `${provider.base}/stops` })).rejects.toMatchObject({ kind: 'transient' });
  await expect(http({ totalTimeoutMs: 200 })({ url: `${provider.base}/drips` })).rejects.toMatchObject({
    kind: 'transient',
  });
});

test('five failures in a row open the breaker, for that connection alone; time closes it', async () => {
  let nowMs = 1_000_000;
  const breakers = new CircuitBreakers(() => new Date(nowMs));
  for (let n = 0; n < 5; n += 1) {
    provider.instead.push((_request, answer) => void answer.writeHead(500).end());
    expect((await http({ breakers })({ url: `${provider.base}/x` })).status).toBe(500);
  }
  await expect(http({ breakers })({ url: `${provider.base}/x` })).rejects.toMatchObject({
    kind: 'transient',
    retryAfterMs: 30_000,
  });
  expect(provider.asked).toHaveLength(5);
  expect((await http({ breakers, connectionId: 'con_2' })({ url: `${provider.base}/x` })).status).toBe(200);
  nowMs += 30_000;
  expect((await http({ breakers })({ url: `${provider.base}/x` })).status).toBe(200);
});

test('messages name no path or query: keys stand in them', async () => {
  const error = await http({ hosts: ['127.0.0.1'] })({ url: 'http://127.0.0.1:1/k-123?key=k-456' }).catch((e) => e);
  expect(error).toMatchObject({ kind: 'transient' });
  expect(error.message).not.toMatch(/k-123|k-456/);
});

test('hosts of settings', () => {
  expect(hostsInSettings({ base: 'https://A.example:8443/x', name: 'not a url', n: 1 }, { b: 'mailto:x@y.z' })).toEqual(
    ['a.example'],
  );
});
