import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openapiDocument } from './openapi-document.ts';
import { bearer, CANARY, OTHER_STORE, openTestApp, STORE } from './test-app.ts';

const server = openTestApp();
const { app } = server;
beforeAll(async () => {
  await app.ready();
});
afterAll(() => app.close());

describe('who may', () => {
  const list = `/v1/stores/${STORE}/things`;
  test.each<[string, 'GET' | 'POST' | 'PUT', string, Record<string, string>, number, string | undefined]>([
    ['no key', 'GET', list, {}, 401, 'KEY_MISSING'],
    ['unknown key', 'GET', list, bearer('nobody'), 401, 'KEY_INVALID'],
    ['Basic', 'GET', list, { authorization: 'Basic eDp5' }, 401, 'KEY_INVALID'],
    ['X-Api-Key', 'GET', list, { 'x-api-key': 'reader' }, 200, undefined],
    ['key in the query', 'GET', `${list}?token=reader`, {}, 401, 'KEY_INVALID'],
    ['token in the query', 'GET', `${list}?token=kirt_x`, {}, 200, undefined],
    ['unknown path without a key', 'GET', '/v1/nothing', {}, 401, 'KEY_MISSING'],
    ['unknown path', 'GET', '/v1/nothing', bearer('reader'), 404, 'ROUTE_NOT_FOUND'],
    ['unknown path outside the API', 'GET', '/favicon.ico', {}, 404, 'ROUTE_NOT_FOUND'],
    ['trailing slash', 'GET', `${list}/`, bearer('reader'), 404, 'ROUTE_NOT_FOUND'],
    ['double slash', 'GET', '//v1/things', bearer('reader'), 404, 'ROUTE_NOT_FOUND'],
    ['wrong method', 'PUT', '/v1/things', bearer('reader'), 405, 'METHOD_NOT_ALLOWED'],
    ['wrong method on a hook', 'PUT', '/v1/hooks/abc/x', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['bad percent encoding', 'GET', '/v1/stores/%zz/things', bearer('reader'), 404, 'ROUTE_NOT_FOUND'],
    ['read key on a write', 'POST', '/v1/things', bearer('reader'), 403, 'SCOPE_MISSING'],
    ['store-bound, own store', 'GET', list, bearer('bound'), 200, undefined],
    ['store-bound, other store', 'GET', `/v1/stores/${OTHER_STORE}/things`, bearer('bound'), 404, 'NOT_FOUND'],
    ['store-bound, admin', 'POST', '/v1/things', bearer('bound'), 403, 'SCOPE_MISSING'],
    ['no store id', 'GET', '/v1/stores/..%2f..%2fetc/things', bearer('reader'), 400, 'REQUEST_INVALID'],
    ['NUL in a path', 'GET', '/v1/stores/%00/things', bearer('reader'), 400, 'REQUEST_INVALID'],
    ['NUL in a query', 'GET', `${list}?limit=%00`, bearer('reader'), 400, 'REQUEST_INVALID'],
    ['huge limit', 'GET', `${list}?limit=100000`, bearer('reader'), 400, 'REQUEST_INVALID'],
    ['unknown query field', 'GET', `${list}?tenantId=x`, bearer('reader'), 400, 'REQUEST_INVALID'],
    ['polluting query', 'GET', `${list}?__proto__=x&constructor=y`, bearer('reader'), 400, 'REQUEST_INVALID'],
    ['twice the same query field', 'GET', `${list}?limit=1&limit=2`, bearer('reader'), 400, 'REQUEST_INVALID'],
    ['busy', 'GET', '/v1/busy', bearer('admin'), 429, 'OVERLOADED'],
  ])('%s', async (_name, method, url, headers, status, code) => {
    const response = await app.inject({ method, url, headers });
    expect(response.statusCode, response.body.slice(0, 300)).toBe(status);
    expect(response.json().code).toBe(code);
  });

  test('405 tells what is allowed, 429 how long to wait', async () => {
    const wrong = await app.inject({ method: 'DELETE', url: list, headers: bearer('reader') });
    expect(wrong.headers.allow).toBe('GET, HEAD, OPTIONS');
    const busy = await app.inject({ method: 'GET', url: '/v1/busy', headers: bearer('admin') });
    expect(busy.headers['retry-after']).toBe('7');
  });

  test('calls per minute are limited per key, and refill', async () => {
    const call = () => app.inject({ method: 'GET', url: list, headers: bearer('slow') });
    expect([(await call()).statusCode, (await call()).statusCode]).toEqual([200, 200]);
    const refused = await call();
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('30');
    expect(refused.headers.ratelimit).toBe('"key";r=0;t=30');
    server.now = new Date(server.now.getTime() + 30_000);
    expect((await call()).statusCode).toBe(200);
  });

  test('refused credentials are limited per address, good ones are not', async () => {
    const call = (credential: string) =>
      app.inject({ method: 'GET', url: list, headers: { ...bearer(credential), 'x-forwarded-for': '192.0.2.1' } });
    const statuses = new Set<number>();
    for (let n = 0; n < 60; n += 1) statuses.add((await call('guess')).statusCode);
    expect([...statuses]).toEqual([401, 429]);
    expect((await call('reader')).statusCode).toBe(200);
  });
});

describe('browser tokens', () => {
  const url = `/v1/stores/${STORE}/things`;
  const ask = (origin: string | undefined, more: Record<string, string> = bearer('kirt_x'), path = url) =>
    app.inject({ method: 'GET', url: path, headers: { ...more, ...(origin === undefined ? {} : { origin }) } });

  test('are good from their origins only', async () => {
    const good = await ask('https://pos.example.com');
    expect([good.statusCode, good.headers['access-control-allow-origin']]).toEqual([200, 'https://pos.example.com']);
    expect((await ask('https://evil.example.com')).json().code).toBe('ORIGIN_FORBIDDEN');
    expect((await ask('null')).json().code).toBe('ORIGIN_FORBIDDEN');
    expect((await ask(undefined, {}, `${url}?token=kirt_x`)).statusCode).toBe(200);
  });

  test('a page may read the headers that the SDK needs', async () => {
    const { headers } = await ask('https://pos.example.com');
    const exposed = String(headers['access-control-expose-headers']).split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['etag', 'date', 'warning', 'retry-after', 'x-kirana-version']));
  });

  test('a page may not read what an API key gets', async () => {
    const response = await ask('https://pos.example.com', bearer('reader'));
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('are refused where they are not meant', async () => {
    const response = await app.inject({ method: 'GET', url: '/v1/busy', headers: bearer('kirt_x') });
    expect(response.json().code).toBe('KEY_INVALID');
  });

  test('preflight', async () => {
    const preflight = (path: string) =>
      app.inject({
        method: 'OPTIONS',
        url: path,
        headers: { origin: 'https://pos.example.com', 'access-control-request-method': 'GET' },
      });
    const open = await preflight(url);
    expect([open.statusCode, open.headers['access-control-allow-origin']]).toEqual([204, 'https://pos.example.com']);
    expect(open.headers['access-control-allow-credentials']).toBeUndefined();
    expect((await preflight('/v1/things')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('answers', () => {
  test('unknown errors tell nothing of the inside', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/boom', headers: bearer('admin') });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret of the inside');
    expect(response.json()).toMatchObject({ code: 'INTERNAL', type: 'urn:kirana:problem:INTERNAL' });
  });

  test('no key or hook token reaches the log', async () => {
    await app.inject({ method: 'GET', url: `/v1/stores/${STORE}/things?token=${CANARY}` });
    await app.inject({ method: 'POST', url: '/v1/hooks/hooktokenhooktoken/x' });
    await app.inject({ method: 'PUT', url: '/v1/hooks/hooktokenhooktoken/x' });
    await app.inject({ method: 'GET', url: '/v1/hooks/hooktokenhooktoken/%zz' });
    expect(server.lines.length).toBeGreaterThan(10);
    expect(server.lines.filter((line) => line.includes('canary0') || line.includes('hooktoken'))).toEqual([]);
  });

  test('request ids: a sane one is kept, any other replaced', async () => {
    const id = async (given: string) =>
      (await app.inject({ url: '/healthz', headers: { 'x-request-id': given } })).headers['x-request-id'];
    expect(await id('order-7.a_b')).toBe('order-7.a_b');
    expect(await id('a b')).toMatch(/^req_/);
    expect(await id('x'.repeat(101))).toMatch(/^req_/);
  });

  test('compression, HEAD, security headers', async () => {
    const url = `/v1/stores/${STORE}/things`;
    const zipped = await app.inject({ url, headers: { ...bearer('reader'), 'accept-encoding': 'gzip' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.headers['x-content-type-options']).toBe('nosniff');
    const head = await app.inject({ method: 'HEAD', url, headers: bearer('reader') });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });

  test('health: the cache only informs', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' });
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json().checks]).toEqual([200, { database: 'ok', cache: 'failed' }]);
    server.isDatabaseUp = false;
    server.now = new Date(server.now.getTime() + 2_000);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    server.isDatabaseUp = true;
    expect((await app.inject('/metrics')).body).toContain('route="/v1/stores/:storeId/things"');
  });

  test('the document names paths, schemas and codes once', async () => {
    const document = openapiDocument(app) as {
      openapi: string;
      paths: Record<string, unknown>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/v1/stores/{storeId}/things');
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Problem', 'StoreId', 'Thing']));
    expect(Object.keys(document.components.schemas).filter((name) => name.endsWith('Input'))).toEqual([]);
    expect((await app.inject('/openapi.json')).json().paths).toBeDefined();
    expect((await app.inject('/docs/')).statusCode).toBe(200);
  });
});

describe('over a socket', () => {
  test('no HTTP gets 400; closing finishes what runs', async () => {
    const { app: own } = openTestApp();
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    own.get('/slow', async () => {
      enter();
      await gate;
      return 'done';
    });
    await own.listen({ port: 0, host: '127.0.0.1' });
    const { port } = own.server.address() as AddressInfo;
    const broken = await new Promise<number>((resolve) => {
      const call = httpRequest({ port, host: '127.0.0.1', path: '/healthz', headers: { big: 'x'.repeat(40_000) } });
      call
        .on('response', (response) => resolve(response.statusCode ?? 0))
        .on('error', () => resolve(-1))
        .end();
    });
    expect(broken).toBe(400);
    const running = fetch(`http://127.0.0.1:${port}/slow`);
    await entered;
    const closed = own.close();
    open();
    expect(await (await running).text()).toBe('done');
    await closed;
  });
});
