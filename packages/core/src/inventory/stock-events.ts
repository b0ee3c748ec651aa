import type { EventData } from '../events/event.ts';
import type { StockShortfall } from './batch.ts';
import { ats, oversold, type Position, sellable } from './position.ts';

/** What `stock.changed` tells of a position: one event for all its entries from this sequence to its last. */
export const stockChanged = (position: Position, fromSequence: number): EventData<'stock.changed'> => ({
  storeId: position.storeId,
  itemId: position.itemId,
  // A copy: a position is worked on in place.
  position: { ...position, blocked: { ...position.blocked } },
  ats: ats(position),
  sellable: position.tracking === 'untracked' ? null : sellable(position),
  oversold: oversold(position),
  entries: { from: fromSequence, to: position.sequence },
});

/** What `stock.shortfall` tells. */
export const stockShortfall = (shortfall: StockShortfall): EventData<'stock.shortfall'> => ({ ...shortfall });
