import type { Lot, Position, ReportConflict, ReservationStatus } from '@kirana/core';

/** A piece of a list. The caller asks for one row more than it shows, to see whether there is more. */
export interface StockPage {
  /** The `place` (or id) of the last row seen; undefined: from the beginning. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A position as it is told: holds past expiry are left out, and what is left of lots past their date is blocked. */
export interface PositionView {
  readonly position: Position;
  /** Below zero only where promises are not covered. */
  readonly ats: number;
  /** Null: not tracked. */
  readonly sellable: number | null;
  readonly oversold: number;
  /** What is in which lot; null at a past instant. */
  readonly lots: readonly Lot[] | null;
  /** When the provider that decides on hand was last heard from; null: nobody reports it, or a past instant. */
  readonly heardAtMs: number | null;
  /** Providers that do not agree; empty at a past instant. */
  readonly conflicts: readonly ReportConflict[];
  readonly asOfMs: number;
}

export interface ReservationFilter {
  /** As readers see it: one past its time is expired. */
  readonly status?: ReservationStatus | undefined;
  readonly holder?: string | undefined;
}

/** Goods that left beyond what was on hand, or promises that were no longer covered, at one moment. */
export interface ShortfallView {
  /** Its place in the list: the `after` of the next page. */
  readonly place: string;
  readonly storeId: string;
  readonly itemId: string;
  /** Of the position's entry that showed it. */
  readonly sequence: number;
  readonly missing: number;
  /** Promised units not covered then. */
  readonly oversold: number;
  /** Promised units not covered now; 0: it is over. */
  readonly oversoldNow: number;
  readonly recordedAtMs: number;
}
