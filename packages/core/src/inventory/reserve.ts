import { type Answer, type Refusal, refuse } from './answer.ts';
import type { Batch, Provenance } from './batch.ts';
import type { Reserve, ReserveLine } from './command.ts';
import { sumNeeds } from './components.ts';
import { sellable } from './position.ts';
import { MAX_QUANTITY } from './quantity.ts';
import type { ReservationRecord, ReservedLine, Shortfall } from './reservation.ts';

/** Units of one item a reservation may take: its stock, or its cap where stock is not tracked; none where there is no position. */
function takable(batch: Batch, storeId: string, itemId: string): number {
  const stocked = batch.find(storeId, itemId);
  if (stocked === undefined) return 0;
  if (stocked.position.tracking === 'counted') return sellable(stocked.position);
  const room = MAX_QUANTITY - stocked.position.reserved;
  return Math.min(batch.state.limits.untrackedMaxQuantity ?? room, room);
}

function heldLine(line: ReserveLine, held: number): ReservedLine {
  return { itemId: line.itemId, quantity: line.quantity, held, committed: 0, needs: line.needs };
}

const takesItem = (line: ReserveLine, itemId: string): boolean => line.needs.some((need) => need.itemId === itemId);

function shortfallOf(command: Reserve, itemId: string, wanted: number, sellableUnits: number): Shortfall {
  const lines = command.lines.flatMap((line, index) => (takesItem(line, itemId) ? [index] : []));
  return { itemId, wanted, sellable: sellableUnits, lines };
}

/** Units of an item over all lines, against the most that one order may have of it. */
function judgeMaximum(lines: readonly ReserveLine[]): Refusal | undefined {
  const sums = new Map<string, number>();
  for (const { itemId, quantity, maxQuantity } of lines) {
    const sum = (sums.get(itemId) ?? 0) + quantity;
    if (maxQuantity !== null && sum > maxQuantity) {
      return refuse('QUANTITY_ABOVE_MAXIMUM', { itemId, quantity: sum, maxQuantity });
    }
    sums.set(itemId, sum);
  }
  return undefined;
}

interface Grant {
  readonly lines: readonly ReservedLine[];
  readonly shortfalls: readonly Shortfall[];
}

function grantAll(batch: Batch, command: Reserve): Grant | Refusal {
  const maximum = judgeMaximum(command.lines);
  if (maximum !== undefined) return maximum;
  const shortfalls: Shortfall[] = [];
  for (const { itemId, quantity: wanted } of sumNeeds(command.lines)) {
    const units = takable(batch, command.storeId, itemId);
    if (wanted > units) shortfalls.push(shortfallOf(command, itemId, wanted, units));
  }
  if (shortfalls.length > 0)
    return refuse('STOCK_INSUFFICIENT', { reservationId: command.reservationId }, { shortfalls });
  return { lines: command.lines.map((line) => heldLine(line, line.quantity)), shortfalls };
}

/** Line by line in order, as many whole units as the rest of the stock and the limits allow. */
function grantSome(batch: Batch, command: Reserve): Grant | Refusal {
  const takenOf = new Map<string, number>();
  const orderedOf = new Map<string, number>();
  const lines = command.lines.map((line) => {
    const ordered = orderedOf.get(line.itemId) ?? 0;
    let units = Math.min(line.quantity, Math.max(0, (line.maxQuantity ?? Number.POSITIVE_INFINITY) - ordered));
    for (const need of line.needs) {
      const left = takable(batch, command.storeId, need.itemId) - (takenOf.get(need.itemId) ?? 0);
      units = Math.min(units, Math.floor(left / need.quantity));
    }
    orderedOf.set(line.itemId, ordered + units);
    for (const need of line.needs) takenOf.set(need.itemId, (takenOf.get(need.itemId) ?? 0) + units * need.quantity);
    return heldLine(line, units);
  });
  const shortfalls: Shortfall[] = [];
  for (const { itemId, quantity: wanted } of sumNeeds(command.lines)) {
    const units = takable(batch, command.storeId, itemId);
    if (wanted > units) shortfalls.push(shortfallOf(command, itemId, wanted, units));
  }
  if (lines.every((line) => line.held === 0)) {
    return refuse('STOCK_INSUFFICIENT', { reservationId: command.reservationId }, { shortfalls });
  }
  return { lines, shortfalls };
}

function judgeQuota(batch: Batch, { holder }: Reserve): Refusal | undefined {
  const { maxOpenPerHolder } = batch.state.limits;
  if (maxOpenPerHolder === null || (batch.state.openByHolder.get(holder) ?? 0) < maxOpenPerHolder) return undefined;
  return refuse('HOLD_QUOTA_EXCEEDED', { limit: maxOpenPerHolder });
}

function makeReservation(batch: Batch, command: Reserve, { lines, shortfalls }: Grant): ReservationRecord {
  const { state } = batch;
  const expiresAtMs = state.nowMs + Math.min(command.ttlMs, state.limits.maxLifetimeMs);
  const record: ReservationRecord = {
    id: command.reservationId,
    storeId: command.storeId,
    holder: command.holder,
    hash: command.hash,
    lines,
    shortfalls,
    madeAtMs: state.nowMs,
    firstExpiresAtMs: expiresAtMs,
    expiresAtMs,
    status: 'held',
    endedAtMs: null,
    endHash: null,
  };
  state.reservations.set(record.id, record);
  state.openByHolder.set(record.holder, (state.openByHolder.get(record.holder) ?? 0) + 1);
  batch.reservationsMade.add(record);
  return record;
}

function holdUnits(batch: Batch, command: Reserve, record: ReservationRecord): void {
  const { id: reservationId, storeId, expiresAtMs } = record;
  const from: Provenance = {
    source: { kind: 'reservation', id: reservationId },
    actor: command.actor,
    occurredAtMs: batch.state.nowMs,
  };
  for (const { itemId, quantity } of sumNeeds(heldUnits(record))) {
    const stocked = batch.find(storeId, itemId);
    if (stocked === undefined || quantity === 0) continue;
    batch.write(stocked, { kind: 'reserved', quantity, reserved: quantity }, from);
    batch.hold({ reservationId, storeId, itemId, quantity, expiresAtMs });
  }
}

/** The held units of each line with what they take. */
export const heldUnits = (record: ReservationRecord) =>
  record.lines.map(({ held, needs }) => ({ quantity: held, needs }));

/** What was first answered, however the reservation went on. */
const asFirstAnswered = (record: ReservationRecord): ReservationRecord => ({
  ...record,
  lines: record.lines.map((line) => ({ ...line, committed: 0 })),
  status: 'held',
  expiresAtMs: record.firstExpiresAtMs,
  endedAtMs: null,
  endHash: null,
});

/**
 * Holds units for an order, all or nothing unless best effort is asked for. In this order: the same id again hears the first answer,
 * or is refused if it asks for something else; reasons apart from stock; the quota of the key; the most of an item
 * in one order; stock.
 */
export function reserve(batch: Batch, command: Reserve): Answer {
  const known = batch.state.reservations.get(command.reservationId);
  if (known !== undefined) {
    return known.hash === command.hash
      ? { outcome: 'held', reservation: asFirstAnswered(known), replayed: true }
      : refuse('RESERVATION_ID_REUSED', { reservationId: command.reservationId });
  }
  for (const { itemId, reasons } of command.lines) {
    if (reasons.length > 0) return refuse('NOT_ORDERABLE', { itemId }, { reasons });
  }
  const quota = judgeQuota(batch, command);
  if (quota !== undefined) return quota;
  const grant = command.bestEffort ? grantSome(batch, command) : grantAll(batch, command);
  if ('outcome' in grant) return grant;
  const record = makeReservation(batch, command, grant);
  holdUnits(batch, command, record);
  return { outcome: 'held', reservation: asFirstAnswered(record), replayed: false };
}
