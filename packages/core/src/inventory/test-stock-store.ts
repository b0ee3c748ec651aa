import type { BatchOutcome } from './batch.ts';
import type { Command } from './command.ts';
import { decideBatch } from './decide.ts';
import type { Entry } from './entry.ts';
import type { Lot } from './lots.ts';
import { emptyPosition, positionKey, type Tracking, type WorkingPosition } from './position.ts';
import type { ReportedStock } from './reported-stock.ts';
import type { Hold, ReservationRecord } from './reservation.ts';
import type { OwnChange, TermsOf } from './stock-authority.ts';
import { DEFAULT_LIMITS, type KnownEffect, type StockLimits, type StockState } from './stock-state.ts';

export const STORE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e5';

interface Row {
  position: WorkingPosition;
  lots: Lot[];
  reports: ReportedStock[];
}

const copyRow = ({ position, lots, reports }: Row): Row => ({
  position: { ...position, blocked: { ...position.blocked } },
  lots: lots.map((lot) => ({ ...lot })),
  reports: [...reports],
});
const copyRecord = (record: ReservationRecord): ReservationRecord => ({
  ...record,
  lines: record.lines.map((line) => ({ ...line })),
});

/** Rows as a database would keep them: copies go in and out, and only what an outcome lists is written. */
export class StockStore {
  readonly rows = new Map<string, Row>();
  readonly openings = new Map<string, Tracking>();
  readonly entries: Entry[] = [];
  readonly effects = new Map<string, KnownEffect>();
  reservations = new Map<string, ReservationRecord>();
  holds: Hold[] = [];
  terms: TermsOf = new Map();
  limits: StockLimits = DEFAULT_LIMITS;

  keep(itemId: string, tracking: Tracking = 'counted'): this {
    this.rows.set(positionKey(STORE, itemId), {
      position: emptyPosition(STORE, itemId, tracking),
      lots: [],
      reports: [],
    });
    this.openings.set(itemId, tracking);
    return this;
  }

  position(itemId: string): WorkingPosition {
    const row = this.rows.get(positionKey(STORE, itemId));
    if (row === undefined) throw new Error(`no position of ${itemId}`);
    return row.position;
  }

  entriesOf(itemId: string): Entry[] {
    return this.entries.filter((entry) => entry.itemId === itemId);
  }

  /** On hand as sales, commits, receipts, adjustments and counts changed it. */
  #ownChanges(itemId: string): OwnChange[] {
    const own = new Set<string>(['sold', 'committed', 'received', 'adjusted', 'counted']);
    return this.entriesOf(itemId)
      .filter((entry) => own.has(entry.kind))
      .map((entry) => ({
        sequence: entry.sequence,
        atMs: entry.occurredAtMs,
        quantity: entry.deltas.onHand,
        counted: entry.kind === 'counted' ? entry.after.onHand : null,
        acknowledgedAtMs: null,
      }));
  }

  load(nowMs: number): StockState {
    const openByHolder = new Map<string, number>();
    for (const { status, expiresAtMs, holder } of this.reservations.values()) {
      if (status === 'held' && expiresAtMs > nowMs) openByHolder.set(holder, (openByHolder.get(holder) ?? 0) + 1);
    }
    const stocked = [...this.rows].map(([key, row]) => {
      const dueHolds = this.holds.filter((hold) => hold.itemId === row.position.itemId && hold.expiresAtMs <= nowMs);
      return [key, { ...copyRow(row), dueHolds, ownChanges: this.#ownChanges(row.position.itemId) }] as const;
    });
    return {
      nowMs,
      limits: this.limits,
      terms: this.terms,
      positions: new Map(stocked),
      reservations: new Map([...this.reservations].map(([id, record]) => [id, copyRecord(record)])),
      effects: new Map(this.effects),
      openByHolder,
    };
  }

  save(outcome: BatchOutcome): void {
    this.entries.push(...outcome.entries);
    for (const { position, lots } of outcome.touched) {
      const row = this.rows.get(positionKey(position.storeId, position.itemId)) as Row;
      Object.assign(row, copyRow({ ...row, position, lots }));
    }
    for (const { storeId, itemId, stock } of outcome.reportsChanged) {
      const row = this.rows.get(positionKey(storeId, itemId)) as Row;
      const others = row.reports.filter((one) => one.source !== stock.source || one.warehouse !== stock.warehouse);
      row.reports = [...others, stock];
    }
    const ended = new Set(outcome.holdsEnded.map((hold) => `${hold.reservationId} ${hold.itemId}`));
    this.holds = this.holds.filter((hold) => !ended.has(`${hold.reservationId} ${hold.itemId}`));
    this.holds.push(...outcome.holdsMade);
    for (const record of [...outcome.reservationsMade, ...outcome.reservationsChanged]) {
      this.reservations.set(record.id, copyRecord(record));
      const { id, expiresAtMs } = record;
      this.holds = this.holds.map((hold) => (hold.reservationId === id ? { ...hold, expiresAtMs } : hold));
    }
    for (const id of outcome.reservationsExpired) {
      const record = this.reservations.get(id);
      if (record?.status === 'held') Object.assign(record, { status: 'expired', endedAtMs: record.expiresAtMs });
    }
    for (const [key, effect] of outcome.effects) this.effects.set(key, effect);
  }

  /** A batch as the server runs one: read, decide, write. */
  run(nowMs: number, ...commands: readonly Command[]): BatchOutcome {
    const outcome = decideBatch(this.load(nowMs), commands);
    this.save(outcome);
    return outcome;
  }
}
