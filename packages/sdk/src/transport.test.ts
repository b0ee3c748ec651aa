import { afterEach, expect, test } from 'vitest';
import { createKirana, type KiranaOptions } from './client.ts';
import { KiranaApiError, KiranaConnectionError, KiranaTimeoutError } from './errors.ts';
import {
  type Answer,
  eventually,
  keepCollecting,
  sendJson,
  sendProblem,
  startTestServer,
  type TestServer,
} from './test-server.ts';
import type { Retry } from './transport.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer, options: Partial<KiranaOptions> = {}) {
  const server = await startTestServer(answer);
  servers.push(server);
  const retries: Retry[] = [];
  const kirana = createKirana({
    baseUrl: server.url,
    key: 'kir_test',
    onRetry: (retry) => retries.push(retry),
    ...options,
  } as KiranaOptions);
  return { kirana, retries, heard: server.heard };
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
const keysOf = (heard: TestServer['heard']) => heard.map(({ headers }) => headers['idempotency-key']);
const newStore = { params: {}, body: { name: 'A store' } } as never;

test('gives the data, sends the key', async () => {
  const { kirana, heard } = await serve((_request, response) => sendJson(response, { items: [], nextCursor: null }));
  expect(await kirana.get('/v1/stores')).toEqual({ items: [], nextCursor: null });
  expect(heard[0]).toMatchObject({ method: 'GET', url: '/v1/stores' });
  expect(heard[0]?.headers).toMatchObject({ authorization: 'Bearer kir_test' });
  expect(heard[0]?.headers['idempotency-key']).toBeUndefined();
});

test('a token function is asked before every attempt', async () => {
  let asked = 0;
  const { kirana, heard } = await serve(
    (_request, response, count) => (count === 1 ? sendProblem(response, 503, 'SHUTTING_DOWN') : sendJson(response, {})),
    { key: undefined, token: async () => `kirt_${++asked}` } as unknown as Partial<KiranaOptions>,
  );
  await kirana.get('/v1/stores');
  expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer kirt_1', 'Bearer kirt_2']);
});

test.each([502, 503, 504, 429])('a read is repeated after %i', async (status) => {
  const { kirana, retries } = await serve((_request, response, count) =>
    count < 3 ? sendProblem(response, status, 'OVERLOADED') : sendJson(response, { count }),
  );
  expect(await kirana.get('/v1/stores')).toEqual({ count: 3 });
  expect(retries).toMatchObject([
    { method: 'get', path: '/v1/stores', failures: 1 },
    { method: 'get', path: '/v1/stores', failures: 2 },
  ]);
});

test.each([400, 401, 403, 404, 409, 422, 500])('%i is final', async (status) => {
  const { kirana, heard } = await serve((_request, response) => sendProblem(response, status, 'NOT_FOUND'));
  expect(await errorOf(kirana.get('/v1/stores'))).toMatchObject({ status });
  expect(heard).toHaveLength(1);
});

test.each([
  ['what waiting cannot mend is final, whatever its status', 503, 'SECRET_KEY_UNKNOWN', false, 1],
  ['what passes is repeated, whatever its status', 409, 'IDEMPOTENCY_IN_FLIGHT', true, 3],
  ["a bug of the server's is final", 500, 'INTERNAL', true, 1],
])('%s', async (_what, status, code, retryable, attempts) => {
  const { kirana, heard } = await serve((_request, response) => sendProblem(response, status, code, { retryable }));
  expect(await errorOf(kirana.get('/v1/stores'))).toMatchObject({ status, code, retryable });
  expect(heard).toHaveLength(attempts);
});

test('a write keeps one idempotency key over its retries, another call has another', async () => {
  const { kirana, heard } = await serve((_request, response, count) => {
    if (count === 1) response.destroy();
    else if (count === 2) sendProblem(response, 409, 'IDEMPOTENCY_IN_FLIGHT', { retryable: true });
    else sendJson(response, { count });
  });
  expect(await kirana.post('/v1/stores', newStore)).toEqual({ count: 3 });
  const [first, ...others] = keysOf(heard);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(others).toEqual([first, first]);
  expect(heard.map(({ body }) => body)).toEqual(Array(3).fill('{"name":"A store"}'));
  await kirana.post('/v1/stores', newStore);
  expect(heard[3]?.headers['idempotency-key']).not.toBe(first);
});

test('the key of the caller is kept, and told with the error', async () => {
  const { kirana, heard } = await serve((_request, response) => void response.destroy());
  const error = await errorOf(kirana.post('/v1/stores', { ...(newStore as object), idempotencyKey: 'mine' } as never));
  expect(error).toBeInstanceOf(KiranaConnectionError);
  expect(error).toMatchObject({ idempotencyKey: 'mine' });
  expect(keysOf(heard)).toEqual(['mine', 'mine', 'mine']);
});

test('a write without a key is never repeated', async () => {
  const { kirana, heard } = await serve((_request, response) => sendProblem(response, 503, 'SHUTTING_DOWN'));
  const error = await errorOf(kirana.post('/v1/stores', { ...(newStore as object), idempotencyKey: null } as never));
  expect(error).toMatchObject({ code: 'SHUTTING_DOWN', idempotencyKey: undefined });
  expect(keysOf(heard)).toEqual([undefined]);
});

test('waits as long as Retry-After says', async () => {
  const { kirana, retries } = await serve((_request, response, count) =>
    count === 1 ? sendProblem(response, 429, 'RATE_LIMITED', {}, { 'retry-after': '1' }) : sendJson(response, {}),
  );
  await kirana.get('/v1/stores');
  expect(retries).toMatchObject([{ delayMs: 1_000, error: { retryAfterMs: 1_000 } }]);
});

test('does not wait for an hour', async () => {
  const { kirana, retries } = await serve((_request, response) =>
    sendProblem(response, 429, 'RATE_LIMITED', {}, { 'retry-after': '3600' }),
  );
  expect(await errorOf(kirana.get('/v1/stores'))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_600_000 });
  expect(retries).toEqual([]);
});

test('an attempt ends when its time is over, in the middle of a body too; the last one throws', async () => {
  const stopCollecting = keepCollecting();
  const { kirana, heard } = await serve((_request, response) => void response.writeHead(200).write('{"items":['), {
    timeoutMs: 200,
    retries: 1,
  });
  const error = await errorOf(kirana.get('/v1/stores'));
  expect(error).toBeInstanceOf(KiranaTimeoutError);
  expect(error).toMatchObject({ timeoutMs: 200, message: 'GET /v1/stores: no answer in 200 ms' });
  expect(heard).toHaveLength(2);
  stopCollecting();
});

test('a body cut off in the middle is a failed connection, and repeated', async () => {
  const { kirana } = await serve((_request, response, count) => {
    if (count > 1) return sendJson(response, { count });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"items":[', () => response.destroy());
  });
  expect(await kirana.get('/v1/stores')).toEqual({ count: 2 });
});

test('an answer that is not JSON is told and not repeated', async () => {
  const { kirana, heard } = await serve((_request, response) => void response.end('<html>'));
  const error = await errorOf(kirana.get('/v1/stores'));
  expect(error).toBeInstanceOf(KiranaConnectionError);
  expect((error as Error).message).toContain('the answer is not JSON');
  expect(heard).toHaveLength(1);
});

test('nobody listens', async () => {
  const { kirana } = await serve(() => {}, { baseUrl: 'http://127.0.0.1:1', retries: 0 });
  const error = await errorOf(kirana.get('/v1/stores'));
  expect(error).toBeInstanceOf(KiranaConnectionError);
  expect((error as Error).message).toBe('GET /v1/stores: the connection failed (http://127.0.0.1:1)');
});

test('a base URL that is none is told at once', () => {
  expect(() => createKirana({ baseUrl: 'not a url', key: 'k' })).toThrow('baseUrl is not a URL: "not a url"');
});

test('a problem becomes an error with all its facts', async () => {
  const problems = [{ path: '/body/name', message: 'too long' }];
  const { kirana } = await serve((_request, response) =>
    sendProblem(response, 400, 'REQUEST_INVALID', { problems, params: { limit: 3 } }),
  );
  const error = await errorOf(kirana.get('/v1/stores'));
  expect(error).toBeInstanceOf(KiranaApiError);
  expect(error).toMatchObject({
    name: 'KiranaApiError',
    message: 'detail of REQUEST_INVALID',
    status: 400,
    code: 'REQUEST_INVALID',
    detail: 'detail of REQUEST_INVALID',
    next: 'Do this next.',
    requestId: 'req_1',
    params: { limit: 3 },
    problems,
    retryAfterMs: undefined,
  });
});

test('an error page of something else is no problem of ours', async () => {
  const { kirana } = await serve((_request, response) => void response.writeHead(404).end('<html>'));
  expect(await errorOf(kirana.get('/v1/stores'))).toMatchObject({
    code: 'NOT_A_PROBLEM',
    status: 404,
    message: 'HTTP 404 Not Found',
    requestId: '',
  });
});

test('an aborted call throws the reason, in an attempt and between two', async () => {
  const { kirana, heard } = await serve((_request, response, count) => {
    if (count === 2) sendProblem(response, 503, 'OVERLOADED', {}, { 'retry-after': '30' });
  });
  const first = new AbortController();
  const running = errorOf(kirana.get('/v1/stores', { signal: first.signal }));
  await eventually(() => heard.length).toBe(1);
  first.abort('enough');
  expect(await running).toBe('enough');

  const second = new AbortController();
  const waiting = errorOf(kirana.get('/v1/stores', { signal: second.signal }));
  await eventually(() => heard.length).toBe(2);
  second.abort('enough again');
  expect(await waiting).toBe('enough again');
  expect(await errorOf(kirana.get('/v1/stores', { signal: AbortSignal.abort('before') }))).toBe('before');
  expect(heard).toHaveLength(2);
});

test('exchange gives the headers, response gives the bytes', async () => {
  const { kirana } = await serve((_request, response) => sendJson(response, { a: 1 }, 200, { 'x-request-id': 'r' }));
  const { data, response } = await kirana.exchange('get', '/v1/stores');
  expect([data, response.headers.get('x-request-id')]).toEqual([{ a: 1 }, 'r']);
  expect(await (await kirana.response('get', '/v1/stores')).text()).toBe('{"a":1}');
});

test('nothing in the answer of a delete', async () => {
  const { kirana } = await serve((_request, response) => void response.writeHead(204).end());
  expect(await kirana.delete('/v1/stores/{storeId}' as never, { params: { path: { storeId: 's' } } } as never)).toBe(
    undefined,
  );
});

test('pages and items go through a list to its end', async () => {
  const { kirana, heard } = await serve((request, response) => {
    const at = Number(new URL(request.url, 'http://x').searchParams.get('cursor') ?? 0);
    sendJson(response, { items: [at, at + 1], nextCursor: at < 4 ? String(at + 2) : null });
  });
  const items: unknown[] = [];
  for await (const item of kirana.items('/v1/stores', { params: { query: { limit: 2 } } })) items.push(item);
  expect(items).toEqual([0, 1, 2, 3, 4, 5]);
  expect(heard.map(({ url }) => url)).toEqual([
    '/v1/stores?limit=2',
    '/v1/stores?limit=2&cursor=2',
    '/v1/stores?limit=2&cursor=4',
  ]);
  for await (const page of kirana.pages('/v1/stores')) {
    expect(page.items).toEqual([0, 1]);
    break;
  }
  expect(heard).toHaveLength(4);
});
