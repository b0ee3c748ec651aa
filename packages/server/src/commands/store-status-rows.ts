import type { Tx } from '../database/database.ts';

/** Connections of a store that are told of its status, and what their provider calls the store. */
export const readStatusListeners = (tx: Tx, tenantId: string, storeId: string) =>
  tx
    .selectFrom('connection_locations as l')
    .innerJoin('connections as c', (join) =>
      join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.connection_id'),
    )
    .select(['c.id as connectionId', 'l.location'])
    .where('l.tenant_id', '=', tenantId)
    .where('l.store_id', '=', storeId)
    .where('c.sends_store_status', '=', true)
    .orderBy('c.id')
    .execute();

/** What was to be told of a store by itself, and waits for another try, is not true any more. */
export async function dropWaitingStatus(tx: Tx, tenantId: string, storeId: string, at: Date): Promise<void> {
  await tx
    .updateTable('commands')
    .set({ status: 'failed', detail: 'A newer status is sent instead.', next_attempt_at: null, finished_at: at })
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .where('kind', '=', 'store.status')
    .where('status', '=', 'pending')
    .where('cause', 'is not', null)
    .where('worker', 'is', null)
    .execute();
}
