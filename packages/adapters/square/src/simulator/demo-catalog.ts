import { madeUpItems } from './made-up-items.ts';
import { item, object, rupees, variation } from './new-objects.ts';
import type { SquareData, SquareObject } from './square-object.ts';

// A shop of our own invention, with one thing for every rule of the catalog.

export const DEMO_MERCHANT = 'MLCEDARANDSALT';
export const MAIN = 'LCEDARMAIN';
export const DOCK = 'LCEDARDOCK';

const settings = (): SquareObject[] => [
  object('TAX', 'TXGST5', {
    name: 'GST',
    calculation_phase: 'TAX_SUBTOTAL_PHASE',
    inclusion_type: 'ADDITIVE',
    percentage: '5.0',
    enabled: true,
  }),
  object('TAX', 'TXINCL', {
    name: 'VAT on spirits',
    calculation_phase: 'TAX_TOTAL_PHASE',
    inclusion_type: 'INCLUSIVE',
    percentage: '12.5',
    enabled: true,
  }),
  object(
    'TAX',
    'TXHARBOUR',
    { name: 'Harbour levy', inclusion_type: 'ADDITIVE', percentage: '1', enabled: true },
    { present_at_all_locations: false, present_at_location_ids: [DOCK] },
  ),
  object('CATEGORY', 'CTDRINKS', { name: 'Drinks', category_type: 'REGULAR_CATEGORY', is_top_level: true }),
  object('CATEGORY', 'CTHOT', { name: 'Hot drinks', parent_category: { id: 'CTDRINKS', ordinal: 2 } }),
  object('CATEGORY', 'CTPANTRY', { name: 'Pantry', category_type: 'REGULAR_CATEGORY', image_ids: ['IMPANTRY'] }),
  object('CATEGORY', 'CTBARISTA', { name: 'Barista station', category_type: 'KITCHEN_CATEGORY' }),
  object('IMAGE', 'IMCOFFEE', { name: 'cup', url: 'https://images.example.com/cedar/coffee.jpg' }),
  object('IMAGE', 'IMPANTRY', { name: 'shelf', url: 'https://images.example.com/cedar/pantry.jpg' }),
  object('MEASUREMENT_UNIT', 'MUKILO', {
    measurement_unit: { weight_unit: 'METRIC_KILOGRAM', type: 'TYPE_WEIGHT' },
    precision: 3,
  }),
];

const modifier = (list: string, id: string, name: string, amount: number, data: SquareData = {}): SquareObject =>
  object('MODIFIER', id, { name, price_money: rupees(amount), ordinal: 1, modifier_list_id: list, ...data });

const modifierLists = (): SquareObject[] => [
  object('MODIFIER_LIST', 'MLMILK', {
    name: 'Milk',
    ordinal: 1,
    modifier_type: 'LIST',
    selection_type: 'SINGLE',
    modifiers: [
      modifier('MLMILK', 'MDCOW', 'Cow', 0, { on_by_default: true }),
      modifier('MLMILK', 'MDOAT', 'Oat', 4_000, {
        ordinal: 2,
        location_overrides: [{ location_id: DOCK, price_money: rupees(3_000) }],
      }),
      modifier('MLMILK', 'MDSOY', 'Soy', 3_500, {
        ordinal: 3,
        location_overrides: [{ location_id: DOCK, sold_out: true }],
      }),
    ],
  }),
  object('MODIFIER_LIST', 'MLSYRUP', {
    name: 'Syrup',
    ordinal: 2,
    modifier_type: 'LIST',
    min_selected_modifiers: 0,
    max_selected_modifiers: 3,
    modifiers: [modifier('MLSYRUP', 'MDVANILLA', 'Vanilla', 2_500), modifier('MLSYRUP', 'MDPLUM', 'Plum', 2_500)],
  }),
  object('MODIFIER_LIST', 'MLNOTE', { name: 'Name on the cup', modifier_type: 'TEXT', max_length: 20 }),
];

const drinks = (): SquareObject[] => [
  item(
    'ITCOFFEE',
    'Filter coffee',
    [
      variation('ITCOFFEE', 'VRCOFFEES', 'Small', 9_000, { track_inventory: false, sku: 'COF-S' }),
      variation('ITCOFFEE', 'VRCOFFEEM', 'Medium', 12_000, { ordinal: 2, track_inventory: false }),
      variation('ITCOFFEE', 'VRCOFFEEL', 'Large', 15_000, {
        ordinal: 3,
        track_inventory: false,
        location_overrides: [{ location_id: DOCK, price_money: rupees(16_500), pricing_type: 'FIXED_PRICING' }],
      }),
    ],
    {
      description: 'Dark roast, poured slowly.',
      description_html: '<p>Dark roast, poured slowly.</p>',
      description_plaintext: 'Dark roast, poured slowly.',
      product_type: 'FOOD_AND_BEV',
      categories: [{ id: 'CTHOT', ordinal: 1 }, { id: 'CTBARISTA' }],
      tax_ids: ['TXGST5', 'TXHARBOUR'],
      image_ids: ['IMCOFFEE'],
      modifier_list_info: [
        { modifier_list_id: 'MLMILK', min_selected_modifiers: 1, max_selected_modifiers: 1, enabled: true },
        { modifier_list_id: 'MLSYRUP', min_selected_modifiers: -1, max_selected_modifiers: -1, enabled: true },
        { modifier_list_id: 'MLNOTE', enabled: true },
      ],
      food_and_beverage_details: {
        calorie_count: 5,
        dietary_preferences: [
          { type: 'STANDARD', standard_name: 'VEGAN' },
          { type: 'CUSTOM', custom_name: 'Jain' },
        ],
        ingredients: [
          { type: 'STANDARD', standard_name: 'TREE_NUTS' },
          { type: 'CUSTOM', custom_name: 'Chicory' },
        ],
      },
    },
  ),
  item('ITCIDER', 'Orchard cider', [variation('ITCIDER', 'VRCIDER', '330 ml', 24_000)], {
    is_alcoholic: true,
    categories: [{ id: 'CTDRINKS' }],
    tax_ids: ['TXINCL'],
    kitchen_name: 'Cider bottle',
  }),
];

const pantry = (): SquareObject[] => [
  item('ITSALT', 'Sea salt', [variation('ITSALT', 'VRSALT', 'Regular', 18_000, { upc: '890123456781', sku: 'SALT' })], {
    categories: [{ id: 'CTPANTRY' }],
  }),
  item(
    'ITRICE',
    'Basmati rice',
    [
      variation('ITRICE', 'VRRICELOOSE', 'Loose', 14_000, { measurement_unit_id: 'MUKILO' }),
      variation('ITRICE', 'VRRICEBAG', '5 kg bag', 65_000, { ordinal: 2 }),
    ],
    { category_id: 'CTPANTRY', reporting_category: { id: 'CTPANTRY' } },
  ),
  item('ITCAKE', 'Seasonal cake', [
    object('ITEM_VARIATION', 'VRCAKE', { item_id: 'ITCAKE', name: 'Regular', pricing_type: 'VARIABLE_PRICING' }),
  ]),
  item('ITBOARD', 'Cheese board', [
    variation('ITBOARD', 'VRBOARD', 'Regular', 82_000, {
      location_overrides: [
        { location_id: MAIN, sold_out: true, sold_out_valid_until: '2035-06-30T18:00:00Z', track_inventory: true },
      ],
    }),
  ]),
  item(
    'ITCHOWDER',
    'Dockside chowder',
    [variation('ITCHOWDER', 'VRCHOWDER', 'Bowl', 39_000, { track_inventory: false })],
    {},
    { present_at_all_locations: false, present_at_location_ids: [DOCK] },
  ),
  item(
    'ITHONEY',
    'Fynbos honey',
    [variation('ITHONEY', 'VRHONEY', '500 g', 52_000)],
    { is_taxable: false },
    {
      absent_at_location_ids: [DOCK],
    },
  ),
  item('ITPUNCH', 'Winter punch', [variation('ITPUNCH', 'VRPUNCH', 'Regular', 21_000)], { is_archived: true }),
  item('ITGIFT', 'Gift card', [variation('ITGIFT', 'VRGIFT', 'Regular', 100_000, { track_inventory: false })], {
    product_type: 'GIFT_CARD',
    is_taxable: false,
  }),
];

/** Everything of a shop with about so many items; none at all for 0. */
export function demoCatalog(size: number, random: () => number): SquareObject[] {
  if (size === 0) return [];
  const own = [...drinks(), ...pantry()];
  const others = size > own.length ? madeUpItems(size - own.length, random) : [];
  return [...settings(), ...modifierLists(), ...own.slice(0, size), ...others];
}

export const DEMO_SIZE = 40;
