import {
  type ComponentsOf,
  explode,
  type ItemFacts,
  type Need,
  type OptionFacts,
  type PositionFacts,
  type StockFacts,
  type StockLimits,
  stockAt,
  sumUntil,
} from '@kirana/core';
import type { OptionRow } from './catalog-rows.ts';

/** Positions of a store by item id; an item that is not in it is not kept there. */
export type Positions = ReadonlyMap<string, PositionFacts>;

export interface StockPolicy {
  readonly limits: Pick<StockLimits, 'untrackedMaxQuantity'>;
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
}

/** What of a store's catalog says which stock a thing takes. */
export interface Parts {
  readonly components: ComponentsOf;
  /** Options of a group as they are at this store. */
  options(groupId: string): readonly OptionRow[];
}

/** What one unit of an item takes by itself; undefined: its components make no sense, and it can be had by nobody. */
export function unitNeeds({ components }: Pick<Parts, 'components'>, itemId: string): readonly Need[] | undefined {
  const exploded = explode([{ itemId, quantity: 1 }], components);
  return exploded.ok ? exploded.needs : undefined;
}

/** The stock behind a line: of the item, or of all it takes. */
export const stockFacts = (
  itemId: string,
  needs: readonly Need[],
  maxQuantity: number | null,
  positions: Positions,
  { limits, staleAfterMs }: StockPolicy,
): StockFacts => ({
  itemId,
  needs: needs.map((need) => ({ ...need, position: positions.get(need.itemId) ?? null })),
  maxQuantity,
  untrackedMaxQuantity: limits.untrackedMaxQuantity,
  staleAfterMs,
});

/** Items whose stock decides a required choice of an item: those its options are, taken apart. */
export const optionNeeds = (of: Parts, { modifierGroups }: ItemFacts): readonly Need[] =>
  modifierGroups
    .filter(({ min }) => min > 0)
    .flatMap(({ id }) => of.options(id))
    .flatMap(({ item_id }) => (item_id === null ? [] : (unitNeeds(of, item_id) ?? [])));

/** The facts of the catalog with the stock of the options that a required choice is among. */
export function withOptionStock(of: Parts, facts: ItemFacts, positions: Positions, policy: StockPolicy): ItemFacts {
  if (!facts.modifierGroups.some(({ min }) => min > 0)) return facts;
  const modifierGroups = facts.modifierGroups.map((group) => {
    if (group.min === 0) return group;
    // the same rows in the same order as the facts were made of
    const items = of.options(group.id).map(({ item_id }) => item_id);
    const options = group.options.map((option, index): OptionFacts => {
      const itemId = items[index] ?? null;
      if (itemId === null) return option;
      const needs = unitNeeds(of, itemId);
      if (needs === undefined) return { ...option, listed: false };
      return { ...option, stock: stockFacts(itemId, needs, null, positions, policy) };
    });
    return { ...group, options };
  });
  return { ...facts, modifierGroups };
}

const mostOf = new WeakMap<ComponentsOf, ReadonlyMap<string, number>>();

/** Taken apart once for all menus that are made of the same components. */
function partsOf(components: ComponentsOf): ReadonlyMap<string, number> {
  const known = mostOf.get(components);
  if (known !== undefined) return known;
  const most = new Map<string, number>();
  for (const itemId of components.keys()) {
    for (const need of unitNeeds({ components }, itemId) ?? [])
      most.set(need.itemId, Math.max(most.get(need.itemId) ?? 1, need.quantity));
  }
  mostOf.set(components, most);
  return most;
}

/** The most base units of an item that one unit of it, or of anything it is a part of, takes. */
const mostNeeded = (components: ComponentsOf, itemId: string): number => partsOf(components).get(itemId) ?? 1;

const isStale = ({ tracking, heardAtMs }: PositionFacts, staleAfterMs: number | null, atMs: number): boolean =>
  staleAfterMs !== null && tracking === 'counted' && heardAtMs !== null && heardAtMs + staleAfterMs <= atMs;

/**
 * Items of which positions read a while ago may judge wrongly by now, though nothing was told of them: those where time alone decides. What
 * else may have happened to the others has left them with enough for any order of one, or without.
 */
export function uncertainItems(
  positions: Positions,
  components: ComponentsOf,
  { staleAfterMs }: StockPolicy,
  atMs: number,
): string[] {
  return [...positions].flatMap(([itemId, position]) => {
    const { holds, expiring } = position;
    const hangsOnHolds = holds.length > 0 && stockAt(position, atMs).sellable < mostNeeded(components, itemId);
    const hasExpired = expiring.some((lot) => lot.atMs <= atMs);
    return hangsOnHolds || hasExpired || isStale(position, staleAfterMs, atMs) ? [itemId] : [];
  });
}

/**
 * Positions for a menu, which says whether one can be had and not how many: holds of what there is enough of are left out, or each hold that
 * ends anywhere in the store would end the menu.
 */
export const menuPositions = (positions: Positions, components: ComponentsOf, atMs: number): Positions =>
  new Map(
    [...positions].map(([itemId, position]) => {
      const { holds, reserved } = position;
      const isAsItIs = holds.length === 0 || stockAt(position, atMs).sellable < mostNeeded(components, itemId);
      return [itemId, isAsItIs ? position : { ...position, reserved: reserved - sumUntil(holds, atMs), holds: [] }];
    }),
  );
