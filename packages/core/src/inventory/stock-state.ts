import type { Answer } from './answer.ts';
import type { FoldedStock } from './fold.ts';
import type { ReportedStock } from './reported-stock.ts';
import type { Hold, ReservationRecord } from './reservation.ts';
import type { OwnChange, TermsOf } from './stock-authority.ts';

/** A locked position with what decisions about it need. */
export interface StockedPosition extends FoldedStock {
  /** Holds past their time that no entry has ended yet: all of them, or readers and writers would differ. */
  readonly dueHolds: Hold[];
  /** What providers said of it, by source and warehouse. Empty: nobody reports it. */
  readonly reports: ReportedStock[];
  /** Our changes that its source may not have counted yet. Needed where a report of the batch names it; else empty. */
  readonly ownChanges: OwnChange[];
}

/** An effect that was decided before, and what its caller was told. */
export interface KnownEffect {
  readonly hash: string;
  readonly answer: Answer;
}

export interface StockLimits {
  /** A reservation lives no longer than this, however often it is extended. */
  readonly maxLifetimeMs: number;
  /** Open reservations of one key; null: no quota. */
  readonly maxOpenPerHolder: number | null;
  /** Base units of an untracked item in one reservation; null: no cap. */
  readonly untrackedMaxQuantity: number | null;
}

export const DEFAULT_LIMITS: StockLimits = {
  maxLifetimeMs: 24 * 3_600_000,
  maxOpenPerHolder: null,
  untrackedMaxQuantity: null,
};

/**
 * What a batch is decided on, read under lock, of one tenant. Decisions work on it in place: it is theirs, and after them it is the
 * state that the changes lead to.
 */
export interface StockState {
  /** Database time, read after the locks were taken. */
  readonly nowMs: number;
  readonly limits: StockLimits;
  readonly terms: TermsOf;
  /** By position key: every position a command of the batch touches, also the parts of its reservations. */
  readonly positions: Map<string, StockedPosition>;
  /** By reservation id: those the batch names, if they exist. */
  readonly reservations: Map<string, ReservationRecord>;
  /** By effect key: those of the batch that were decided before. */
  readonly effects: Map<string, KnownEffect>;
  /** Open reservations by holder, those past expiry not counted. Needed only with a quota. */
  readonly openByHolder: Map<string, number>;
}
