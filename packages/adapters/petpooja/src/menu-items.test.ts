import type { ChangeOf } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { details, item, normalise, readOne, variation } from './menu-for-tests.ts';

describe('one item', () => {
  test.each<[string, object, object, object]>([
    [
      'a number for an id and a price',
      { itemid: 12, price: 19.5 },
      {},
      { externalId: '12', listing: { priceMinor: 1950 } },
    ],
    ['an id of 20 digits', { itemid: '12345678901234567890' }, {}, { externalId: '12345678901234567890' }],
    ['"209"', { price: '209' }, {}, { listing: { priceMinor: 20900 } }],
    ['"19.00"', { price: '19.00' }, {}, { listing: { priceMinor: 1900 } }],
    ['"0"', { price: '0' }, {}, { listing: { priceMinor: 0 } }],
    ['in stock', { in_stock: '2' }, {}, { on: true }],
    ['out of stock', { in_stock: 1 }, {}, { on: false }],
    ['delisted', { active: '0' }, {}, { listing: { listed: false } }],
    [
      'blanks and entities in a name',
      { itemname: '  Mac &amp; Cheese &#8377;5 &#x2764; &unknown; ' },
      {},
      { item: { name: 'Mac & Cheese ₹5 ❤ &unknown;' } },
    ],
    [
      'markup is kept as it is',
      { itemname: '<b>Dal</b>', itemdescription: "'; drop table" },
      {},
      { item: { name: '<b>Dal</b>', description: "'; drop table" } },
    ],
    ['veg', { item_attributeid: '1' }, {}, { item: { diet: 'veg' } }],
    ['egg, as a number', { item_attributeid: 24 }, {}, { item: { diet: 'egg' } }],
    ['an attribute nobody knows', { item_attributeid: '99' }, {}, { item: { diet: 'unknown' } }],
    [
      'an attribute the menu names',
      { item_attributeid: '99' },
      { attributes: [{ attributeid: '99', attribute: 'Non-Veg' }] },
      { item: { diet: 'non_veg' } },
    ],
    ['order types', { item_ordertype: '1,3' }, {}, { listing: { orderTypes: ['delivery', 'dine_in'] } }],
    ['all order types', { item_ordertype: '' }, {}, { listing: { orderTypes: [] } }],
    [
      'order types the menu names',
      { item_ordertype: '9' },
      { ordertypes: [{ ordertypeid: 9, ordertype: 'Pick Up' }] },
      { listing: { orderTypes: ['pickup'] } },
    ],
    ['taxes', { item_tax: '5, 6,6' }, {}, { listing: { taxExternalIds: ['5', '6'], taxInclusive: null } }],
    ['no taxes', { item_tax: '5,6', ignore_taxes: '1' }, {}, { listing: { taxExternalIds: [] } }],
    ['tax inside the price', { tax_inclusive: true }, {}, { listing: { taxInclusive: true } }],
    ['"not inclusive" overrides nothing', { tax_inclusive: false }, {}, { listing: { taxInclusive: null } }],
    [
      'packing, where it is by item',
      { item_packingcharges: '5.50' },
      details({ packaging_applicable_on: 'ITEM' }),
      { listing: { packingChargeMinor: 550 } },
    ],
    [
      'packing, where it is by order',
      { item_packingcharges: '5' },
      details({ packaging_applicable_on: 'ORDER' }),
      { listing: { packingChargeMinor: 0 } },
    ],
    ['empty packing', { item_packingcharges: '' }, {}, { listing: { packingChargeMinor: 0 } }],
    [
      'rank and category',
      { itemrank: '52', item_categoryid: '0' },
      {},
      { listing: { rank: 52, categoryExternalId: null } },
    ],
    ['tags', { item_tags: ['vegan', ' new ', '', 'vegan', 4] }, {}, { item: { tags: ['vegan', 'new', '4'] } }],
    [
      'nutrition and allergens',
      { nutrition: { protien: { amount: 1.5 }, allergens: [{ allergen: 'gluten' }, {}, 3] } },
      {},
      { item: { allergens: ['gluten'], attributes: { nutrition: { protien: { amount: '1.5' } } } } },
    ],
    [
      'spice, favourite, combo',
      { item_info: { spice_level: 'hot' }, item_favorite: '1', is_combo: 1, gst_type: 'services' },
      {},
      { item: { attributes: { spiceLevel: 'hot', favourite: true, combo: true, gstType: 'services' } } },
    ],
    [
      'an image',
      { item_image_url: 'https://img.example/a.png' },
      {},
      { item: { images: ['https://img.example/a.png'] } },
    ],
    [
      'add-ons despite the flag',
      {
        itemallowaddon: '0',
        addon: [{ addon_group_id: 3, addon_item_selection_min: '1', addon_item_selection_max: '2' }],
      },
      {},
      { modifierGroups: [{ externalId: '3', min: 1, max: 2, rank: 0 }] },
    ],
    [
      'no upper limit',
      { addon: [{ addon_group_id: '3', addon_item_selection_min: '', addon_item_selection_max: '0' }] },
      {},
      { modifierGroups: [{ externalId: '3', min: 0, max: null, rank: 0 }] },
    ],
  ])('%s', (_name, fields, rest, want) => {
    const { last, problems } = readOne(fields, rest);
    expect(last).toMatchObject(want);
    expect(problems).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    ['a price that is no number', { price: 'free' }, '/items/0/price', 'priceMinor'],
    ['an empty price', { price: '' }, '/items/0/price', 'priceMinor'],
    ['a price finer than the currency', { price: '1.999' }, '/items/0/price', 'priceMinor'],
    ['packing that is no number', { item_packingcharges: '-5' }, '/items/0/item_packingcharges', 'packingChargeMinor'],
    ['order types nobody knows', { item_ordertype: '8' }, '/items/0/item_ordertype', 'orderTypes'],
  ])('%s is a problem, and the field says nothing', (_name, fields, path, field) => {
    const { last, problems } = readOne(fields);
    expect(problems).toMatchObject([{ path, externalId: '1' }]);
    expect(last.listing).not.toHaveProperty(field);
  });

  test.each<[string, object, string]>([
    ['no name', { itemname: ' ' }, '/items/0/itemname'],
    ['NUL in the name', { itemname: 'a\u0000b' }, '/items/0/itemname'],
    ['a lone surrogate in the name', { itemname: 'a\ud800b' }, '/items/0/itemname'],
    ['text direction disguised', { itemname: 'a\u202eb' }, '/items/0/itemname'],
    ['a name of 501 characters', { itemname: 'x'.repeat(501) }, '/items/0/itemname'],
  ])('%s: not this one, but the others', (_name, fields, path) => {
    const { changes, problems, snapshotOf } = normalise({ items: [item(fields), item({ itemid: '2' })] });
    expect(changes.map((change) => (change as ChangeOf<'item.upserted'>).externalId)).toEqual(['2']);
    expect(problems).toMatchObject([{ path, externalId: '1' }]);
    expect(snapshotOf).toContain('item');
  });

  test('unknown stock and activity flip nothing', () => {
    const { last } = readOne({ in_stock: '0', active: 'maybe' });
    expect(last).not.toHaveProperty('on');
    expect(last.listing).not.toHaveProperty('listed');
  });

  test('what the menu does not mention is left out', () => {
    const { last } = readOne({});
    for (const field of ['description', 'images', 'tags', 'allergens']) expect(last.item).not.toHaveProperty(field);
  });
});

describe('variations', () => {
  test('a filled list counts, whatever the flag and the price of the item say', () => {
    const { items, problems } = readOne({
      itemallowvariation: '0',
      price: '209',
      item_attributeid: '2',
      item_tax: '5',
      variation_groupname: '',
      itemrank: '3',
      variation: [
        variation({ groupname: 'Quantity', variationrank: '2' }),
        variation({ id: '12', active: '0', price: '7.50' }),
      ],
    });
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      { externalId: '1', item: { sellable: false, variationLabel: 'Quantity' }, listing: { priceMinor: null } },
      {
        externalId: '11',
        parentExternalId: '1',
        item: { name: 'Half', sellable: true, diet: 'non_veg', attributes: { variationId: '5' } },
        listing: { priceMinor: 500, rank: 2, listed: true, taxExternalIds: ['5'], categoryExternalId: '7' },
      },
      { externalId: '12', parentExternalId: '1', listing: { priceMinor: 750, listed: false } },
    ]);
  });

  test('add-ons are the union of item and variation, whose limits win', () => {
    const use = (id: string, max: string) => ({
      addon_group_id: id,
      addon_item_selection_min: '0',
      addon_item_selection_max: max,
    });
    const { last } = readOne({
      itemaddonbasedon: '0',
      addon: [use('a', '1'), use('b', '1')],
      variation: [variation({ addon: [use('b', '4'), use('c', '2')] })],
    });
    expect(last.modifierGroups).toEqual([
      { externalId: 'a', min: 0, max: 1, rank: 0 },
      { externalId: 'b', min: 0, max: 4, rank: 1 },
      { externalId: 'c', min: 0, max: 2, rank: 2 },
    ]);
  });

  test('they follow their item off the list and out of stock', () => {
    const { items } = readOne({ active: '0', in_stock: '1', variation: [variation({})] });
    expect(items.map((one) => [one.listing.listed, one.on])).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  test('one with a bad price keeps its place, one without a name is a problem, one without an id keeps everything from being removed', () => {
    const { changes, problems, snapshotOf } = normalise({
      items: [
        item({
          variation: [
            variation({ price: 'x' }),
            variation({ id: '12', name: '' }),
            variation({ id: null }),
            variation({ id: '11' }),
          ],
        }),
      ],
    });
    expect(changes).toHaveLength(2);
    expect(problems.map((problem) => [problem.path, problem.externalId])).toEqual([
      ['/items/0/variation/2', null],
      ['/items/0/variation/3', '11'],
      ['/items/0/variation/0/price', '11'],
      ['/items/0/variation/1/name', '12'],
    ]);
    expect(snapshotOf).not.toContain('item');
  });
});
