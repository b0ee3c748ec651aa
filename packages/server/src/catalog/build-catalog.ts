import {
  type ItemFacts,
  itemOrderability,
  localParts,
  type OrderType,
  priceBreakdown,
  type StoreAvailability,
  storeAvailability,
  type TaxTerms,
} from '@kirana/core';
import type { CatalogItem, StoreCatalog } from './catalog-answer.ts';
import type { ItemRow, TaxRow } from './catalog-rows.ts';
import { menuPositions, type StockPolicy, stockFacts, unitNeeds, withOptionStock } from './item-stock.ts';
import { catalogFacts, grouped, priceOf, type StoreSnapshot, switchOf } from './store-facts.ts';

export interface BuildContext {
  readonly orderType: OrderType | null;
  readonly channel: string | null;
  readonly atMs: number;
  readonly policy: StockPolicy;
}

type Variation = CatalogItem['variations'][number];

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
  const { store, components } = snapshot;
  const availability: StoreAvailability = storeAvailability(store, context.atMs);
  const onDate = localParts(context.atMs, store.zone).date;
  const known = catalogFacts(snapshot);
  const positions = menuPositions(snapshot.positions, components, context.atMs);
  const variationsOf = grouped(
    snapshot.items.filter((row) => row.parent_id !== null),
    (row) => row.parent_id ?? '',
  );
  const barcodesOf = grouped(snapshot.barcodes, (row) => row.item_id);
  const taxesById = new Map(snapshot.taxes.map((row) => [row.id, taxTerms(row)]));
  let freshUntilMs = availability.freshUntilMs;

  /** With the stock behind it. */
  function facts(row: ItemRow): ItemFacts {
    const parts = { components, options: known.options };
    const of = withOptionStock(parts, known.facts(row), positions, context.policy);
    const needs = unitNeeds(parts, row.id);
    if (needs === undefined) return { ...of, sellable: false };
    return { ...of, stock: stockFacts(row.id, needs, row.max_quantity, positions, context.policy) };
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
    // how many can be had changes with every order: a question of its own
    const { freshUntil, maxQuantity: _, ...judged } = itemOrderability(facts(row), availability, context);
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
      modifierGroups: known.groups(row.id).map((group) => ({
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
      snapshot.items.filter((row) => row.parent_id === null || known.row(row.parent_id) === undefined),
    row: known.row,
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
        options: known.options(group.group_id).map((option) => {
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
