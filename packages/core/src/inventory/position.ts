import { z } from 'zod';
import { ItemId, StoreId } from '../identity/ids.ts';
import { Quantity } from './quantity.ts';

/** Why units on hand may not be sold. `expired` also holds what is left of lots past their date. */
export const BlockKind = z.enum(['damaged', 'quality_check', 'recalled', 'expired']).meta({ id: 'BlockKind' });
export type BlockKind = z.infer<typeof BlockKind>;

/** `untracked`: all that is known is a switch; holds are recorded, and limited by quantity caps instead of stock. */
export const Tracking = z.enum(['counted', 'untracked']).meta({ id: 'Tracking' });
export type Tracking = z.infer<typeof Tracking>;

export const BlockedStock = z
  .strictObject({ damaged: Quantity, quality_check: Quantity, recalled: Quantity, expired: Quantity })
  .meta({ id: 'BlockedStock', description: 'On hand but not sellable, by kind' });
export type BlockedStock = Readonly<z.infer<typeof BlockedStock>>;

/**
 * Quantities of one item at one store, in base units: the fold of its entries. Blocked may exceed on hand after a recount, since a count
 * does not say which units are gone.
 */
export const Position = z
  .strictObject({
    storeId: StoreId,
    itemId: ItemId,
    tracking: Tracking,
    onHand: Quantity.meta({ description: 'Physically at the store' }),
    blocked: BlockedStock,
    reserved: Quantity.meta({
      description: 'Promised to open orders, also by holds past expiry that no write has ended yet',
    }),
    safetyStock: Quantity.meta({ description: 'Kept back from every channel' }),
    incoming: Quantity.meta({ description: 'Ordered from a supplier, not yet received' }),
    sequence: z.int().nonnegative().meta({ description: 'Of its last entry; 0: none yet' }),
  })
  .meta({ id: 'Position' });
/** The same object, to be worked on inside one decision. */
export type WorkingPosition = z.infer<typeof Position>;
export type Position = Readonly<Omit<WorkingPosition, 'blocked'>> & { readonly blocked: BlockedStock };

/** A position before its first entry. */
export const emptyPosition = (storeId: string, itemId: string, tracking: Tracking): WorkingPosition => ({
  storeId,
  itemId,
  tracking,
  onHand: 0,
  blocked: { damaged: 0, quality_check: 0, recalled: 0, expired: 0 },
  reserved: 0,
  safetyStock: 0,
  incoming: 0,
  sequence: 0,
});

/** How a position is found among those of a tenant. */
export const positionKey = (storeId: string, itemId: string): string => `${storeId}/${itemId}`;

/** Units on hand that may not be sold, of all kinds. */
export const blockedTotal = ({ blocked }: { readonly blocked: BlockedStock }): number =>
  blocked.damaged + blocked.quality_check + blocked.recalled + blocked.expired;

type Stock = Pick<Position, 'onHand' | 'blocked' | 'reserved' | 'safetyStock'>;

/** Available to sell (ATS). Below zero only after a recount or an adjustment, a block, a change of safety stock or a sale already made. */
export const ats = (position: Stock): number =>
  position.onHand - blockedTotal(position) - position.reserved - position.safetyStock;

/** What may still be promised: ATS, never shown below zero. Says nothing of an untracked item. */
export const sellable = (position: Stock): number => Math.max(0, ats(position));

/** Promised units that the quantities no longer cover. Nothing promised: nothing oversold, however low ATS is. */
export const oversold = (position: Stock & Pick<Position, 'tracking'>): number =>
  position.tracking === 'untracked' ? 0 : Math.max(0, Math.min(position.reserved, -ats(position)));

/** Net position: what replenishment looks at. */
export const netPosition = (position: Pick<Position, 'onHand' | 'reserved' | 'incoming'>): number =>
  position.onHand - position.reserved + position.incoming;
