import { type ChangeOf, decimalText, type JsonObject, minorFromJson } from '@kirana/adapter';
import { type Entry, namedEntries } from './findings.ts';
import { readDetails } from './item-details.ts';
import { flag, idList, idText, listOf, referenceId, wholeNumber } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readGroupUses } from './menu-add-ons.ts';
import { packingScope } from './menu-charges.ts';
import { readOrderTypes } from './order-types.ts';
import { readText } from './provider-text.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Listing = { -readonly [Key in keyof ItemUpserted['listing']]: ItemUpserted['listing'][Key] };

/** "2" is in stock, "1" is out. Anything else is unknown and flips no switch. */
function readSwitch(fields: JsonObject): boolean | undefined {
  const value = idText(fields.in_stock);
  return value === '2' ? true : value === '1' ? false : undefined;
}

function readPrice({ fields, id, path }: Entry, menu: Menu): number | undefined {
  const priceMinor = minorFromJson(fields.price, menu.currency);
  if (priceMinor === undefined) menu.findings.add(`${path}/price`, id, 'not a price; the price stays as it was');
  return priceMinor;
}

/** What the item states counts where packing is charged by item; elsewhere it is a leftover and nothing is charged. */
function readPacking({ fields, id, path }: Entry, menu: Menu): number | undefined {
  const scope = packingScope(menu.details);
  if (scope === 'none' || scope === 'order' || decimalText(fields.item_packingcharges) === undefined) return 0;
  const packingMinor = minorFromJson(fields.item_packingcharges, menu.currency);
  if (packingMinor !== undefined && packingMinor >= 0) return packingMinor;
  menu.findings.add(`${path}/item_packingcharges`, id, 'not an amount; the packing charge stays as it was');
  return undefined;
}

/** What an item and each of its variations have in common at the store. */
function readShared(entry: Entry, menu: Menu): Listing {
  const { fields, id, path } = entry;
  const listing: Listing = {
    categoryExternalId: referenceId(fields.item_categoryid),
    taxExternalIds: flag(fields.ignore_taxes) === true ? [] : idList(fields.item_tax).slice(0, 50),
    // Only "yes" adds something: a tax can be inclusive by itself (tax_taxtype), and "no" is what every other item says.
    taxInclusive: flag(fields.tax_inclusive) === true ? true : null,
  };
  const orderTypes = readOrderTypes(fields.item_ordertype, menu.orderTypes);
  if (orderTypes === undefined) {
    menu.findings.add(`${path}/item_ordertype`, id, 'unknown order types; left as they were');
  } else listing.orderTypes = orderTypes;
  return listing;
}

function ownListing(
  entry: Entry,
  shared: Listing,
  fields: { active: boolean | undefined; rank: number | undefined },
  menu: Menu,
): Listing {
  const listing: Listing = { ...shared };
  if (fields.active !== undefined) listing.listed = fields.active;
  if (fields.rank !== undefined) listing.rank = fields.rank;
  const packingChargeMinor = readPacking(entry, menu);
  if (packingChargeMinor !== undefined) listing.packingChargeMinor = packingChargeMinor;
  return listing;
}

const withSwitch = (change: ItemUpserted, on: boolean | undefined): ItemUpserted =>
  on === undefined ? change : { ...change, on };

/** What variations take over from their item. */
interface Parent {
  readonly entry: Entry;
  readonly shared: Listing;
  readonly details: Omit<ItemUpserted['item'], 'name' | 'sellable'>;
  readonly on: boolean | undefined;
}

function readVariation(entry: Entry, parent: Parent, menu: Menu): ItemUpserted | undefined {
  const { fields, id, path } = entry;
  const name = readText(fields.name, 500);
  if (typeof name !== 'string') {
    menu.findings.add(`${path}/name`, id, 'the name is missing, too long or has hidden characters');
    return undefined;
  }
  const parentActive = flag(parent.entry.fields.active);
  const active = parentActive === false ? false : (flag(fields.active) ?? parentActive);
  const listing = ownListing(entry, parent.shared, { active, rank: wholeNumber(fields.variationrank) }, menu);
  const priceMinor = readPrice(entry, menu);
  if (priceMinor !== undefined) listing.priceMinor = priceMinor;
  const { diet, allergens } = parent.details;
  const sizeId = idText(fields.variationid);
  const change: ItemUpserted = {
    kind: 'item.upserted',
    path,
    externalId: id,
    parentExternalId: parent.entry.id,
    item: {
      name,
      sellable: true,
      baseUnit: 'piece',
      ...(diet === undefined ? {} : { diet }),
      ...(allergens === undefined ? {} : { allergens }),
      attributes: sizeId === undefined ? {} : { variationId: sizeId },
    },
    listing,
    modifierGroups: readGroupUses(
      [
        { value: parent.entry.fields.addon, path: `${parent.entry.path}/addon` },
        { value: fields.addon, path: `${path}/addon` },
      ],
      id,
      menu,
    ),
  };
  // A variation has no switch of its own in the menu: it is on sale as far as its item is.
  return withSwitch(change, readSwitch(fields) ?? parent.on);
}

/** The filled list makes the variations, whatever itemallowvariation says; the item is then what they vary and has no price. */
function readItem(entry: Entry, seen: Set<string>, menu: Menu): ItemUpserted[] {
  const { fields, id, path } = entry;
  const at = { kind: 'item', path: `${path}/variation`, idField: 'id' } as const;
  const listed = listOf(fields.variation) ?? [];
  const variations = namedEntries(listed, at, seen, menu.findings);
  const name = readText(fields.itemname, 500);
  if (typeof name !== 'string') {
    menu.findings.add(`${path}/itemname`, id, 'the name is missing, too long or has hidden characters');
    for (const one of variations) menu.findings.add(one.path, one.id, 'its item cannot be read');
    return [];
  }
  const sellable = listed.length === 0;
  const shared = readShared(entry, menu);
  const rest = readDetails(entry, menu);
  const on = readSwitch(fields);
  const listing = ownListing(entry, shared, { active: flag(fields.active), rank: wholeNumber(fields.itemrank) }, menu);
  const priceMinor = sellable ? readPrice(entry, menu) : null;
  if (priceMinor !== undefined) listing.priceMinor = priceMinor;
  const label = readText(fields.variation_groupname, 200) ?? readText(variations[0]?.fields.groupname, 200) ?? null;
  const item = { name, sellable, variationLabel: sellable ? null : label, ...rest };
  const modifierGroups = readGroupUses([{ value: fields.addon, path: `${path}/addon` }], id, menu);
  const change: ItemUpserted = {
    kind: 'item.upserted',
    path,
    externalId: id,
    parentExternalId: null,
    item,
    listing,
    modifierGroups,
  };
  const parent: Parent = { entry, shared, details: rest, on };
  const read = variations.map((one) => readVariation(one, parent, menu)).filter((one) => one !== undefined);
  return [withSwitch(change, on), ...read];
}

/** Each item, followed by its variations: they are items with an id of their own. */
export function readItems(menu: Menu): ItemUpserted[] {
  const at = { kind: 'item', path: '/items', idField: 'itemid' } as const;
  const seen = new Set<string>();
  const items = namedEntries(listOf(menu.body.items) ?? [], at, seen, menu.findings);
  return items.flatMap((entry) => readItem(entry, seen, menu));
}
