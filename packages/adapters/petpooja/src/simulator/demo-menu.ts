import { ADD_ON_GROUPS, type Dish, SECTIONS, type Section } from './demo-dishes.ts';
import { DETAILS, TAX_IDS, TAXES } from './demo-restaurant.ts';
import { madeUpDishes } from './made-up-dishes.ts';
import type {
  AddOnGroupPayload,
  AddOnUse,
  CategoryPayload,
  ItemPayload,
  MenuPayload,
  VariationPayload,
} from './payload.ts';

export const DEMO_RESTAURANT = 'tulsi7kx';

// Each kind of id has a range of its own, so that an id in a log tells what it names.
const CATEGORY_IDS = 71_001;
const PARENT_IDS = 11;
const ITEM_IDS = 910_000_001;
const VARIATION_IDS = 930_000_001;
const SIZE_IDS = 51_001;
const GROUP_IDS = 52_001;
const OPTION_IDS = 5_300_001;
const ATTRIBUTE = { v: '1', n: '2', e: '24' } as const;
const DISHES_PER_MADE_UP_CATEGORY = 40;

/** The sections of the menu, cut or filled up to the number of dishes asked for. */
function sectionsFor(items: number | undefined, seed: number): Section[] {
  let left = items ?? Number.POSITIVE_INFINITY;
  const sections: Section[] = [];
  for (const section of SECTIONS) {
    const dishes = section.dishes.slice(0, left);
    left -= dishes.length;
    if (dishes.length > 0) sections.push({ ...section, dishes });
  }
  const more = Number.isFinite(left) ? madeUpDishes(left, seed) : [];
  for (let start = 0; start < more.length; start += DISHES_PER_MADE_UP_CATEGORY) {
    sections.push({
      name: `Specials ${start / DISHES_PER_MADE_UP_CATEGORY + 1}`,
      parent: 'Mains',
      addOns: start % 3 === 0 ? ['Extra Portions'] : [],
      taxes: 'added',
      dishes: more.slice(start, start + DISHES_PER_MADE_UP_CATEGORY),
    });
  }
  return sections;
}

const PARENTS = [...new Set(SECTIONS.map((section) => section.parent))].filter((name) => name !== '');

const timingsText = (timings: Section['timings']): string =>
  timings === undefined
    ? ''
    : JSON.stringify([
        {
          schedule_name: 'Serving hours',
          schedule_time_slots: timings.map(([start_time, end_time]) => ({ start_time, end_time })),
        },
      ]);

const categoryOf = (section: Section, index: number): CategoryPayload => ({
  categoryid: String(CATEGORY_IDS + index),
  active: '1',
  categoryrank: String(index + 1),
  parent_category_id: section.parent === '' ? '0' : String(PARENT_IDS + PARENTS.indexOf(section.parent)),
  // As PetPooja's editor leaves it: an entity and a stray blank.
  categoryname: `${section.name.replaceAll('&', '&amp;')} `,
  categorytimings: timingsText(section.timings),
  category_image_url: '',
});

const groupId = (name: string): string => String(GROUP_IDS + ADD_ON_GROUPS.findIndex(([group]) => group === name));

const addOnUse = (name: string): AddOnUse => {
  const [, min, max] = ADD_ON_GROUPS.find(([group]) => group === name) ?? ['', 0, 1];
  return {
    addon_group_id: groupId(name),
    addon_item_selection_min: String(min),
    addon_item_selection_max: String(max),
  };
};

const addOnGroup = ([name, , , options]: (typeof ADD_ON_GROUPS)[number], index: number): AddOnGroupPayload => ({
  addongroupid: groupId(name),
  addongroup_rank: String(index + 1),
  active: '1',
  addongroupitems: options.map(([option, price], rank) => ({
    addonitemid: String(OPTION_IDS + index * 100 + rank),
    addonitem_name: option,
    addonitem_price: price,
    active: '1',
    attributes: option === 'Boiled Egg' ? '24' : '1',
    addonitem_rank: String(rank + 1),
  })),
  addongroup_name: name,
});

/** Hands out ids and remembers the sizes it met. */
interface Numbering {
  item: number;
  variation: number;
  readonly sizes: Map<string, string>;
}

function variationsOf([, , , sizes = []]: Dish, addOns: readonly string[], numbering: Numbering): VariationPayload[] {
  return sizes.map(([name, price], index) => {
    const variationid = numbering.sizes.get(name) ?? String(SIZE_IDS + numbering.sizes.size);
    numbering.sizes.set(name, variationid);
    return {
      id: String(numbering.variation++),
      variationid,
      name,
      groupname: 'Quantity',
      price,
      active: '1',
      item_packingcharges: index === 0 ? '5' : '10.00',
      variationrank: String(index + 1),
      addon: addOns.map(addOnUse),
      variationallowaddon: addOns.length === 0 ? 0 : 1,
    };
  });
}

function itemOf(dish: Dish, section: Section, categoryid: string, numbering: Numbering): ItemPayload {
  const [itemname, diet, price] = dish;
  const variation = variationsOf(dish, section.addOns, numbering);
  const number = numbering.item++;
  const hasVariations = variation.length > 0;
  return {
    itemid: String(number),
    itemallowvariation: hasVariations ? '1' : '0',
    itemrank: String(number - ITEM_IDS + 1),
    item_categoryid: categoryid,
    item_ordertype: section.taxes === 'included' ? '1,2' : '1,2,3',
    item_packingcharges: hasVariations ? '' : '5',
    itemallowaddon: section.addOns.length === 0 ? '0' : '1',
    itemaddonbasedon: '0',
    item_favorite: number % 17 === 0 ? '1' : '0',
    ignore_taxes: '0',
    ignore_discounts: '0',
    in_stock: '2',
    cuisine: [],
    variation_groupname: hasVariations ? 'Quantity' : '',
    variation,
    addon: hasVariations ? [] : section.addOns.map(addOnUse),
    itemname,
    item_attributeid: ATTRIBUTE[diet],
    itemdescription: `${itemname}, made fresh at Tulsi Kitchen.`,
    minimumpreparationtime: '',
    price: hasVariations ? '0' : price,
    active: '1',
    item_tags: number % 11 === 0 ? ['chef-special'] : [],
    item_info: { spice_level: section.addOns.includes('Spice Level') ? 'medium' : 'not-applicable' },
    item_image_url: '',
    item_tax: TAX_IDS[section.taxes],
    tax_inclusive: section.taxes === 'included',
    gst_type: section.taxes === 'included' ? 'goods' : 'services',
    nutrition:
      number % 9 === 0
        ? {
            calories: { amount: 250 + (number % 200), unit: 'kcal' },
            protien: { amount: 7.5, unit: 'g' },
            allergens: [{ allergen: 'milk', allergenDesc: '' }],
          }
        : {},
  };
}

export interface DemoMenuOptions {
  /** Another seed gives other made-up dishes; the same seed the same bytes. */
  readonly seed?: number;
  /** Number of items (variations not counted); without it the whole menu of Tulsi Kitchen. More than it has are made up. */
  readonly items?: number;
  readonly restaurant?: string;
}

/** The menu of Tulsi Kitchen as PetPooja would send it, the same at every call. */
export function demoMenu({ seed = 1, items, restaurant = DEMO_RESTAURANT }: DemoMenuOptions = {}): MenuPayload {
  const numbering: Numbering = { item: ITEM_IDS, variation: VARIATION_IDS, sizes: new Map() };
  const sections = sectionsFor(items, seed);
  const categories = sections.map(categoryOf);
  const dishes = sections.flatMap((section, index) =>
    section.dishes.map((dish) => itemOf(dish, section, (categories[index] as CategoryPayload).categoryid, numbering)),
  );
  return {
    success: '1',
    restaurants: [{ restaurantid: '40417', active: '1', details: { menusharingcode: restaurant, ...DETAILS } }],
    ordertypes: [
      { ordertypeid: 1, ordertype: 'Delivery' },
      { ordertypeid: 2, ordertype: 'Pick Up' },
      { ordertypeid: 3, ordertype: 'Dine In' },
    ],
    group_categories: [],
    categories,
    parentcategories: PARENTS.map((name, index) => ({
      id: String(PARENT_IDS + index),
      name,
      rank: String(index + 1),
      image_url: '',
      status: '1',
    })),
    items: dishes,
    variations: [...numbering.sizes].map(([name, variationid]) => ({
      variationid,
      name,
      groupname: 'Quantity',
      status: '1',
    })),
    addongroups: ADD_ON_GROUPS.map(addOnGroup),
    attributes: [
      { attributeid: '1', attribute: 'veg', active: '1' },
      { attributeid: '2', attribute: 'non-veg', active: '1' },
      { attributeid: '24', attribute: 'egg', active: '1' },
    ],
    taxes: TAXES,
    discounts: [],
    serverdatetime: '2026-11-22 09:00:00',
    db_version: '1.0',
    application_version: '4.0',
    http_code: 200,
  };
}
