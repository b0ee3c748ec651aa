import { describe, expect, test } from 'vitest';
import { looksSecret } from './likely-secret.ts';
import { type Message, redactMessage } from './redact-message.ts';

const KEY = 'q7Zk29fLmX0vTb81RyPw44NcUe';
const message = (body: string, more: Partial<Message> = {}): Message => ({
  method: 'POST',
  path: 'menu',
  query: {},
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
  ...more,
});
const redact = (one: Message, names: string[] = [], values: string[] = []) => {
  const { message: clean, suspects } = redactMessage(one, { names, values });
  return { clean, body: Buffer.from(clean.body).toString(), suspects };
};

describe('what looks like a secret', () => {
  test.each([
    [KEY, true],
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', true],
    ['5f2b8c1d9e3a47f60b1c2d3e4f5a6b7c', true],
    ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', false],
    ['2026-11-22T10:00:00.000Z', false],
    ['a-rather-long-name-of-a-dish-with-rice', false],
    ['910000002', false],
    ['1000000000000000000000000000', false],
  ])('%s: %s', (text, expected) => {
    expect(looksSecret(text)).toBe(expected);
  });
});

describe('redaction', () => {
  test('leaves proofs and hops out of the headers', () => {
    const headers = {
      'content-type': 'application/json',
      'x-lemon-delivery': 'd-1',
      authorization: `Bearer ${KEY}`,
      'x-lemon-hmac-sha256': KEY,
      'x-api-key': KEY,
      'x-forwarded-for': '192.0.2.1',
      host: 'x.example',
      'app-key': 'short1',
    };
    const { clean, suspects } = redact(message('{}', { headers }), ['appKey']);
    expect(clean.headers).toEqual({ 'content-type': 'application/json', 'x-lemon-delivery': 'd-1' });
    expect(suspects).toEqual([]);
  });

  test('takes out values that are known, in every spelling, and leaves all other bytes', () => {
    const { body, clean } = redact(
      message('{ "price" : 1.10, "a":"se\\"cret-1" }', { query: { key: 'se"cret-1' }, path: 'x/se%22cret-1' }),
      [],
      ['se"cret-1'],
    );
    expect(body).toBe('{ "price" : 1.10, "a":"redacted" }');
    expect(clean).toMatchObject({ query: { key: 'redacted' }, path: 'x/redacted' });
  });

  test('takes out fields named as a secret is, in JSON, forms and queries', () => {
    expect(redact(message('{"app_key":"abcdef12","deep":[{"password":"hunter22"}]}'), ['appKey']).body).toBe(
      '{"app_key":"redacted","deep":[{"password":"redacted"}]}',
    );
    const form = message('token=abcdef12&item=7', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(redact(form).body).toBe('token=redacted&item=7');
    expect(redact(message('{}', { query: { token: 'x' } })).clean.query).toEqual({ token: 'redacted' });
  });

  test.each([
    ['in a field', message(`{"order":{"ref/no":"${KEY}"}}`), ['/order/ref~1no']],
    ['as the name of a field', message(`{"${KEY}":1}`), ['']],
    ['in the path', message('{}', { path: `hooks/${KEY}` }), ['path']],
    ['in the query', message('{}', { query: { reference: KEY } }), ['query/reference']],
    ['in a header', message('{}', { headers: { 'x-reference': KEY } }), ['header/x-reference']],
    ['in a text that is no JSON', message(`<a>${KEY}</a>`), ['']],
    ['in bytes that are no text', message('', { body: Buffer.from([0xff, 0xfe, 0x00]) }), ['']],
    ['in a field too short to be taken out by its value', message('{"token":"x1"}'), ['/token']],
  ])('tells what is left %s', (_name, one, suspects) => {
    expect(redact(one).suspects).toEqual(suspects);
  });
});
