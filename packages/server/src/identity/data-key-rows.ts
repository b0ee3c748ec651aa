import type { Tx } from '../database/database.ts';

/** Tenants with their data keys as they are wrapped; null: nothing was ever sealed for the tenant. */
export const readDataKeys = (tx: Tx, after: string, limit: number) =>
  tx
    .selectFrom('tenants')
    .select(['tenant_id', 'data_key'])
    .where('tenant_id', '>', after)
    .orderBy('tenant_id')
    .limit(limit)
    .execute();

/** Only if it still is the one that was read: a tenant that is erased meanwhile keeps nothing. */
export async function replaceDataKey(
  tx: Tx,
  tenantId: string,
  { before, after }: { readonly before: Uint8Array; readonly after: Uint8Array },
): Promise<void> {
  await tx
    .updateTable('tenants')
    .set({ data_key: after })
    .where('tenant_id', '=', tenantId)
    .where('data_key', '=', before)
    .execute();
}
