import type { Tracking } from '../inventory/position.ts';

/** Units that come free, or stop being sellable, at a moment by time alone. */
export interface UnitsAt {
  readonly atMs: number;
  readonly quantity: number;
}

/** A position as orderability sees it. Quantities in base units, times in milliseconds. */
export interface PositionFacts {
  readonly tracking: Tracking;
  readonly onHand: number;
  /** Of all kinds. */
  readonly blocked: number;
  /** As it is stored: with holds past expiry that no write has ended yet. */
  readonly reserved: number;
  readonly safetyStock: number;
  /** Open holds by expiry, earliest first. A list cut off late counts what it leaves out as held for good. */
  readonly holds: readonly UnitsAt[];
  /** Units not blocked yet that expire with their lot, earliest first. */
  readonly expiring: readonly UnitsAt[];
  /** When its source was last heard from; null: nobody reports it, and it is never stale. */
  readonly heardAtMs: number | null;
}

/** Base units of an item that one unit of what is ordered takes; `position` null: the store does not keep it. */
export interface NeedFacts {
  readonly itemId: string;
  readonly quantity: number;
  readonly position: PositionFacts | null;
}

/** The stock behind an item: its own position, or those of the parts it is put together from. */
export interface StockFacts {
  readonly itemId: string;
  readonly needs: readonly NeedFacts[];
  /** Most units in one order; null: no limit. */
  readonly maxQuantity: number | null;
  /** Most base units of an untracked item in one order; null: no limit. */
  readonly untrackedMaxQuantity: number | null;
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
}

/** All of them up to and at an instant. */
export const sumUntil = (units: readonly UnitsAt[], atMs: number): number => {
  let sum = 0;
  for (const { atMs: ms, quantity } of units) {
    if (ms > atMs) break;
    sum += quantity;
  }
  return sum;
};

/** What may still be sold of a position at an instant, and what would be if nothing were blocked. Holds past expiry do not count. */
export function stockAt(
  position: PositionFacts,
  atMs: number,
): { readonly sellable: number; readonly unblocked: number } {
  const { onHand, safetyStock, holds, expiring } = position;
  const reserved = holds.length === 0 ? position.reserved : position.reserved - sumUntil(holds, atMs);
  const blocked = expiring.length === 0 ? position.blocked : position.blocked + sumUntil(expiring, atMs);
  const unblocked = onHand - reserved - safetyStock;
  return { sellable: Math.max(0, unblocked - blocked), unblocked: Math.max(0, unblocked) };
}

/** The next moment strictly after the instant; Infinity: none. */
const nextOf = (units: readonly UnitsAt[], atMs: number): number =>
  units.find((one) => one.atMs > atMs)?.atMs ?? Number.POSITIVE_INFINITY;

/** When what may be sold of a position next changes by time alone; Infinity: it does not. */
export const nextStockChangeMs = ({ holds, expiring }: PositionFacts, atMs: number): number =>
  Math.min(nextOf(holds, atMs), nextOf(expiring, atMs));

/**
 * The earliest moment after the instant at which so much may be sold, as holds expire; null: not by time alone. Lots that expire
 * meanwhile are not looked at, so that it may be too early, never too late.
 */
export function enoughAtMs(position: PositionFacts, wanted: number, atMs: number): number | null {
  const { onHand, blocked, reserved, safetyStock, holds, expiring } = position;
  // Not stopped at zero: what comes free fills a gap below it first.
  let sellable = onHand - blocked - sumUntil(expiring, atMs) - (reserved - sumUntil(holds, atMs)) - safetyStock;
  for (const hold of holds) {
    if (hold.atMs <= atMs) continue;
    sellable += hold.quantity;
    if (sellable >= wanted) return hold.atMs;
  }
  return null;
}

/** Whole units of the thing that a need leaves room for; Infinity: no limit. */
export function unitsOf(need: NeedFacts, { untrackedMaxQuantity }: StockFacts, atMs: number): number {
  const { position, quantity } = need;
  if (position === null) return 0;
  if (position.tracking === 'counted') return Math.floor(stockAt(position, atMs).sellable / quantity);
  return untrackedMaxQuantity === null ? Number.POSITIVE_INFINITY : Math.floor(untrackedMaxQuantity / quantity);
}
