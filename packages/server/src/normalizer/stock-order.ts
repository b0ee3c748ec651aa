import { type ChangeOf, MAX_QUANTITY, type ReportTimes } from '@kirana/core';
import type { Versioning } from './change-order.ts';
import type { CheckedChange } from './check-changes.ts';
import type { Incoming } from './chunk-run.ts';
import { contentHash } from './content-hash.ts';

export type StockChange = ChangeOf<'stock.reported'>;
export type IncomingStock = Incoming<StockChange>;

export const isStock = (entry: Incoming): entry is IncomingStock => entry.change.kind === 'stock.reported';

/** When the provider looked; without its word on that, when we heard. */
export const observedMs = ({ change, receivedAt }: IncomingStock): number =>
  change.observedAt === undefined ? receivedAt.getTime() : Date.parse(change.observedAt);

/** What orders a report: only what the adapter declares. Sequences and times among each other would have no order. */
export const reportTimes = (entry: IncomingStock, version: Versioning): ReportTimes => ({
  epoch: entry.change.epoch ?? 0,
  sequence: version === 'sequence' ? (entry.change.sequence ?? null) : null,
  observedAtMs: version === 'timestamp' ? observedMs(entry) : null,
  ingress: entry.ingress,
  receivedAtMs: entry.receivedAt.getTime(),
});

/** Above every sequence and every time. */
const EPOCH = 10n ** 16n;

/** The order of a report as one number in text, to be compared as a sequence; null: it goes by ingress. */
export function stockVersion({ epoch = 0, sequence, observedAt }: StockChange, version: Versioning): string | null {
  const place = version === 'sequence' ? sequence : version === 'timestamp' ? Date.parse(observedAt ?? '') : undefined;
  return place === undefined || Number.isNaN(place) ? null : String(BigInt(epoch) * EPOCH + BigInt(place));
}

/** Of counts of an item at a warehouse the newest waits, and every delta: they add up. */
export function stockChangeKey(change: StockChange, deliveryId: string): string {
  const own = 'delta' in change.amount ? `${deliveryId}\n${change.path}` : '';
  return `${change.kind}:${change.externalId}:${contentHash(change.warehouse ?? '', own)}`;
}

/** Between the provider's name of the store and that of a warehouse within it. */
const WAREHOUSE_SEPARATOR = '\u001f';

/** Where a report is of, among those of its connection: two locations that are one store of ours are two warehouses of it. */
export const warehouseOf = (location: string, { warehouse }: StockChange): string =>
  warehouse === undefined ? location : `${location}${WAREHOUSE_SEPARATOR}${warehouse}`;

export const isAtLocation = (location: string, warehouse: string): boolean =>
  warehouse === location || warehouse.startsWith(`${location}${WAREHOUSE_SEPARATOR}`);

const clamped = (quantity: number): number => Math.min(MAX_QUANTITY, Math.max(-MAX_QUANTITY, quantity));

/** One delivery says both, the second last. */
function after(first: StockChange, second: StockChange): StockChange {
  if ('absolute' in second.amount) return second;
  const { delta } = second.amount;
  const amount =
    'absolute' in first.amount
      ? { absolute: clamped(Math.max(0, first.amount.absolute) + delta) }
      : { delta: clamped(first.amount.delta + delta) };
  return { ...second, amount };
}

/**
 * Several reports of one delivery about one thing that nothing orders but their place in it become one, or all but the first would pass
 * for repetitions of it.
 */
export function mergeReports(changes: readonly CheckedChange[], version: Versioning): readonly CheckedChange[] {
  if (version === 'sequence') return changes;
  const places = new Map<string, number>();
  const merged: CheckedChange[] = [];
  for (const entry of changes) {
    const { change } = entry;
    if (change.kind !== 'stock.reported') {
      merged.push(entry);
      continue;
    }
    const key = JSON.stringify([change.externalId, change.warehouse, change.epoch, stockVersion(change, version)]);
    const at = places.get(key);
    const earlier = at === undefined ? undefined : merged[at]?.change;
    if (at === undefined || earlier?.kind !== 'stock.reported') {
      places.set(key, merged.push(entry) - 1);
      continue;
    }
    const both = after(earlier, change);
    merged[at] = { change: both, content: JSON.stringify({ ...both, path: undefined }) };
  }
  return merged;
}
