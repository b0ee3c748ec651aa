import { changedFields, KiranaError, type Store, type StoreStatus, storeFields } from '@kirana/core';
import { writeTimers } from '../catalog-writes/timer-rows.ts';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { edited } from './edited.ts';
import { insertStore, lockStore, updateStore } from './store-rows.ts';

export const storeChanged = (tenantId: string, store: Store, changed: readonly string[]): TenantEvent => ({
  tenantId,
  stream: `store:${store.id}`,
  kind: 'store.changed',
  subject: store.id,
  data: { store, changed: [...changed] },
});

const STORE_FIELDS = [...(Object.keys(storeFields) as (keyof typeof storeFields)[]), 'status'] as const;

export interface StoreChange {
  readonly store: Store;
  /** To be appended last in the transaction; empty when nothing really changed. */
  readonly events: readonly TenantEvent[];
}

export async function addStore(tx: Tx, tenantId: string, store: Store): Promise<StoreChange> {
  await insertStore(tx, tenantId, store);
  return { store, events: [storeChanged(tenantId, store, STORE_FIELDS)] };
}

type StoreEdit = { readonly [K in (typeof STORE_FIELDS)[number]]?: Store[K] | undefined };

/** @throws NOT_FOUND */
export async function changeStore(
  tx: Tx,
  tenantId: string,
  storeId: string,
  edit: StoreEdit,
  at: Date,
): Promise<StoreChange> {
  const before = await lockStore(tx, tenantId, storeId);
  if (before === undefined) throw new KiranaError('NOT_FOUND', { storeId });
  const store: Store = { ...edited<Store>(before, edit), updatedAt: at.toISOString() };
  const changed = changedFields(before, store, STORE_FIELDS);
  if (changed.length === 0) return { store: before, events: [] };
  await updateStore(tx, tenantId, store);
  return { store, events: [storeChanged(tenantId, store, changed)] };
}

/** Opens, closes or pauses a store. A return time sets the timer that opens it again; any other status takes an earlier timer away. */
export async function changeStoreStatus(
  tx: Tx,
  tenantId: string,
  storeId: string,
  status: StoreStatus,
  at: Date,
): Promise<StoreChange> {
  const change = await changeStore(tx, tenantId, storeId, { status }, at);
  await writeTimers(tx, tenantId, [{ storeId, kind: 'store_status', subject: storeId, dueAt: status.returnAt }]);
  return change;
}
