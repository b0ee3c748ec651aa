import type { ChangeOf, Store, StoreStatus } from '@kirana/core';
import { sameJson } from '@kirana/core';
import { storeStream } from '../catalog-writes/catalog-events.ts';
import { readStatements, writeStatements } from '../catalog-writes/statement-rows.ts';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { storeOf } from '../identity/store-rows.ts';
import { isOlder } from './change-order.ts';
import type { ChunkRun, Incoming, Outcome } from './chunk-run.ts';
import { versioningOf } from './lane-context.ts';

/** The store, locked until the transaction ends. */
export async function readStoreLocked(tx: Tx, tenantId: string, storeId: string): Promise<Store | undefined> {
  const row = await tx
    .selectFrom('stores')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', storeId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : storeOf(row);
}

/** Writes a status and gives the event that tells of it. */
export async function writeStoreStatus(
  tx: Tx,
  tenantId: string,
  store: Store,
  status: StoreStatus,
  now: Date,
): Promise<TenantEvent> {
  await tx
    .updateTable('stores')
    .set({
      status_state: status.state,
      status_return_at: status.returnAt,
      status_reason: status.reason,
      updated_at: now,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', store.id)
    .execute();
  const told: Store = { ...store, status, updatedAt: now.toISOString() };
  const data = { store: told, changed: ['status'] };
  return { tenantId, stream: storeStream(store.id), kind: 'store.changed', subject: store.id, data };
}

/** What providers say of whether the store takes orders; the newest word counts. */
export async function applyStoreStatus(
  run: ChunkRun,
  incoming: readonly Incoming<ChangeOf<'store.status'>>[],
  outcome: Outcome,
): Promise<void> {
  if (incoming.length === 0) return;
  const { tenantId, connectionId, store: known } = run.lane;
  const store = await readStoreLocked(run.tx, tenantId, known.id);
  if (store === undefined) return;
  const statements = (await readStatements(run.tx, tenantId, 'store', [store.id])).get(store.id) ?? [];
  const own = statements.find(({ source }) => source === connectionId);
  let statement = own ?? { entityId: store.id, source: connectionId, said: {}, edits: {}, marks: {} };
  let status = store.status;
  for (const entry of incoming) {
    const order = { v: entry.change.version ?? null, n: entry.ingress };
    const mark = statement.marks.status;
    const heard = run.delivery.again && mark !== undefined && mark.n === entry.ingress;
    if (isOlder(order, mark, versioningOf(run.lane, 'store_status')) || heard) {
      outcome.stale += 1;
      continue;
    }
    outcome.current += 1;
    statement = { ...statement, marks: { ...statement.marks, status: order } };
    const { state, returnAt, reason } = entry.change.status;
    const ends = state === 'open' || returnAt === null ? null : new Date(returnAt).toISOString();
    status = { state, returnAt: ends, reason };
  }
  const changed = !sameJson(status, store.status);
  if (changed) outcome.changed += 1;
  if (run.dryRun) {
    const told = { entity: 'store', id: store.id, externalId: run.lane.location, name: store.name, field: 'status' };
    if (changed) outcome.diff.push({ ...told, before: store.status, after: status });
    return;
  }
  await writeStatements(run.tx, tenantId, 'store', [statement], run.now);
  if (!changed) return;
  outcome.timers.push({ storeId: store.id, kind: 'store_status', subject: store.id, dueAt: status.returnAt });
  outcome.events.push(await writeStoreStatus(run.tx, tenantId, store, status, run.now));
}
