import { AdapterError, type Page } from '@kirana/adapter';
import { afterEach, describe, expect, test } from 'vitest';
import { erpnext } from './adapter.ts';
import { changesOf, itemsOf, openTestSite, problemsOf, pullAll, type TestSite } from './site-for-tests.ts';

const open: TestSite[] = [];
async function testSite(options: Parameters<typeof openTestSite>[0] = {}): Promise<TestSite> {
  const site = await openTestSite(options);
  open.push(site);
  return site;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ provider }) => provider.close()));
});

const HILL = 'juniper-hill';
const namesOf = (site: TestSite, pages: Awaited<ReturnType<typeof pullAll>>, location?: string): string[] =>
  itemsOf({ changes: changesOf(pages, site.settings, location) }).map(({ externalId }) => externalId);

/** After a whole pull: what has changed since, at one location. */
async function changedSince(site: TestSite, work: () => void, scope: string | null = null) {
  const { resume } = (await pullAll(site, { scope })).at(-1) ?? {};
  work();
  return { resume, pages: await pullAll(site, { scope, since: resume ?? null }) };
}

describe('a whole pull', () => {
  test.each([1, 2, 3, 7, 200])(
    'finds each item once in pages of %d, though many changed at the same moment',
    async (pageSize) => {
      const site = await testSite({ size: 30, settings: { pageSize } });
      const pages = await pullAll(site, { scope: 'catalog' });
      const names = namesOf(site, pages, HILL);
      expect(new Set(names).size).toBe(names.length);
      expect(names.sort()).toEqual(
        site.provider.site.documents
          .all('Item')
          ?.map(({ name }) => name)
          .sort(),
      );
      expect(pages.at(-1)?.completes).toEqual(['item', 'category']);
      expect(problemsOf(pages, site.settings)).toEqual([]);
    },
  );

  test('loses nothing that is saved while it goes on', async () => {
    const site = await testSite({ size: 30 });
    const { documents } = site.provider.site;
    const all = documents.all('Item')?.map(({ name }) => name) ?? [];
    const found = new Set<string>();
    let cursor: string | null = null;
    let saves = 0;
    do {
      const page: Page | undefined = await erpnext.pull?.(site.context, { scope: 'catalog', since: null, cursor });
      if (page === undefined) throw new Error('no page');
      for (const name of namesOf(site, [page], HILL)) found.add(name);
      const saved = all[saves];
      if (saved !== undefined && saves < 12) site.provider.site.save('Item', saved, {});
      saves += 1;
      cursor = page.cursor;
    } while (cursor !== null);
    expect([...found].sort()).toEqual(all.sort());
  });

  test('sums leaf warehouses by location', async () => {
    const site = await testSite();
    const stock = changesOf(await pullAll(site, { scope: 'stock' }), site.settings, HILL);
    const places = stock.flatMap((change) => (change.kind === 'stock.reported' ? [change.warehouse] : []));
    expect(new Set(places)).toEqual(new Set(['Front - JG', 'Cold Room - JG']));
  });

  test('of items alone lists them without a call for each', async () => {
    const site = await testSite();
    const before = site.provider.calls.length;
    const pages = await pullAll(site, { scope: 'items' });
    expect(site.provider.calls.slice(before).some(({ path }) => path.startsWith('/api/resource/Item/'))).toBe(false);
    expect(namesOf(site, pages, HILL)).toHaveLength(24);
    expect(pages.at(-1)).toMatchObject({ completes: ['item'], resume: null });
  });

  test('an item deleted between the list and its document is left out', async () => {
    const site = await testSite({ size: 6, settings: { pageSize: 200 } });
    const cursorOfItems = (await erpnext.pull?.(site.context, { scope: 'catalog', since: null, cursor: null }))?.cursor;
    const list = {
      status: 200,
      body: {
        data: [
          { name: 'GONE', modified: '2026-11-01 00:00:00' },
          { name: 'SHIRT', modified: '2026-11-09 12:00:00' },
        ],
      },
    };
    site.provider.script.push(list);
    const page = await erpnext.pull?.(site.context, { scope: 'catalog', since: null, cursor: cursorOfItems ?? null });
    expect(namesOf(site, page === undefined ? [] : [page])).toEqual(['SHIRT']);
  });
});

describe('a pull of changes', () => {
  const QUIET = { settings: { overlapSeconds: 0 } };

  test('gives what was saved, and claims nothing complete', async () => {
    const site = await testSite(QUIET);
    const { pages } = await changedSince(site, () =>
      site.provider.site.save('Item', 'TEA-0005', { item_name: 'Best tea' }),
    );
    const items = itemsOf({ changes: changesOf(pages, site.settings, HILL) });
    expect(items.find(({ externalId }) => externalId === 'TEA-0005')?.item.name).toBe('Best tea');
    expect(pages.every(({ completes }) => completes === undefined)).toBe(true);
    expect(pages.at(-1)?.resume).toEqual(expect.any(String));
  });

  test('finds items by a price that changed, variants by that of their template', async () => {
    const site = await testSite(QUIET);
    const { pages } = await changedSince(
      site,
      () => site.provider.site.save('Item Price', 'price-shirt', { price_list_rate: 450.5 }),
      'catalog',
    );
    const items = itemsOf({ changes: changesOf(pages, site.settings, HILL) });
    const prices = new Map(items.map(({ externalId, listing }) => [externalId, listing.priceMinor]));
    expect(prices.get('SHIRT-RED')).toBe(45_050);
    expect(prices.get('SHIRT-BLUE')).toBe(45_050);
    expect(prices.get('SHIRT')).toBeUndefined();
  });

  test('finds items whose price began or ended with a day', async () => {
    const site = await testSite({ ...QUIET, now: '2026-11-22T10:00:00Z' });
    const { resume } = (await pullAll(site, { scope: 'catalog' })).at(-1) ?? {};
    const { documents } = site.provider.site;
    for (const [name, dates] of [
      ['price-tea-0005', { valid_from: '2026-11-23' }],
      ['price-soap-0003', { valid_upto: '2026-11-22' }],
    ] as const) {
      Object.assign(documents.get('Item Price', name) ?? {}, dates);
    }
    const tomorrow = { context: { ...site.context, now: () => new Date('2026-11-23T10:00:00Z') } };
    const names = namesOf(site, await pullAll(tomorrow, { scope: 'catalog', since: resume ?? null }), HILL);
    expect(names).toEqual(expect.arrayContaining(['TEA-0005', 'SOAP-0003']));
    const today = namesOf(site, await pullAll(site, { scope: 'catalog', since: resume ?? null }), HILL);
    expect(today).not.toContain('SOAP-0003');
  });

  test('gives Bins that no webhook told of', async () => {
    const site = await testSite(QUIET);
    const { pages } = await changedSince(site, () => site.provider.site.move('TEA-0005', 'Front - JG', -1), 'stock');
    const bin = site.provider.site.binOf('TEA-0005', 'Front - JG');
    const left = Number(bin.actual_qty) - Number(bin.reserved_qty);
    expect(changesOf(pages, site.settings, HILL)).toContainEqual(
      expect.objectContaining({ externalId: 'TEA-0005', warehouse: 'Front - JG', amount: { absolute: left } }),
    );
    expect(pages.filter(({ location }) => location === HILL)).toHaveLength(1);
  });

  test('of nothing looks again at the last moment, and no further', async () => {
    const site = await testSite(QUIET);
    const { documents } = site.provider.site;
    const last = { modified: '2026-11-21 00:00:00', name: 'LAST' };
    documents.put('Item', { ...documents.get('Item', 'SHIRT'), ...last });
    documents.put('Item Price', { ...documents.get('Item Price', 'price-shirt'), ...last, item_code: 'NOBODY' });
    const { pages } = await changedSince(site, () => undefined, 'catalog');
    expect(namesOf(site, pages)).toEqual(['LAST', 'LAST']);
  });

  test('for another set of stores is of everything, and still claims nothing complete', async () => {
    const site = await testSite(QUIET);
    const { resume = null } = (await pullAll(site, { scope: 'catalog' })).at(-1) ?? {};
    const fewer = { context: { ...site.context, locations: [HILL] } };
    const pages = await pullAll(fewer, { scope: 'catalog', since: resume });
    expect(namesOf(site, pages)).toHaveLength(24);
    expect(pages.at(-1)?.completes).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  test.each([
    [401, 'auth'],
    [403, 'auth'],
    [404, 'config'],
    [301, 'config'],
    [417, 'permanent'],
    [429, 'rate_limited'],
    [502, 'transient'],
  ])('an answer of %d is %s', async (status, kind) => {
    const site = await testSite({ size: 3 });
    site.provider.script.push({ status, headers: { 'retry-after': '7' }, body: '<html>no</html>' });
    const failure = await pullAll(site).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterError);
    expect(failure).toMatchObject({ kind, ...(status === 429 ? { retryAfterMs: 7_000 } : {}) });
  });

  test('a page of HTML is no list', async () => {
    const site = await testSite({ size: 3 });
    site.provider.script.push({ status: 200, body: '<html>Log in</html>' });
    await expect(pullAll(site)).rejects.toMatchObject({ kind: 'schema' });
  });

  test.each([
    ['an unknown part', { scope: 'invoices' }],
    ['a cursor of nobody', { cursor: '{}' }],
    ['a mark of nobody', { since: 'yesterday' }],
  ])('%s is refused', async (_name, request) => {
    await expect(pullAll(await testSite({ size: 3 }), request)).rejects.toMatchObject({ kind: 'permanent' });
  });

  test('a connection without locations is not set up', async () => {
    const site = await testSite({ size: 3 });
    await expect(pullAll({ context: { ...site.context, locations: [] } })).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('the check', () => {
  test('names the user', async () => {
    const site = await testSite({ size: 3 });
    expect(await erpnext.check?.(site.context)).toMatchObject({ ok: true, detail: expect.stringContaining('kirana@') });
  });

  test.each([
    ['a group', 'All Warehouses - JG'],
    ['an unknown one', 'Attic - JG'],
  ])('finds %s among the warehouses', async (_name, warehouse) => {
    const site = await testSite({
      size: 3,
      settings: { warehouses: { [HILL]: ['Front - JG', warehouse], 'juniper-dock': ['Dock - JG'] } },
    });
    expect(await erpnext.check?.(site.context)).toMatchObject({
      ok: false,
      detail: expect.stringContaining(warehouse),
    });
  });

  test('without rights is not good, and no outage', async () => {
    const site = await testSite({ size: 3 });
    site.provider.script.push({ status: 401, body: { exc_type: 'AuthenticationError' } });
    expect(await erpnext.check?.(site.context)).toMatchObject({ ok: false });
  });
});
