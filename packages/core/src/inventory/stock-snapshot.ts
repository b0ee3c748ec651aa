import { judgeSnapshot, type SnapshotVerdict } from '../changes/snapshot-guard.ts';

/** A list of counts from one source and warehouse. */
export interface StockSnapshot {
  readonly counts: readonly { readonly itemId: string; readonly quantity: number }[];
  /** Items this source reported at this warehouse before, at anything above zero. */
  readonly heldBefore: readonly string[];
  /** Whether it is the whole list; only then does what it leaves out count as zero. */
  readonly complete: boolean;
}

export interface SnapshotCounts {
  /** Anything but `apply`: held for a person, and no count is given. */
  readonly verdict: SnapshotVerdict;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * The absolutes a snapshot stands for. One that is empty or has under 80 % of the items known before is held: a cut-off feed must not
 * empty a store. Of an item listed twice the last count stands.
 */
export function snapshotCounts({ counts, heldBefore, complete }: StockSnapshot): SnapshotCounts {
  const stated = new Map(counts.map(({ itemId, quantity }) => [itemId, quantity]));
  const verdict = judgeSnapshot({ previousCount: heldBefore.length, count: stated.size, complete });
  if (verdict !== 'apply') return { verdict, counts: new Map() };
  if (complete) {
    for (const itemId of heldBefore) if (!stated.has(itemId)) stated.set(itemId, 0);
  }
  return { verdict, counts: stated };
}
