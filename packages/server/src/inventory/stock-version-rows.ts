import { stockStream } from '../catalog-writes/catalog-events.ts';
import type { Tx } from '../database/database.ts';

/** The version of a store's stock: the last sequence of its stream. It only grows; 0: nothing happened there yet. */
export async function readStockVersion(tx: Tx, tenantId: string, storeId: string): Promise<number> {
  const row = await tx
    .selectFrom('event_streams')
    .select('last_sequence')
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', stockStream(storeId))
    .executeTakeFirst();
  return row?.last_sequence ?? 0;
}
