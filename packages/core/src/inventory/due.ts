import type { Batch, Provenance } from './batch.ts';
import { newlyExpired } from './lots.ts';
import type { Hold } from './reservation.ts';
import type { StockedPosition } from './stock-state.ts';

const SYSTEM = 'system:inventory';

function endDueHold(batch: Batch, stocked: StockedPosition, hold: Hold): void {
  batch.write(
    stocked,
    { kind: 'expired', quantity: hold.quantity, reserved: 0 - hold.quantity },
    {
      source: { kind: 'reservation', id: hold.reservationId },
      actor: SYSTEM,
      occurredAtMs: hold.expiresAtMs,
    },
  );
  batch.endHold(hold);
  batch.reservationsExpired.add(hold.reservationId);
  const record = batch.state.reservations.get(hold.reservationId);
  if (record === undefined || record.status !== 'held') return;
  record.status = 'expired';
  record.endedAtMs = hold.expiresAtMs;
  batch.changed(record);
}

/** Blocks what is left of lots past their date. */
export function blockExpiredLots(batch: Batch, stocked: StockedPosition): void {
  for (const delta of newlyExpired(stocked.lots, batch.state.nowMs)) {
    const occurredAtMs = delta.expiresAt === null ? batch.state.nowMs : Date.parse(delta.expiresAt);
    const from: Provenance = { source: { kind: 'system', id: 'lot-expiry' }, actor: SYSTEM, occurredAtMs };
    const quantity = delta.expired;
    batch.write(stocked, { kind: 'blocked', quantity, blocked: quantity, blockKind: 'expired', lots: [delta] }, from);
  }
}

const byTime = (a: Hold, b: Hold): number =>
  a.expiresAtMs - b.expiresAtMs || (a.reservationId < b.reservationId ? -1 : 1);

/** Writes what time has done to a position by now: ends the holds past their time, and blocks what is left of lots past their date. */
export function settleDue(batch: Batch, stocked: StockedPosition): void {
  const { nowMs } = batch.state;
  // Taken off the list: the state must show them ended.
  const due = stocked.dueHolds.splice(0).filter((hold) => hold.expiresAtMs <= nowMs);
  for (const hold of due.sort(byTime)) endDueHold(batch, stocked, hold);
  if (stocked.lots.length > 0) blockExpiredLots(batch, stocked);
}
