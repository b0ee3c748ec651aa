import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, json, openTestApp } from './test-app.ts';

const server = openTestApp();
const { app } = server;
beforeAll(async () => {
  await app.ready();
});
afterAll(() => app.close());

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
