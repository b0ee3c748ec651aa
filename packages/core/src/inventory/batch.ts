import { KiranaError } from '../errors.ts';
import type { Answer } from './answer.ts';
import type { Entry, EntryKind, EntryReason, EntrySource, LotDelta } from './entry.ts';
import { applyEntry } from './fold.ts';
import {
  type BlockKind,
  blockedTotal,
  oversold,
  positionKey,
  type Tracking,
  type WorkingPosition,
} from './position.ts';
import type { ReportedStock } from './reported-stock.ts';
import type { Hold, ReservationRecord } from './reservation.ts';
import type { KnownEffect, StockedPosition, StockState } from './stock-state.ts';

/** What is about to be written at a position. Figures left out do not change. */
export interface Move {
  readonly kind: EntryKind;
  readonly reason?: EntryReason;
  /** As it was said, in base units, never below zero. */
  readonly quantity: number;
  readonly onHand?: number;
  readonly blocked?: number;
  readonly blockKind?: BlockKind;
  readonly reserved?: number;
  readonly safetyStock?: number;
  readonly incoming?: number;
  readonly tracking?: Tracking;
  readonly lots?: readonly LotDelta[];
}

/** Where the entries of one command come from. */
export interface Provenance {
  readonly source: EntrySource;
  readonly actor: string;
  readonly occurredAtMs: number;
}

/** Promises that a position can no longer keep, or goods that left beyond what was on hand. */
export interface StockShortfall {
  readonly storeId: string;
  readonly itemId: string;
  /** Units that left beyond what was on hand. */
  readonly missing: number;
  /** Promised units not covered, after the batch. */
  readonly oversold: number;
  /** Of the position's last entry. */
  readonly sequence: number;
}

/** All that a batch changes: each list is one insert, update or delete. */
export interface BatchOutcome {
  /** One per command, in order. */
  readonly answers: readonly Answer[];
  /** In the order they were made; dense per position. */
  readonly entries: readonly Entry[];
  /** Every position with a new entry, as it is now. */
  readonly touched: readonly StockedPosition[];
  readonly reservationsMade: readonly ReservationRecord[];
  /** Existing ones whose status, expiry or committed units changed. */
  readonly reservationsChanged: readonly ReservationRecord[];
  readonly holdsMade: readonly Hold[];
  /** Ended holds that existed before the batch. */
  readonly holdsEnded: readonly Hold[];
  /** Ids of reservations that a due hold showed to be expired, whether or not they were among those given. */
  readonly reservationsExpired: readonly string[];
  readonly effects: ReadonlyMap<string, KnownEffect>;
  readonly reportsChanged: readonly {
    readonly storeId: string;
    readonly itemId: string;
    readonly stock: ReportedStock;
  }[];
  readonly shortfalls: readonly StockShortfall[];
}

interface Touched {
  readonly stocked: StockedPosition;
  readonly oversoldBefore: number;
  missing: number;
}

const NO_LOTS: LotDelta[] = [];

/** Collects what a batch does while the state is worked on. */
export class Batch {
  readonly state: StockState;
  readonly entries: Entry[] = [];
  readonly reservationsMade = new Set<ReservationRecord>();
  readonly reservationsChanged = new Set<ReservationRecord>();
  readonly reservationsExpired = new Set<string>();
  readonly effects = new Map<string, KnownEffect>();
  /** By reservation. */
  readonly #holdsMade = new Map<string, Hold[]>();
  readonly #holdsEnded: Hold[] = [];
  readonly #reports = new Map<ReportedStock, { storeId: string; itemId: string; stock: ReportedStock }>();
  readonly #touched = new Map<WorkingPosition, Touched>();

  constructor(state: StockState) {
    this.state = state;
  }

  find(storeId: string, itemId: string): StockedPosition | undefined {
    return this.state.positions.get(positionKey(storeId, itemId));
  }

  #touch(stocked: StockedPosition): Touched {
    let touched = this.#touched.get(stocked.position);
    if (touched === undefined) {
      touched = { stocked, oversoldBefore: oversold(stocked.position), missing: 0 };
      this.#touched.set(stocked.position, touched);
    }
    return touched;
  }

  /** Writes one entry. Throws INTERNAL when a figure would pass below zero: decisions must not let that happen. */
  write(stocked: StockedPosition, move: Move, from: Provenance): void {
    this.#touch(stocked);
    const { position } = stocked;
    const deltas = {
      onHand: move.onHand ?? 0,
      blocked: move.blocked ?? 0,
      reserved: move.reserved ?? 0,
      safetyStock: move.safetyStock ?? 0,
      incoming: move.incoming ?? 0,
    };
    const after = {
      onHand: position.onHand + deltas.onHand,
      blocked: blockedTotal(position) + deltas.blocked,
      reserved: position.reserved + deltas.reserved,
      safetyStock: position.safetyStock + deltas.safetyStock,
      incoming: position.incoming + deltas.incoming,
    };
    if (after.onHand < 0 || after.blocked < 0 || after.reserved < 0 || after.safetyStock < 0 || after.incoming < 0) {
      throw new KiranaError(
        'INTERNAL',
        { itemId: position.itemId, kind: move.kind },
        { detail: 'A stock figure below zero.' },
      );
    }
    const entry: Entry = {
      storeId: position.storeId,
      itemId: position.itemId,
      sequence: position.sequence + 1,
      kind: move.kind,
      reason: move.reason ?? null,
      quantity: move.quantity,
      deltas,
      after,
      blockKind: move.blockKind ?? null,
      tracking: move.tracking ?? null,
      lots: move.lots === undefined ? NO_LOTS : [...move.lots],
      source: from.source,
      actor: from.actor,
      occurredAtMs: from.occurredAtMs,
      recordedAtMs: this.state.nowMs,
    };
    applyEntry(stocked, entry);
    this.entries.push(entry);
  }

  /** Goods left that were not on hand as far as we knew. */
  missing(stocked: StockedPosition, units: number): void {
    this.#touch(stocked).missing += units;
  }

  hold(hold: Hold): void {
    const made = this.#holdsMade.get(hold.reservationId);
    if (made === undefined) this.#holdsMade.set(hold.reservationId, [hold]);
    else made.push(hold);
  }

  /** Holds made in this batch follow their reservation; those stored before follow `reservationsChanged`. */
  extendHolds({ id, expiresAtMs }: ReservationRecord): void {
    const made = this.#holdsMade.get(id);
    if (made !== undefined) {
      this.#holdsMade.set(
        id,
        made.map((hold) => ({ ...hold, expiresAtMs })),
      );
    }
  }

  endHold(hold: Hold): void {
    // What the batch itself made never needs to be stored.
    const made = this.#holdsMade.get(hold.reservationId);
    const index = made?.findIndex(({ itemId }) => itemId === hold.itemId) ?? -1;
    if (index === -1) this.#holdsEnded.push(hold);
    else made?.splice(index, 1);
  }

  changed(record: ReservationRecord): void {
    if (!this.reservationsMade.has(record)) this.reservationsChanged.add(record);
  }

  reported(storeId: string, itemId: string, before: ReportedStock | undefined, stock: ReportedStock): void {
    if (before !== undefined) this.#reports.delete(before);
    this.#reports.set(stock, { storeId, itemId, stock });
  }

  finish(answers: readonly Answer[]): BatchOutcome {
    const touched = [...this.#touched.values()];
    return {
      answers,
      entries: this.entries,
      touched: touched.map(({ stocked }) => stocked),
      reservationsMade: [...this.reservationsMade],
      reservationsChanged: [...this.reservationsChanged],
      holdsMade: [...this.#holdsMade.values()].flat(),
      holdsEnded: this.#holdsEnded,
      reservationsExpired: [...this.reservationsExpired],
      effects: this.effects,
      reportsChanged: [...this.#reports.values()],
      shortfalls: touched.flatMap(shortfallOf),
    };
  }
}

function shortfallOf({ stocked: { position }, oversoldBefore, missing }: Touched): readonly StockShortfall[] {
  const { storeId, itemId, sequence } = position;
  const now = oversold(position);
  return missing > 0 || now > oversoldBefore ? [{ storeId, itemId, missing, oversold: now, sequence }] : [];
}
