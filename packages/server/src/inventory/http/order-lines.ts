import {
  type Choice,
  type ChosenOption,
  explode,
  type ItemFacts,
  KiranaError,
  MAX_QUANTITY,
  type ModifierGroupFacts,
  type Need,
  type Reason,
  type ReservationLineRequest,
  sumNeeds,
} from '@kirana/core';
import type { z } from 'zod';
import type { OptionRow } from '../../catalog/catalog-rows.ts';
import type { ItemOrderFacts, OrderFacts, StoreOrderFacts } from './order-facts.ts';

/** A line with what decides it: what one unit takes, and its chosen options as they are at the store. */
export interface OrderLine {
  readonly itemId: string;
  readonly quantity: number;
  readonly item: ItemOrderFacts;
  readonly needs: readonly Need[];
  readonly options: readonly OptionRow[];
  /** Null: nothing was said of modifiers. */
  readonly choice: Choice | null;
}

type AskedLine = z.output<typeof ReservationLineRequest>;

/** The groups that an item lets choose from: its own and those of the item it varies, of which its own say more. */
function groupsOf(of: StoreOrderFacts, { parent, modifierGroups }: ItemFacts): readonly ModifierGroupFacts[] {
  const ofParent = (parent === null ? undefined : of.item(parent.id)?.facts.modifierGroups) ?? [];
  return [...modifierGroups, ...ofParent.filter(({ id }) => modifierGroups.every((own) => own.id !== id))];
}

/** @throws NOT_FOUND for an option of none of these groups */
function optionOf(of: StoreOrderFacts, groups: readonly ModifierGroupFacts[], optionId: string): OptionRow {
  for (const { id } of groups) {
    const option = of.options(id).find((one) => one.id === optionId);
    if (option !== undefined) return option;
  }
  throw new KiranaError('NOT_FOUND', { optionId });
}

/** What one unit of these things takes. @throws COMPONENTS_INVALID */
export function needsOf(of: StoreOrderFacts, things: readonly Need[]): readonly Need[] {
  const exploded = explode(things, of.components);
  if (exploded.ok) return exploded.needs;
  const { itemId, kind } = exploded.problem;
  throw new KiranaError('COMPONENTS_INVALID', { itemId, problem: kind });
}

async function orderLine(
  facts: OrderFacts,
  tenantId: string,
  of: StoreOrderFacts,
  { itemId, quantity, modifiers }: AskedLine,
): Promise<OrderLine> {
  const item = of.item(itemId) ?? (await facts.item(tenantId, of, itemId));
  if (modifiers === undefined) {
    return { itemId, quantity, item, options: [], choice: null, needs: needsOf(of, [{ itemId, quantity: 1 }]) };
  }
  const groups = groupsOf(of, item.facts);
  const chosen = modifiers.map((modifier) => ({ ...modifier, option: optionOf(of, groups, modifier.optionId) }));
  const things = chosen.flatMap(({ option, quantity: units }) =>
    option.item_id === null ? [] : [{ itemId: option.item_id, quantity: units }],
  );
  return {
    itemId,
    quantity,
    item,
    options: chosen.map(({ option }) => option),
    choice: { groups, options: chosen.map((one) => chosenOption(of, one)) },
    needs: needsOf(of, [{ itemId, quantity: 1 }, ...things]),
  };
}

/** `ordered` is not known before all lines are. */
const chosenOption = (
  of: StoreOrderFacts,
  { option, quantity }: { readonly option: OptionRow; readonly quantity: number },
): ChosenOption => ({
  optionId: option.id,
  groupId: option.group_id,
  quantity,
  ordered: 0,
  maxQuantity: option.item_id === null ? null : (of.item(option.item_id)?.maxQuantity ?? null),
});

/** Units of each item over all lines, ordered as such or chosen as an option. */
function orderedUnits(lines: readonly OrderLine[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  const add = (itemId: string, quantity: number) => units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  for (const { itemId, quantity, options, choice } of lines) {
    add(itemId, quantity);
    options.forEach(({ item_id }, index) => {
      if (item_id !== null) add(item_id, quantity * (choice?.options[index]?.quantity ?? 0));
    });
  }
  return units;
}

/** The lines with what the order as a whole has of their options. */
function withOrdered(lines: readonly OrderLine[]): OrderLine[] {
  const units = orderedUnits(lines);
  return lines.map((line) => {
    if (line.choice === null) return line;
    const options = line.choice.options.map((option, index) => ({
      ...option,
      ordered: units.get(line.options[index]?.item_id ?? '') ?? 0,
    }));
    return { ...line, choice: { ...line.choice, options } };
  });
}

/** An option that cannot be chosen at this instant takes its line with it. */
export function optionReasons(options: readonly OptionRow[], atMs: number): Reason[] {
  return options.flatMap(({ id, listed, switched_off, switched_off_until }) => {
    const until = switched_off_until?.getTime() ?? Number.POSITIVE_INFINITY;
    if (listed && (!switched_off || until <= atMs)) return [];
    const back = listed && Number.isFinite(until) ? { until: new Date(until).toISOString() } : {};
    return [{ code: 'MODIFIER_UNAVAILABLE' as const, params: { optionId: id, ...back } }];
  });
}

/**
 * The lines of a request.
 * @throws NOT_FOUND for an item or option that is not the merchant's, COMPONENTS_INVALID, QUANTITY_ABOVE_MAXIMUM for more than any figure holds
 */
export async function orderLines(
  facts: OrderFacts,
  tenantId: string,
  of: StoreOrderFacts,
  asked: readonly AskedLine[],
): Promise<OrderLine[]> {
  const lines: OrderLine[] = [];
  // one after the other: only what the store does not have is asked of the database, and the first that nobody has ends it
  for (const line of asked) lines.push(await orderLine(facts, tenantId, of, line));
  for (const { itemId, quantity } of sumNeeds(lines)) {
    if (quantity <= MAX_QUANTITY) continue;
    throw new KiranaError('QUANTITY_ABOVE_MAXIMUM', { itemId, quantity, maxQuantity: MAX_QUANTITY });
  }
  return withOrdered(lines);
}
