/**
 * Stock as providers report it. What counts is the newest absolute by order, plus the deltas after it, plus what we did ourselves and
 * the provider cannot have counted yet. So neither the order in which reports arrive nor their repetition matters.
 */

/** Where a report stands among those of its source: epoch, then sequence; `tie` parts reports that only have a time. */
export interface ReportOrder {
  readonly epoch: number;
  readonly sequence: number;
  readonly tie: number;
}

/** What a provider says of the order of a report, and when we got it. */
export interface ReportTimes {
  /** Raised by the provider when its sequence starts again. */
  readonly epoch: number;
  readonly sequence: number | null;
  readonly observedAtMs: number | null;
  /** Grows with every delivery of the connection. */
  readonly ingress: number;
  readonly receivedAtMs: number;
}

/** A provider's clock may be this far ahead of ours. */
export const MAX_CLOCK_AHEAD_MS = 300_000;

/**
 * The order of a report: the provider's sequence; without one its time; without that our ingress. Null for a time further ahead of our
 * clock than is believable: it would make everything after it stale.
 */
export function reportOrder(times: ReportTimes): ReportOrder | null {
  const { epoch, sequence, observedAtMs, ingress, receivedAtMs } = times;
  if (sequence !== null) return { epoch, sequence, tie: 0 };
  if (observedAtMs === null) return { epoch, sequence: ingress, tie: 0 };
  return observedAtMs > receivedAtMs + MAX_CLOCK_AHEAD_MS ? null : { epoch, sequence: observedAtMs, tie: ingress };
}

/** Below zero: `a` is older. Zero: the same report. */
export const compareOrder = (a: ReportOrder, b: ReportOrder): number =>
  a.epoch - b.epoch || a.sequence - b.sequence || a.tie - b.tie;

export interface ReportedDelta {
  readonly order: ReportOrder;
  readonly quantity: number;
  readonly observedAtMs: number;
}

/** What one source said of one position at one of its warehouses. A store's stock is the sum over the warehouses of one source. */
export interface ReportedStock {
  /** Id of the connection. */
  readonly source: string;
  /** The provider's id of the warehouse; '' where it has but one. */
  readonly warehouse: string;
  /** The newest absolute; null: none yet. */
  readonly base: number | null;
  /** Nothing at or before this is taken any more; null: anything is. */
  readonly floor: ReportOrder | null;
  /** Deltas after the floor, oldest first. */
  readonly deltas: readonly ReportedDelta[];
  /** When the provider looked, by its newest absolute. */
  readonly observedAtMs: number | null;
  /** When we last heard from it: what the stale-stock policy looks at. */
  readonly heardAtMs: number;
}

/** One report: exactly one of absolute and delta. */
export interface StockReport {
  readonly source: string;
  readonly warehouse: string;
  readonly order: ReportOrder;
  readonly amount: { readonly absolute: number } | { readonly delta: number };
  readonly observedAtMs: number;
}

/** Deltas kept one by one; older ones are added up, and what is older than those is stale. */
export const MAX_LATER_DELTAS = 256;

export type ReportVerdict = 'applied' | 'stale' | 'repeated';

const NOTHING: Pick<ReportedStock, 'base' | 'floor' | 'deltas' | 'observedAtMs'> = {
  base: null,
  floor: null,
  deltas: [],
  observedAtMs: null,
};

function judgeOrder(known: ReportedStock | undefined, order: ReportOrder): ReportVerdict {
  if (known === undefined) return 'applied';
  if (known.floor !== null) {
    const place = compareOrder(order, known.floor);
    if (place === 0) return 'repeated';
    if (place < 0) return 'stale';
  }
  return known.deltas.some((delta) => compareOrder(delta.order, order) === 0) ? 'repeated' : 'applied';
}

function withDelta(
  known: Pick<ReportedStock, 'base' | 'floor' | 'deltas'>,
  delta: ReportedDelta,
): Pick<ReportedStock, 'base' | 'floor' | 'deltas'> {
  const deltas = [...known.deltas, delta].sort((a, b) => compareOrder(a.order, b.order));
  const oldest = deltas.length > MAX_LATER_DELTAS ? deltas.shift() : undefined;
  if (oldest === undefined) return { base: known.base, floor: known.floor, deltas };
  return { base: known.base === null ? null : known.base + oldest.quantity, floor: oldest.order, deltas };
}

/**
 * Lays a report over what its source said before. Older than the newest absolute: stale. The same order again: repeated, whatever it
 * says, as the first counts. Neither changes anything.
 */
export function applyReport(
  known: ReportedStock | undefined,
  report: StockReport,
  nowMs: number,
): { readonly verdict: ReportVerdict; readonly stock: ReportedStock | undefined } {
  const verdict = judgeOrder(known, report.order);
  if (verdict !== 'applied') return { verdict, stock: known };
  const before = known ?? NOTHING;
  const { source, warehouse, order, amount } = report;
  // A clock ahead of ours must not swallow what we sell from now on.
  const observedAtMs = Math.min(report.observedAtMs, nowMs);
  const named = { source, warehouse, heardAtMs: nowMs };
  if ('delta' in amount) {
    const delta = { order, quantity: amount.delta, observedAtMs };
    return { verdict, stock: { ...named, observedAtMs: before.observedAtMs, ...withDelta(before, delta) } };
  }
  const stock: ReportedStock = {
    ...named,
    base: Math.max(0, amount.absolute),
    floor: order,
    deltas: before.deltas.filter((delta) => compareOrder(delta.order, order) > 0),
    observedAtMs: Math.max(observedAtMs, before.observedAtMs ?? observedAtMs),
  };
  return { verdict, stock };
}
