import {
  explode,
  type ItemFacts,
  KiranaError,
  MAX_QUANTITY,
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
}

type AskedLine = z.output<typeof ReservationLineRequest>;

/** The options that an item lets choose from: its own and those of the item it varies. */
function optionOf(of: StoreOrderFacts, facts: ItemFacts, optionId: string): OptionRow {
  const parent = facts.parent === null ? undefined : of.item(facts.parent.id)?.facts;
  for (const { id } of [...facts.modifierGroups, ...(parent?.modifierGroups ?? [])]) {
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

/** What one unit of an item takes by itself; undefined: its components make no sense, and it can be had by nobody. */
export function unitNeeds(of: StoreOrderFacts, itemId: string): readonly Need[] | undefined {
  const exploded = explode([{ itemId, quantity: 1 }], of.components);
  return exploded.ok ? exploded.needs : undefined;
}

async function orderLine(
  facts: OrderFacts,
  tenantId: string,
  of: StoreOrderFacts,
  { itemId, quantity, modifiers = [] }: AskedLine,
): Promise<OrderLine> {
  const item = of.item(itemId) ?? (await facts.item(tenantId, of, itemId));
  if (modifiers.length === 0) {
    return { itemId, quantity, item, options: [], needs: needsOf(of, [{ itemId, quantity: 1 }]) };
  }
  const chosen = modifiers.map((modifier) => ({ ...modifier, option: optionOf(of, item.facts, modifier.optionId) }));
  const things = chosen.flatMap(({ option, quantity: units }) =>
    option.item_id === null ? [] : [{ itemId: option.item_id, quantity: units }],
  );
  return {
    itemId,
    quantity,
    item,
    options: chosen.map(({ option }) => option),
    needs: needsOf(of, [{ itemId, quantity: 1 }, ...things]),
  };
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
  return lines;
}
