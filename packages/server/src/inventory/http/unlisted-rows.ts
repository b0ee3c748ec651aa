import { KiranaError } from '@kirana/core';
import type { Tx } from '../../database/database.ts';

/** Items of the merchant that a store does not have: whether they are gone everywhere. @throws NOT_FOUND for any other id */
export async function readUnlisted(tx: Tx, tenantId: string, merchantId: string, itemId: string) {
  const row = await tx
    .selectFrom('catalog_items')
    .select(['removed', 'sellable'])
    .where('tenant_id', '=', tenantId)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', itemId)
    .executeTakeFirst();
  if (row === undefined) throw new KiranaError('NOT_FOUND', { itemId });
  return row;
}
