import {
  itemOrderability,
  type Orderability,
  type OrderContext,
  type Reason,
  type ReasonCode,
  type StockFacts,
  type StoreAvailability,
} from '@kirana/core';
import {
  optionNeeds,
  type Positions,
  type StockPolicy,
  stockFacts,
  withOptionStock,
} from '../../catalog/item-stock.ts';
import type { StoreOrderFacts } from './order-facts.ts';
import { type OrderLine, optionReasons } from './order-lines.ts';

/** A reason that hangs on what was chosen is no reason that a later moment takes away by itself, unless it says when. */
function withOptions(judged: Orderability, reasons: readonly Reason[]): Orderability {
  if (reasons.length === 0) return judged;
  const untils = reasons.map(({ params }) => (typeof params.until === 'string' ? params.until : null));
  const known = untils.filter((until) => until !== null).sort();
  const freshUntil = [judged.freshUntil, known[0] ?? null].filter((time) => time !== null).sort()[0] ?? null;
  return {
    ...judged,
    orderable: false,
    reasons: [...judged.reasons, ...reasons],
    // when the item and every option is back: known only where all of them are
    nextAvailableAt:
      known.length < untils.length || (!judged.orderable && judged.nextAvailableAt === null)
        ? null
        : ([...known, ...(judged.nextAvailableAt === null ? [] : [judged.nextAvailableAt])].sort().at(-1) ?? null),
    freshUntil,
  };
}

const contextOf = ({ choice }: OrderLine, context: OrderContext): OrderContext =>
  choice === null ? context : { ...context, choice };

/** May this line be ordered: the one pure function, over the catalog's facts and the positions. */
export function judgeLine(
  of: StoreOrderFacts,
  line: OrderLine,
  store: StoreAvailability,
  context: OrderContext,
  positions: Positions,
  policy: StockPolicy,
): { readonly judged: Orderability; readonly stock: StockFacts } {
  const stock = stockFacts(line.itemId, line.needs, line.item.maxQuantity, positions, policy);
  const facts = { ...withOptionStock(of, line.item.facts, positions, policy), stock };
  const judged = itemOrderability(facts, store, { ...contextOf(line, context), quantity: line.quantity });
  return { judged: withOptions(judged, optionReasons(line.options, store.atMs)), stock };
}

/** What the ledger decides by itself, under lock. */
const OF_STOCK: readonly ReasonCode[] = ['OUT_OF_STOCK', 'STOCK_BLOCKED', 'QUANTITY_ABOVE_MAXIMUM'];

/** Items whose positions are to be read before the ledger is asked: required choices hang on them, and the stale-stock policy. */
export const judgedBefore = (of: StoreOrderFacts, lines: readonly OrderLine[], policy: StockPolicy): string[] => [
  ...new Set(
    lines.flatMap((line) => [
      ...optionNeeds(of, line.item.facts).map(({ itemId }) => itemId),
      ...(policy.staleAfterMs === null ? [] : line.needs.map(({ itemId }) => itemId)),
    ]),
  ),
];

/** Why a line cannot be reserved, apart from what the ledger decides: the same reasons as orderability tells. */
export function reasonsOf(
  of: StoreOrderFacts,
  line: OrderLine,
  store: StoreAvailability,
  context: OrderContext,
  positions: Positions,
  policy: StockPolicy,
): readonly Reason[] {
  const { facts } = line.item;
  if (positions.size === 0) {
    return [
      ...itemOrderability(facts, store, contextOf(line, context)).reasons,
      ...optionReasons(line.options, store.atMs),
    ];
  }
  const { judged } = judgeLine(of, line, store, context, positions, policy);
  return judged.reasons.filter(({ code }) => !OF_STOCK.includes(code));
}
