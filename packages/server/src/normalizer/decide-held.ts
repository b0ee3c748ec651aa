import { KiranaError, type Origin } from '@kirana/core';
import { storeItemEvents } from '../catalog-writes/catalog-events.ts';
import { mergedValues } from '../catalog-writes/merged-values.ts';
import { atStore, readAuthorities, readStatements, writeStatements } from '../catalog-writes/statement-rows.ts';
import { readStoreItemsLocked, writeStoreItems } from '../catalog-writes/store-item-rows.ts';
import { PRICE_FIELDS, storeItemChanges, storeItemFromValues } from '../catalog-writes/store-item-state.ts';
import { writeTimers } from '../catalog-writes/timer-rows.ts';
import type { Tx } from '../database/database.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { knownItems, saveSnapshotSize } from './absent-rows.ts';
import { CHUNK_SIZE } from './chunk-plan.ts';
import { type ChunkRun, emptyOutcome, NO_STOCK } from './chunk-run.ts';
import { decideHeld, type HeldRow } from './held-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { deliveryFacts, loadLane, readDeliveryRow } from './lane-rows.ts';
import type { LaneDeps } from './lane-worker.ts';
import { type ReadDelivery, readDelivery } from './read-delivery.ts';
import { ALL_ITEMS, absentItems, removeItems } from './remove-absent.ts';
import { giveHeldList } from './stock-approval.ts';
import { ALL_STOCK } from './stock-snapshot.ts';

/** Leaves things as they are; the same proposal is not asked about again. @throws STATE_CONFLICT when it is not open any more */
export async function rejectHeld(deps: LaneDeps, tenantId: string, held: HeldRow, origin: Origin): Promise<void> {
  const now = deps.now();
  await deps.database.tenant(tenantId, async (tx) => {
    await decide(tx, tenantId, held, 'rejected', origin, now);
    await appendEvents(tx, [decidedEvent(tenantId, held, 'rejected')], origin, now);
  });
}

/** Does what was held. @throws STATE_CONFLICT when it is not open any more, or is a price below zero, which no item can have */
export async function approveHeld(deps: LaneDeps, tenantId: string, held: HeldRow, origin: Origin): Promise<void> {
  if (held.status !== 'open') throw new KiranaError('STATE_CONFLICT', { status: held.status });
  if (held.code === 'SNAPSHOT_SUSPICIOUS') return approveSnapshot(deps, tenantId, held, origin);
  const now = deps.now();
  await deps.database.tenant(tenantId, async (tx) => {
    await decide(tx, tenantId, held, 'approved', origin, now);
    const events = await takePrice(tx, tenantId, held, now);
    await appendEvents(tx, [...events, decidedEvent(tenantId, held, 'approved')], origin, now);
  });
}

async function decide(
  tx: Tx,
  tenantId: string,
  held: HeldRow,
  decision: 'approved' | 'rejected',
  origin: Origin,
  now: Date,
): Promise<void> {
  if (await decideHeld(tx, tenantId, held.id, decision, origin.actor, now)) return;
  throw new KiranaError('STATE_CONFLICT', {}, { detail: 'It was decided or superseded meanwhile.' });
}

const decidedEvent = (tenantId: string, held: HeldRow, decision: 'approved' | 'rejected'): TenantEvent => ({
  tenantId,
  stream: held.store_id === null ? `connection:${held.connection_id}` : `store:${held.store_id}`,
  kind: 'quarantine.decided',
  subject: held.id,
  data: { quarantineId: held.id, decision },
});

/** The held price becomes what the provider says; whether it counts is decided as ever. */
async function takePrice(tx: Tx, tenantId: string, held: HeldRow, now: Date): Promise<TenantEvent[]> {
  const { store_id: storeId, item_id: itemId } = held;
  const proposed = held.proposed as Record<string, unknown>;
  if (typeof proposed.priceMinor === 'number' && proposed.priceMinor < 0) {
    throw new KiranaError('STATE_CONFLICT', {}, { detail: 'A price below zero cannot be approved; reject it.' });
  }
  if (storeId === null || itemId === null) return [];
  const before = (await readStoreItemsLocked(tx, tenantId, storeId, [itemId])).get(itemId);
  if (before === undefined) return [];
  const entityId = atStore(storeId, itemId);
  const statements = await readStatements(tx, tenantId, 'store_item', [entityId]);
  const said = statements.get(entityId) ?? [];
  const own = said.find(({ source }) => source === held.connection_id);
  const stated = Object.fromEntries(
    PRICE_FIELDS.filter((field) => proposed[field] !== undefined).map((field) => [field, proposed[field]]),
  );
  const base = own ?? { entityId, source: held.connection_id, said: {}, edits: {}, marks: {} };
  const next = { ...base, said: { ...base.said, ...stated } };
  const all = [...said.filter((statement) => statement !== own), next];
  const authorities = await readAuthorities(tx, tenantId, [all]);
  const merged = storeItemFromValues(before, mergedValues(all, authorities));
  const changed = storeItemChanges(before, merged);
  const after = { ...merged, updatedAt: changed.length === 0 ? before.updatedAt : now.toISOString() };
  await writeStatements(tx, tenantId, 'store_item', [next], now);
  if (changed.length > 0) await writeStoreItems(tx, tenantId, [after]);
  return storeItemEvents(tenantId, after, changed);
}

/** The removals of the list, or its counts, in chunks; what was stated after it stays. Nothing is decided until all are done, so a crash loses nothing. */
async function approveSnapshot(deps: LaneDeps, tenantId: string, held: HeldRow, origin: Origin): Promise<void> {
  const { database } = deps;
  const row = await database.tenant(tenantId, (tx) => readDeliveryRow(tx, tenantId, held.delivery_id));
  if (row === undefined) throw new KiranaError('STATE_CONFLICT', {}, { detail: 'The delivery is past its retention.' });
  const lane = await database.tenant(tenantId, (tx) => loadLane(tx, tenantId, row, deps.adapters));
  const delivery = deliveryFacts(row);
  const read = await readDelivery(deps, lane, delivery);
  if (held.subject === ALL_STOCK) await giveHeldList(deps, lane, delivery, read);
  else await removeHeldAbsent(deps, lane, delivery, read, origin);
  const now = deps.now();
  await database.tenant(tenantId, async (tx) => {
    await decide(tx, tenantId, held, 'approved', origin, now);
    if (held.subject === ALL_ITEMS)
      await saveSnapshotSize(tx, lane, read.snapshot.asOf ?? delivery.ingress, read.snapshot.itemCount);
    await appendEvents(tx, [decidedEvent(tenantId, held, 'approved')], origin, now);
  });
}

async function removeHeldAbsent(
  deps: LaneDeps,
  lane: LaneContext,
  delivery: DeliveryFacts,
  { snapshot }: ReadDelivery,
  origin: Origin,
): Promise<void> {
  const { database } = deps;
  const { tenantId } = lane;
  const seen = snapshot.seen.get('item') ?? new Set<string>();
  const absent = await database.tenant(tenantId, async (tx) =>
    absentItems(await knownItems(tx, lane, snapshot.asOf), seen),
  );
  for (let at = 0; at < absent.length; at += CHUNK_SIZE) {
    const now = deps.now();
    await database.tenant(tenantId, async (tx) => {
      const outcome = emptyOutcome();
      await removeItems(
        removalRun(deps, tx, lane, delivery, now),
        absent.slice(at, at + CHUNK_SIZE),
        outcome,
        snapshot.asOf ?? undefined,
      );
      await writeTimers(tx, tenantId, outcome.timers);
      await appendEvents(tx, outcome.events, origin, now);
    });
  }
}

const removalRun = (
  deps: Pick<LaneDeps, 'mostItems'>,
  tx: Tx,
  lane: LaneContext,
  delivery: ChunkRun['delivery'],
  now: Date,
): ChunkRun => ({
  tx,
  lane,
  delivery,
  now,
  snapshot: true,
  dryRun: false,
  assumed: new Map(),
  limits: { mostItems: deps.mostItems },
  stock: NO_STOCK,
});
