import { dayNumber, instantMsOfLocal } from '../identity/zoned-time.ts';
import type { LotDelta } from './entry.ts';

/** What is left of a receipt: units with one lot name and expiry date. `expired` of them are in blocked already. */
export interface Lot {
  readonly lot: string | null;
  readonly expiresOn: string | null;
  readonly expiresAtMs: number | null;
  quantity: number;
  expired: number;
}

/** The first instant (ms) at which goods with this expiry date may no longer be sold: the end of that day at the store. */
export const lotExpiryMs = (expiresOn: string, zone: string): number =>
  instantMsOfLocal(dayNumber(expiresOn) + 1, 0, zone);

/** First expired, first out; what never expires last; then by name, so that the order is always the same. */
function firstOut(a: Lot, b: Lot): number {
  const [aMs, bMs] = [a.expiresAtMs ?? Number.POSITIVE_INFINITY, b.expiresAtMs ?? Number.POSITIVE_INFINITY];
  if (aMs !== bMs) return aMs < bMs ? -1 : 1;
  return (a.lot ?? '') < (b.lot ?? '') ? -1 : 1;
}

const isPast = (lot: Lot, nowMs: number): boolean => lot.expiresAtMs !== null && lot.expiresAtMs <= nowMs;

const deltaOf = (lot: Lot, quantity: number, expired: number): LotDelta => ({
  lot: lot.lot,
  expiresOn: lot.expiresOn,
  expiresAt: lot.expiresAtMs === null ? null : new Date(lot.expiresAtMs).toISOString(),
  quantity,
  expired,
});

/** How units leave: sold goods come from what may be sold first; written off as spoiled, from what is expired first. */
export type LeavingOrder = 'sellable_first' | 'expired_first';

/**
 * Which lots units come from, first expired first out. `unlotted` units on hand belong to no lot; they go after the lots that may be sold.
 * Changes nothing: the entry that carries the deltas does.
 */
export function takeFromLots(
  lots: readonly Lot[],
  quantity: number,
  unlotted: number,
  nowMs: number,
  order: LeavingOrder,
): LotDelta[] {
  const sorted = [...lots].sort(firstOut);
  const good = sorted.filter((lot) => !isPast(lot, nowMs));
  const past = sorted.filter((lot) => isPast(lot, nowMs));
  const taken: LotDelta[] = [];
  let left = quantity;
  const take = (from: readonly Lot[]): void => {
    for (const lot of from) {
      const units = Math.min(lot.quantity, left);
      if (units === 0) continue;
      // What is not blocked yet goes first, so that blocked falls only with units that were in it.
      taken.push(deltaOf(lot, -units, Math.min(0, lot.quantity - lot.expired - units)));
      left -= units;
    }
  };
  if (order === 'expired_first') take(past);
  take(good);
  left -= Math.min(Math.max(0, unlotted), left);
  if (order === 'sellable_first') take(past);
  return taken;
}

/** Units of lots past their date that are not in blocked yet. */
export const newlyExpired = (lots: readonly Lot[], nowMs: number): LotDelta[] =>
  lots
    .filter((lot) => isPast(lot, nowMs) && lot.expired < lot.quantity)
    .sort(firstOut)
    .map((lot) => deltaOf(lot, 0, lot.quantity - lot.expired));

/** A receipt of a lot. One that is past its date already is blocked by the entry that follows. */
export const lotReceived = (lot: Pick<Lot, 'lot' | 'expiresOn' | 'expiresAtMs'>, quantity: number): LotDelta =>
  deltaOf({ ...lot, quantity: 0, expired: 0 }, quantity, 0);

/** Lays an entry's lot deltas over the lots: adds what is new, drops what is empty. */
export function applyLotDeltas(lots: Lot[], deltas: readonly LotDelta[]): void {
  for (const delta of deltas) {
    const index = lots.findIndex((lot) => lot.lot === delta.lot && lot.expiresOn === delta.expiresOn);
    const known = lots[index];
    if (known === undefined) {
      const expiresAtMs = delta.expiresAt === null ? null : Date.parse(delta.expiresAt);
      lots.push({
        lot: delta.lot,
        expiresOn: delta.expiresOn,
        expiresAtMs,
        quantity: delta.quantity,
        expired: delta.expired,
      });
      continue;
    }
    known.quantity += delta.quantity;
    known.expired += delta.expired;
    if (known.quantity === 0) lots.splice(index, 1);
  }
}

/** Units in lots. */
export const lotted = (lots: readonly Lot[]): number => lots.reduce((sum, lot) => sum + lot.quantity, 0);
