import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { StoreItemsTable } from '../database/schema.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import { eachOf } from './key-list-rows.ts';
import type { StoreItemState } from './store-item-state.ts';

/** Items of one store, locked until the transaction ends. */
export async function readStoreItemsLocked(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
): Promise<Map<string, StoreItemState>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<Selectable<StoreItemsTable>>`
    select found.* from ${eachOf(itemIds)} cross join lateral (
      select * from store_items where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key
      limit 1 for update) found`.execute(tx);
  return new Map(rows.map((row) => [row.item_id, storeItemFromRow(row)]));
}

const storeItemFromRow = (row: Selectable<StoreItemsTable>): StoreItemState => ({
  storeId: row.store_id,
  itemId: row.item_id,
  currency: row.currency,
  listed: row.listed,
  categoryId: row.category_id,
  priceMinor: row.price_minor,
  listPriceMinor: row.list_price_minor,
  per: row.per,
  taxIds: row.tax_ids,
  taxInclusive: row.tax_inclusive,
  packingChargeMinor: row.packing_charge_minor,
  orderTypes: row.order_types,
  schedule: row.schedule as StoreItemState['schedule'],
  maxQuantity: row.max_quantity,
  rank: row.rank,
  switch: { on: !row.switched_off, until: row.switched_off_until?.toISOString() ?? null },
  removed: row.removed,
  updatedAt: row.updated_at.toISOString(),
});

export async function writeStoreItems(tx: Tx, tenantId: string, states: readonly StoreItemState[]): Promise<void> {
  const rows = states.map((state) => ({
    tenant_id: tenantId,
    store_id: state.storeId,
    item_id: state.itemId,
    listed: state.listed,
    category_id: state.categoryId,
    price_minor: state.priceMinor,
    list_price_minor: state.listPriceMinor,
    currency: state.currency,
    per: state.per,
    tax_ids: state.taxIds,
    tax_inclusive: state.taxInclusive,
    packing_charge_minor: state.packingChargeMinor,
    order_types: state.orderTypes,
    schedule: state.schedule,
    max_quantity: state.maxQuantity,
    rank: state.rank,
    switched_off: !state.switch.on,
    switched_off_until: state.switch.until,
    removed: state.removed,
    updated_at: state.updatedAt,
  }));
  await upsertRows(tx, 'store_items', rows, ['tenant_id', 'store_id', 'item_id']);
}

/** Positions of items that are new at a store. `untracked`: the source only says on or off. One that is there stays as it is. */
export async function createPositions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
  tracking: 'counted' | 'untracked',
): Promise<void> {
  if (itemIds.length === 0) return;
  await sql`insert into inventory_positions (tenant_id, store_id, item_id, tracking)
    select ${tenantId}, ${storeId}, item_id, ${tracking}
    from jsonb_array_elements_text(${JSON.stringify(itemIds)}::text::jsonb) as item_id
    on conflict do nothing`.execute(tx);
}
