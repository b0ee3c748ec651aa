import {
  type CategoryFacts,
  type ItemFacts,
  itemOrderability,
  type ListingFacts,
  localParts,
  type ModifierGroupFacts,
  type OrderType,
  priceBreakdown,
  type StoreAvailability,
  storeAvailability,
  type TaxTerms,
} from '@kirana/core';
import type { CatalogItem, StoreCatalog } from './catalog-answer.ts';
import type { CategoryRow, ChargeRow, ItemGroupRow, ItemRow, OptionRow, StoreHead, TaxRow } from './catalog-rows.ts';

/** Rows of one store out of one snapshot. */
export interface StoreSnapshot extends StoreHead {
  readonly items: readonly ItemRow[];
  readonly barcodes: readonly { readonly item_id: string; readonly code: string; readonly unit: string | null }[];
  readonly categories: readonly CategoryRow[];
  readonly taxes: readonly TaxRow[];
  readonly charges: readonly ChargeRow[];
  readonly itemGroups: readonly ItemGroupRow[];
  readonly options: readonly OptionRow[];
}

export interface BuildContext {
  readonly orderType: OrderType | null;
  readonly channel: string | null;
  readonly atMs: number;
}

type Variation = CatalogItem['variations'][number];

const switchOf = (row: { readonly switched_off: boolean; readonly switched_off_until: Date | null }) => ({
  on: !row.switched_off,
  until: row.switched_off ? (row.switched_off_until?.toISOString() ?? null) : null,
});

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
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

const priceOf = (row: ItemRow): CatalogItem['price'] =>
  row.price_minor === null
    ? null
    : {
        priceMinor: row.price_minor,
        currency: row.currency,
        per: row.per,
        ...(row.list_price_minor === null ? {} : { listPriceMinor: row.list_price_minor }),
      };

const taxTerms = (row: TaxRow): TaxTerms => ({
  taxId: row.id,
  name: row.name,
  component: row.component,
  amount: row.amount,
  inclusive: row.inclusive,
  base: row.base,
  orderTypes: row.order_types,
  validFrom: row.valid_from,
  rank: row.rank,
  active: row.active,
});

/** Turns rows into answers, judging what can be ordered. Pure: the same snapshot and context give the same answer. */
export function catalogBuilder(snapshot: StoreSnapshot, context: BuildContext) {
  const { store } = snapshot;
  const availability: StoreAvailability = storeAvailability(store, context.atMs);
  const onDate = localParts(context.atMs, store.zone).date;
  const rowsById = new Map(snapshot.items.map((row) => [row.id, row]));
  const variationsOf = grouped(
    snapshot.items.filter((row) => row.parent_id !== null),
    (row) => row.parent_id ?? '',
  );
  const barcodesOf = grouped(snapshot.barcodes, (row) => row.item_id);
  const categoriesById = new Map(snapshot.categories.map((row) => [row.id, row]));
  const taxesById = new Map(snapshot.taxes.map((row) => [row.id, taxTerms(row)]));
  const groupsOf = grouped(snapshot.itemGroups, (row) => row.item_id);
  const optionsOf = grouped(snapshot.options, (row) => row.group_id);
  let freshUntilMs = availability.freshUntilMs;

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
      options: (optionsOf.get(group.group_id) ?? []).map((option) => ({
        listed: option.listed,
        switch: switchOf(option),
      })),
    }));

  function facts(row: ItemRow): ItemFacts {
    const parent = row.parent_id === null ? undefined : rowsById.get(row.parent_id);
    return {
      removed: false,
      sellable: row.sellable,
      storeItem: { ...listingFacts(row), price: priceOf(row), orderTypes: row.order_types },
      parent: parent === undefined ? null : { id: parent.id, removed: false, listing: listingFacts(parent) },
      categories: categoryChain(row.category_id ?? parent?.category_id ?? null),
      modifierGroups: groupFacts(row.id),
    };
  }

  function breakdownOf(row: ItemRow): CatalogItem['breakdown'] {
    if (row.price_minor === null) return null;
    return priceBreakdown({
      priceMinor: row.price_minor,
      taxes: row.tax_ids.flatMap((id) => taxesById.get(id) ?? []),
      taxInclusive: row.tax_inclusive,
      rounding: snapshot.rounding,
      orderType: context.orderType,
      onDate,
    });
  }

  function answerOf(row: ItemRow): Omit<CatalogItem, 'variations' | 'parentId'> {
    const { freshUntil, ...judged } = itemOrderability(facts(row), availability, context);
    if (freshUntil !== null) freshUntilMs = Math.min(freshUntilMs, Date.parse(freshUntil));
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      images: row.images,
      brand: row.brand_id === null ? null : { id: row.brand_id, name: row.brand_name ?? '' },
      sellable: row.sellable,
      variationLabel: row.variation_label,
      baseUnit: row.base_unit,
      taxCode: row.tax_code,
      diet: row.diet,
      allergens: row.allergens,
      restrictions: row.restrictions,
      attributes: row.attributes,
      translations: row.translations,
      tags: row.tags,
      barcodes: (barcodesOf.get(row.id) ?? []).map(({ code, unit }) => ({ code, unit })),
      listed: row.listed,
      categoryId: row.category_id,
      price: priceOf(row),
      breakdown: breakdownOf(row),
      taxIds: row.tax_ids,
      taxInclusive: row.tax_inclusive,
      packingChargeMinor: row.packing_charge_minor,
      orderTypes: row.order_types,
      schedule: row.schedule as CatalogItem['schedule'],
      maxQuantity: row.max_quantity,
      rank: row.rank,
      switch: switchOf(row),
      availability: judged,
      modifierGroups: (groupsOf.get(row.id) ?? []).map((group) => ({
        groupId: group.group_id,
        min: group.min,
        max: group.max,
        rank: group.rank,
      })),
    };
  }

  return {
    item: (row: ItemRow): CatalogItem => ({
      ...answerOf(row),
      parentId: row.parent_id,
      variations: (variationsOf.get(row.id) ?? []).map(
        (variation): Variation => ({ ...answerOf(variation), parentId: row.id }),
      ),
    }),
    topItems: (): readonly ItemRow[] =>
      snapshot.items.filter((row) => row.parent_id === null || !rowsById.has(row.parent_id)),
    row: (itemId: string): ItemRow | undefined => rowsById.get(itemId),
    /** What orderability is judged by, apart from stock: the same for the menu and for who reserves. */
    facts,
    /** Call it last: every item judged so far has had its say. */
    freshUntil: (): string | null => (Number.isFinite(freshUntilMs) ? new Date(freshUntilMs).toISOString() : null),
    store: (): StoreCatalog['store'] => ({
      id: store.id,
      name: store.name,
      kind: store.kind,
      zone: store.zone,
      currency: store.currency,
      defaultLocale: store.defaultLocale,
      hours: store.hours,
      status: store.status,
      takesOrders: availability.reasons.length === 0,
      reasons: [...availability.reasons],
    }),
    categories: (): StoreCatalog['categories'] =>
      snapshot.categories
        .filter((row) => !row.removed)
        .map((row) => ({
          id: row.id,
          parentId: row.parent_id,
          name: row.name,
          imageUrl: row.image_url,
          rank: row.rank,
          active: row.active,
          schedule: row.schedule as CatalogItem['schedule'],
        })),
    modifierGroups: (): StoreCatalog['modifierGroups'] => {
      const groups = new Map(snapshot.itemGroups.map((row) => [row.group_id, row]));
      return [...groups.values()].map((group) => ({
        id: group.group_id,
        name: group.group_name,
        rank: group.group_rank,
        options: (optionsOf.get(group.group_id) ?? []).map((option) => {
          const until = option.switched_off_until?.getTime() ?? Number.POSITIVE_INFINITY;
          if (option.switched_off && until > context.atMs) freshUntilMs = Math.min(freshUntilMs, until);
          return {
            id: option.id,
            name: option.name,
            itemId: option.item_id,
            diet: option.diet,
            priceMinor: option.price_minor,
            listed: option.listed,
            switch: switchOf(option),
            available: option.listed && (!option.switched_off || until <= context.atMs),
            rank: option.rank,
          };
        }),
      }));
    },
    taxes: (): StoreCatalog['taxes'] =>
      [...taxesById.values()].map(({ taxId, ...tax }) => ({ id: taxId, ...tax, orderTypes: [...tax.orderTypes] })),
    charges: (): StoreCatalog['charges'] =>
      snapshot.charges.map((row) => ({
        id: row.id,
        purpose: row.purpose,
        name: row.name,
        scope: row.scope,
        amount: row.amount,
        base: row.base,
        orderTypes: row.order_types,
        taxIds: row.tax_ids,
        active: row.active,
      })),
  };
}
