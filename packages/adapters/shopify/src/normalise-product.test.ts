import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdapterError } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { run } from './context-for-tests.ts';
import { demoShop, restProduct, triggers } from './simulator/index.ts';

const variant = {
  id: 11,
  title: 'Small',
  price: '249.50',
  compare_at_price: '300.00',
  sku: 'BAG-S',
  barcode: '8901000000015',
  position: 1,
  inventory_policy: 'deny',
  inventory_management: 'shopify',
  inventory_item_id: 21,
  option1: 'Small',
  updated_at: '2026-11-20T09:30:00+05:30',
};
const product = {
  id: 1,
  title: 'Jute Bag',
  handle: 'jute-bag',
  body_html: '<p>Strong &amp; light</p>',
  vendor: 'Kaveri Works',
  product_type: 'Bags',
  status: 'active',
  tags: 'gift, daily',
  image: { src: 'https://cdn.example.com/bag.jpg' },
  options: [{ name: 'Size', position: 1 }],
  updated_at: '2026-11-20T10:00:00+05:30',
  variants: [variant],
};

const withVariant = (fields: object) => ({ ...product, variants: [{ ...variant, ...fields }] });
const ofVariant = (body: unknown) =>
  run('product', body).changes.find((change) => change.kind === 'item.upserted' && change.parentExternalId !== null);

describe('a whole product', () => {
  test('a parent that cannot be sold, and what is sold under it', () => {
    const version = '2026-11-20T04:30:00.000Z';
    expect(run('product', product)).toEqual({
      changes: [
        {
          kind: 'category.upserted',
          path: '/product_type',
          externalId: 'type:Bags',
          parentExternalId: null,
          name: 'Bags',
          imageUrl: null,
          rank: 0,
          active: true,
          schedule: [],
        },
        {
          kind: 'item.upserted',
          path: '',
          version,
          externalId: 'product:1',
          parentExternalId: null,
          item: {
            name: 'Jute Bag',
            sellable: false,
            description: 'Strong & light',
            images: ['https://cdn.example.com/bag.jpg'],
            variationLabel: 'Size',
            tags: ['gift', 'daily'],
            attributes: { handle: 'jute-bag' },
          },
          brandName: 'Kaveri Works',
          listing: { priceMinor: null, listed: true, categoryExternalId: 'type:Bags' },
        },
        {
          kind: 'item.upserted',
          path: '/variants/0',
          version,
          externalId: 'variant:11',
          parentExternalId: 'product:1',
          aliases: ['inventory_item:21'],
          item: {
            name: 'Small',
            sellable: true,
            baseUnit: 'piece',
            attributes: { sku: 'BAG-S', options: { Size: 'Small' } },
            barcodes: [{ code: '8901000000015', unit: null }],
          },
          listing: {
            listed: true,
            categoryExternalId: 'type:Bags',
            priceMinor: 24_950,
            listPriceMinor: 30_000,
            rank: 1,
          },
        },
      ],
      problems: [],
      snapshotOf: [],
    });
  });

  test.each([
    ['draft', false],
    ['archived', false],
    ['unlisted', false],
    ['ACTIVE', true],
  ])('%s', (status, listed) => {
    const { changes } = run('product', { ...product, status });
    expect(changes.slice(1)).toMatchObject([{ listing: { listed } }, { listing: { listed } }]);
  });

  test('an unknown status moves nothing', () => {
    const { changes, problems } = run('product', { ...product, status: 'asleep' });
    expect(changes.map((change) => 'listing' in change && 'listed' in change.listing)).toEqual([false, false, false]);
    expect(problems).toEqual([
      { path: '/status', externalId: 'product:1', message: 'an unknown status; left as it was' },
    ]);
  });

  test.each([
    ['no higher price takes an earlier one back', { compare_at_price: null }, { listPriceMinor: 24_950 }],
    ['neither does a lower one', { compare_at_price: '0.00' }, { listPriceMinor: 24_950 }],
    ['a price that is not said', { price: undefined }, { rank: 1 }],
    ['a price without decimals', { price: 12 }, { priceMinor: 1_200 }],
    ['cents that a float would lose', { price: '8250325.55' }, { priceMinor: 825_032_555 }],
  ])('%s', (_name, fields, listing) => {
    expect(ofVariant(withVariant(fields))).toMatchObject({ listing });
  });

  test.each([
    ['it is sold below zero', { inventory_policy: 'continue' }, { sellsBelowZero: true }],
    ['it is free of tax', { taxable: false }, { taxable: false }],
  ])('%s', (_name, fields, attributes) => {
    expect(ofVariant(withVariant(fields))).toMatchObject({ item: { attributes } });
  });

  test('nobody counts it', () => {
    expect(ofVariant(withVariant({ inventory_management: null }))).toMatchObject({ tracking: 'untracked' });
  });

  test('ids keep their digits', () => {
    const text = JSON.stringify(product).replace('"id":11', '"id":9223372036854775807');
    expect(ofVariant(text)).toMatchObject({ externalId: 'variant:9223372036854775807' });
  });

  test('the only variant has the name of its product', () => {
    const only = { ...withVariant({ title: 'Default Title', option1: 'Default Title' }), options: [{ name: 'Title' }] };
    expect(run('product', only).changes.slice(1)).toMatchObject([
      { item: { variationLabel: null } },
      { item: { name: 'Jute Bag', attributes: { sku: 'BAG-S' } } },
    ]);
  });

  test('a price that is none is a problem, and the rest goes on', () => {
    const { changes, problems } = run('product', withVariant({ price: 'on request' }));
    expect(changes).toHaveLength(3);
    expect(problems).toMatchObject([{ path: '/variants/0/price', externalId: 'variant:11' }]);
  });

  test('without a title neither it nor its variants can be read, and all are named', () => {
    const { changes, problems } = run('product', { ...product, title: '' });
    expect(changes.filter(({ kind }) => kind === 'item.upserted')).toEqual([]);
    expect(problems.map(({ externalId }) => externalId)).toEqual(['product:1', 'variant:11']);
  });

  test('of more than a hundred variants the rest is pulled', () => {
    const gids = [{ admin_graphql_api_id: 'a' }, { admin_graphql_api_id: 'b' }];
    const { changes } = run('product', { ...product, variant_gids: gids });
    expect(changes.at(-1)).toEqual({ kind: 'refetch', path: '/variant_gids', scope: 'catalog' });
  });

  test.each(['[]', '{}', 'null', '<html>'])('%s is no product', (body) => {
    expect(() => run('product', body)).toThrow(AdapterError);
  });
});

test('a product that is gone is off sale with all its variants, until the whole catalog removes them', () => {
  expect(run('product_removed', '{"id": 9223372036854775807}').changes).toEqual([
    {
      kind: 'item.switched',
      path: '/id',
      entity: 'item',
      externalId: 'product:9223372036854775807',
      on: false,
      until: null,
    },
    { kind: 'refetch', path: '/id', scope: 'catalog.whole' },
  ]);
});

test.each([
  ['catalog_changed', 'catalog'],
  ['catalog_removed', 'catalog.whole'],
])('%s asks for %s', (endpoint, scope) => {
  expect(run(endpoint, product).changes).toEqual([{ kind: 'refetch', path: '', scope }]);
});

test('what the adapter has no use for changes nothing', () => {
  expect(run('other', triggers.app_uninstalled?.request({}).body)).toEqual({
    changes: [],
    problems: [],
    snapshotOf: [],
  });
});

test('the products of the demo shop are read without a problem', () => {
  const shop = demoShop({ size: 30 });
  for (const one of shop.products) {
    const body = triggers.products_update?.request({ product: demoShop().products[0]?.id ?? '' }).body;
    expect(run('product', body).problems).toEqual([]);
    expect(restProduct(one).variants).toHaveLength(one.variants.length);
  }
});

const SAMPLES =
  process.env.KIRANA_SAMPLES === undefined
    ? new URL('../../../../../shared/samples/shopify/samples.json', import.meta.url)
    : join(process.env.KIRANA_SAMPLES, 'shopify', 'samples.json');

if (existsSync(SAMPLES)) {
  describe('published samples', () => {
    const samples = JSON.parse(readFileSync(SAMPLES, 'utf8')) as Record<string, Record<string, unknown>>;

    test('a product: every field is used, or known to be none of ours', () => {
      const { _source, ...sample } = samples['products/update'] ?? {};
      const { changes, problems } = run('product', sample, { currency: 'USD' });
      expect(problems).toEqual([]);
      expect(changes).toMatchObject([
        { kind: 'category.upserted', externalId: 'type:Shirts' },
        {
          externalId: 'product:9554194432293',
          version: '2025-04-22T19:30:00.000Z',
          brandName: 'My Store',
          item: { name: 'T-Shirt', tags: ['cotton', 'comfortable'] },
          listing: { listed: true, categoryExternalId: 'type:Shirts' },
        },
        {
          externalId: 'variant:123456789',
          version: '2025-04-22T19:30:00.000Z',
          item: { name: 'T-Shirt', attributes: { sku: 'TSHIRT-001' } },
          listing: { priceMinor: 2_999 },
        },
      ]);
      const read = ['id', 'title', 'status', 'vendor', 'product_type', 'updated_at', 'variants', 'tags'];
      expect(Object.keys(sample).filter((field) => !read.includes(field))).toEqual([]);
      // `taxable` true is what is usual, and said of no item
      const ofVariants = ['id', 'title', 'price', 'sku', 'taxable', 'updated_at'];
      const [first = {}] = (sample.variants as object[] | undefined) ?? [];
      expect(Object.keys(first).filter((field) => !ofVariants.includes(field))).toEqual([]);
    });

    test('a level', () => {
      const { _source, ...sample } = samples['inventory_levels/update'] ?? {};
      expect(run('inventory_level', sample)).toEqual({
        changes: [
          {
            kind: 'stock.reported',
            path: '/available',
            externalId: 'inventory_item:17864432713779',
            amount: { absolute: 0 },
            observedAt: '2019-04-11T17:12:26.000Z',
          },
        ],
        problems: [],
        snapshotOf: [],
      });
    });
  });
}
