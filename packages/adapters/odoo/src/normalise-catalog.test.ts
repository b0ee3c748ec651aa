import type { ChangeOf } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { bytesOf, givenFor } from './given-for-tests.ts';
import { normaliseCatalog } from './normalise-catalog.ts';

const product = (more: Record<string, unknown> = {}) => ({
  id: 31,
  name: 'Sona Masoori Rice',
  display_name: 'Sona Masoori Rice',
  product_tmpl_id: [1031, 'Sona Masoori Rice'],
  product_variant_count: 1,
  default_code: 'SR-0031',
  barcode: '8900000000031',
  description_sale: false,
  active: true,
  sale_ok: true,
  lst_price: 78.5,
  currency_id: [20, 'INR'],
  uom_id: [3, 'kg'],
  taxes_id: [],
  categ_id: [2, 'All / Groceries'],
  write_date: '2026-11-21 09:15:42',
  ...more,
});

const tax = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  name: `GST ${id}%`,
  amount: id,
  amount_type: 'percent',
  price_include: false,
  sequence: 1,
  active: true,
  children_tax_ids: [],
  ...more,
});

const read = (body: unknown, settings: Record<string, unknown> = {}) =>
  normaliseCatalog(bytesOf(body), givenFor('catalog', settings));
const item = (body: unknown, settings: Record<string, unknown> = {}, index = 0) =>
  read(body, settings).changes.filter((change) => change.kind === 'item.upserted')[index] as ChangeOf<'item.upserted'>;

test('a product that is its template’s only one', () => {
  expect(read({ taxes: [], products: [product()] })).toEqual({
    changes: [
      {
        kind: 'item.upserted',
        path: '/products/0',
        externalId: '31',
        parentExternalId: null,
        item: {
          name: 'Sona Masoori Rice',
          sellable: true,
          baseUnit: 'g',
          barcodes: [{ code: '8900000000031', unit: null }],
          description: '',
          attributes: { internalReference: 'SR-0031' },
        },
        listing: { listed: true, categoryExternalId: '2', taxExternalIds: [], priceMinor: 7_850, per: 1_000 },
        units: [{ name: 'kg', factor: 1_000 }],
      },
    ],
    problems: [],
    snapshotOf: [],
  });
});

test('products of one template follow it, and are named by what tells them apart', () => {
  const of = (id: number, combination: string, lst_price: number) =>
    product({ id, display_name: `Sona Masoori Rice (${combination})`, product_variant_count: 2, lst_price });
  const { changes } = read({ products: [of(31, '1 kg, Old Crop', 78.5), of(32, '5 kg', 380.10000000000002)] });
  const items = changes as ChangeOf<'item.upserted'>[];
  expect(
    items.map(({ externalId, parentExternalId, item: { name, sellable }, listing }) => [
      externalId,
      parentExternalId,
      name,
      sellable,
      listing.priceMinor,
    ]),
  ).toEqual([
    ['template:1031', null, 'Sona Masoori Rice', false, null],
    ['31', 'template:1031', '1 kg, Old Crop', true, 7_850],
    ['32', 'template:1031', '5 kg', true, 38_010],
  ]);
});

test.each([
  ['archived', { active: false }, {}],
  ['not for sale', { sale_ok: false }, {}],
  ['not at the point of sale', { available_in_pos: false }, { onlyPointOfSale: true }],
])('%s is gone', (_name, more, settings) => {
  expect(read({ products: [product(more)] }, settings).changes).toEqual([
    { kind: 'item.removed', path: '/products/0', externalId: '31' },
  ]);
});

describe('prices', () => {
  test.each([
    [78.5, 7_850],
    [0.1 + 0.2, 30],
    [1e-7, 0],
    [1_234_567.89, 123_456_789],
    [10.005, undefined],
    [false, undefined],
  ])('%j is %j', (lst_price, want) => {
    const out = read({ products: [product({ lst_price })] });
    const [change] = out.changes as ChangeOf<'item.upserted'>[];
    expect(change?.listing.priceMinor).toBe(want);
    expect(out.problems.map(({ path }) => path)).toEqual(want === undefined ? ['/products/0/lst_price'] : []);
  });

  test('of a company with another currency none is taken, and it is told once', () => {
    const usd = { currency_id: [1, 'USD'] };
    const out = read({ products: [product(usd), product({ id: 32, ...usd })] });
    expect(out.problems).toEqual([
      { path: '/products/0/currency_id', externalId: '31', message: expect.stringContaining('USD') },
    ]);
    expect(out.changes.every((change) => change.kind === 'item.upserted' && !('priceMinor' in change.listing))).toBe(
      true,
    );
  });
});

describe('units', () => {
  test('a unit of the settings', () => {
    const settings = { units: { 'Crate (24)': { baseUnit: 'piece', factor: 24 } } };
    const { item: fields, listing, units } = item({ products: [product({ uom_id: [9, 'crate (24)'] })] }, settings);
    expect([fields.baseUnit, listing.per, units]).toEqual(['piece', 24, [{ name: 'crate (24)', factor: 24 }]]);
  });

  test('a unit nobody named is a problem, and no piece', () => {
    const out = read({ products: [product({ uom_id: [9, 'Furlong'] })] });
    expect(out.problems).toMatchObject([{ path: '/products/0/uom_id', externalId: '31' }]);
    const [change] = out.changes as ChangeOf<'item.upserted'>[];
    expect([change?.item.baseUnit, change?.listing.per]).toEqual([undefined, undefined]);
  });
});

describe('taxes', () => {
  test('percent, fixed and included', () => {
    const taxes = [
      tax(5, { name: 'CGST 2.5%', amount: 2.5 }),
      tax(6, { name: 'Cess', amount: 0.5, amount_type: 'fixed' }),
      tax(7, { price_include: true, sequence: 9 }),
    ];
    expect(read({ taxes }).changes).toMatchObject([
      { externalId: '5', component: 'cgst', amount: { kind: 'rate', percent: '2.5' }, inclusive: false, rank: 1 },
      { externalId: '6', component: 'cess', amount: { kind: 'fixed', amountMinor: 50 } },
      { externalId: '7', amount: { kind: 'rate', percent: '7' }, inclusive: true, rank: 9 },
    ]);
  });

  test('a group is its parts; archived ones are left out', () => {
    const taxes = [
      tax(1),
      tax(2),
      tax(3, { amount_type: 'group', children_tax_ids: [1, 2] }),
      tax(4, { active: false }),
    ];
    const body = { taxes, products: [product({ taxes_id: [3, 4] })] };
    expect(item(body).listing.taxExternalIds).toEqual(['1', '2']);
    expect(read(body).changes.map((change) => ('externalId' in change ? change.externalId : ''))).toEqual([
      '1',
      '2',
      '4',
      '31',
    ]);
  });

  test.each(['division', 'code', 'unheard of'])('of the type %s has no place', (amount_type) => {
    const out = read({ taxes: [tax(5, { amount_type })] });
    expect([out.changes, out.problems]).toMatchObject([[], [{ path: '/taxes/0/amount', externalId: '5' }]]);
  });

  test('one that cannot be seen leaves the taxes as they were', () => {
    const out = read({ taxes: [], products: [product({ taxes_id: [12] })] });
    expect(out.problems).toMatchObject([{ path: '/products/0/taxes_id', externalId: '31' }]);
    expect(item({ products: [product({ taxes_id: [12] })] }).listing).not.toHaveProperty('taxExternalIds');
  });
});

test('categories of both kinds, and the first one of the point of sale', () => {
  const categories = [
    { id: 1, name: 'All', parent_id: false },
    { id: 2, name: 'Groceries', parent_id: [1, 'All'] },
  ];
  expect(read({ categories }).changes).toMatchObject([
    { externalId: '1', parentExternalId: null, name: 'All' },
    { externalId: '2', parentExternalId: '1', name: 'Groceries' },
  ]);
  const posCategories = [{ id: 2, name: 'Counter', parent_id: false, sequence: 4 }];
  expect(read({ posCategories }).changes).toMatchObject([{ externalId: 'pos:2', rank: 4 }]);
  const settings = { categories: 'point_of_sale' };
  expect(item({ products: [product({ pos_categ_ids: [2, 5] })] }, settings).listing.categoryExternalId).toBe('pos:2');
});

test('HSN codes only where they are asked for', () => {
  const body = { products: [product({ l10n_in_hsn_code: '1006' })] };
  expect(item(body).item).not.toHaveProperty('taxCode');
  expect(item(body, { hsn: true }).item.taxCode).toEqual({ scheme: 'hsn', code: '1006' });
});

test('an entry that cannot be read costs itself only', () => {
  const out = read({ products: [{ name: 'no id' }, null, product({ id: 5, name: false }), product()] });
  expect(out.problems).toEqual([
    { path: '/products/0', externalId: null, message: expect.any(String) },
    { path: '/products/1', externalId: null, message: expect.any(String) },
    { path: '/products/2/name', externalId: '5', message: expect.any(String) },
  ]);
  expect(out.changes).toMatchObject([{ externalId: '31' }]);
});

test.each([['[]'], ['{}'], ['{"products":7}'], ['x']])('%s is no page', (body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ kind: 'schema' }));
});
