import type { EntityKind, SnapshotKind } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readParts } from './completion-part-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { deliveryFacts } from './lane-rows.ts';
import type { ReadDelivery } from './read-delivery.ts';
import { type SnapshotContents, snapshotContents } from './remove-absent.ts';
import type { IncomingStock } from './stock-order.ts';

/** Counts of a list that are looked at together; of a longer one nothing is taken for absent. */
const MOST_ENTRIES = 500_000;

const isEntityKind = (kind: SnapshotKind): kind is EntityKind => kind !== 'stock';

/**
 * What the parts of a list name, all together: read again, for the same bytes say the same. The list is as old as its first part: what was said
 * of a thing since then is newer than that it is not named. A part that could not be read may have named anything.
 */
export async function readCompletion(
  { database }: { readonly database: Database },
  lane: LaneContext,
  delivery: DeliveryFacts,
  { kinds: completes, since }: { readonly kinds: readonly SnapshotKind[]; readonly since: Date },
  readPart: (part: DeliveryFacts) => Promise<ReadDelivery>,
): Promise<ReadDelivery> {
  const parts = await database.tenant(lane.tenantId, (tx) => readParts(tx, lane, delivery, since));
  const kinds = completes.filter(isEntityKind);
  const seen = new Map(kinds.map((kind) => [kind, new Set<string>()]));
  const entries: IncomingStock[] = [];
  const unread = new Set<string>();
  let complete = parts.length > 0;
  for (const row of parts) {
    if (row.status === 'dead') {
      complete = false;
      break;
    }
    const { chunks, problems, stock } = await readPart(deliveryFacts(row));
    const contents = snapshotContents(kinds, chunks.flat(), problems);
    complete &&= contents.complete;
    for (const [kind, ids] of contents.seen) for (const id of ids) seen.get(kind)?.add(id);
    for (const entry of stock.entries) entries.push(entry);
    if (entries.length > MOST_ENTRIES) complete = false;
    if (!complete) break;
    for (const id of stock.unread) unread.add(id);
  }
  const itemCount = seen.get('item')?.size ?? 0;
  const snapshot: SnapshotContents = { kinds, seen, itemCount, complete, asOf: parts[0]?.ingress ?? delivery.ingress };
  const stock = { entries, isWhole: completes.includes('stock'), complete, unread };
  return { chunks: [[]], problems: [], snapshot, stock };
}
