import type { Store } from '@kirana/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { StoresTable } from '../database/schema.ts';

/** A store as everybody outside the database knows it. */
export const storeOf = (row: Selectable<StoresTable>): Store => ({
  id: row.id,
  merchantId: row.merchant_id,
  name: row.name,
  kind: row.kind,
  zone: row.zone,
  currency: row.currency,
  defaultLocale: row.default_locale,
  hours: row.hours as Store['hours'],
  businessDayStart: row.business_day_start,
  status: {
    state: row.status_state,
    returnAt: row.status_return_at?.toISOString() ?? null,
    reason: row.status_reason,
  },
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const columnsOf = (store: Store) => ({
  name: store.name,
  kind: store.kind,
  zone: store.zone,
  currency: store.currency,
  default_locale: store.defaultLocale,
  hours: JSON.stringify(store.hours),
  business_day_start: store.businessDayStart,
  status_state: store.status.state,
  status_return_at: store.status.returnAt,
  status_reason: store.status.reason,
  updated_at: store.updatedAt,
});

export async function insertStore(tx: Tx, tenantId: string, store: Store): Promise<void> {
  await tx
    .insertInto('stores')
    .values({
      tenant_id: tenantId,
      id: store.id,
      merchant_id: store.merchantId,
      created_at: store.createdAt,
      ...columnsOf(store),
    })
    .execute();
}

export async function updateStore(tx: Tx, tenantId: string, store: Store): Promise<void> {
  await tx
    .updateTable('stores')
    .set(columnsOf(store))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', store.id)
    .execute();
}

const oneStore = (tx: Tx, tenantId: string, storeId: string) =>
  tx.selectFrom('stores').selectAll().where('tenant_id', '=', tenantId).where('id', '=', storeId);

export async function findStore(tx: Tx, tenantId: string, storeId: string): Promise<Store | undefined> {
  const row = await oneStore(tx, tenantId, storeId).executeTakeFirst();
  return row === undefined ? undefined : storeOf(row);
}

/** Read to be changed: the row is locked until the transaction ends. */
export async function lockStore(tx: Tx, tenantId: string, storeId: string): Promise<Store | undefined> {
  const row = await oneStore(tx, tenantId, storeId).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : storeOf(row);
}

export async function storeExists(tx: Tx, tenantId: string, storeId: string): Promise<boolean> {
  return (await oneStore(tx, tenantId, storeId).executeTakeFirst()) !== undefined;
}

export interface StoreFilter {
  readonly storeId: string | null;
  readonly merchantId: string | null;
}

export async function listStores(
  tx: Tx,
  tenantId: string,
  filter: StoreFilter,
  after: string,
  limit: number,
): Promise<Store[]> {
  let query = tx.selectFrom('stores').selectAll().where('tenant_id', '=', tenantId).where('id', '>', after);
  if (filter.storeId !== null) query = query.where('id', '=', filter.storeId);
  if (filter.merchantId !== null) query = query.where('merchant_id', '=', filter.merchantId);
  return (await query.orderBy('id').limit(limit).execute()).map(storeOf);
}

export async function storesOfMerchant(tx: Tx, tenantId: string, merchantId: string): Promise<Store[]> {
  const rows = await tx
    .selectFrom('stores')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('merchant_id', '=', merchantId)
    .orderBy('id')
    .execute();
  return rows.map(storeOf);
}
