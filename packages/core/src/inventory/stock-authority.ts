import type { ReportedStock } from './reported-stock.ts';

/** How far a source is believed, as configured on its connection. */
export interface SourceTerms {
  /** Authority over stock: the lowest wins. Ties go by the text of the source. */
  readonly rank: number;
  /** Whether it acknowledges the sales we write back to it. */
  readonly acknowledges: boolean;
  /** Without acknowledgements: a sale is in its count this long after it was made. */
  readonly settleMs: number;
}

export const DEFAULT_SETTLE_MS = 300_000;

/**
 * A change that a source counted this long after it is in its books, acknowledged or not: 30 days. What was not written back by then never
 * will be, and acknowledgements need not be kept for ever.
 */
export const LONGEST_UNACKNOWLEDGED_MS = 30 * 86_400_000;

/** Of a source nobody configured. */
export const DEFAULT_TERMS: SourceTerms = { rank: 100, acknowledges: false, settleMs: DEFAULT_SETTLE_MS };

export type TermsOf = ReadonlyMap<string, SourceTerms>;

/** What we did to on hand ourselves: a sale, commit, receipt, adjustment or count, as the ledger has it. */
export interface OwnChange {
  /** Of its entry: orders what happened at one instant. */
  readonly sequence: number;
  readonly atMs: number;
  /** Signed: a sale is below zero. */
  readonly quantity: number;
  /** Set by a count: on hand as a person found it. */
  readonly counted: number | null;
  /** When the provider acknowledged that we wrote it back; null: it did not. */
  readonly acknowledgedAtMs: number | null;
}

const termsOf = (terms: TermsOf, source: string): SourceTerms => terms.get(source) ?? DEFAULT_TERMS;

/** What the source with the most authority said of a position, over all its warehouses. */
export interface AuthoritativeStock {
  readonly source: string;
  readonly terms: SourceTerms;
  readonly warehouses: readonly ReportedStock[];
  /** Whether it ever gave an absolute. Before that its deltas change on hand and do not make it. */
  readonly absolute: boolean;
  readonly observedAtMs: number | null;
}

/** The source that decides on hand; undefined: nobody reported. */
export function authorityOf(reports: readonly ReportedStock[], terms: TermsOf): AuthoritativeStock | undefined {
  let source: string | undefined;
  for (const report of reports) {
    if (source === undefined) source = report.source;
    const [rank, best] = [termsOf(terms, report.source).rank, termsOf(terms, source).rank];
    if (rank < best || (rank === best && report.source < source)) source = report.source;
  }
  if (source === undefined) return undefined;
  const warehouses = reports.filter((report) => report.source === source);
  const observed = warehouses.flatMap(({ observedAtMs }) => (observedAtMs === null ? [] : [observedAtMs]));
  return {
    source,
    terms: termsOf(terms, source),
    warehouses,
    absolute: warehouses.some((report) => report.base !== null),
    observedAtMs: observed.length === 0 ? null : Math.max(...observed),
  };
}

const sumOf = (quantities: Iterable<{ readonly quantity: number }>): number => {
  let sum = 0;
  for (const { quantity } of quantities) sum += quantity;
  return sum;
};

/** What a source says a store has, over its warehouses. */
export const statedBy = (warehouses: readonly ReportedStock[]): number =>
  warehouses.reduce((sum, { base, deltas }) => sum + (base ?? 0) + sumOf(deltas), 0);

/**
 * Whether the source had our change in its count: it acknowledged it before it counted (or counted too long after it for that to come any
 * more), or, where it acknowledges nothing, counted at least the settle window after it.
 */
export function isSeen(change: Pick<OwnChange, 'atMs' | 'acknowledgedAtMs'>, by: AuthoritativeStock): boolean {
  if (by.observedAtMs === null) return false;
  if (!by.terms.acknowledges) return by.observedAtMs >= change.atMs + by.terms.settleMs;
  const isAcknowledged = change.acknowledgedAtMs !== null && change.acknowledgedAtMs <= by.observedAtMs;
  return isAcknowledged || by.observedAtMs >= change.atMs + LONGEST_UNACKNOWLEDGED_MS;
}

const byTime = (a: OwnChange, b: OwnChange): number => a.atMs - b.atMs || a.sequence - b.sequence;

/**
 * On hand as the reports have it: what the source stated and our changes it has not seen. A person's count it has not seen stands
 * instead of what it stated, with what both did later. Never below zero. Only for a source that gave an absolute.
 */
export function reportedOnHand(by: AuthoritativeStock, ownChanges: readonly OwnChange[]): number {
  const unseen = ownChanges.filter((change) => !isSeen(change, by)).sort(byTime);
  const countedLast = unseen.findLastIndex((change) => change.counted !== null);
  const count = unseen[countedLast];
  if (count === undefined) return Math.max(0, statedBy(by.warehouses) + sumOf(unseen));
  const later = by.warehouses.flatMap(({ deltas }) => deltas.filter((delta) => delta.observedAtMs > count.atMs));
  return Math.max(0, (count.counted ?? 0) + sumOf(unseen.slice(countedLast + 1)) + sumOf(later));
}

/** Two sources that do not agree on a position: shown, so that a person can look. */
export interface ReportConflict {
  readonly source: string;
  readonly stated: number;
  readonly decidedBy: string;
  readonly decided: number;
}

/** Sources whose figure is not the one that counts. */
export function reportConflicts(reports: readonly ReportedStock[], terms: TermsOf): readonly ReportConflict[] {
  const by = authorityOf(reports, terms);
  if (by === undefined) return [];
  const decided = statedBy(by.warehouses);
  const others = [...new Set(reports.map((report) => report.source))].filter((source) => source !== by.source).sort();
  return others.flatMap((source) => {
    const stated = statedBy(reports.filter((report) => report.source === source));
    return stated === decided ? [] : [{ source, stated, decidedBy: by.source, decided }];
  });
}
