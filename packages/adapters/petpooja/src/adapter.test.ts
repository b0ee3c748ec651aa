import {
  AdapterError,
  Change,
  ChangeProblem,
  type EventEndpoint,
  type HookRequest,
  type Outcome,
  verify,
} from '@kirana/adapter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import petpooja, { SourceSettings, verification } from './index.ts';
import { demoMenu, signedTrigger, triggers } from './simulator/index.ts';

const post = (path: string, body: unknown): HookRequest => ({
  method: 'POST',
  path,
  query: {},
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

describe('route', () => {
  test.each<[string, unknown, string | undefined, string | null]>([
    ['push_menu', { restaurants: [{ restaurantid: '9', details: { menusharingcode: 'r1' } }] }, 'push_menu', 'r1'],
    ['pushmenu', { restID: 'r2', items: [] }, 'push_menu', 'r2'],
    ['push-menu/', { restaurants: [{ restaurantid: '9', details: {} }] }, 'push_menu', null],
    ['pushmenu_endpoint', '{"restaurants":[{"details":{"menusharingcode":"r1"}}],"items":[{"broken', 'push_menu', 'r1'],
    ['item_stock', { restID: 'r1' }, 'item_stock', 'r1'],
    ['item/on', { restID: 77 }, 'item_stock', '77'],
    ['ITEM_OFF', { restID: ' r1 ' }, 'item_stock_off', 'r1'],
    ['item/off', { restID: '' }, 'item_stock_off', null],
    ['item_out_of_stock', 'not json', 'item_stock_off', null],
    ['store-status', { restID: 'r1' }, 'get_store_status', 'r1'],
    ['update_store_status', { restID: { a: 1 } }, 'update_store_status', null],
    ['save_order', { restID: 'r1' }, undefined, null],
    ['', {}, undefined, null],
  ])('%s %j', (path, body, endpoint, account) => {
    const route = petpooja.route(post(path, body));
    expect(route).toEqual(endpoint === undefined ? null : { endpoint, account, location: account, deliveryId: null });
  });
});

describe('proof', () => {
  const secrets = { hookSecret: ['current', 'previous'], appKey: ['our-app-key'] };
  const options = { secrets, publicUrl: null, receivedAtMs: 0, allowUnsigned: false };
  const plain = SourceSettings.parse({});

  test.each<[string, object, Record<string, string>, object, boolean]>([
    ['the header', {}, { authorization: 'Bearer current' }, {}, true],
    ['the previous secret', {}, { authorization: 'Bearer previous' }, {}, true],
    ['another secret', {}, { authorization: 'Bearer other' }, {}, false],
    ['no header', {}, {}, { app_key: 'our-app-key' }, false],
    ['a header of our choice', { header: 'X-Shop-Key', prefix: '' }, { 'x-shop-key': 'current' }, {}, true],
    ['the app key is not asked for', {}, { authorization: 'Bearer current' }, { app_key: 'wrong' }, true],
    ['the app key', { requireAppKey: true }, { authorization: 'Bearer current' }, { app_key: 'our-app-key' }, true],
    ['a wrong app key', { requireAppKey: true }, { authorization: 'Bearer current' }, { app_key: 'wrong' }, false],
    ['the app key alone', { requireAppKey: true }, {}, { app_key: 'our-app-key' }, false],
  ])('%s', (_name, settings, headers, body, ok) => {
    const request = { ...post('item_stock', body), headers };
    expect(verify(verification(SourceSettings.parse(settings)), request, options).ok).toBe(ok);
  });

  test('without a secret nothing passes', () => {
    const request = { ...post('item_stock', {}), headers: { authorization: 'Bearer ' } };
    expect(verify(verification(plain), request, { ...options, secrets: {} })).toEqual({
      ok: false,
      reason: 'unconfigured',
    });
  });

  test.each([{ heder: 'x' }, { header: 'bad header' }, { header: '' }])('settings %j are refused', (settings) => {
    expect(SourceSettings.safeParse(settings).success).toBe(false);
  });

  test.each(Object.keys(triggers))('the trigger %s is routed, proved and understood', (name) => {
    const settings = { requireAppKey: true };
    const request = signedTrigger(name, { restaurant: 'r9' }, { secrets, publicUrl: null, nowMs: 0, settings });
    expect(verify(verification(SourceSettings.parse(settings)), request, options)).toEqual({ ok: true });
    const route = petpooja.route(request);
    expect(route).toMatchObject({ account: 'r9', location: 'r9' });
    const endpoint = petpooja.endpoints[route?.endpoint ?? ''];
    if (endpoint?.kind === 'event')
      expect(endpoint.normalise(request.body, given(route?.endpoint ?? '')).problems).toEqual([]);
  });

  test('triggers refuse what they do not know', () => {
    const source = { secrets, publicUrl: null, nowMs: 0 };
    expect(() => signedTrigger('item_stock', { itm: '1' }, source)).toThrow(RangeError);
    expect(() => signedTrigger('toString', {}, source)).toThrow(RangeError);
    const sent = signedTrigger('item_stock_off', { item: '5,6', until: 'endofday' }, source);
    expect(JSON.parse(Buffer.from(sent.body).toString())).toMatchObject({
      itemID: ['5', '6'],
      autoTurnOnTime: 'endofday',
    });
  });
});

const given = (endpoint: string) => ({
  endpoint,
  settings: {},
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
});
const eventEndpoints = Object.entries(petpooja.endpoints).filter(
  (entry): entry is [string, EventEndpoint<Record<string, unknown>>] => entry[1].kind === 'event',
);

describe('replies', () => {
  const route = { endpoint: 'x', account: 'r1', location: 'r1', deliveryId: null };
  const reply = (name: string, kind: Outcome['kind'], state: 'open' | 'closed' | 'paused' | null = 'open') => {
    const endpoint = petpooja.endpoints[name];
    if (endpoint === undefined) throw new Error(name);
    const store = state === null ? null : { state, acceptsOrdersNow: false, returnAt: null };
    const made = endpoint.kind === 'query' ? endpoint.reply(store, { kind }, route) : endpoint.reply({ kind }, route);
    return [made.status, JSON.parse(made.body)];
  };

  test('as PetPooja documents them', () => {
    expect(reply('push_menu', 'accepted')).toEqual([
      200,
      { success: '1', message: 'Menu items are successfully listed.' },
    ]);
    expect(reply('item_stock_off', 'duplicate')).toEqual([
      200,
      { code: 200, http_code: 200, status: 'success', message: 'Stock status updated successfully' },
    ]);
    expect(reply('update_store_status', 'accepted')).toEqual([
      200,
      { http_code: 200, status: 'success', message: 'Store Status updated successfully for store r1' },
    ]);
    const fetched = { http_code: 200, status: 'success', message: 'Store Delivery Status fetched successfully' };
    expect(reply('get_store_status', 'accepted')).toEqual([200, { ...fetched, store_status: '1' }]);
    expect(reply('get_store_status', 'accepted', 'paused')).toEqual([200, { ...fetched, store_status: '0' }]);
    expect(reply('get_store_status', 'accepted', null)).toMatchObject([404, { status: 'failed' }]);
  });

  test.each<[Outcome['kind'], number]>([
    ['unauthorised', 401],
    ['unknown_endpoint', 404],
    ['unknown_account', 404],
    ['unreadable', 200],
    ['too_large', 413],
    ['unavailable', 503],
  ])('%s is told as a failure with status %i', (kind, status) => {
    expect(reply('push_menu', kind)).toMatchObject([status, { success: '0' }]);
    for (const name of ['item_stock', 'item_stock_off', 'update_store_status', 'get_store_status']) {
      expect(reply(name, kind, null)).toMatchObject([status, { status: 'failed' }]);
    }
  });
});

describe('whatever is sent', () => {
  /** Replaces, removes or cuts one value somewhere inside. */
  const spoilt = (value: unknown, pick: () => number, by: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0 || pick() < 0.15) return by;
    const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
    const keys = Object.keys(copy);
    const key = keys[Math.floor(pick() * keys.length)] as string;
    copy[key] = spoilt(copy[key], pick, by);
    return copy;
  };
  const bodies = [
    demoMenu({ items: 12 }),
    {
      restID: 'r',
      type: 'item',
      inStock: false,
      itemID: ['1', '2'],
      autoTurnOnTime: 'custom',
      customTurnOnTime: '2026-01-01 10:00',
    },
    { restID: 'r', store_status: 0, turn_on_time: '2026-01-01 10:00', reason: 'x' },
  ];
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      null,
      '',
      '0',
      -1,
      1e300,
      1.5,
      2 ** 60,
      true,
      [],
      {},
      '\u0000',
      '\ud800',
      'x'.repeat(20_000),
      '__proto__',
      'constructor',
      [[]],
      [null],
      { '0': {} },
    ),
  );

  test('an adapter gives changes of the schema and problems, or refuses with schema; the same every time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        leaf,
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        fc.option(fc.nat()),
        (body, by, stream, cut) => {
          const picks = stream[Symbol.iterator]();
          let text = JSON.stringify(spoilt(body, () => picks.next().value as number, by)) ?? '';
          if (cut !== null) text = text.slice(0, cut % (text.length + 1));
          const bytes = Buffer.from(text);
          for (const [name, endpoint] of eventEndpoints) {
            petpooja.route({ ...post(name, ''), body: bytes });
            try {
              const out = endpoint.normalise(bytes, given(name));
              for (const change of out.changes) Change.parse(change);
              for (const problem of out.problems) ChangeProblem.parse(problem);
              expect(JSON.stringify(endpoint.normalise(bytes, given(name)))).toBe(JSON.stringify(out));
            } catch (error) {
              if (!(error instanceof AdapterError) || error.kind !== 'schema') throw error;
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
