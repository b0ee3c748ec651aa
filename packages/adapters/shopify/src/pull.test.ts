import { AdapterError, type Change, type Page } from '@kirana/adapter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SLICE_BYTES } from './bulk-operation.ts';
import { contextFor, pullAll, pullPage, run } from './context-for-tests.ts';
import shopify from './index.ts';
import { type ShopifySimulator, startShopify, throttled, triggers } from './simulator/index.ts';

let running: ShopifySimulator;
beforeEach(async () => {
  running = await startShopify({ size: 12 });
});
afterEach(() => running.close());

const changesOf = (pages: readonly Page[]): Change[] =>
  pages.flatMap(({ endpoint, bytes }) => {
    const { changes, problems } = run(endpoint, bytes);
    expect(problems).toEqual([]);
    return [...changes];
  });

const idsOf = (changes: readonly Change[], kind: Change['kind']): string[] =>
  changes.flatMap((change) => (change.kind === kind && 'externalId' in change ? change.externalId : [])).sort();

/** Everything the shop has, under our names. */
const itemsOfShop = (): string[] =>
  running.shop.products
    .flatMap(({ id, variants }) => [`product:${id}`, ...variants.map((variant) => `variant:${variant.id}`)])
    .sort();

describe('all there is', () => {
  test('comes by bulk operations, for each location, and is said to be all', async () => {
    const pages = await pullAll(contextFor(running));
    const [one, other] = running.shop.locations;
    expect(pages.map(({ endpoint, location }) => [endpoint, location])).toEqual([
      ['catalog', one],
      ['catalog', one],
      ['catalog', other],
      ['stock', one],
      ['stock', one],
      ['stock', other],
    ]);
    const last = pages.at(-1);
    const resume = '2026-11-22T09:58:00Z';
    expect(last).toMatchObject({ cursor: null, completes: ['item', 'category', 'stock'], resume });
    for (const location of running.shop.locations) {
      const changes = changesOf(pages.filter((page) => page.location === location));
      expect(idsOf(changes, 'item.upserted')).toEqual(itemsOfShop());
      const tracked = running.shop.products.flatMap(({ variants }) => variants.filter((variant) => variant.tracked));
      const stated = Object.fromEntries(
        changes.flatMap((change) =>
          change.kind === 'stock.reported' && 'absolute' in change.amount
            ? [[change.externalId, change.amount.absolute]]
            : [],
        ),
      );
      expect(stated).toEqual(
        Object.fromEntries(
          tracked.map((one) => [`inventory_item:${one.inventoryItemId}`, one.levels.get(location)?.available]),
        ),
      );
    }
  });

  test('says of a product what a webhook says of it', async () => {
    const changes = changesOf(await pullAll(contextFor(running), { scope: 'catalog' }));
    for (const { id } of running.shop.products) {
      const told = run('product', triggers.products_update?.request({ product: id }).body).changes;
      for (const change of told) {
        const pulled = changes.find(
          (one) => 'externalId' in one && 'externalId' in change && one.externalId === change.externalId,
        );
        expect({ ...pulled, path: '' }).toEqual({ ...change, path: '' });
      }
    }
  });

  test('an operation that runs is asked for again later, under the same cursor', async () => {
    running.bulk.runningFor = 2;
    const context = contextFor(running);
    const { cursor } = await pullPage(context);
    for (let question = 0; question < 2; question += 1) {
      await expect(pullPage(context, { cursor })).rejects.toMatchObject({ kind: 'rate_limited' });
    }
    await expect(pullPage(context, { cursor })).resolves.toMatchObject({ endpoint: 'catalog' });
    expect(running.calls.filter(({ body }) => body.includes('bulkOperationRunQuery'))).toHaveLength(1);
  });

  test('the longer it runs the longer is waited', async () => {
    running.bulk.runningFor = 10;
    const { cursor } = await pullPage(contextFor(running));
    const startedMs = Date.parse(running.shop.tick()) - 1_000;
    for (const [ageMs, waitMs] of [
      [0, 2_000],
      [60_000, 30_000],
      [86_400_000, 3_600_000],
    ] as const) {
      const context = contextFor(running, { now: () => new Date(startedMs + ageMs) });
      await expect(pullPage(context, { cursor })).rejects.toMatchObject({ retryAfterMs: waitMs });
    }
  });

  test.each([
    ['TIMEOUT', 'permanent'],
    ['ACCESS_DENIED', 'auth'],
  ] as const)('an operation that failed by %s is %s', async (failure, kind) => {
    running.bulk.failure = failure;
    const context = contextFor(running);
    const { cursor } = await pullPage(context);
    await expect(pullPage(context, { cursor })).rejects.toMatchObject({ kind });
  });

  test.each([
    ['OPERATION_IN_PROGRESS', 'rate_limited'],
    ['LIMIT_REACHED', 'rate_limited'],
    ['INVALID', 'permanent'],
  ])('one that cannot be started because of %s is %s', async (code, kind) => {
    const userErrors = [{ code, message: 'no' }];
    running.script.push({ status: 200, body: { data: { bulkOperationRunQuery: { userErrors } } } });
    await expect(pullPage(contextFor(running))).rejects.toMatchObject({ kind });
  });

  test('an empty shop is an empty list', async () => {
    running.shop.products = [];
    const pages = await pullAll(contextFor(running));
    expect(changesOf(pages)).toEqual([]);
    expect(pages.at(-1)?.completes).toEqual(['item', 'category', 'stock']);
  });

  test('a long result is read in slices of whole lines, and nothing is lost between them', async () => {
    const [product] = running.shop.products;
    const [variant] = product?.variants ?? [];
    if (product === undefined || variant === undefined) throw new Error('no product');
    running.shop.products = Array.from({ length: 3_000 }, (_, index) => ({
      ...product,
      id: String(500_000 + index),
      html: `<p>${'é'.repeat(200)}</p>`,
      variants: [{ ...variant, id: String(900_000 + index) }],
    }));
    const context = contextFor(running, { locations: running.shop.locations.slice(0, 1) });
    const pages = await pullAll(context, { scope: 'catalog.whole' });
    const sizes = pages.map(({ bytes }) => bytes.byteLength);
    expect(sizes.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(SLICE_BYTES);
    expect(idsOf(changesOf(pages), 'item.upserted')).toEqual(itemsOfShop());
    expect(pages.at(-1)).toMatchObject({ completes: ['item', 'category'] });
    expect(pages.at(-1)?.resume).toBeUndefined();
  });

  test('what serves the result sees no token', async () => {
    await pullAll(contextFor(running));
    const downloads = running.calls.filter(({ method }) => method === 'GET');
    expect(downloads).toHaveLength(4);
    expect(downloads.some(({ headers }) => 'x-shopify-access-token' in headers)).toBe(false);
  });
});

describe('what changed', () => {
  const since = '2026-11-22T08:58:00Z';

  test('begins with all there is, and goes on from when that began', async () => {
    for (const scope of [null, 'catalog', 'stock']) {
      const pages = await pullAll(contextFor(running), { scope });
      expect(pages.at(-1)).toMatchObject({ resume: '2026-11-22T09:58:00Z' });
      expect(pages.at(-1)?.completes).toBeDefined();
    }
  });

  test('products, with all their variants, for each location', async () => {
    const [first, second] = running.shop.products;
    if (first === undefined || second === undefined) throw new Error('no products');
    running.shop.setPrice(first.variants[0]?.id ?? '', '12.34', '20.00');
    running.shop.setStatus(second.id, 'archived');
    const pages = await pullAll(contextFor(running), { scope: 'catalog', since });
    expect(pages.map(({ endpoint, location }) => [endpoint, location])).toEqual(
      running.shop.locations.map((location) => ['catalog', location]),
    );
    expect(pages.at(-1)).toMatchObject({ resume: '2026-11-22T09:58:00Z' });
    expect(pages.at(-1)?.completes).toBeUndefined();
    const changes = changesOf(pages.slice(0, 1));
    const ids = [first, second].flatMap(({ id, variants }) => [
      `product:${id}`,
      ...variants.map((v) => `variant:${v.id}`),
    ]);
    expect(idsOf(changes, 'item.upserted')).toEqual(ids.sort());
    expect(changes).toContainEqual(
      expect.objectContaining({
        externalId: `variant:${first.variants[0]?.id}`,
        listing: expect.objectContaining({ priceMinor: 1_234, listPriceMinor: 2_000 }),
      }),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        externalId: `product:${second.id}`,
        listing: expect.objectContaining({ listed: false }),
      }),
    );
  });

  test('products with many variants, and many products', async () => {
    const [product] = running.shop.products;
    const [variant] = product?.variants ?? [];
    if (product === undefined || variant === undefined) throw new Error('no product');
    product.variants = Array.from({ length: 230 }, (_, index) => ({ ...variant, id: String(700_000 + index) }));
    const context = contextFor(running, { locations: running.shop.locations.slice(0, 1) });
    const pages = await pullAll(context, { scope: 'catalog', since: '2026-01-01T00:00:00Z' });
    expect(idsOf(changesOf(pages), 'item.upserted').filter((id) => id.startsWith('variant:7000')).length).toBe(100);
    expect([...new Set(idsOf(changesOf(pages), 'item.upserted'))].sort()).toEqual(itemsOfShop());
    // 5 products, 2 pages more of one of them, 5 and 2 products
    expect(pages).toHaveLength(5);
  });

  test('levels of each location', async () => {
    const [variant] = running.shop.products.flatMap(({ variants }) => variants.filter((one) => one.tracked));
    const [, other = ''] = running.shop.locations;
    running.shop.setAvailable(variant?.id ?? '', other, -2);
    const pages = await pullAll(contextFor(running), { scope: 'stock', since });
    expect(pages.map(({ bytes, endpoint }) => run(endpoint, bytes).changes.length)).toEqual([0, 1]);
    expect(changesOf(pages)).toMatchObject([
      { externalId: `inventory_item:${variant?.inventoryItemId}`, amount: { absolute: -2 } },
    ]);
  });

  test('of everything: the catalog, then the stock', async () => {
    const pages = await pullAll(contextFor(running), { since });
    expect(pages.map(({ endpoint, location }) => [endpoint, location])).toEqual([
      ...running.shop.locations.map((location) => ['catalog', location]),
      ...running.shop.locations.map((location) => ['stock', location]),
    ]);
    expect(pages.at(-1)?.completes).toBeUndefined();
  });

  test('a cursor gives its page again', async () => {
    const context = contextFor(running);
    const pages = await pullAll(context, { scope: 'catalog', since: '2026-01-01T00:00:00Z' });
    for (const [index, { cursor }] of pages.slice(0, -1).entries()) {
      const again = await pullPage(context, { scope: 'catalog', since: '2026-01-01T00:00:00Z', cursor });
      expect(changesOf([again])).toEqual(changesOf(pages.slice(index + 1, index + 2)));
    }
  });
});

describe('what goes wrong', () => {
  test.each([
    [401, 'auth'],
    [402, 'config'],
    [403, 'auth'],
    [404, 'config'],
    [423, 'config'],
    [429, 'rate_limited'],
    [430, 'rate_limited'],
    [408, 'transient'],
    [502, 'transient'],
    [422, 'permanent'],
  ])('an answer of %i is %s', async (status, kind) => {
    running.script.push({ status, headers: { 'retry-after': '2.0' }, body: 'no' });
    await expect(pullPage(contextFor(running))).rejects.toMatchObject({ kind, retryAfterMs: 2_000 });
  });

  test.each<[string, unknown, string]>([
    ['a missing scope', [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }], 'auth'],
    ['a closed shop', [{ message: 'closed', extensions: { code: 'SHOP_INACTIVE' } }], 'config'],
    ['a fault of theirs', [{ message: 'oops', extensions: { code: 'INTERNAL_SERVER_ERROR' } }], 'transient'],
    ['a query that costs too much', [{ message: 'no', extensions: { code: 'MAX_COST_EXCEEDED' } }], 'bug'],
    ['a field that is gone', [{ message: "Field 'x' doesn't exist" }], 'permanent'],
    ['a wrong token in plain text', '[API] Invalid API key', 'auth'],
  ])('%s, said with a 200', async (_name, errors, kind) => {
    running.script.push({ status: 200, body: { errors } });
    await expect(pullPage(contextFor(running))).rejects.toMatchObject({ kind });
  });

  test('an empty bucket of points says how long it takes to fill', async () => {
    running.script.push(throttled(600, 100), throttled(101, 100));
    await expect(pullPage(contextFor(running))).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 5_000 });
    await expect(pullPage(contextFor(running))).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 1_000 });
  });

  test.each(['x', '{}', '{"step":"orders"}'])('"%s" is no cursor', async (cursor) => {
    await expect(pullPage(contextFor(running), { cursor })).rejects.toMatchObject({ kind: 'permanent' });
  });

  test('nothing is asked without a token, a location or a shop', async () => {
    const secret = () => {
      throw new AdapterError('config', 'the secret "accessToken" is not set');
    };
    const settings = {};
    for (const given of [{ secret }, { locations: [] }, { settings, account: 'example.com/x' }]) {
      await expect(pullPage(contextFor(running, given))).rejects.toMatchObject({ kind: 'config' });
    }
    expect(running.calls).toEqual([]);
  });

  test('a location that the shop does not have', async () => {
    const context = contextFor(running, { locations: ['1'] });
    const request = { scope: 'stock', since: '2026-11-01T00:00:00Z' };
    await expect(pullPage(context, request)).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('check', () => {
  test('names the shop and its currency', async () => {
    expect(await shopify.check?.(contextFor(running))).toEqual({
      ok: true,
      detail: 'Shopify answered for Tulsi Bazaar; its prices are in INR.',
    });
  });

  test('a token of somebody else, and one that may too little', async () => {
    const secret = () => 'wrong';
    expect(await shopify.check?.(contextFor(running, { secret }))).toMatchObject({ ok: false });
    const accessScopes = [{ handle: 'read_products' }];
    running.script.push({ status: 200, body: { data: { shop: {}, currentAppInstallation: { accessScopes } } } });
    expect(await shopify.check?.(contextFor(running))).toEqual({
      ok: false,
      detail: 'The app lacks the scopes read_inventory, read_locations.',
    });
  });

  test('an outage is not the fault of the token', async () => {
    running.script.push({ status: 503 });
    await expect(shopify.check?.(contextFor(running))).rejects.toMatchObject({ kind: 'transient' });
  });
});
