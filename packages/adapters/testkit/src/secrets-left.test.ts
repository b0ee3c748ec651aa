import { expect, test } from 'vitest';
import type { Fixture } from './fixture.ts';
import { looksSecret, secretsLeft } from './secrets-left.ts';

const fixture = (headers: Record<string, string>, body: string): Fixture => ({
  name: 'one.json',
  text: JSON.stringify({ request: { headers, body } }),
  meta: { provider: 'p', recordedAt: '2026-11-22T10:00:00Z', redacted: true },
  request: { method: 'POST', path: 'x', query: {}, headers, body: Buffer.from(body) },
  given: { zone: 'Asia/Kolkata', currency: 'INR', businessDayStart: '05:00', receivedAt: '', settings: {} },
  sourceSettings: {},
  expect: { route: null, changes: [], problems: [], snapshotOf: [] },
  absolute: true,
  maps: [],
});
const key = ['q7Zt', 'LmX2', 'v9Rb', 'K4nP', 'w8Ys', 'D3hJ', 'c6Fg', 'T1aE'].join('');

test.each<[string, Record<string, string>, string, boolean]>([
  ['plain words', { 'content-type': 'application/json' }, '{"name":"Paper lantern"}', false],
  ['ids and uuids', {}, '{"id":"5f0c1c1e-8a52-4a53-9a0e-0d4c5b6a7f81","sku":"LANTERN-RED-0001-XL"}', false],
  ['an address', {}, '{"image":"https://img.example/catalog/lanterns/paper-lantern-red.png"}', false],
  ['a header of proof', { authorization: 'Bearer abc' }, '{}', true],
  ['a signature', { 'x-lotus-hmac-sha256': 'abc=' }, '{}', true],
  ['a redacted header', { authorization: '[redacted]' }, '{}', false],
  ['a declared secret by its name', {}, '{"app_key":"abc"}', true],
  ['a declared secret, redacted', {}, '{"app_key":"***"}', false],
  ['a secret of the simulator', {}, '{"note":"open-sesame-9"}', true],
  ['a long key', {}, `{"note":"${key}"}`, true],
  ['a known prefix', {}, `{"note":"shp${'at_0a1b2c3d4e'}"}`, true],
])('%s', (_what, headers, body, found) => {
  expect(secretsLeft(fixture(headers, body), ['appKey'], ['open-sesame-9']).length > 0).toBe(found);
});

test('length alone is no secret', () => {
  expect(looksSecret('a'.repeat(40))).toBe(false);
  expect(looksSecret('an-identifier-of-plain-words-only')).toBe(false);
  expect(looksSecret(key)).toBe(true);
});
