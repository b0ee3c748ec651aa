import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import square from './index.ts';
import { DOCK, MAIN, type SquareSimulator, startSquare } from './simulator/index.ts';
import { changesAt, contextOf, normalised, ofKind, pullAll } from './square-for-tests.ts';

let provider: SquareSimulator;
beforeEach(async () => {
  provider = await startSquare();
});
afterEach(() => provider.close());

const resumeOf = async (options = {}): Promise<string> =>
  (await pullAll(contextOf(provider), options)).at(-1)?.resume ?? '';
const searches = () =>
  provider.calls.filter(({ path }) => path.endsWith('catalog/search')).map(({ body }) => JSON.parse(body));
const idsOf = (changes: readonly { externalId?: string; kind: string }[], kind: string) =>
  changes.filter((change) => change.kind === kind).map(({ externalId }) => externalId);

test('a whole pull tells of every location, and says at its end what it is complete of', async () => {
  const pages = await pullAll(contextOf(provider));
  const names = pages.map(({ endpoint, location }) => `${endpoint} ${location}`);
  expect([...new Set(names)]).toEqual([
    `catalog_page ${MAIN}`,
    `catalog_page ${DOCK}`,
    `stock_page ${MAIN}`,
    `stock_page ${DOCK}`,
  ]);
  expect(pages.length).toBeGreaterThan(6);
  expect(pages.slice(0, -1).every(({ completes, resume }) => completes === undefined && resume === undefined)).toBe(
    true,
  );
  expect(pages.at(-1)?.completes).toEqual(['item', 'category', 'tax', 'modifier_group', 'modifier_option']);
  const sold = idsOf(changesAt(pages, MAIN), 'item.upserted');
  const here = provider.shop
    .all()
    .filter(({ type }) => ['ITEM', 'ITEM_VARIATION'].includes(type))
    .map(({ id }) => id);
  const absent = ['ITCHOWDER', 'VRCHOWDER'];
  expect([...sold].sort()).toEqual(here.filter((id) => !absent.includes(id)).sort());
  expect(idsOf(changesAt(pages, MAIN), 'item.removed').sort()).toEqual(absent);
});

test('every call names the version and the token', async () => {
  await pullAll(contextOf(provider, { settings: { squareVersion: '2026-01-22' } }), { scope: 'stock' });
  for (const { headers } of provider.calls) {
    expect(headers).toMatchObject({ 'square-version': '2026-01-22', authorization: 'Bearer demo-access-token' });
  }
});

describe('what changed since', () => {
  test('is asked a millisecond before, by their clock', async () => {
    const since = await resumeOf({ scope: 'catalog' });
    await pullAll(contextOf(provider), { scope: 'catalog', since });
    expect(searches().at(-1)).toMatchObject({
      begin_time: '2026-11-20T07:59:59.999Z',
      include_deleted_objects: true,
      object_types: expect.arrayContaining(['ITEM_VARIATION', 'MODIFIER']),
    });
  });

  test('a variation that changed alone brings its item', async () => {
    provider.shop.change('VRSALT', { ordinal: 1 });
    const since = await resumeOf({ scope: 'catalog' });
    provider.shop.change('VRCOFFEEM', { price_money: { amount: 13_000, currency: 'INR' } });
    const pages = await pullAll(contextOf(provider), { scope: 'catalog', since });
    expect(pages.at(-1)?.completes).toBeUndefined();
    const items = ofKind(changesAt(pages, DOCK), 'item.upserted');
    const changed = items.find(({ externalId }) => externalId === 'VRCOFFEEM');
    expect(changed).toMatchObject({
      parentExternalId: 'ITCOFFEE',
      item: { name: 'Medium', images: ['https://images.example.com/cedar/coffee.jpg'] },
      listing: { priceMinor: 13_000, categoryExternalId: 'CTHOT' },
    });
    expect(changed?.version).toBe(String(provider.shop.find('VRCOFFEEM').version));
    const related = items.filter(({ externalId }) => ['VRCOFFEES', 'VRCOFFEEL', 'ITCOFFEE'].includes(externalId));
    expect(new Set(related.map(({ version }) => version))).toEqual(new Set([changed?.version]));
  });

  test('deleted items and variations are removed, and a deleted modifier is left out of its list', async () => {
    provider.shop.change('VRSALT', { ordinal: 1 });
    const since = await resumeOf({ scope: 'catalog' });
    provider.shop.delete('ITHONEY');
    provider.shop.delete('VRRICEBAG');
    provider.shop.delete('MDPLUM');
    provider.shop.delete('TXINCL');
    const changes = changesAt(await pullAll(contextOf(provider), { scope: 'catalog', since }), MAIN);
    expect(idsOf(changes, 'item.removed').sort()).toEqual(['ITHONEY', 'VRHONEY', 'VRRICEBAG']);
    const syrup = ofKind(changes, 'modifier_group.upserted').find(({ externalId }) => externalId === 'MLSYRUP');
    expect(syrup?.options.map(({ externalId }) => externalId)).toEqual(['MDVANILLA']);
    expect(ofKind(changes, 'tax.upserted')).toMatchObject([{ externalId: 'TXINCL', active: false }]);
  });

  test('sold out moves the switch, and available again moves it back', async () => {
    const since = await resumeOf({ scope: 'catalog' });
    const switchesAfter = async (from: string) => {
      const pages = await pullAll(contextOf(provider), { scope: 'catalog', since: from });
      const switches = ofKind(changesAt(pages, MAIN), 'item.switched');
      return new Set(
        switches.flatMap(({ externalId, on, until }) => (externalId === 'VRSALT' ? [`${on} ${until}`] : [])),
      );
    };
    provider.shop.override('VRSALT', MAIN, { sold_out: true });
    expect(await switchesAfter(since)).toEqual(new Set(['false null']));
    const later = await resumeOf({ scope: 'catalog', since });
    provider.shop.override('VRSALT', MAIN, {});
    expect(await switchesAfter(later)).toEqual(new Set(['true null']));
  });

  test('an item that leaves a location is removed there, and only there', async () => {
    provider.shop.change('VRSALT', { ordinal: 1 });
    const since = await resumeOf({ scope: 'catalog' });
    provider.shop.change('ITCIDER', {}, { absent_at_location_ids: [DOCK] });
    const pages = await pullAll(contextOf(provider), { scope: 'catalog', since });
    expect(idsOf(changesAt(pages, DOCK), 'item.removed')).toEqual(['VRCIDER', 'ITCIDER']);
    expect(idsOf(changesAt(pages, MAIN), 'item.removed')).toEqual([]);
  });

  test('counts are asked for with some overlap', async () => {
    const since = await resumeOf({ scope: 'stock' });
    provider.shop.count('VRSALT', MAIN, '3');
    const pages = await pullAll(contextOf(provider), { scope: 'stock', since });
    const { body } = provider.calls.at(-1) ?? { body: '{}' };
    expect(JSON.parse(body)).toMatchObject({ updated_after: '2026-11-20T07:55:00.000Z', states: ['IN_STOCK'] });
    const salt = ofKind(changesAt(pages, MAIN), 'stock.reported').find(({ externalId }) => externalId === 'VRSALT');
    expect(salt).toMatchObject({ amount: { absolute: 3 }, observedAt: '2026-11-20T08:00:01.000Z' });
    expect(pages.at(-1)?.completes).toBeUndefined();
  });

  test('a change between two pages of a pull is found by the next', async () => {
    const first = await square.pull?.(contextOf(provider), { scope: 'catalog', since: null, cursor: null });
    provider.shop.change('VRSALT', { price_money: { amount: 1, currency: 'INR' } });
    let page = first;
    while (page !== undefined && page.cursor !== null) {
      page = await square.pull?.(contextOf(provider), { scope: 'catalog', since: null, cursor: page.cursor });
    }
    const pages = await pullAll(contextOf(provider), { scope: 'catalog', since: page?.resume ?? null });
    expect(idsOf(changesAt(pages, MAIN), 'item.upserted')).toContain('VRSALT');
  });

  test('a location that was not in the last pull is told of from the beginning', async () => {
    provider.shop.change('VRSALT', { ordinal: 1 });
    const one = await pullAll(contextOf(provider, { locations: [MAIN] }), { scope: 'catalog' });
    const pages = await pullAll(contextOf(provider), { scope: 'catalog', since: one.at(-1)?.resume ?? null });
    expect(idsOf(changesAt(pages, MAIN), 'item.upserted').length).toBeLessThan(5);
    expect(idsOf(changesAt(pages, DOCK), 'item.upserted')).toContain('VRMADE20N1');
    expect(pages.at(-1)?.completes).toBeUndefined();
  });

  test('what cannot be read begins anew, and is not complete', async () => {
    const pages = await pullAll(contextOf(provider), { scope: 'catalog', since: '{"catalog":7}' });
    expect(searches()[0]).not.toHaveProperty('begin_time');
    expect(pages.at(-1)?.completes).toBeUndefined();
  });
});

test('measured goods are in grams, with their price and unit', async () => {
  const pages = await pullAll(contextOf(provider, { settings: { measured: true } }));
  const changes = changesAt(pages, MAIN, { measured: true });
  const rice = ofKind(changes, 'item.upserted').find(({ externalId }) => externalId === 'VRRICELOOSE');
  expect(rice).toMatchObject({
    item: { baseUnit: 'g', attributes: { measurementUnit: 'METRIC_KILOGRAM' } },
    listing: { priceMinor: 14_000, per: 1_000 },
    units: [{ name: 'kg', factor: 1_000 }],
  });
  const count = ofKind(changes, 'stock.reported').find(({ externalId }) => externalId === 'VRRICELOOSE');
  const stated = provider.shop.counts.get(`VRRICELOOSE ${MAIN}`)?.quantity;
  expect(count?.amount).toEqual({ absolute: Number((Number(stated) * 1_000).toFixed(0)) });
});

test.each<[string, object | 'drop', object]>([
  [
    '401',
    { status: 401, body: { errors: [{ category: 'AUTHENTICATION_ERROR', code: 'UNAUTHORIZED' }] } },
    { kind: 'auth' },
  ],
  ['403', { status: 403 }, { kind: 'auth' }],
  ['404', { status: 404 }, { kind: 'config' }],
  ['429', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'rate_limited', retryAfterMs: 7_000 }],
  ['500', { status: 500, body: '<h1>Sorry</h1>' }, { kind: 'transient' }],
  ['another version', { status: 400, body: { errors: [{ code: 'API_VERSION_INCOMPATIBLE' }] } }, { kind: 'config' }],
  ['a stale cursor', { status: 400, body: { errors: [{ code: 'INVALID_CURSOR' }] } }, { kind: 'permanent' }],
  ['200 with errors', { status: 200, body: { errors: [{ category: 'API_ERROR' }] } }, { kind: 'transient' }],
  ['200 with HTML', { status: 200, body: '<html>' }, { kind: 'schema' }],
])('%s', async (_name, answer, want) => {
  provider.script.push(answer as never);
  await expect(pullAll(contextOf(provider))).rejects.toMatchObject(want);
});

test.each<[string, object, object]>([['no location', { locations: [] }, { kind: 'config' }]])(
  '%s',
  async (_name, differs, want) => {
    await expect(pullAll(contextOf(provider, differs))).rejects.toMatchObject(want);
  },
);

describe('check', () => {
  const check = (differs = {}) => square.check?.(contextOf(provider, differs));

  test('good credentials, with the merchant and its locations', async () => {
    expect(await check()).toMatchObject({ ok: true, detail: expect.stringContaining('2 active locations') });
  });

  test.each([
    ['another merchant', { account: 'MLSOMEBODY' }, 'MLSOMEBODY'],
    ['a location it does not have', { locations: [MAIN, 'LNOWHERE'] }, 'LNOWHERE'],
  ])('%s', async (_name, differs, named) => {
    expect(await check(differs)).toMatchObject({ ok: false, detail: expect.stringContaining(named) });
  });

  test('a wrong token is bad, an outage is none', async () => {
    provider.script.push({ status: 401 });
    expect(await check()).toMatchObject({ ok: false });
    provider.script.push({ status: 503 });
    await expect(check()).rejects.toMatchObject({ kind: 'transient' });
  });
});

test('an empty shop can be pulled', async () => {
  const empty = await startSquare({ size: 0 });
  try {
    const pages = await pullAll(contextOf(empty));
    expect(pages.flatMap(({ endpoint, bytes }) => normalised(endpoint, bytes).changes)).toEqual([]);
  } finally {
    await empty.close();
  }
});
