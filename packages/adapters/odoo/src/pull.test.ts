import { AdapterError, type Change, type Page } from '@kirana/adapter';
import { disorder } from '@kirana/adapter/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextFor, pullAll, told } from './context-for-tests.ts';
import { givenFor } from './given-for-tests.ts';
import { normaliseChanged, normaliseRemoved } from './normalise-webhook.ts';
import { type OdooSimulator, simulator } from './simulator/index.ts';

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await simulator.start({ size: 10 });
  return () => odoo.close();
});

const ids = (changes: readonly Change[], kind: Change['kind'], at?: string) =>
  changes
    .filter((change) => change.kind === kind && (at === undefined || (change as { at?: string }).at === at))
    .map((change) => ('externalId' in change ? change.externalId : ''));

const counts = (changes: readonly Change[]) =>
  Object.fromEntries(
    changes.flatMap((change) =>
      change.kind === 'stock.reported' && 'absolute' in change.amount
        ? [
            [
              `${(change as { at?: string }).at}/${change.warehouse}/${change.externalId}`,
              change.amount.absolute,
            ] as const,
          ]
        : [],
    ),
  );

const resumeOf = (pages: readonly Page[]): string => pages.at(-1)?.resume ?? '';
const pagesOf = (pages: readonly Page[]) => pages.map(({ endpoint, location }) => `${location} ${endpoint}`);

describe('a whole pull', () => {
  test('brings the catalog of each location, then the stock of each of their places', async () => {
    const pages = await pullAll(contextFor(odoo));
    expect(pagesOf(pages)).toEqual([
      ...['kolkata', 'PN'].flatMap((at) => Array.from({ length: 3 }, () => `${at} catalog`)),
      ...['kolkata', 'kolkata', 'PN'].map((at) => `${at} stock`),
    ]);
    expect(pages.at(-1)).toMatchObject({ cursor: null, completes: ['category', 'tax', 'item', 'stock'] });
    expect(pages.slice(0, -1).every((page) => page.completes === undefined && page.resume === undefined)).toBe(true);
    const changes = told(pages);
    // one of the template of three is archived, one product is not for sale
    const items = ['31', '32', '33', 'template:60', '34', '35', '37', '38', '40'];
    expect(ids(changes, 'item.upserted', 'kolkata')).toEqual(items);
    expect(ids(changes, 'item.upserted', 'PN')).toEqual(items);
    expect(ids(changes, 'item.removed')).toEqual([]);
    expect(counts(changes)).toMatchObject({
      'kolkata/8/31': 116_550,
      'kolkata/8/32': 30,
      'kolkata/8/33': 0,
      'kolkata/8/34': -2,
      // not what is with customers, or waiting to go out
      'kolkata/8/35': 12,
      'kolkata/8/37': 10,
      'kolkata/30/33': 15_000,
      'PN/21/31': 40_000,
      'PN/21/40': 12_345,
    });
    // what nobody stores is not counted
    expect(Object.keys(counts(changes)).some((key) => key.endsWith('/38'))).toBe(false);
  });

  test.each([
    ['catalog', ['category', 'tax', 'item'], true],
    ['stock', ['stock'], true],
    ['catalog.whole', ['category', 'tax', 'item'], false],
    ['stock.whole', ['stock'], false],
  ])('of %s', async (scope, completes, resumes) => {
    const last = (await pullAll(contextFor(odoo), { scope })).at(-1);
    expect(last?.completes).toEqual(completes);
    expect(typeof last?.resume === 'string').toBe(resumes);
  });

  test('goes page by page, and no product of one import is lost or told twice', async () => {
    const big = await simulator.start({ size: 450 });
    const pages = await pullAll(contextFor(big), { scope: 'stock' });
    await big.close();
    expect(pages.length).toBe(9);
    const all = told(pages).filter(({ at, kind }) => kind === 'stock.reported' && at === 'PN');
    expect(new Set(ids(all, 'stock.reported')).size).toBe(all.length);
    expect(all.length).toBe(440 + 7);
  });

  test('takes the place from a number, and the products of the point of sale only', async () => {
    const context = contextFor(
      odoo,
      { onlyPointOfSale: true, categories: 'point_of_sale', hsn: true },
      { locations: ['9'] },
    );
    const changes = told(await pullAll(context), { onlyPointOfSale: true, categories: 'point_of_sale', hsn: true });
    expect(ids(changes, 'category.upserted')).toEqual(['pos:1']);
    expect(ids(changes, 'item.upserted')).toEqual(['31', '33', '37']);
    expect(counts(changes)).toMatchObject({ '9/9/31': 300 });
  });
});

describe('a pull since the last one', () => {
  test('brings what changed, completes nothing, and says where the next begins', async () => {
    const context = contextFor(odoo, { overlapSeconds: 0 });
    const since = resumeOf(await pullAll(context));
    const quiet = await pullAll(context, { since });
    expect([told(quiet), quiet.at(-1)?.completes, resumeOf(quiet)]).toEqual([[], undefined, since]);

    odoo.setPrice(1_031, 81);
    odoo.archive(40);
    odoo.move(31, 8, -0.5);
    const pages = await pullAll(context, { since });
    const changes = told(pages);
    expect(ids(changes, 'item.upserted', 'kolkata')).toEqual(['31']);
    expect(ids(changes, 'item.removed', 'PN')).toEqual(['40']);
    // the whole sum, not only the quant that changed
    expect(counts(changes)).toEqual({ 'kolkata/8/31': 116_050 });
    expect(resumeOf(pages) > since).toBe(true);
  });

  test('reaches back as far as it is told to', async () => {
    const context = contextFor(odoo);
    odoo.setPrice(1_031, 81);
    const since = resumeOf(await pullAll(context));
    // still within the overlap: told again, and told the same
    expect(ids(told(await pullAll(context, { since })), 'item.upserted', 'PN')).toEqual(['31']);
  });

  test('what changes behind the page that is being read is found by the next', async () => {
    const context = contextFor(odoo, { overlapSeconds: 0 });
    const since = resumeOf(await pullAll(context));
    const pages: Page[] = [];
    odoo.setPrice(1_031, 81);
    const { pull } = (await import('./index.ts')).default;
    for (let cursor: string | null = null; ; ) {
      const page = (await pull?.(context, { scope: 'catalog', since, cursor })) as Page;
      pages.push(page);
      // by now the product has been told
      odoo.setPrice(1_031, 82 + pages.length);
      if (page.cursor === null) break;
      cursor = page.cursor;
    }
    const next = told(await pullAll(context, { scope: 'catalog', since: resumeOf(pages) }));
    expect(next.at(-1)).toMatchObject({ externalId: '31', listing: { priceMinor: 8_200 + pages.length * 100 } });
  });

  test('pokes that come twice, late or never lead to the same', async () => {
    const context = contextFor(odoo, { overlapSeconds: 0 });
    const first = await pullAll(context);
    let since = resumeOf(first);
    const known = { ...counts(told(first)) };
    for (const product of [31, 35, 40]) odoo.move(product, 8, 3);
    odoo.remove('stock.quant', 6);
    for (const message of disorder(odoo.sent, { seed: 5, duplicates: 0.5, lost: 0.4, late: 3 })) {
      const isRemoval = message.path.startsWith('removed');
      const { changes } = (isRemoval ? normaliseRemoved : normaliseChanged)(message.body, givenFor('changed'));
      for (const change of changes) {
        const scope = change.kind === 'refetch' ? change.scope : null;
        const pages = await pullAll(context, { scope, since: scope?.endsWith('.whole') ? null : since });
        Object.assign(known, counts(told(pages)));
        since = pages.at(-1)?.resume ?? since;
      }
    }
    // what nobody poked about, the reconciliation finds
    Object.assign(known, counts(told(await pullAll(context))));
    expect(known).toMatchObject({
      'kolkata/8/31': 119_550,
      'kolkata/8/34': 0,
      'kolkata/8/35': 15,
      'kolkata/8/40': 3_000,
    });
  });
});

describe('what goes wrong', () => {
  const failing = async (work: Promise<unknown>): Promise<AdapterError> =>
    work.then(
      () => expect.unreachable(),
      (error: AdapterError) => error,
    );

  test.each<[number, Record<string, unknown>, string]>([
    [400, {}, 'permanent'],
    [401, {}, 'auth'],
    [403, {}, 'auth'],
    [404, {}, 'config'],
    [303, {}, 'config'],
    [408, {}, 'transient'],
    [409, {}, 'transient'],
    [422, {}, 'permanent'],
    [500, {}, 'transient'],
    [500, { name: 'psycopg2.errors.SerializationFailure' }, 'transient'],
    [500, { name: 'builtins.ValueError' }, 'config'],
    [503, {}, 'transient'],
  ])('%i %j is %s', async (status, body, kind) => {
    odoo.script.push({ status, body });
    const error = await failing(pullAll(contextFor(odoo)));
    expect([error instanceof AdapterError, error.kind]).toEqual([true, kind]);
  });

  test('the words of Odoo are told, without the key and the traceback', async () => {
    const { apiKey } = odoo.installation.secrets;
    odoo.script.push({ status: 422, body: { message: `bad ${apiKey}\nkey`, debug: 'Traceback' } });
    const { message } = await failing(pullAll(contextFor(odoo)));
    expect(message).toBe('Odoo answered 422 to product.category.search_read: bad *** key');
  });

  test.each(['null', '{}', '[1]', '[{"name":"no id"}]', '<html>'])('200 with %s is no list', async (body) => {
    odoo.script.push({ status: 200, body }, { status: 200, body });
    expect((await failing(pullAll(contextFor(odoo)))).kind).toBe('schema');
  });

  test('places that are not there are told, and are not empty', async () => {
    for (const [location, named] of [
      ['77', 'stock location 77'],
      ['XX', 'code "XX"'],
    ] as const) {
      const error = await failing(pullAll(contextFor(odoo, {}, { locations: [location] }), { scope: 'stock' }));
      expect([error.kind, error.message.includes(named)]).toEqual(['config', true]);
    }
    expect((await failing(pullAll(contextFor(odoo, {}, { locations: [] })))).kind).toBe('config');
  });

  test('what this adapter did not write is refused', async () => {
    const context = contextFor(odoo);
    for (const request of [
      { scope: 'orders' },
      { cursor: 'x' },
      { cursor: '{"step":99,"place":0,"after":0,"marks":{}}' },
      { since: '7' },
    ]) {
      expect((await failing(pullAll(context, request))).kind).toBe('permanent');
    }
  });
});

describe('check', () => {
  let other: OdooSimulator;
  beforeAll(async () => {
    other = await simulator.start({ size: 10 });
  });
  afterAll(() => other.close());
  const check = async (...options: [Record<string, unknown>?, object?]) =>
    (await import('./index.ts')).default.check?.(contextFor(other, ...options));

  test('good', async () =>
    expect(await check()).toEqual({ ok: true, detail: 'Odoo answered: 8 products are for sale.' }));
  test.each<[string, Record<string, unknown>, object, string]>([
    ['a wrong key', {}, { secrets: { apiKey: 'other' } }, 'Invalid apikey'],
    ['no key', {}, { secrets: {} }, '"apiKey" is not set'],
    ['another database', { database: 'elsewhere' }, {}, '404'],
    ['a place that is not there', {}, { locations: ['XX'] }, '"XX"'],
  ])('%s', async (_name, settings, more, detail) => {
    expect(await check(settings, more)).toEqual({ ok: false, detail: expect.stringContaining(detail) });
  });

  test('no rights, and an outage', async () => {
    other.denied.add('stock.quant');
    expect(await check()).toMatchObject({ ok: false, detail: expect.stringContaining('not allowed') });
    other.denied.clear();
    other.script.push({ status: 502 });
    await expect(check()).rejects.toMatchObject({ kind: 'transient' });
  });
});
