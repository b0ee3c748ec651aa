import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Change, ChangeProblem, type HookRequest, type Outcome, verify } from '@kirana/adapter';
import { signedTrigger } from '@kirana/adapter/simulator';
import { describe, expect, test } from 'vitest';
import square, { ConnectionSettings, verification } from './index.ts';
import { countMessage, simulator, triggers } from './simulator/index.ts';
import { NOW, normalised } from './square-for-tests.ts';

const post = (body: unknown, path = ''): HookRequest => ({
  method: 'POST',
  path,
  query: {},
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const counts = (...locations: unknown[]) => ({
  merchant_id: 'M1',
  type: 'inventory.count.updated',
  event_id: 'E1',
  data: { object: { inventory_counts: locations.map((location_id) => ({ location_id })) } },
});

describe('route', () => {
  const nothing = { endpoint: 'other_event', account: null, location: null, deliveryId: null };
  test.each<[string, unknown, object]>([
    ['counts', counts('L1', 'L2'), { endpoint: 'inventory_count', account: 'M1', location: 'L1', deliveryId: 'E1' }],
    ['counts of nowhere', counts(7), { endpoint: 'inventory_count', account: 'M1', location: null, deliveryId: 'E1' }],
    [
      'the catalog',
      { merchant_id: 'M1', type: 'catalog.version.updated', event_id: 'E2' },
      { endpoint: 'catalog_version', account: 'M1', location: null, deliveryId: 'E2' },
    ],
    ['a kind that is not read', { merchant_id: 'M1', type: 'payment.created' }, { ...nothing, account: 'M1' }],
    ['what is no object', '[]', nothing],
    ['what is no JSON', '{"merchant_id', nothing],
    ['nothing', '', nothing],
  ])('%s', (_name, body, want) => {
    expect(square.route(post(body))).toEqual(want);
    expect(square.route(post(body, 'webhook/'))).toEqual(want);
  });

  test('another path is nowhere', () => {
    expect(square.route(post(counts('L1'), 'webhook/other'))).toBeNull();
  });
});

describe('proof', () => {
  const url = 'https://kirana.example.com/v1/hooks/hook-token';
  const body = '{"merchant_id":"M1","type":"catalog.version.updated"}';
  const secrets = { signatureKey: ['current', 'previous'] };
  const options = { secrets, publicUrl: url, receivedAtMs: 0, allowUnsigned: false };
  const signature = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

  test.each<[string, string | undefined, object, boolean]>([
    ['over URL and body', signature('current', url + body), {}, true],
    ['with the key before this one', signature('previous', url + body), {}, true],
    ['with another key', signature('other', url + body), {}, false],
    ['over the body alone', signature('current', body), {}, false],
    ['over another address', signature('current', `${url}/webhook${body}`), {}, false],
    [
      'in hex',
      createHmac('sha256', 'current')
        .update(url + body)
        .digest('hex'),
      {},
      false,
    ],
    ['not at all', undefined, {}, false],
    ['when our address is not known', signature('current', url + body), { publicUrl: null }, false],
    ['when no key is set', signature('', url + body), { secrets: {} }, false],
  ])('%s', (_name, given, differs, ok) => {
    const headers = given === undefined ? {} : { 'x-square-hmacsha256-signature': given };
    expect(verify(verification, { ...post(body), headers: { ...headers } }, { ...options, ...differs }).ok).toBe(ok);
  });

  test.each(Object.keys(triggers))('the trigger %s is routed, proved and understood', (name) => {
    const request = signedTrigger(
      simulator,
      verification,
      name,
      { merchant: 'M9' },
      { secrets, publicUrl: url, nowMs: 0 },
    );
    expect(verify(verification, request, options)).toEqual({ ok: true });
    const route = square.route(request);
    expect(route?.account).toBe('M9');
    const { changes, problems } = normalised(route?.endpoint ?? '', request.body);
    expect(problems).toEqual([]);
    for (const change of changes) expect(Change.safeParse(change).error).toBeUndefined();
  });

  test('a trigger refuses parameters it does not have', () => {
    expect(() => triggers['catalog.version.updated']?.request({ merchnat: 'M1' })).toThrow(RangeError);
  });
});

test.each<[Outcome['kind'], number]>([
  ['accepted', 200],
  ['duplicate', 200],
  ['unreadable', 200],
  ['unauthorised', 401],
  ['unknown_account', 404],
  ['unknown_endpoint', 404],
  ['too_large', 413],
  ['unavailable', 503],
])('%s is answered with %i', (kind, status) => {
  const endpoint = square.endpoints.inventory_count;
  expect(endpoint?.kind === 'event' && endpoint.reply({ kind }, null).status).toBe(status);
});

test.each([{ baseURL: 'https://x.example.com' }, { baseUrl: 'ftp://x.example.com' }, { squareVersion: 'latest' }])(
  'settings %j are refused',
  (settings) => {
    expect(ConnectionSettings.safeParse(settings).success).toBe(false);
  },
);

describe('public samples', () => {
  const file = new URL('../../../../../shared/samples/square/samples.json', import.meta.url);
  const samples = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>) : {};

  for (const [name, sample] of Object.entries(samples)) {
    test(`${name} loses nothing`, () => {
      const request = post(sample);
      const route = square.route(request);
      const { changes, problems } = normalised(route?.endpoint ?? '', request.body);
      for (const problem of problems) expect(ChangeProblem.safeParse(problem).error).toBeUndefined();
      expect({ problems, told: changes.length }).toEqual({ problems: [], told: 1 });
      expect(route?.deliveryId).toBeTruthy();
      if (name !== 'inventory.count.updated') {
        expect(changes).toEqual([{ kind: 'refetch', path: '/data', scope: 'catalog' }]);
        return;
      }
      const [count] = (sample as ReturnType<typeof JSON.parse>).data.object.inventory_counts;
      expect(route?.location).toBe(count.location_id);
      expect(changes).toMatchObject([
        {
          kind: 'stock.reported',
          externalId: count.catalog_object_id,
          amount: { absolute: Number(count.quantity) },
          observedAt: new Date(count.calculated_at).toISOString(),
        },
      ]);
    });
  }

  test('messages of our own are of the same form', () => {
    const entry = { variation: 'V1', location: 'L1', quantity: '10', calculatedAt: NOW.toISOString() };
    const own = JSON.parse(
      Buffer.from(
        countMessage({ merchant: 'M1', eventId: 'E1', at: NOW.toISOString(), counts: [entry] }).body,
      ).toString(),
    );
    const keys = ['created_at', 'data', 'event_id', 'merchant_id', 'type'];
    expect(Object.keys(own).sort()).toEqual(keys);
    const sample = samples['inventory.count.updated'];
    if (sample !== undefined) expect(Object.keys(sample)).toEqual(expect.arrayContaining(keys));
  });
});
