import type { EventData } from '../events/event.ts';
import { type Position, sellable } from './position.ts';

/** What of a position decides whether things can be ordered at all, in base units; Infinity: not tracked. */
export interface StockVerdict {
  readonly sellable: number;
  /** As if nothing were blocked: it tells blocked stock from none. */
  readonly unblocked: number;
}

export function stockVerdict(position: Position): StockVerdict {
  if (position.tracking === 'untracked') {
    return { sellable: Number.POSITIVE_INFINITY, unblocked: Number.POSITIVE_INFINITY };
  }
  const unblocked = position.onHand - position.reserved - position.safetyStock;
  return { sellable: sellable(position), unblocked: Math.max(0, unblocked) };
}

/**
 * Whether stock lets something be ordered, or stops it, or stops it for another reason than before. `mostNeeded`: the most base units that one
 * unit of the item, or of anything put together from it, takes; beyond it more stock changes nothing for anybody's order of one.
 */
export const isFlip = (before: StockVerdict, after: StockVerdict, mostNeeded: number): boolean =>
  Math.min(before.sellable, mostNeeded) !== Math.min(after.sellable, mostNeeded) ||
  Math.min(before.unblocked, mostNeeded) !== Math.min(after.unblocked, mostNeeded);

/** What `orderability.changed` tells of a position. `usedIn`: what takes it as a part. */
export function orderabilityChanged(position: Position, usedIn: readonly string[]): EventData<'orderability.changed'> {
  const verdict = stockVerdict(position);
  const inStock = verdict.sellable > 0;
  const missing = verdict.unblocked > 0 ? 'STOCK_BLOCKED' : 'OUT_OF_STOCK';
  return {
    storeId: position.storeId,
    itemId: position.itemId,
    inStock,
    reason: inStock ? null : missing,
    sellable: position.tracking === 'untracked' ? null : verdict.sellable,
    usedIn: [...usedIn],
  };
}
