import type { Change, ChangeOf } from '@kirana/adapter';
import type { CatalogObject } from './catalog-object.ts';
import type { CatalogPage } from './catalog-page.ts';
import { instantOf, readText, smallNumber } from './field-values.ts';
import { readVariationDetails } from './item-details.ts';
import type { ItemFamily } from './item-families.ts';
import { type Measure, measureOfVariation } from './measurement-units.ts';
import { readPrice } from './money.ts';
import { overrideAt } from './presence.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;

/** What a variation takes over from its item. */
export interface OfItem {
  readonly family: ItemFamily;
  readonly name: string;
  readonly details: Omit<ItemUpserted['item'], 'name' | 'sellable'>;
  readonly listing: ItemUpserted['listing'];
  readonly modifierGroups: NonNullable<ItemUpserted['modifierGroups']>;
}

/** Square gives the only variation of an item this name unless somebody thinks of another. */
const NO_NAME = 'regular';
const LONGEST_NAME = 500;

/**
 * One of several is called what it is called ("Large", under its item). An only one is the item, and has its name, followed by its own where that
 * says more: "Basmati rice 5 kg".
 */
function variationName(own: string | null, { name, family }: OfItem): string {
  if (own === null) return name;
  if (family.variations.length > 1) return own;
  const saysMore = own.toLowerCase() !== NO_NAME && !name.toLowerCase().includes(own.toLowerCase());
  const joined = `${name} ${own}`;
  return saysMore && joined.length <= LONGEST_NAME ? joined : name;
}

/** Sold out at the location: by hand, or because the count is zero. An end that has passed is none. */
function readSwitch(variation: CatalogObject, page: CatalogPage): { on: boolean; until: string | null } {
  const override = overrideAt(variation, page.location);
  if (override.sold_out !== true) return { on: true, until: null };
  const until = instantOf(override.sold_out_valid_until);
  if (until === undefined) return { on: false, until: null };
  return Date.parse(until) <= page.receivedAtMs ? { on: true, until: null } : { on: false, until };
}

/** Whether Square counts it at the location. What it does count is counted from its first count on, whatever is said here. */
function readTracking(variation: CatalogObject, page: CatalogPage): Pick<ItemUpserted, 'tracking'> {
  const tracked = overrideAt(variation, page.location).track_inventory ?? variation.data.track_inventory;
  return { tracking: tracked === true ? 'counted' : 'untracked' };
}

const unitsOf = ({ name, factor }: Measure): NonNullable<ItemUpserted['units']> =>
  name === null || factor === 1 ? [] : [{ name, factor }];

function readListing(
  variation: CatalogObject,
  { listing: shared }: OfItem,
  measure: Measure | undefined,
  page: CatalogPage,
): ItemUpserted['listing'] {
  const rank = smallNumber(variation.data.ordinal);
  const listing = { ...shared, ...(rank === undefined ? {} : { rank }) };
  // without the unit it is not known what the price is of
  const priceMinor = measure === undefined ? undefined : readPrice(variation, page);
  if (measure === undefined || priceMinor === undefined) return listing;
  return { ...listing, priceMinor, per: measure.factor };
}

/**
 * A variation as an item of its own, and whether it is sold out, which Square says nowhere else: each page that tells of the variation moves its
 * switch.
 */
export function readVariation(variation: CatalogObject, ofItem: OfItem, page: CatalogPage): Change[] {
  const { data, path, dataPath, id } = variation;
  const { family, details } = ofItem;
  const own = readText(data.name, 500);
  if (own === undefined) {
    page.problems.add(`${dataPath}/name`, id, 'the name is too long or has hidden characters');
    return [];
  }
  const measure = measureOfVariation(variation, page.units);
  if (measure === undefined) {
    const message = 'its unit is not known; unit and price stay as they were';
    page.problems.add(`${dataPath}/measurement_unit_id`, id, message);
  }
  const { on, until } = readSwitch(variation, page);
  const origin = { path, ...family.version, externalId: id };
  const change: ItemUpserted = {
    kind: 'item.upserted',
    ...origin,
    parentExternalId: family.item.id,
    item: {
      name: variationName(own, ofItem),
      sellable: data.sellable !== false,
      ...(measure === undefined ? {} : { baseUnit: measure.baseUnit }),
      ...readVariationDetails(variation, details, page),
    },
    listing: readListing(variation, ofItem, measure, page),
    modifierGroups: ofItem.modifierGroups,
    ...readTracking(variation, page),
    ...(measure === undefined ? {} : { units: unitsOf(measure) }),
  };
  return [change, { kind: 'item.switched', ...origin, entity: 'item', on, until }];
}
