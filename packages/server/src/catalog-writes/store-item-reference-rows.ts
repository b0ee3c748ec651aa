import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { eachOf } from './key-list-rows.ts';

/** Those of the ids that name no category or tax of the store's merchant. Ids of other tenants and merchants look like missing ones. */
export async function unknownReferences(
  tx: Tx,
  tenantId: string,
  storeId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    select each.key from ${eachOf(ids)}
    where not exists (
      select 1 from stores s join categories c on c.tenant_id = s.tenant_id and c.merchant_id = s.merchant_id
      where s.tenant_id = ${tenantId} and s.id = ${storeId} and c.id = each.key)
    and not exists (
      select 1 from stores s join taxes t on t.tenant_id = s.tenant_id and t.merchant_id = s.merchant_id
      where s.tenant_id = ${tenantId} and s.id = ${storeId} and t.id = each.key)`.execute(tx);
  return rows.map(({ key }) => key);
}
