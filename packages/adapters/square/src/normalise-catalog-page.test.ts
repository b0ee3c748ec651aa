import { Change } from '@kirana/adapter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pulledPage } from './pulled-page.ts';
import { normalised, ofKind } from './square-for-tests.ts';

type Fields = Record<string, unknown>;

const object = (type: string, id: string, data: Fields | undefined, fields: Fields = {}): Fields => ({
  type,
  id,
  version: 5,
  updated_at: '2026-11-22T09:00:00Z',
  ...fields,
  ...(data === undefined ? {} : { [`${type.toLowerCase()}_data`]: data }),
});
const inr = (amount: unknown) => ({ amount, currency: 'INR' });
const variation = (id: string, data: Fields = {}, fields: Fields = {}) =>
  object('ITEM_VARIATION', id, { item_id: 'I1', name: 'Regular', price_money: inr(100), ...data }, fields);
const item = (variations: Fields[], data: Fields = {}, fields: Fields = {}) =>
  object('ITEM', 'I1', { name: 'Salt', variations, ...data }, fields);

interface PageParts {
  readonly related?: Fields[];
  readonly units?: Fields[];
}
const bytesOf = (objects: Fields[], { related = [], units }: PageParts = {}) =>
  pulledPage(
    { location_id: 'L1', begin_time: null },
    {
      search: Buffer.from(JSON.stringify({ objects, related_objects: related })),
      measurement_units: units === undefined ? null : [Buffer.from(JSON.stringify({ objects: units }))],
    },
  );
const read = (objects: Fields[], parts: PageParts = {}) =>
  normalised('catalog_page', bytesOf(objects, parts), parts.units === undefined ? {} : { measured: true });
const sold = (objects: Fields[], parts: PageParts = {}) => {
  const { changes, problems } = read(objects, parts);
  expect(problems).toEqual([]);
  return ofKind(changes, 'item.upserted').filter(({ parentExternalId }) => parentExternalId !== null);
};
const listingOf = (objects: Fields[], parts: PageParts = {}) => sold(objects, parts)[0]?.listing;

describe('names', () => {
  test.each<[string, string, (string | null)[], string[]]>([
    ['an only one has its item’s name', 'Salt', ['Regular'], ['Salt']],
    ['an only one without a name too', 'Salt', [null], ['Salt']],
    ['an only one that says more adds it', 'Salt', ['500 g'], ['Salt 500 g']],
    ['what is in the name already is not added', 'Salt 500 g', ['500 g'], ['Salt 500 g']],
    ['one of several has its own', 'Tea', ['Regular', 'Large', null], ['Regular', 'Large', 'Tea']],
  ])('%s', (_name, itemName, names, want) => {
    const variations = names.map((name, index) => variation(`V${index}`, { name }));
    expect(sold([item(variations, { name: itemName })]).map((change) => change.item.name)).toEqual(want);
  });

  test('the item is what they vary: not sold, without a price', () => {
    const { changes } = read([item([variation('V1')])]);
    expect(changes[0]).toMatchObject({ externalId: 'I1', item: { sellable: false }, listing: { priceMinor: null } });
    expect(changes[1]).toMatchObject({ externalId: 'V1', parentExternalId: 'I1', item: { sellable: true } });
  });
});

describe('prices', () => {
  const at = (differs: Fields, location = 'L1') => ({ location_overrides: [{ location_id: location, ...differs }] });
  test.each<[string, Fields, number | null | undefined]>([
    ['its own', {}, 100],
    ['the location’s', at({ price_money: inr(90) }), 90],
    ['its own where another location differs', at({ price_money: inr(90) }, 'L2'), 100],
    ['its own where the location only says that it is sold out', at({ sold_out: true }), 100],
    ['none when it is made at the sale', { pricing_type: 'VARIABLE_PRICING', price_money: undefined }, null],
    ['none when it is made at the sale here', at({ pricing_type: 'VARIABLE_PRICING' }), null],
    [
      'the location’s where elsewhere it is made at the sale',
      { pricing_type: 'VARIABLE_PRICING', ...at({ price_money: inr(70), pricing_type: 'FIXED_PRICING' }) },
      70,
    ],
  ])('%s', (_name, data, want) => {
    expect(listingOf([item([variation('V1', data)])])?.priceMinor).toBe(want);
  });

  test.each<[string, unknown, string]>([
    ['another currency', { amount: 100, currency: 'USD' }, 'USD'],
    ['no amount', {}, 'not an amount'],
    ['half of a paisa', { amount: '1.5', currency: 'INR' }, 'not an amount'],
  ])('%s is a problem; the item goes on without', (_name, price_money, said) => {
    const { changes, problems } = read([item([variation('V1', { price_money })])]);
    expect(problems).toMatchObject([{ externalId: 'V1', message: expect.stringContaining(said) }]);
    expect(problems[0]?.path).toBe('/search/objects/0/item_data/variations/0/item_variation_data/price_money');
    expect(ofKind(changes, 'item.upserted')[1]?.listing).not.toHaveProperty('priceMinor');
  });
});

describe('presence', () => {
  test.each<[string, Fields, boolean]>([
    ['everywhere unless said otherwise', {}, true],
    ['everywhere', { present_at_all_locations: true }, true],
    ['everywhere but here', { present_at_all_locations: true, absent_at_location_ids: ['L1'] }, false],
    ['everywhere but elsewhere', { absent_at_location_ids: ['L2'], present_at_location_ids: ['L3'] }, true],
    ['nowhere', { present_at_all_locations: false }, false],
    ['only here', { present_at_all_locations: false, present_at_location_ids: ['L1'] }, true],
    ['only elsewhere', { present_at_all_locations: false, present_at_location_ids: ['L2'] }, false],
  ])('%s', (_name, fields, isHere) => {
    const kinds = (objects: Fields[]) =>
      read(objects).changes.flatMap((change) => (change.kind === 'item.switched' ? [] : [change.kind]));
    const [here, gone] = ['item.upserted', 'item.removed'];
    expect(kinds([item([variation('V1')], {}, fields)])).toEqual(isHere ? [here, here] : [gone, gone]);
    expect(kinds([item([variation('V1', {}, fields)])])).toEqual(isHere ? [here, here] : [here, gone]);
  });

  test.each([
    ['archived', { is_archived: true }, false],
    ['an appointment', { product_type: 'APPOINTMENTS_SERVICE' }, false],
    ['a gift card', { product_type: 'GIFT_CARD' }, false],
    ['food', { product_type: 'FOOD_AND_BEV' }, true],
  ])('%s: listed %s', (_name, data, listed) => {
    expect(listingOf([item([variation('V1')], data)])?.listed).toBe(listed);
  });
});

describe('sold out', () => {
  const switchOf = (override: Fields) => {
    const data = { location_overrides: [{ location_id: 'L1', ...override }] };
    return ofKind(read([item([variation('V1', data)])]).changes, 'item.switched')[0];
  };
  test.each<[string, Fields, object]>([
    ['no', {}, { on: true, until: null }],
    ['yes', { sold_out: true }, { on: false, until: null }],
    [
      'until later',
      { sold_out: true, sold_out_valid_until: '2026-11-22T18:00:00+05:30' },
      { on: false, until: '2026-11-22T12:30:00.000Z' },
    ],
    ['until before now', { sold_out: true, sold_out_valid_until: '2026-11-22T09:59:59Z' }, { on: true, until: null }],
    ['until nobody knows', { sold_out: true, sold_out_valid_until: 'soon' }, { on: false, until: null }],
  ])('%s', (_name, override, want) => {
    expect(switchOf(override)).toMatchObject({ entity: 'item', externalId: 'V1', version: '5', ...want });
  });
});

describe('versions', () => {
  test('the newest of an item and its variations is that of all of them', () => {
    const family = item([variation('V1', {}, { version: 7 }), variation('V2', {}, { version: 3 })]);
    expect(ofKind(read([family]).changes, 'item.upserted').map(({ version }) => version)).toEqual(['7', '7', '7']);
  });

  test('a variation that comes by itself is laid over the one inside, unless it is older', () => {
    const alone = (version: number) => variation('V1', { price_money: inr(200) }, { version });
    const inside = item([variation('V1', {}, { version: 6 })]);
    expect(listingOf([inside, alone(8)])?.priceMinor).toBe(200);
    expect(listingOf([inside, alone(2)])?.priceMinor).toBe(100);
  });

  test('no digit of an int64 is lost', () => {
    const text = JSON.stringify({ objects: [item([variation('V1')])] }).replace(
      '"version":5',
      '"version":9223372036854775807',
    );
    const bytes = pulledPage({ location_id: 'L1', begin_time: null }, { search: Buffer.from(text) });
    expect(normalised('catalog_page', bytes).changes[0]).toMatchObject({ version: '9223372036854775807' });
  });
});

describe('what is gone', () => {
  const GONE = { is_deleted: true, version: 9 };
  test.each<[string, Fields[], [string, string | undefined][]]>([
    [
      'an item, with what was in it',
      [item([variation('V1')], {}, GONE)],
      [
        ['V1', '9'],
        ['I1', '9'],
      ],
    ],
    ['an item that says nothing more', [object('ITEM', 'I1', undefined, GONE)], [['I1', '9']]],
    ['a variation alone', [variation('V1', {}, GONE)], [['V1', '9']]],
    ['a variation inside its item', [item([variation('V1', {}, GONE)])], [['V1', '9']]],
    [
      'an item and its variation, each by itself',
      [item([], {}, GONE), variation('V1', {}, GONE)],
      [
        ['V1', '9'],
        ['I1', '9'],
      ],
    ],
  ])('%s', (_name, objects, want) => {
    const { changes, problems } = read(objects);
    expect(problems).toEqual([]);
    expect(ofKind(changes, 'item.removed').map(({ externalId, version }) => [externalId, version])).toEqual(want);
  });

  test('settings that are gone are no longer in use; what they were need not be said', () => {
    const named = { name: 'Old', percentage: '5' };
    const { changes, problems } = read([
      object('TAX', 'T1', named, GONE),
      object('CATEGORY', 'C1', named, GONE),
      object('MODIFIER_LIST', 'M1', named, GONE),
      object('TAX', 'T2', undefined, GONE),
      object('CATEGORY', 'C2', undefined, GONE),
      object('MODIFIER_LIST', 'M2', undefined, GONE),
    ]);
    expect(problems).toEqual([]);
    expect(changes).toMatchObject([
      { kind: 'tax.upserted', externalId: 'T1', active: false },
      { kind: 'category.upserted', externalId: 'C1', active: false },
      { kind: 'modifier_group.upserted', externalId: 'M1', active: false },
    ]);
  });
});

describe('modifiers', () => {
  const list = (data: Fields = {}, modifiers: Fields[] = [modifier('D1')]) =>
    object('MODIFIER_LIST', 'M1', { name: 'Milk', modifiers, ...data });
  const modifier = (id: string, data: Fields = {}, fields: Fields = {}) =>
    object('MODIFIER', id, { name: 'Oat', modifier_list_id: 'M1', price_money: inr(20), ...data }, fields);
  const used = (use: Fields, data: Fields = {}) => [
    list(data),
    item([variation('V1')], { modifier_list_info: [{ modifier_list_id: 'M1', ...use }] }),
  ];

  test.each<[string, Fields, Fields, object[]]>([
    ['the item’s limits', { min_selected_modifiers: 1, max_selected_modifiers: 2 }, {}, [{ min: 1, max: 2 }]],
    ['0 at most is no limit', { min_selected_modifiers: 0, max_selected_modifiers: 0 }, {}, [{ min: 0, max: null }]],
    [
      '-1 twice: the list’s',
      { min_selected_modifiers: -1, max_selected_modifiers: -1 },
      { min_selected_modifiers: 2, max_selected_modifiers: 4 },
      [{ min: 2, max: 4 }],
    ],
    [
      '-1 once: no limit on that side',
      { min_selected_modifiers: 1, max_selected_modifiers: -1 },
      { max_selected_modifiers: 4 },
      [{ min: 1, max: null }],
    ],
    ['nothing said, and one of them', {}, { selection_type: 'SINGLE' }, [{ min: 0, max: 1 }]],
    ['nothing said', {}, {}, [{ min: 0, max: null }]],
    ['not enabled', { enabled: false }, {}, []],
    ['a text to be written', {}, { modifier_type: 'TEXT', modifiers: undefined }, []],
  ])('%s', (_name, use, data, want) => {
    expect(sold(used(use, data))[0]?.modifierGroups).toMatchObject(want);
    expect(sold(used(use, data))[0]?.modifierGroups).toHaveLength(want.length);
  });

  test('limits that contradict each other are a problem', () => {
    const { problems } = read(used({ min_selected_modifiers: 3, max_selected_modifiers: 2 }));
    expect(problems).toMatchObject([{ externalId: 'I1', path: '/search/objects/1/item_data/modifier_list_info/0' }]);
  });

  test('price, place and switch are the location’s', () => {
    const here = (differs: Fields) => ({ location_overrides: [{ location_id: 'L1', ...differs }] });
    const { changes, problems } = read([
      list({}, [
        modifier('D1', here({ price_money: inr(0) })),
        modifier('D2', here({ sold_out: true })),
        modifier('D3', { price_money: undefined }),
        modifier('D4', {}, { absent_at_location_ids: ['L1'] }),
        modifier('D5', {}, { is_deleted: true }),
        modifier('D6', { price_money: { amount: 5, currency: 'USD' } }),
      ]),
    ]);
    const [group] = ofKind(changes, 'modifier_group.upserted');
    expect(group?.options.map(({ externalId, priceMinor, active }) => [externalId, priceMinor, active])).toEqual([
      ['D1', 0, true],
      ['D2', 20, true],
      ['D3', 0, true],
      ['D4', 20, false],
    ]);
    const switches = ofKind(changes, 'item.switched').map(({ externalId, entity, on }) => [externalId, entity, on]);
    expect(switches).toEqual(['D1', 'D2', 'D3', 'D4'].map((id) => [id, 'modifier_option', id !== 'D2']));
    expect(problems).toMatchObject([{ externalId: 'D6' }]);
  });
});

describe('the rest of an item', () => {
  const tax = (id: string, fields: Fields = {}) => object('TAX', id, { name: 'GST', percentage: '5' }, fields);
  test('taxes that are charged here', () => {
    const tax_ids = ['T1', 'T2', 'UNSEEN'];
    const related = [tax('T1'), tax('T2', { present_at_all_locations: false })];
    expect(listingOf([item([variation('V1')], { tax_ids })], { related })?.taxExternalIds).toEqual(['T1', 'UNSEEN']);
    expect(listingOf([item([variation('V1')], { tax_ids, is_taxable: false })])?.taxExternalIds).toEqual([]);
  });

  test.each<[string, Fields, string | null]>([
    ['the first that is no kitchen’s', { categories: [{ id: 'K' }, { id: 'C2' }] }, 'C2'],
    ['the old field', { category_id: 'C9' }, 'C9'],
    ['what it is reported under', { reporting_category: { id: 'C8' } }, 'C8'],
    ['none', {}, null],
  ])('category: %s', (_name, data, want) => {
    const related = [object('CATEGORY', 'K', { name: 'Grill', category_type: 'KITCHEN_CATEGORY' })];
    expect(listingOf([item([variation('V1')], data)], { related })?.categoryExternalId).toBe(want);
  });

  test('images that the page does not know say nothing; none are none', () => {
    const image = object('IMAGE', 'P1', { url: 'https://images.example.com/1.jpg' });
    const imagesOf = (data: Fields, related: Fields[] = []) =>
      sold([item([variation('V1')], data)], { related })[0]?.item;
    expect(imagesOf({ image_ids: ['P1', 'P2'] }, [image])?.images).toEqual(['https://images.example.com/1.jpg']);
    expect(imagesOf({ image_ids: ['P1'] })).not.toHaveProperty('images');
    expect(imagesOf({})?.images).toEqual([]);
  });

  test('HTML only where there is no plain text', () => {
    const described = (data: Fields) => read([item([], data)]).changes[0];
    expect(described({ description_html: '<p>Fine <b>salt</b></p>' })).toMatchObject({
      item: { description: 'Fine salt' },
    });
    expect(described({ description_html: '<p>x</p>', description_plaintext: 'y' })).toMatchObject({
      item: { description: 'y' },
    });
  });

  test('a name that hides characters is that item’s problem, and its variations keep what they have', () => {
    const { changes, problems } = read([
      item([variation('V1')], { name: 'Sa\u202elt' }),
      object('CATEGORY', 'C1', { name: 'Fine' }),
    ]);
    expect(problems.map(({ externalId }) => externalId)).toEqual(['I1', 'V1']);
    expect(changes).toMatchObject([{ kind: 'category.upserted' }]);
  });

  test('without its unit neither unit nor price are said', () => {
    const { changes, problems } = read([item([variation('V1', { measurement_unit_id: 'U1' })])], { units: [] });
    expect(problems).toMatchObject([{ externalId: 'V1' }]);
    const [, change] = ofKind(changes, 'item.upserted');
    expect(change).not.toHaveProperty('units');
    expect(change?.item).not.toHaveProperty('baseUnit');
    expect(change?.listing).not.toHaveProperty('priceMinor');
  });

  test('a variation whose item is not there is a problem', () => {
    expect(read([variation('V1')])).toMatchObject({ changes: [], problems: [{ externalId: 'V1' }] });
  });

  test('objects of other types are passed over', () => {
    expect(read([object('DISCOUNT', 'D1', { name: 'Half' }), object('PRICING_RULE', 'P1', {})])).toEqual({
      changes: [],
      problems: [],
      snapshotOf: [],
    });
  });
});

test.each([[{}], [{ location_id: 'L1' }], [{ location_id: 'L1', search: { objects: {} } }], [[]], ['page']])(
  '%j is no page',
  (body) => {
    const work = () => normalised('catalog_page', Buffer.from(JSON.stringify(body)));
    expect(work).toThrow(expect.objectContaining({ kind: 'schema' }));
  },
);

test('whatever the fields hold, changes fit their schema', () => {
  const fields = [
    ...'name sku upc ordinal price_money location_overrides measurement_unit_id sellable item_id'.split(' '),
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 })), (data) => {
      const plain = JSON.parse(JSON.stringify(data));
      const { changes } = read([item([variation('V1', plain)], plain)]);
      for (const change of changes) expect(Change.safeParse(change).error).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});
