import { type HookRequest, sign, verify } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import odoo, { verification } from './index.ts';
import { triggers } from './simulator/index.ts';

const at = (path: string, query: Record<string, string> = {}): HookRequest => ({
  method: 'POST',
  path,
  query,
  headers: {},
  body: Buffer.from('{"_model":"product.product","_id":1,"id":1,"_action":"x(#1)"}'),
});

test.each<[string, string | undefined, string | null]>([
  ['changed/spice-route', 'changed', 'spice-route'],
  ['/removed/spice-route/', 'removed', 'spice-route'],
  ['changed/a%20b', 'changed', 'a b'],
  ['changed', 'changed', null],
  ['changed/%', 'changed', null],
  ['changed/a/b', undefined, null],
  ['catalog/spice-route', undefined, null],
  ['stock', undefined, null],
  ['', undefined, null],
])('%s', (path, endpoint, account) => {
  const want = endpoint === undefined ? null : { endpoint, account, location: null, deliveryId: null };
  expect(odoo.route(at(path))).toEqual(want);
});

describe('the secret in the URL', () => {
  const secrets = { hookSecret: ['current', 'previous'] };
  const options = { secrets, publicUrl: null, receivedAtMs: 0, allowUnsigned: false };

  test.each<[string, Record<string, string>, boolean]>([
    ['the current', { secret: 'current' }, true],
    ['the one before it', { secret: 'previous' }, true],
    ['another', { secret: 'other' }, false],
    ['none', {}, false],
    ['an empty one', { secret: '' }, false],
  ])('%s', (_name, query, ok) => {
    expect(verify(verification, at('changed/x', query), options).ok).toBe(ok);
  });

  test.each(Object.keys(triggers))('the trigger %s is routed, proved and understood', (name) => {
    const request = sign(verification, triggers[name]?.request({ account: 'r9' }) as HookRequest, {
      secrets,
      publicUrl: null,
      nowMs: 0,
    });
    expect(verify(verification, request, options)).toEqual({ ok: true });
    expect(odoo.route(request)).toMatchObject({ account: 'r9', location: null });
  });

  test('triggers refuse what they do not know', () => {
    expect(() => triggers.stock_changed?.request({ quantty: '1' })).toThrow(RangeError);
    expect(() => triggers.stock_changed?.request({ quantity: 'many' })).toThrow(RangeError);
  });
});
