import type { Change, ChangeOf } from '@kirana/adapter';
import { readGroupUses } from './catalog-modifiers.ts';
import type { CatalogObject } from './catalog-object.ts';
import { newestVersion } from './catalog-object.ts';
import { type CatalogPage, isHere } from './catalog-page.ts';
import { readVariation } from './catalog-variations.ts';
import { asObject, idList, idText, listOf, readText, smallNumber } from './field-values.ts';
import { readItemDetails } from './item-details.ts';
import { type ItemFamily, parentOf, readFamilies } from './item-families.ts';
import { isPresentAt } from './presence.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Listing = ItemUpserted['listing'];

/** Appointments, gift cards and donations are no goods: they are known, and not listed. */
const NO_GOODS: readonly unknown[] = ['APPOINTMENTS_SERVICE', 'GIFT_CARD', 'DONATION'];

/** The first of its categories that sorts what is sold; the others are an attribute. */
function categoryOf({ data }: CatalogObject, { known }: CatalogPage): string | null {
  const ids = idList(listOf(data.categories).map((entry) => asObject(entry)?.id ?? null));
  const isRegular = (id: string) => (known.get(id)?.data.category_type ?? 'REGULAR_CATEGORY') === 'REGULAR_CATEGORY';
  const first = ids.find(isRegular) ?? ids[0];
  return first ?? idText(data.category_id) ?? idText(asObject(data.reporting_category)?.id) ?? null;
}

/** Taxes that are charged at the location; of those the page does not know it is taken to be so. */
function taxesOf({ data }: CatalogObject, { known, location }: CatalogPage): string[] {
  if (data.is_taxable === false) return [];
  const isCharged = (id: string) => {
    const tax = known.get(id);
    return tax === undefined || isPresentAt(tax, location);
  };
  return idList(data.tax_ids).filter(isCharged).slice(0, 50);
}

/** What an item and each of its variations have in common at the location. */
function sharedListing(item: CatalogObject, page: CatalogPage): Listing {
  const { data } = item;
  return {
    listed: data.is_archived !== true && !NO_GOODS.includes(data.product_type),
    categoryExternalId: categoryOf(item, page),
    taxExternalIds: taxesOf(item, page),
    taxInclusive: null,
  };
}

const removed = (object: CatalogObject, version: { version?: string }): Change => ({
  kind: 'item.removed',
  path: object.path,
  ...version,
  externalId: object.id,
});

/** Each item, which is not sold itself, followed by its variations, which are. What is deleted or not at the location is removed there. */
function readFamily(family: ItemFamily, page: CatalogPage): Change[] {
  const { item, variations, deleted, version } = family;
  const gone = deleted.map((variation) => removed(variation, version));
  if (!isHere(item, page)) {
    return [...variations.map((variation) => removed(variation, version)), ...gone, removed(item, version)];
  }
  const name = readText(item.data.name, 500);
  if (typeof name !== 'string') {
    page.problems.add(`${item.dataPath}/name`, item.id, 'the name is missing, too long or has hidden characters');
    for (const { path, id } of variations) page.problems.add(path, id, 'its item cannot be read');
    return gone;
  }
  const details = readItemDetails(item, page);
  const listing = sharedListing(item, page);
  const rank = smallNumber(asObject(listOf(item.data.categories)[0])?.ordinal);
  const change: ItemUpserted = {
    kind: 'item.upserted',
    path: item.path,
    ...version,
    externalId: item.id,
    parentExternalId: null,
    item: { name, sellable: false, variationLabel: null, baseUnit: 'piece', ...details },
    listing: { ...listing, priceMinor: null, ...(rank === undefined ? {} : { rank }) },
  };
  const ofItem = { family, name, details, listing, modifierGroups: readGroupUses(item, page) };
  const sold = variations.flatMap((variation) =>
    isHere(variation, page) ? readVariation(variation, ofItem, page) : [removed(variation, version)],
  );
  return [change, ...sold, ...gone];
}

/** A variation whose item the page does not have: it can only be said that it is gone. */
function readOrphan(variation: CatalogObject, { problems }: CatalogPage): Change[] {
  if (variation.isDeleted) return [removed(variation, newestVersion([variation]))];
  const parent = parentOf(variation) ?? 'that it does not name';
  problems.add(variation.path, variation.id, `its item ${parent} is not there; it stays as it was`.slice(0, 1_000));
  return [];
}

export function readItems(page: CatalogPage): Change[] {
  const { families, orphans } = readFamilies(page);
  return [
    ...families.flatMap((family) => readFamily(family, page)),
    ...orphans.flatMap((variation) => readOrphan(variation, page)),
  ];
}
