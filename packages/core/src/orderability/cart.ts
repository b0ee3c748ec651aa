import { MAX_QUANTITY } from '../inventory/quantity.ts';
import type { Shortfall } from '../inventory/reservation.ts';
import { type NeedFacts, type StockFacts, stockAt } from './stock-facts.ts';

export interface CartLine {
  readonly stock: StockFacts;
  readonly quantity: number;
}

function takable(need: NeedFacts, stock: StockFacts, atMs: number): number {
  const { position } = need;
  if (position === null) return 0;
  if (position.tracking === 'counted') return stockAt(position, atMs).sellable;
  const room = MAX_QUANTITY - position.reserved;
  return Math.min(stock.untrackedMaxQuantity ?? room, room);
}

/**
 * What a whole cart is short of, each item summed over all lines that take it: lines that can each be had may not be had together. The
 * same shortfalls that reserving it would be refused with; empty: it would be held, as far as stock goes.
 */
export function cartShortfalls(lines: readonly CartLine[], atMs: number): readonly Shortfall[] {
  const sums = new Map<string, { wanted: number; sellable: number; lines: number[] }>();
  lines.forEach(({ stock, quantity }, line) => {
    for (const need of stock.needs) {
      const sum = sums.get(need.itemId) ?? { wanted: 0, sellable: takable(need, stock, atMs), lines: [] };
      sum.wanted += quantity * need.quantity;
      sum.lines.push(line);
      sums.set(need.itemId, sum);
    }
  });
  return [...sums].filter(([, sum]) => sum.wanted > sum.sellable).map(([itemId, sum]) => ({ itemId, ...sum }));
}

/** Items of which the cart has more, over all its lines, than one order may have. */
export function cartAboveMaximum(
  lines: readonly CartLine[],
): readonly { readonly itemId: string; readonly quantity: number; readonly maxQuantity: number }[] {
  const sums = new Map<string, { quantity: number; maxQuantity: number }>();
  for (const { stock, quantity } of lines) {
    if (stock.maxQuantity === null) continue;
    const before = sums.get(stock.itemId)?.quantity ?? 0;
    sums.set(stock.itemId, { quantity: before + quantity, maxQuantity: stock.maxQuantity });
  }
  return [...sums].filter(([, sum]) => sum.quantity > sum.maxQuantity).map(([itemId, sum]) => ({ itemId, ...sum }));
}
