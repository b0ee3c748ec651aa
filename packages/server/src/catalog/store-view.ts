import type { StoreView } from '@kirana/adapter';
import { KiranaError, storeAvailability } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readStoreHead } from './catalog-rows.ts';

/** What a provider hears when it asks how a store is. Null: there is no such store. */
export async function storeView(
  { database, now }: { database: Database; now: () => Date },
  tenantId: string,
  storeId: string,
): Promise<StoreView | null> {
  try {
    const { store } = await database.tenant(tenantId, (tx) => readStoreHead(tx, tenantId, storeId));
    const { reasons, blockedUntilMs } = storeAvailability(store, now().getTime());
    const open = reasons.length === 0;
    return {
      state: store.status.state,
      acceptsOrdersNow: open,
      returnAt: !open && Number.isFinite(blockedUntilMs) ? new Date(blockedUntilMs).toISOString() : null,
    };
  } catch (error) {
    if (error instanceof KiranaError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
