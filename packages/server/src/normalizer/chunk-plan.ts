import type { Change, ChangeKind } from '@kirana/core';
import type { CheckedChange } from './check-changes.ts';

/** Changes in one transaction: one giant menu never holds a lock for long. */
export const CHUNK_SIZE = 500;

const DEEPEST = 64;

/** What others refer to comes first. */
const RANK: Readonly<Record<ChangeKind, number>> = {
  'tax.upserted': 0,
  'charge.upserted': 1,
  'category.upserted': 2,
  'modifier_group.upserted': 3,
  'item.upserted': 4,
  'item.switched': 5,
  'item.priced': 6,
  'item.removed': 7,
  'store.status': 8,
  'command.settled': 9,
  refetch: 9,
  // by themselves: they go to the ledger, and the items they name are there by then
  'stock.reported': 10,
};

/**
 * Cuts changes into chunks, always the same way for the same changes: a run that was cut off goes on where it stopped.
 * There is always a last chunk, even an empty one: it finishes the delivery.
 */
export function chunkPlan(
  changes: readonly CheckedChange[],
  size: number = CHUNK_SIZE,
): readonly (readonly CheckedChange[])[] {
  const sorted = inOrder(withoutUndoneRemovals(changes));
  const stockFrom = sorted.findIndex(({ change }) => change.kind === 'stock.reported');
  const parts = stockFrom < 0 ? [sorted] : [sorted.slice(0, stockFrom), sorted.slice(stockFrom)];
  const chunks: CheckedChange[][] = [];
  for (const part of parts) for (let at = 0; at < part.length; at += size) chunks.push(part.slice(at, at + size));
  return chunks.length === 0 ? [[]] : chunks;
}

/** A removal that a later entry of the same delivery takes back is none. */
function withoutUndoneRemovals(changes: readonly CheckedChange[]): readonly CheckedChange[] {
  if (!changes.some(({ change }) => change.kind === 'item.removed')) return changes;
  const lastUpsert = new Map<string, number>();
  changes.forEach(({ change }, index) => {
    if (change.kind === 'item.upserted') lastUpsert.set(change.externalId, index);
  });
  return changes.filter(
    ({ change }, index) => change.kind !== 'item.removed' || (lastUpsert.get(change.externalId) ?? -1) < index,
  );
}

/** By kind, and parents before their children; otherwise as given. A ring of parents is left as it stands. */
function inOrder(changes: readonly CheckedChange[]): readonly CheckedChange[] {
  const parents = new Map<string, string>();
  for (const { change } of changes) {
    const parent = parentOf(change);
    if (parent !== null) parents.set(keyOf(change), `${change.kind}|${parent}`);
  }
  const depthOf = (key: string): number => {
    let depth = 0;
    for (let at = parents.get(key); at !== undefined && depth <= DEEPEST; at = parents.get(at)) depth += 1;
    return depth;
  };
  return changes
    .map((entry) => ({
      entry,
      rank: RANK[entry.change.kind],
      depth: parents.size === 0 ? 0 : depthOf(keyOf(entry.change)),
    }))
    .sort((a, b) => a.rank - b.rank || a.depth - b.depth)
    .map(({ entry }) => entry);
}

const keyOf = (change: Change): string =>
  'externalId' in change ? `${change.kind}|${change.externalId}` : change.kind;

const parentOf = (change: Change): string | null =>
  change.kind === 'item.upserted' || change.kind === 'category.upserted' ? change.parentExternalId : null;
