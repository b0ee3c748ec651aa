import { sign, verify } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { route } from './route.ts';
import { verification } from './settings.ts';
import { simulator } from './simulator/index.ts';

const request = (path: string, query: Readonly<Record<string, string>>, body = '{}') => ({
  method: 'POST',
  path,
  query,
  headers: {},
  body: Buffer.from(body),
});

describe('routes', () => {
  test.each([
    [
      'the address alone',
      request('', { account: 'juniper' }),
      { endpoint: 'document', account: 'juniper', location: null },
    ],
    [
      'the site in the body',
      request('/webhook/', {}, '{"site": "juniper"}'),
      { endpoint: 'document', account: 'juniper' },
    ],
    ['no account', request('document', {}), { endpoint: 'document', account: null }],
    [
      'a store',
      request('item_event', { account: 'juniper', location: 'hill' }),
      { endpoint: 'item_event', account: 'juniper', location: 'hill' },
    ],
    [
      'word of a change belongs to no store',
      request('document', { account: 'j', location: 'hill' }),
      { location: null },
    ],
  ])('%s', (_name, given, expected) => {
    expect(route(given)).toMatchObject({ ...expected, deliveryId: null });
  });

  test('any other path is none', () => {
    expect(route(request('invoices', {}))).toBeNull();
  });
});

test('a webhook proves itself by the signature of its bytes', () => {
  const secrets = { webhookSecret: ['made-up-secret'] };
  const poke = simulator.triggers.stock_ledger_entry?.request({ item: 'Тea – 50 %' });
  if (poke === undefined) throw new Error('there is no such trigger');
  const signed = sign(verification, poke, { secrets, publicUrl: null, nowMs: 0 });
  const options = { secrets, publicUrl: null, receivedAtMs: 0, allowUnsigned: false };
  expect(signed.headers['x-frappe-webhook-signature']).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(signed.body).toString()).toMatch(/^[\x20-\x7e]*$/);
  expect(verify(verification, signed, options).ok).toBe(true);
  expect(verify(verification, { ...signed, body: Buffer.from('{}') }, options).ok).toBe(false);
});
