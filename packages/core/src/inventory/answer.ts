import type { ErrorCode, ErrorParams } from '../errors.ts';
import type { Reason } from '../orderability/reason.ts';
import type { ReportVerdict } from './reported-stock.ts';
import type { ReservationRecord, Shortfall } from './reservation.ts';

/** A refusal is a value: nothing was written, and the same id may be tried again. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Of STOCK_INSUFFICIENT: all that is missing. */
  readonly shortfalls: readonly Shortfall[];
  /** Of NOT_ORDERABLE: why. */
  readonly reasons: readonly Reason[];
}

/** The last entry a command wrote at a position. */
export interface WrittenAt {
  readonly itemId: string;
  readonly sequence: number;
}

export type Answer =
  | Refusal
  | {
      readonly outcome: 'held' | 'committed' | 'released' | 'extended';
      /** As it was when first answered: a copy, so that later changes do not show. */
      readonly reservation: Readonly<ReservationRecord>;
      readonly replayed: boolean;
    }
  | { readonly outcome: 'recorded'; readonly written: readonly WrittenAt[]; readonly replayed: boolean }
  | {
      /** outranked: kept, and another source decides; unchanged: on hand was so already. */
      readonly outcome: 'reported';
      readonly verdict: ReportVerdict | 'outranked' | 'unchanged';
      readonly written: readonly WrittenAt[];
    };

/** Refuses with a code and the facts a reader needs. */
export const refuse = (
  code: ErrorCode,
  params: ErrorParams = {},
  more: Partial<Pick<Refusal, 'shortfalls' | 'reasons'>> = {},
): Refusal => ({
  outcome: 'refused',
  code,
  params,
  shortfalls: more.shortfalls ?? [],
  reasons: more.reasons ?? [],
});
