import { type Json, KiranaError } from '@kirana/core';
import { atStore } from '../catalog-writes/statement-rows.ts';
import type { Tx } from '../database/database.ts';

/** What each source says of an item and of the item at a store. @throws NOT_FOUND when the store does not have the item */
export async function readSaid(tx: Tx, tenantId: string, storeId: string, itemId: string) {
  const known = await tx
    .selectFrom('store_items')
    .select('item_id')
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (known === undefined) throw new KiranaError('NOT_FOUND', { storeId, itemId });
  const rows = await tx
    .selectFrom('source_values')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where.or([
        where.and({ entity_kind: 'item', entity_id: itemId }),
        where.and({ entity_kind: 'store_item', entity_id: atStore(storeId, itemId) }),
      ]),
    )
    .orderBy('source')
    .execute();
  const of = (kind: string) =>
    rows
      .filter((row) => row.entity_kind === kind)
      .map((row) => ({
        source: row.source,
        values: row.said as Record<string, Json>,
        edits: row.edits,
        updatedAt: row.updated_at.toISOString(),
      }));
  return { item: of('item'), storeItem: of('store_item') };
}
