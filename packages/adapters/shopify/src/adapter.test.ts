import { AdapterError, Change, ChangeProblem, type HookRequest, type Outcome, sign, verify } from '@kirana/adapter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from './context-for-tests.ts';
import shopify, { verification } from './index.ts';
import { triggers } from './simulator/index.ts';

const message = (headers: Record<string, string>, body: unknown = {}, path = ''): HookRequest => ({
  method: 'POST',
  path,
  query: {},
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

describe('route', () => {
  const shop = { 'x-shopify-shop-domain': 'Neem.myshopify.com', 'x-shopify-webhook-id': 'w-1' };
  const level = '{"inventory_item_id": 1, "location_id": 90071992547409931, "available": 2}';

  test.each([
    ['products/update', '', {}, 'catalog_changed', null],
    ['products/create', '', {}, 'catalog_changed', null],
    ['products/delete', '', {}, 'catalog_removed', null],
    ['products/update', 'one-location', {}, 'product', null],
    ['products/delete', '/One-Location/', {}, 'product_removed', null],
    ['inventory_items/update', 'one-location', {}, 'catalog_changed', null],
    ['inventory_items/delete', '', {}, 'catalog_removed', null],
    ['inventory_levels/update', '', level, 'inventory_level', '90071992547409931'],
    ['inventory_levels/update', 'one-location', level, 'inventory_level', '90071992547409931'],
    ['inventory_levels/connect', '', level, 'inventory_level', '90071992547409931'],
    ['inventory_levels/disconnect', '', level, 'inventory_level_removed', '90071992547409931'],
    ['inventory_levels/update', '', 'no json', 'inventory_level', null],
    ['app/uninstalled', '', {}, 'other', null],
    ['customers/redact', '', {}, 'other', null],
    ['constructor', '', {}, 'other', null],
  ])('%s at "%s" %j', (topic, path, body, endpoint, location) => {
    const route = shopify.route(message({ ...shop, 'x-shopify-topic': topic }, body, path));
    expect(route).toEqual({ endpoint, account: 'neem.myshopify.com', location, deliveryId: 'w-1' });
  });

  test.each<[string, Record<string, string>, unknown]>([
    ['no topic', shop, null],
    ['no shop', { 'x-shopify-topic': 'shop/update' }, { account: null, deliveryId: null }],
    ['the id of the delivery', { 'x-shopify-webhook-id': 'w', 'x-shopify-event-id': 'e' }, { deliveryId: 'w' }],
    ['the id of the event', { 'x-shopify-event-id': 'e' }, { deliveryId: 'shop/update:e' }],
  ])('%s', (name, headers, want) => {
    const topic = name === 'no topic' ? {} : { 'x-shopify-topic': 'shop/update' };
    const route = shopify.route(message({ ...headers, ...topic }));
    if (want === null) expect(route).toBeNull();
    else expect(route).toMatchObject(want as object);
  });
});

describe('proof', () => {
  const options = { publicUrl: null, receivedAtMs: 0, allowUnsigned: false };
  const request = message({ 'x-shopify-topic': 'products/update' }, '{"title":"Neem ☕"}');
  const signedWith = (secret: string) =>
    sign(verification, request, { secrets: { clientSecret: [secret] }, publicUrl: null, nowMs: 0 });

  test.each([
    ['the client secret', signedWith('current'), true],
    ['the one before it, while a rotation lasts', signedWith('previous'), true],
    ['another one', signedWith('other'), false],
    ['a body that was written anew', { ...signedWith('current'), body: Buffer.from('{ "title": "Neem ☕" }') }, false],
    ['no signature', request, false],
  ])('%s', (_name, given, ok) => {
    const secrets = { clientSecret: ['current', 'previous'] };
    expect(verify(verification, given, { ...options, secrets }).ok).toBe(ok);
  });

  test('a signature as Shopify writes it', () => {
    const header = signedWith('current').headers['x-shopify-hmac-sha256'];
    expect(header).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });
});

test.each<[Outcome['kind'], number]>([
  ['accepted', 200],
  ['duplicate', 200],
  ['unreadable', 200],
  ['unauthorised', 401],
  ['unavailable', 503],
])('%s is answered with %i', (kind, status) => {
  const { product } = shopify.endpoints;
  expect(product?.kind === 'event' ? product.reply({ kind }, null).status : 0).toBe(status);
});

describe('whatever comes', () => {
  const endpoints = Object.keys(shopify.endpoints);
  const bodies = Object.values(triggers).map((trigger) => Buffer.from(trigger.request({}).body).toString());

  test.each(endpoints)('%s gives changes that fit, or says that it cannot be read', (endpoint) => {
    const body = fc.oneof(fc.json(), fc.string(), fc.constantFrom(...bodies));
    fc.assert(
      fc.property(body, (text) => {
        try {
          const { changes, problems } = run(endpoint, text);
          for (const change of changes) Change.parse(change);
          for (const problem of problems) ChangeProblem.parse(problem);
        } catch (error) {
          if (!(error instanceof AdapterError) || error.kind !== 'schema') throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});
