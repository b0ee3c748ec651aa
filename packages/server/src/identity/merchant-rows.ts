import type { Merchant, RoundingRule } from '@kirana/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { MerchantsTable } from '../database/schema.ts';

const show = (row: Selectable<MerchantsTable>): Merchant => ({
  id: row.id,
  name: row.name,
  rounding: row.rounding,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export async function insertMerchant(
  tx: Tx,
  tenantId: string,
  merchant: { id: string; name: string; rounding: RoundingRule },
  at: Date,
): Promise<Merchant> {
  const row = await tx
    .insertInto('merchants')
    .values({
      tenant_id: tenantId,
      id: merchant.id,
      name: merchant.name,
      rounding: JSON.stringify(merchant.rounding),
      created_at: at,
      updated_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return show(row);
}

/** Those a caller may see: bound to a store, only the merchant of that store. */
function visible(tx: Tx, tenantId: string, boundTo: string | null) {
  const query = tx.selectFrom('merchants').selectAll().where('tenant_id', '=', tenantId);
  if (boundTo === null) return query;
  return query.where('id', 'in', (from) =>
    from.selectFrom('stores').select('merchant_id').where('tenant_id', '=', tenantId).where('id', '=', boundTo),
  );
}

export async function listMerchants(
  tx: Tx,
  tenantId: string,
  boundTo: string | null,
  after: string,
  limit: number,
): Promise<Merchant[]> {
  return (await visible(tx, tenantId, boundTo).where('id', '>', after).orderBy('id').limit(limit).execute()).map(show);
}

export async function findMerchant(
  tx: Tx,
  tenantId: string,
  boundTo: string | null,
  merchantId: string,
): Promise<Merchant | undefined> {
  const row = await visible(tx, tenantId, boundTo).where('id', '=', merchantId).executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

/** Read to be changed: the row is locked until the transaction ends. */
export async function lockMerchant(tx: Tx, tenantId: string, merchantId: string): Promise<Merchant | undefined> {
  const row = await tx
    .selectFrom('merchants')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', merchantId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

export async function updateMerchant(tx: Tx, tenantId: string, merchant: Merchant): Promise<void> {
  await tx
    .updateTable('merchants')
    .set({ name: merchant.name, rounding: JSON.stringify(merchant.rounding), updated_at: merchant.updatedAt })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', merchant.id)
    .execute();
}
