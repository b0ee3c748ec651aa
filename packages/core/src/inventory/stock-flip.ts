import type { EventData } from '../events/event.ts';
import { blockedTotal, type Position } from './position.ts';

/** What of a position decides whether things can be ordered at all: base units, no further than one unit of anything takes. */
export interface StockVerdict {
  readonly sellable: number;
  /** As if nothing were blocked: it tells blocked stock from none. */
  readonly unblocked: number;
}

/**
 * The verdict of a position. `mostNeeded`: the most base units that one unit of the item, or of anything put together from it, takes; beyond
 * it more stock changes nothing for anybody's order of one.
 */
export function stockVerdict(position: Position, mostNeeded: number): StockVerdict {
  if (position.tracking === 'untracked') return { sellable: mostNeeded, unblocked: mostNeeded };
  const unblocked = position.onHand - position.reserved - position.safetyStock;
  const upTo = (quantity: number) => Math.min(Math.max(0, quantity), mostNeeded);
  return { sellable: upTo(unblocked - blockedTotal(position)), unblocked: upTo(unblocked) };
}

/** Whether stock lets something be ordered, or stops it, or stops it for another reason than before. */
export const isFlip = (before: StockVerdict, after: StockVerdict): boolean =>
  before.sellable !== after.sellable || before.unblocked !== after.unblocked;

/** What `orderability.changed` tells of a position. `usedIn`: what takes it as a part. */
export function orderabilityChanged(position: Position, usedIn: readonly string[]): EventData<'orderability.changed'> {
  const { sellable, unblocked } = stockVerdict(position, Number.MAX_SAFE_INTEGER);
  const missing = unblocked > 0 ? 'STOCK_BLOCKED' : 'OUT_OF_STOCK';
  return {
    storeId: position.storeId,
    itemId: position.itemId,
    inStock: sellable > 0,
    reason: sellable > 0 ? null : missing,
    sellable: position.tracking === 'untracked' ? null : sellable,
    usedIn: [...usedIn],
  };
}
