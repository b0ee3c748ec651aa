import type { CategoryFacts, ComponentsOf, ItemFacts, ListingFacts, ModifierGroupFacts } from '@kirana/core';
import type { CatalogItem } from './catalog-answer.ts';
import type { CategoryRow, ChargeRow, ItemGroupRow, ItemRow, OptionRow, StoreHead, TaxRow } from './catalog-rows.ts';
import type { Positions } from './item-stock.ts';

/** Rows of one store out of one snapshot. */
export interface StoreSnapshot extends StoreHead {
  readonly items: readonly ItemRow[];
  readonly barcodes: readonly { readonly item_id: string; readonly code: string; readonly unit: string | null }[];
  readonly categories: readonly CategoryRow[];
  readonly taxes: readonly TaxRow[];
  readonly charges: readonly ChargeRow[];
  readonly itemGroups: readonly ItemGroupRow[];
  readonly options: readonly OptionRow[];
  /** Of its merchant. */
  readonly components: ComponentsOf;
  readonly positions: Positions;
}

export const switchOf = (row: { readonly switched_off: boolean; readonly switched_off_until: Date | null }) => ({
  on: !row.switched_off,
  until: row.switched_off ? (row.switched_off_until?.toISOString() ?? null) : null,
});

export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(key(row));
    if (known === undefined) groups.set(key(row), [row]);
    else known.push(row);
  }
  return groups;
}

const listingFacts = (row: ItemRow): ListingFacts => ({
  listed: row.listed,
  removed: false,
  switch: switchOf(row),
  schedule: row.schedule as CatalogItem['schedule'],
});

export const priceOf = (row: ItemRow): CatalogItem['price'] =>
  row.price_minor === null
    ? null
    : {
        priceMinor: row.price_minor,
        currency: row.currency,
        per: row.per,
        ...(row.list_price_minor === null ? {} : { listPriceMinor: row.list_price_minor }),
      };

/** What the rows of a store say of each item that decides whether it can be ordered, apart from stock. */
export function catalogFacts(snapshot: StoreSnapshot) {
  const rowsById = new Map(snapshot.items.map((row) => [row.id, row]));
  const categoriesById = new Map(snapshot.categories.map((row) => [row.id, row]));
  const groupsOf = grouped(snapshot.itemGroups, (row) => row.item_id);
  const optionsOf = grouped(snapshot.options, (row) => row.group_id);

  const categoryChains = new Map<string, readonly CategoryFacts[]>();
  function categoryChain(categoryId: string | null): readonly CategoryFacts[] {
    if (categoryId === null) return [];
    const known = categoryChains.get(categoryId);
    if (known !== undefined) return known;
    const chain: CategoryFacts[] = [];
    const seen = new Set<string>();
    for (let id: string | null = categoryId; id !== null && !seen.has(id); ) {
      seen.add(id);
      const row = categoriesById.get(id);
      if (row === undefined) break;
      chain.push({
        id: row.id,
        active: row.active,
        removed: row.removed,
        schedule: row.schedule as CatalogItem['schedule'],
      });
      id = row.parent_id;
    }
    categoryChains.set(categoryId, chain);
    return chain;
  }

  const groupFacts = (itemId: string): ModifierGroupFacts[] =>
    (groupsOf.get(itemId) ?? []).map((group) => ({
      id: group.group_id,
      min: group.min,
      max: group.max,
      options: (optionsOf.get(group.group_id) ?? []).map((option) => ({
        listed: option.listed,
        switch: switchOf(option),
      })),
    }));

  return {
    row: (itemId: string): ItemRow | undefined => rowsById.get(itemId),
    groups: (itemId: string): readonly ItemGroupRow[] => groupsOf.get(itemId) ?? [],
    options: (groupId: string): readonly OptionRow[] => optionsOf.get(groupId) ?? [],
    /** The same for the menu and for who reserves. */
    facts(row: ItemRow): ItemFacts {
      const parent = row.parent_id === null ? undefined : rowsById.get(row.parent_id);
      return {
        removed: false,
        sellable: row.sellable,
        storeItem: { ...listingFacts(row), price: priceOf(row), orderTypes: row.order_types },
        parent: parent === undefined ? null : { id: parent.id, removed: false, listing: listingFacts(parent) },
        categories: categoryChain(row.category_id ?? parent?.category_id ?? null),
        modifierGroups: groupFacts(row.id),
      };
    },
  };
}
