import { type CatalogObject, newestVersion, readObject } from './catalog-object.ts';
import { type CatalogPage, objectsOf } from './catalog-page.ts';
import { idText, listOf } from './field-values.ts';

/** An item with its variations, which are what is sold. They are told together: the name of one depends on how many there are. */
export interface ItemFamily {
  readonly item: CatalogObject;
  /** Not deleted. */
  readonly variations: readonly CatalogObject[];
  readonly deleted: readonly CatalogObject[];
  /** The newest of them all. */
  readonly version: { version?: string };
}

/** Variations inside an item, by id. */
function nested(item: CatalogObject, { problems }: CatalogPage): Map<string, CatalogObject> {
  const variations = new Map<string, CatalogObject>();
  for (const [index, value] of listOf(item.data.variations).entries()) {
    const path = `${item.dataPath}/variations/${index}`;
    const variation = readObject(value, path);
    if (variation === undefined || variation?.type !== 'ITEM_VARIATION') {
      // it may be one that we know: its item is named, so that nothing is taken for absent because of it
      problems.add(path, item.id, 'is no variation with an id; left out');
    } else if (variations.has(variation.id)) problems.add(path, variation.id, 'the variation is in its item twice');
    else variations.set(variation.id, variation);
  }
  return variations;
}

export const parentOf = ({ data }: CatalogObject): string | undefined => idText(data.item_id);

/** The items of a page with their variations, newer states of variations laid over those inside the item. */
export function readFamilies(page: CatalogPage): { families: ItemFamily[]; orphans: CatalogObject[] } {
  const byParent = new Map<string, CatalogObject[]>();
  for (const variation of objectsOf(page, 'ITEM_VARIATION')) {
    const parent = parentOf(variation) ?? '';
    byParent.set(parent, [...(byParent.get(parent) ?? []), variation]);
  }
  const families = objectsOf(page, 'ITEM').map((item): ItemFamily => {
    const all = nested(item, page);
    for (const variation of byParent.get(item.id) ?? []) {
      const inside = all.get(variation.id);
      if (inside === undefined || (variation.version ?? 0n) >= (inside.version ?? 0n)) {
        all.set(variation.id, variation);
      }
    }
    byParent.delete(item.id);
    const members = [...all.values()];
    const isGone = (variation: CatalogObject) => item.isDeleted || variation.isDeleted;
    return {
      item,
      variations: members.filter((variation) => !isGone(variation)),
      deleted: members.filter(isGone),
      version: newestVersion([item, ...members]),
    };
  });
  return { families, orphans: [...byParent.values()].flat() };
}
