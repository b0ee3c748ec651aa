import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdapterError } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { details, GIVEN, item, normalise, variation } from './menu-for-tests.ts';
import { normaliseMenu } from './normalise-menu.ts';
import { demoMenu, type MenuPayload } from './simulator/index.ts';

describe('categories, taxes, charges, add-ons', () => {
  test('parent categories have a name space of their own', () => {
    const { changes } = normalise({
      items: [],
      parentcategories: [{ id: '7', name: 'Mains', rank: '1', image_url: '', status: '1' }],
      categories: [
        {
          categoryid: '7',
          categoryname: 'Curries',
          parent_category_id: '7',
          categoryrank: '2',
          active: '0',
          categorytimings: '',
        },
      ],
    });
    expect(changes).toMatchObject([
      { externalId: 'parent:7', parentExternalId: null, name: 'Mains', active: true },
      { externalId: '7', parentExternalId: 'parent:7', name: 'Curries', rank: 2, active: false, schedule: [] },
    ]);
  });

  test.each<[object, object]>([
    [
      { taxname: 'CGST', tax: '2.5', taxtype: '1', tax_taxtype: '1', tax_coreortotal: '2' },
      { component: 'cgst', amount: { kind: 'rate', percent: '2.5' }, inclusive: false, base: 'core' },
    ],
    [
      { taxname: 'SGST @9%', tax: 9, taxtype: 1, tax_taxtype: '2', tax_coreortotal: '1' },
      { component: 'sgst', amount: { kind: 'rate', percent: '9' }, inclusive: true, base: 'total' },
    ],
    [
      { taxname: 'IGST', tax: '.5', taxtype: '1' },
      { component: 'igst', amount: { kind: 'rate', percent: '0.5' } },
    ],
    [
      { taxname: 'UTGST', tax: '2.50', taxtype: '1' },
      { component: 'sgst', amount: { kind: 'rate', percent: '2.50' } },
    ],
    [
      { taxname: 'Green Cess', tax: '3', taxtype: '2' },
      { component: 'cess', amount: { kind: 'fixed', amountMinor: 300 } },
    ],
    [
      { taxname: 'VAT', tax: '5', taxtype: '1', tax_ordertype: '1' },
      { component: 'vat', orderTypes: ['delivery'] },
    ],
    [
      { taxname: 'Private', tax: '5', taxtype: '1', active: '0' },
      { component: 'other', active: false },
    ],
  ])('tax %j', (fields, want) => {
    const { changes, problems } = normalise({ items: [], taxes: [{ taxid: '1', tax_ordertype: '', ...fields }] });
    expect(changes).toMatchObject([want]);
    expect(problems).toEqual([]);
  });

  test.each([
    [{ tax: '2,5' }, '/taxes/0/tax'],
    [{ tax: '-1' }, '/taxes/0/tax'],
    [{ taxtype: '7' }, '/taxes/0/taxtype'],
    [{ taxname: '' }, '/taxes/0/taxname'],
    [{ tax_ordertype: '9' }, '/taxes/0/tax_ordertype'],
  ])('tax %j cannot be read', (fields, path) => {
    const { changes, problems } = normalise({
      items: [],
      taxes: [{ taxid: '1', taxname: 'CGST', tax: '1', taxtype: '1', ...fields }],
    });
    expect([changes, problems.map((problem) => [problem.path, problem.externalId])]).toEqual([[], [[path, '1']]]);
  });

  test.each<[object, object[]]>([
    [
      {
        packaging_applicable_on: 'ORDER',
        packaging_charge: '20',
        packaging_charge_type: '',
        calculatetaxonpacking: 1,
        pc_taxes_id: '5,6',
      },
      [
        {
          externalId: 'packing',
          scope: 'order',
          amount: { kind: 'fixed', amountMinor: 2000 },
          taxExternalIds: ['5', '6'],
        },
      ],
    ],
    [
      {
        packaging_applicable_on: 'ORDER',
        packaging_charge: '2.5',
        packaging_charge_type: 'PERCENTAGE',
        calculatetaxonpacking: 0,
        pc_taxes_id: '5',
      },
      [{ scope: 'order', amount: { kind: 'rate', percent: '2.5' }, taxExternalIds: [] }],
    ],
    [
      { packaging_applicable_on: 'ITEM', calculatetaxonpacking: '1', pc_taxes_id: '5' },
      [{ scope: 'item', amount: { kind: 'fixed', amountMinor: 0 }, taxExternalIds: ['5'] }],
    ],
    [{ packaging_applicable_on: 'NONE', packaging_charge: '20', deliverycharge: '0', sc_value: '' }, []],
    [
      { sc_type: '2', sc_value: '5', sc_calculate_on: '2', sc_applicable_on: 'H,P,D' },
      [
        {
          externalId: 'service',
          amount: { kind: 'rate', percent: '5' },
          base: 'total',
          orderTypes: ['delivery', 'pickup', 'dine_in'],
        },
      ],
    ],
    [
      { sc_type: '1', sc_value: '5', sc_calculate_on: '1', sc_applicable_on: 'D' },
      [{ amount: { kind: 'fixed', amountMinor: 500 }, base: 'core', orderTypes: ['dine_in'] }],
    ],
    [
      { deliverycharge: '50', calculatetaxondelivery: 1, dc_taxes_id: '5,6' },
      [
        {
          externalId: 'delivery',
          amount: { kind: 'fixed', amountMinor: 5000 },
          orderTypes: ['delivery'],
          taxExternalIds: ['5', '6'],
        },
      ],
    ],
  ])('charges %j', (fields, want) => {
    const { changes, problems } = normalise({ items: [], ...details(fields) });
    expect(changes).toMatchObject(want);
    expect([changes.length, problems]).toEqual([want.length, []]);
  });

  test('a charge that is no number is a problem with its id', () => {
    const { problems } = normalise({ items: [], ...details({ deliverycharge: 'fifty' }) });
    expect(problems).toMatchObject([{ path: '/restaurants/0/details/deliverycharge', externalId: 'delivery' }]);
  });

  test('an add-on costs nothing when its price is empty, and is a problem when it is no number', () => {
    const option = (id: string, price: string) => ({
      addonitemid: id,
      addonitem_name: 'Egg ',
      addonitem_price: price,
      attributes: '24',
      active: '1',
      addonitem_rank: '1',
    });
    const { changes, problems } = normalise({
      items: [],
      addongroups: [
        {
          addongroupid: '3',
          addongroup_name: 'Toppings',
          addongroup_rank: '2',
          active: '0',
          addongroupitems: [option('8', ''), option('9', '20.50'), option('10', 'x'), option('9', '1')],
        },
      ],
    });
    expect(changes).toMatchObject([
      {
        externalId: '3',
        rank: 2,
        active: false,
        options: [
          { externalId: '8', name: 'Egg', priceMinor: 0, diet: 'egg' },
          { externalId: '9', priceMinor: 2050 },
        ],
      },
    ]);
    expect(problems.map((problem) => problem.path)).toEqual([
      '/addongroups/0/addongroupitems/3',
      '/addongroups/0/addongroupitems/2/addonitem_price',
    ]);
  });
});

describe('the whole menu', () => {
  test('the demo menu is read without a problem, references after what they name', () => {
    const menu = demoMenu();
    const { changes, problems, snapshotOf } = normalise(menu);
    expect(problems).toEqual([]);
    expect(snapshotOf).toEqual(['item', 'category', 'tax', 'charge', 'modifier_group', 'modifier_option']);
    const kinds = changes.map((change) => change.kind);
    expect([...new Set(kinds)]).toEqual([
      'tax.upserted',
      'category.upserted',
      'charge.upserted',
      'modifier_group.upserted',
      'item.upserted',
    ]);
    expect(kinds.lastIndexOf('charge.upserted')).toBeLessThan(kinds.indexOf('item.upserted'));
    expect(kinds.filter((kind) => kind === 'item.upserted')).toHaveLength(
      menu.items.length + menu.items.flatMap((one) => one.variation).length,
    );
  });

  test('the same bytes give the same changes', () => {
    const bytes = Buffer.from(JSON.stringify(demoMenu()));
    expect(JSON.stringify(normaliseMenu(bytes, GIVEN))).toBe(
      JSON.stringify(normaliseMenu(Buffer.from(bytes), Object.freeze({ ...GIVEN }))),
    );
  });

  test('prices follow the currency of the store', () => {
    expect(normalise({ items: [item({ price: '1.5' })] }, { currency: 'KWD' }).changes).toMatchObject([
      { listing: { priceMinor: 1500 } },
    ]);
    const { problems } = normalise({ items: [], ...details({ currency_html: '&#8377;' }) }, { currency: 'USD' });
    expect(problems.map((problem) => problem.message)).toEqual(['the menu is in INR, the store in USD']);
  });

  test.each<[string, object, string[]]>([
    ['only items', { items: [] }, ['item']],
    [
      'lists that PHP made objects of',
      { items: { '0': item({}) }, taxes: {}, addongroups: null, categories: '' },
      ['item', 'category', 'tax', 'modifier_group', 'modifier_option'],
    ],
    ['an item without an id', { items: [item({ itemid: '' })], taxes: [] }, ['tax']],
    ['an item that is none', { items: [null], taxes: [] }, ['tax']],
    ['a category without an id', { items: [], categories: [{}] }, ['item']],
    [
      'an option without an id',
      { items: [], addongroups: [{ addongroupid: '1', addongroup_name: 'a', addongroupitems: [{}] }] },
      ['item', 'modifier_group'],
    ],
  ])('%s: absence proves nothing about the rest', (_name, body, want) => {
    expect(normalise(body).snapshotOf).toEqual(want);
  });

  test('an id given twice counts once', () => {
    const { changes, problems } = normalise({
      items: [item({}), item({ itemname: 'Other' }), item({ itemid: '2', variation: [variation({ id: '1' })] })],
    });
    expect(changes).toMatchObject([{ item: { name: 'Dal' } }, { externalId: '2', item: { sellable: false } }]);
    expect(problems.map((problem) => problem.path)).toEqual(['/items/1', '/items/2/variation/0']);
  });

  test.each([
    ['[]', ''],
    ['"menu"', ''],
    ['{}', '/items'],
    ['{"items":"many"}', '/items'],
    ['{"success":"0","message":"no","items":[]}', '/success'],
  ])('%s is no menu', (text, path) => {
    try {
      normaliseMenu(Buffer.from(text), GIVEN);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AdapterError);
      expect([(error as AdapterError).kind, (error as AdapterError).path]).toEqual(['schema', path]);
    }
  });
});

describe('samples', () => {
  const folder = process.env.KIRANA_SAMPLES;
  const file = folder === undefined ? '' : join(folder, 'petpooja', '01_fetch_menu_docs_sample_v2.1.json');
  const missing = !existsSync(file);
  if (missing) console.info('PetPooja menu sample skipped: KIRANA_SAMPLES names no folder that has it');

  test.skipIf(missing)('the documented menu is read without a problem', () => {
    const menu = JSON.parse(readFileSync(file, 'utf8')) as MenuPayload;
    const { changes, problems } = normalise(menu);
    expect(problems).toEqual([]);
    expect(changes.filter((change) => change.kind === 'item.upserted')).toHaveLength(5);
    expect(changes.find((change) => change.kind === 'item.upserted' && change.externalId === '7765862')).toMatchObject({
      parentExternalId: '7765809',
      listing: { priceMinor: 14000 },
    });
  });
});
