import type { TenantEvent } from '../events/event-rows.ts';
import { type ItemState, itemOf } from './item-state.ts';
import { type StoreItemState, storeItemOf } from './store-item-state.ts';

export const storeStream = (storeId: string): string => `store:${storeId}`;
/** Stock has a stream of its own: a reservation must not make the cached catalog of its store old. */
export const stockStream = (storeId: string): string => `stock:${storeId}`;
export const merchantStream = (merchantId: string): string => `merchant:${merchantId}`;
export const connectionStream = (connectionId: string): string => `connection:${connectionId}`;

/** Nothing changed, nothing told. */
export function itemEvents(tenantId: string, item: ItemState, changed: readonly string[]): TenantEvent[] {
  if (changed.length === 0) return [];
  const data = { item: itemOf(item), changed: [...changed] };
  return [{ tenantId, stream: merchantStream(item.merchantId), kind: 'item.changed', subject: item.id, data }];
}

/** A change of the price alone, of the switch alone, or of both, is told as such; anything else as a change of the store item. */
export function storeItemEvents(tenantId: string, state: StoreItemState, changed: readonly string[]): TenantEvent[] {
  if (changed.length === 0) return [];
  const storeItem = storeItemOf(state);
  const told = { tenantId, stream: storeStream(state.storeId), subject: state.itemId };
  if (changed.some((field) => field !== 'price' && field !== 'switch')) {
    return [{ ...told, kind: 'store_item.changed', data: { storeItem, changed: [...changed] } }];
  }
  return changed.map((field) => ({
    ...told,
    kind: field === 'price' ? ('price.changed' as const) : ('switch.changed' as const),
    data: { storeItem, changed: [field] },
  }));
}
