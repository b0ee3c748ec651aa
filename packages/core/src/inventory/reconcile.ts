import { judgeSnapshot } from '../changes/snapshot-guard.ts';
import type { EntryKind } from './entry.ts';
import { MAX_QUANTITY } from './quantity.ts';
import type { ReportedStock } from './reported-stock.ts';
import {
  authorityOf,
  isSeen,
  LONGEST_UNACKNOWLEDGED_MS,
  type OwnChange,
  reportedOnHand,
  statedBy,
  type TermsOf,
} from './stock-authority.ts';

/**
 * Laying what somebody says beside the ledger. What differs becomes a count that is proposed, never an edit; what the ledger learned
 * meanwhile is laid over what was said before the two are compared.
 */

/** `source_stated`: a provider's last word; `counted`: a list of counts; `not_listed`: a complete list leaves the item out. */
export const RECONCILE_REASONS = ['source_stated', 'counted', 'not_listed'] as const;
export type ReconcileReason = (typeof RECONCILE_REASONS)[number];

/** What on hand should be by somebody's word. */
export interface SaidStock {
  /** As it was said. */
  readonly stated: number;
  /** With our own changes that it cannot have seen. */
  readonly said: number;
  readonly why: ReconcileReason;
}

const held = (quantity: number): number => Math.min(MAX_QUANTITY, Math.max(0, quantity));

/** The reports that are compared with: of one source, or (null) of the one that decides. */
const reportsOf = (
  reports: readonly ReportedStock[],
  source: string | null,
  terms: TermsOf,
): ReturnType<typeof authorityOf> =>
  authorityOf(source === null ? reports : reports.filter((report) => report.source === source), terms);

/** Which of our own changes have to be known beside what a source said. */
export interface SourceView {
  readonly source: string;
  /** Those after this (ms). */
  readonly afterMs: number;
  /** One that is made now is not seen by the source if it happened after this (ms). */
  readonly unseenAfterMs: number;
}

/**
 * From when (ms) on our own changes have to be known to lay them over what a source said; null: it never said how many there are, so that
 * nothing can be compared. `firstHeardAtMs`: when the source was first heard of here.
 */
export function ownChangesSince(
  reports: readonly (ReportedStock & { readonly firstHeardAtMs: number })[],
  source: string | null,
  terms: TermsOf,
): SourceView | null {
  const by = reportsOf(reports, source, terms);
  if (by === undefined || !by.absolute || by.observedAtMs === null) return null;
  const first = reports.filter((report) => report.source === by.source).map(({ firstHeardAtMs }) => firstHeardAtMs);
  const { acknowledges, settleMs } = by.terms;
  if (!acknowledges) {
    const sinceMs = by.observedAtMs - settleMs;
    return { source: by.source, afterMs: sinceMs - 1, unseenAfterMs: sinceMs };
  }
  const unseenAfterMs = by.observedAtMs - LONGEST_UNACKNOWLEDGED_MS;
  return { source: by.source, afterMs: Math.max(Math.min(...first), unseenAfterMs) - settleMs - 1, unseenAfterMs };
}

/** What a source last said: its newest absolute with later deltas, our own changes not seen by it laid over. Undefined: it gave no absolute. */
export function saidBySource(
  reports: readonly ReportedStock[],
  source: string | null,
  ownChanges: readonly OwnChange[],
  terms: TermsOf,
): SaidStock | undefined {
  const by = reportsOf(reports, source, terms);
  if (by === undefined || !by.absolute) return undefined;
  const unseen = ownChanges.filter((change) => !isSeen(change, by));
  const stated = held(statedBy(by.warehouses));
  return { stated, said: held(reportedOnHand(by, unseen)), why: 'source_stated' };
}

const inOrder = (a: OwnChange, b: OwnChange): number => a.atMs - b.atMs || a.sequence - b.sequence;

/** What a count comes to by now: what happened after the counting is laid over it, and a later count stands instead of it. */
export function saidByCount(
  counted: number,
  countedAtMs: number,
  ownChanges: readonly OwnChange[],
  why: ReconcileReason,
): SaidStock {
  let said = counted;
  for (const change of ownChanges.filter(({ atMs }) => atMs > countedAtMs).sort(inOrder)) {
    said = Math.max(0, change.counted ?? said + change.quantity);
  }
  return { stated: counted, said: held(said), why };
}

/** How much may change without a person saying so. */
export interface BlastLimits {
  /** Positions that change, of those compared: 0.2 is a fifth. */
  readonly maxShare: number;
  /** Units that all differences come to, either way; null: any number. */
  readonly maxUnits: number | null;
}

export const DEFAULT_BLAST_LIMITS: BlastLimits = { maxShare: 0.2, maxUnits: 1_000 };

/** Why a person has to approve it. `list_cut_off`: it claims to be complete and has under 80 % of what is on hand. */
export const APPROVAL_REASONS = ['share', 'units', 'list_cut_off'] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

export interface BlastRadius {
  readonly changes: number;
  readonly units: number;
  /** Of the positions compared, between 0 and 1. */
  readonly share: number;
  /** Empty: it may be applied at once. */
  readonly needsApproval: readonly ApprovalReason[];
}

/** A complete list, and how many items with stock it should have had. */
export interface ListSizes {
  readonly listed: number;
  readonly stockedBefore: number;
}

/** How much would change, and whether that is more than may without a person. */
export function blastRadius(
  compared: number,
  differences: readonly number[],
  limits: BlastLimits,
  list: ListSizes | null = null,
): BlastRadius {
  const changes = differences.length;
  const units = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const share = compared === 0 ? 0 : changes / compared;
  const isCutOff =
    list !== null &&
    judgeSnapshot({ previousCount: list.stockedBefore, count: list.listed, complete: true }) !== 'apply';
  const exceeded: Readonly<Record<ApprovalReason, boolean>> = {
    share: share > limits.maxShare,
    units: limits.maxUnits !== null && units > limits.maxUnits,
    list_cut_off: isCutOff,
  };
  const needsApproval = changes === 0 ? [] : APPROVAL_REASONS.filter((reason) => exceeded[reason]);
  return { changes, units, share, needsApproval };
}

/** `stands`: the difference that was approved is still there; `agrees`: nothing differs any more; `moved`: something else differs now. */
export type SecondLook = 'stands' | 'agrees' | 'moved';

/** Looks again at a difference that was approved: only the one that was seen is written. */
export function lookAgain(approved: number, said: number, onHand: number): SecondLook {
  const difference = said - onHand;
  if (difference === 0) return 'agrees';
  return difference === approved ? 'stands' : 'moved';
}

/** Goods that move, as they do in the ledger. A provider's report is none: what it says is compared, not laid over. */
const MOVES: ReadonlySet<EntryKind> = new Set(['sold', 'committed', 'received', 'adjusted', 'counted']);

/** What an entry did to on hand, and how it was after it. */
export interface MovedBetween {
  readonly kind: EntryKind;
  readonly delta: number;
  readonly after: number;
  readonly occurredAtMs: number;
}

/**
 * What a count took back by mistake: goods moved between the second look and the count, which says what is on hand whatever it was. So many
 * units are put right by an entry of its own.
 * @param sinceMs what happened by then is in what was said already
 * @param between the entries after the look and before the count, in order
 */
export function overwrittenBy(said: number, sinceMs: number, between: readonly MovedBetween[]): number {
  let onHand = said;
  for (const { kind, delta, after, occurredAtMs } of between) {
    if (!MOVES.has(kind) || occurredAtMs <= sinceMs) continue;
    onHand = kind === 'counted' ? after : Math.max(0, onHand + delta);
  }
  return onHand - said;
}
