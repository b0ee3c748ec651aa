import { type Answer, type Refusal, refuse } from './answer.ts';
import type { Batch, Provenance } from './batch.ts';
import type { Commit, Release } from './command.ts';
import { quantityOf, sumNeeds } from './components.ts';
import { leaveStock } from './leave-stock.ts';
import type { Hold, ReservationRecord } from './reservation.ts';
import { heldUnits } from './reserve.ts';

/** A copy that shows the reservation as it is now, whatever becomes of it. */
export const snapshotOf = (record: ReservationRecord): ReservationRecord => ({
  ...record,
  lines: record.lines.map((line) => ({ ...line })),
});

const ENDED_AS = { commit: 'committed', release: 'released' } as const;

/** The record, if it may still be ended or extended now; else what the caller hears. */
export function findOpen(batch: Batch, storeId: string, reservationId: string): ReservationRecord | Refusal {
  const record = batch.state.reservations.get(reservationId);
  if (record === undefined || record.storeId !== storeId) return refuse('NOT_FOUND', { reservationId });
  if (record.status === 'committed' || record.status === 'released') {
    return refuse('RESERVATION_ENDED', { reservationId, status: record.status });
  }
  return record.status === 'expired' || record.expiresAtMs <= batch.state.nowMs
    ? refuse('RESERVATION_EXPIRED', { reservationId, expiredAt: new Date(record.expiresAtMs).toISOString() })
    : record;
}

/** The same call again hears the same answer; any other ending comes too late. */
function replayOf(batch: Batch, command: Commit | Release): Answer | undefined {
  const record = batch.state.reservations.get(command.reservationId);
  const outcome = ENDED_AS[command.kind];
  if (record?.status !== outcome || record.endHash !== command.hash || record.storeId !== command.storeId)
    return undefined;
  return { outcome, reservation: snapshotOf(record), replayed: true };
}

function end(batch: Batch, record: ReservationRecord, command: Commit | Release): Answer {
  const { state } = batch;
  record.status = ENDED_AS[command.kind];
  record.endedAtMs = state.nowMs;
  record.endHash = command.hash;
  batch.changed(record);
  const open = state.openByHolder.get(record.holder);
  if (open !== undefined && open > 0) state.openByHolder.set(record.holder, open - 1);
  return { outcome: ENDED_AS[command.kind], reservation: snapshotOf(record), replayed: false };
}

const provenance = (command: Commit | Release, occurredAtMs: number): Provenance => ({
  source: { kind: 'reservation', id: command.reservationId },
  actor: command.actor,
  occurredAtMs,
});

/** The holds of a reservation that has not ended: what its held units take, per item. */
function holdsOf(record: ReservationRecord): readonly Hold[] {
  const { id: reservationId, storeId, expiresAtMs } = record;
  return sumNeeds(heldUnits(record))
    .filter(({ quantity }) => quantity > 0)
    .map(({ itemId, quantity }) => ({ reservationId, storeId, itemId, quantity, expiresAtMs }));
}

/** Gives all that is held back. */
export function release(batch: Batch, command: Release): Answer {
  const replay = replayOf(batch, command);
  if (replay !== undefined) return replay;
  const record = findOpen(batch, command.storeId, command.reservationId);
  if ('outcome' in record) return record;
  for (const hold of holdsOf(record)) {
    const stocked = batch.find(hold.storeId, hold.itemId);
    if (stocked === undefined) continue;
    const { quantity } = hold;
    const from = provenance(command, batch.state.nowMs);
    batch.write(stocked, { kind: 'released', reason: 'cancelled', quantity, reserved: 0 - quantity }, from);
    batch.endHold(hold);
  }
  return end(batch, record, command);
}

/** Units of each line that are handed over, or why that cannot be. */
function committedUnits(record: ReservationRecord, { lines }: Commit): readonly number[] | Refusal {
  if (lines === null) return record.lines.map((line) => line.held);
  const units = record.lines.map(() => 0);
  for (const { line, quantity } of lines) {
    const held = record.lines[line]?.held;
    const sum = (units[line] ?? 0) + quantity;
    if (held === undefined || sum > held) {
      return refuse('COMMIT_BEYOND_HELD', { reservationId: record.id, line, quantity: sum, held: held ?? 0 });
    }
    units[line] = sum;
  }
  return units;
}

/** Hands goods over, whole or in part; the rest goes back. Goods beyond on hand are found first, never refused. */
export function commit(batch: Batch, command: Commit): Answer {
  const replay = replayOf(batch, command);
  if (replay !== undefined) return replay;
  const record = findOpen(batch, command.storeId, command.reservationId);
  if ('outcome' in record) return record;
  const units = committedUnits(record, command);
  if ('outcome' in units) return units;
  const leaving = sumNeeds(record.lines.map(({ needs }, line) => ({ quantity: units[line] ?? 0, needs })));
  const from = provenance(command, command.occurredAtMs);
  for (const hold of holdsOf(record)) {
    const stocked = batch.find(hold.storeId, hold.itemId);
    if (stocked === undefined) continue;
    const left = quantityOf(leaving, hold.itemId);
    if (left > 0) {
      leaveStock(
        batch,
        stocked,
        { kind: 'committed', units: left, reserved: left, beyond: 'committed_beyond_on_hand' },
        from,
      );
    }
    const rest = hold.quantity - left;
    if (rest > 0) {
      batch.write(stocked, { kind: 'released', reason: 'partly_committed', quantity: rest, reserved: 0 - rest }, from);
    }
    batch.endHold(hold);
  }
  record.lines.forEach((line, index) => {
    line.committed = units[index] ?? 0;
  });
  return end(batch, record, command);
}
