import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { CleanText, KiranaError, StoreId } from '@kirana/core';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { createApp } from './app.ts';
import type { Authenticate, Authenticated } from './authentication.ts';
import { openapiDocument } from './openapi-document.ts';
import { defineRawRoute, defineRoute, type Route } from './route.ts';

const STORE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e5';
const OTHER_STORE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e6';
const CANARY = 'kir_canary0123456789canary0123456789';

const key = (
  scopes: Authenticated['caller']['scopes'],
  more: Partial<Authenticated['caller']> = {},
): Authenticated => ({
  caller: {
    kind: 'key',
    tenantId: 'tnt_a',
    keyId: `key_${scopes.join()}${more.storeId ?? ''}`,
    scopes,
    storeId: null,
    ...more,
  },
  requestsPerMinute: null,
  origins: null,
});
const CALLERS: Record<string, Authenticated> = {
  admin: key(['admin']),
  [CANARY]: key(['admin'], { keyId: 'canary' }),
  reader: key(['catalog:read']),
  bound: key(['admin'], { storeId: STORE }),
  slow: { ...key(['admin'], { keyId: 'slow' }), requestsPerMinute: 2 },
  kirt_x: { ...key(['catalog:read'], { kind: 'token', storeId: STORE }), origins: ['https://pos.example.com'] },
};
const authenticate: Authenticate = async (credential) => {
  const found = CALLERS[credential];
  if (found === undefined) throw new KiranaError('KEY_INVALID');
  return found;
};

const Thing = z
  .strictObject({ name: CleanText.min(1).max(50), count: z.int().optional(), extra: z.json().optional() })
  .meta({ id: 'Thing' });

const routes: Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/things',
    operationId: 'createThing',
    summary: 'Make a thing',
    tag: 'things',
    access: 'admin',
    body: Thing,
    response: Thing,
    status: 201,
    handle: async ({ body }) => body,
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/stores/:storeId/things',
    operationId: 'listThings',
    summary: 'Things of a store',
    tag: 'things',
    access: 'catalog:read',
    browserTokens: true,
    params: z.strictObject({ storeId: StoreId }),
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.strictObject({ limit: z.int(), text: z.string() }),
    handle: async ({ query }) => ({ limit: query.limit, text: 'x'.repeat(5_000) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/boom',
    operationId: 'boom',
    summary: 'Fails',
    tag: 'things',
    access: 'admin',
    handle: async () => {
      throw new Error(`secret of the inside ${CANARY}`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/busy',
    operationId: 'busy',
    summary: 'Fails for a while',
    tag: 'things',
    access: 'admin',
    handle: async () => {
      throw new KiranaError('OVERLOADED', { retryAfterSeconds: 7 });
    },
  }),
  ...(['POST', 'GET'] as const).map((method) =>
    defineRawRoute({
      method,
      path: '/v1/hooks/:token/*',
      operationId: `hook${method}`,
      summary: 'A webhook',
      tag: 'hooks',
      access: 'hook',
      bodyLimitBytes: 2_000_000,
      handleRaw: async (request, reply) => {
        const body = request.body as Buffer;
        return reply.send({
          isBuffer: Buffer.isBuffer(body),
          bytes: body.length,
          type: request.headers['content-type'],
        });
      },
    }),
  ),
];

const lines: string[] = [];
const log = createLog('debug', { write: (line) => void lines.push(line) });
let now = new Date('2026-11-22T10:00:00Z');
let isDatabaseUp = true;
const down = async () => {
  if (!isDatabaseUp) throw new KiranaError('DATABASE_UNAVAILABLE');
};

const makeApp = () =>
  createApp({
    routes,
    authenticate,
    idempotency: null,
    limits: { failuresPerMinute: 50 },
    log,
    metrics: createMetrics(),
    readiness: [
      { name: 'database', required: true, check: down },
      { name: 'cache', required: false, check: () => Promise.reject(new Error('away')) },
    ],
    publicInfo: { version: '0.0.0', publicUrl: null },
    now: () => now,
    trustProxy: true,
    checkAnswers: true,
  });

let app: FastifyInstance;
beforeAll(async () => {
  app = makeApp();
  await app.ready();
});
afterAll(() => app.close());

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
const json = { 'content-type': 'application/json' };
const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v1/things', headers: { ...bearer('admin'), ...json, ...headers }, payload });

describe('bodies', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  test.each<[string, string | Buffer, Record<string, string>, number, string | undefined]>([
    ['a good one', '{"name":"Chai"}', {}, 201, undefined],
    ['markup, stored as it is', '{"name":"<script>alert(1)</script>"}', {}, 201, undefined],
    ['gzip', gzipSync('{"name":"Chai"}'), { 'content-encoding': 'gzip' }, 201, undefined],
    ['none', '', {}, 400, 'REQUEST_INVALID'],
    ['no JSON', '{"name":', {}, 400, 'JSON_INVALID'],
    ['a byte-order mark', '\ufeff{"name":"Chai"}', {}, 400, 'JSON_INVALID'],
    ['UTF-16', Buffer.from('{"name":"Chai"}', 'utf16le'), {}, 400, 'JSON_INVALID'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'JSON_INVALID'],
    ['100,000 levels', `{"name":"a","extra":${deep}}`, {}, 400, 'JSON_INVALID'],
    ['__proto__', '{"name":"a","extra":{"__proto__":{"admin":true}}}', {}, 400, 'JSON_INVALID'],
    ['an escaped __proto__', '{"name":"a","extra":{"\\u005f_proto__":1}}', {}, 400, 'JSON_INVALID'],
    ['constructor', '{"name":"a","extra":{"constructor":1}}', {}, 400, 'JSON_INVALID'],
    ['a key twice', '{"name":"a","name":"b"}', {}, 400, 'JSON_INVALID'],
    ['2^53 + 1', '{"name":"a","count":9007199254740993}', {}, 400, 'JSON_INVALID'],
    ['2^53 + 1 in free JSON', '{"name":"a","extra":[9007199254740993]}', {}, 400, 'JSON_INVALID'],
    ['1e400', '{"name":"a","count":1e400}', {}, 400, 'JSON_INVALID'],
    ['-0', '{"name":"a","count":-0}', {}, 400, 'JSON_INVALID'],
    ['1.5 of a whole number', '{"name":"a","count":1.5}', {}, 400, 'REQUEST_INVALID'],
    ['"12" of a number', '{"name":"a","count":"12"}', {}, 400, 'REQUEST_INVALID'],
    ['NaN', '{"name":"a","count":NaN}', {}, 400, 'JSON_INVALID'],
    ['NUL in a name', '{"name":"a\\u0000"}', {}, 400, 'JSON_INVALID'],
    ['NUL in free JSON', '{"name":"a","extra":{"a\\u0000":1}}', {}, 400, 'JSON_INVALID'],
    ['a lone surrogate', '{"name":"\\ud800"}', {}, 400, 'JSON_INVALID'],
    ['a bidi control', '{"name":"a\\u202eb"}', {}, 400, 'REQUEST_INVALID'],
    ['tenantId', '{"name":"a","tenantId":"tnt_b"}', {}, 400, 'REQUEST_INVALID'],
    ['null', 'null', {}, 400, 'REQUEST_INVALID'],
    ['too long', `{"name":"${'a'.repeat(1_100_000)}"}`, {}, 413, 'BODY_TOO_LARGE'],
    ['a gzip bomb', gzipSync(Buffer.alloc(50_000_000, 0x20)), { 'content-encoding': 'gzip' }, 413, 'BODY_TOO_LARGE'],
    ['not gzip', 'x', { 'content-encoding': 'gzip' }, 400, 'REQUEST_INVALID'],
    [
      'cut-off gzip',
      gzipSync('{"name":"Chai"}').subarray(0, 12),
      { 'content-encoding': 'gzip' },
      400,
      'REQUEST_INVALID',
    ],
    ['an unknown encoding', 'x', { 'content-encoding': 'zip' }, 415, 'ENCODING_UNSUPPORTED'],
    ['two encodings', 'x', { 'content-encoding': 'gzip, gzip' }, 415, 'ENCODING_UNSUPPORTED'],
    ['text', 'x', { 'content-type': 'text/plain' }, 415, 'ENCODING_UNSUPPORTED'],
    ['a broken type', 'x', { 'content-type': 'json' }, 415, 'ENCODING_UNSUPPORTED'],
  ])('%s', async (_name, payload, headers, status, code) => {
    const response = await post(payload, headers);
    expect(response.statusCode, response.body.slice(0, 300)).toBe(status);
    expect(response.json().code).toBe(code);
    if (code === undefined) return;
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json().requestId).toBe(response.headers['x-request-id']);
  });

  test('chunked without length, over the limit', async () => {
    const payload = Readable.from(
      (function* chunks() {
        for (let n = 0; n < 40; n += 1) yield Buffer.alloc(65_536, 0x20);
      })(),
    );
    const response = await app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: { ...bearer('admin'), ...json },
      payload,
    });
    expect(response.statusCode).toBe(413);
    expect(response.json().params).toEqual({ limitBytes: 1_048_576 });
  });

  test('each wrong field is named by a pointer', async () => {
    const { problems } = (await post('{"count":"x","a/b":1}')).json();
    expect(problems.map((problem: { path: string }) => problem.path).sort()).toEqual([
      '/body/a~1b',
      '/body/count',
      '/body/name',
    ]);
  });

  test('a call without a body refuses one', async () => {
    const refused = await app.inject({
      method: 'POST',
      url: '/v1/boom',
      headers: { ...bearer('admin'), ...json },
      payload: '{"a":1}',
    });
    expect(refused.statusCode).toBe(400);
  });
});

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
    now = new Date(now.getTime() + 30_000);
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

describe('hooks', () => {
  test.each<[string, Record<string, string>, string | Buffer, number, unknown]>([
    ['JSON', json, '{"a":', 200, { isBuffer: true, bytes: 5, type: 'application/json' }],
    ['no type', {}, 'abc', 200, { isBuffer: true, bytes: 3 }],
    [
      'a broken type',
      { 'content-type': 'json' },
      'abc',
      200,
      { isBuffer: true, bytes: 3, type: 'application/octet-stream' },
    ],
    ['nothing', {}, '', 200, { isBuffer: true, bytes: 0 }],
    [
      'gzip',
      { ...json, 'content-encoding': 'gzip' },
      gzipSync('abcd'),
      200,
      { isBuffer: true, bytes: 4, type: 'application/json' },
    ],
    ['over its limit', json, Buffer.alloc(2_000_001), 413, expect.objectContaining({ code: 'BODY_TOO_LARGE' })],
  ])('%s', async (_name, headers, payload, status, want) => {
    const response = await app.inject({ method: 'POST', url: '/v1/hooks/tokentokentoken/a/b', headers, payload });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual(want);
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
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.includes('canary0') || line.includes('hooktoken'))).toEqual([]);
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
    isDatabaseUp = false;
    now = new Date(now.getTime() + 2_000);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    isDatabaseUp = true;
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
  test('no HTTP gets 400; closing finishes what runs and refuses what is new', async () => {
    const own = makeApp();
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
