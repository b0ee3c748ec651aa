import type { ReportedStock, Tracking } from '@kirana/core';
import { sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import type { LaneContext } from './lane-context.ts';

/** The position that a provider's id stands for at the store of the lane. */
export interface StockPlace {
  readonly externalId: string;
  readonly itemId: string;
  readonly name: string;
  readonly tracking: Tracking;
  readonly onHand: number;
  /** Whether this connection reported it here before. */
  readonly heard: boolean;
}

/** Unknown ids, and those of items that the store does not keep, are left out. */
export async function readStockPlaces(
  tx: Tx,
  { tenantId, connectionId, store }: LaneContext,
  externalIds: readonly string[],
): Promise<Map<string, StockPlace>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<StockPlace>`
    select each.key as "externalId", m.entity_id as "itemId", i.name, p.tracking, p.on_hand as "onHand", exists (
        select from reported_stock where tenant_id = ${tenantId} and store_id = ${store.id} and item_id = m.entity_id
          and source = ${connectionId}) as heard
    from ${eachOf(externalIds)} cross join lateral (
      select entity_id from source_mappings
      where tenant_id = ${tenantId} and connection_id = ${connectionId} and entity_kind = 'item' and external_id = each.key limit 1) m
    cross join lateral (
      select tracking, on_hand from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${store.id} and item_id = m.entity_id limit 1) p
    cross join lateral (
      select name from catalog_items where tenant_id = ${tenantId} and id = m.entity_id limit 1) i`.execute(tx);
  return new Map(rows.map((row) => [row.externalId, row]));
}

export type HeldStock = Pick<ReportedStock, 'warehouse' | 'base' | 'floor' | 'deltas'> & {
  readonly itemId: string;
  readonly name: string;
  readonly onHand: number;
};

/** All that this connection reported at the store of the lane. */
export async function readHeldStock(
  tx: Tx,
  { tenantId, connectionId, store }: LaneContext,
): Promise<readonly HeldStock[]> {
  const { rows } = await sql<HeldStock>`
    select r.item_id as "itemId", r.warehouse, r.base, r.floor, r.deltas, i.name, p.on_hand as "onHand"
    from reported_stock r
    join catalog_items i on i.tenant_id = r.tenant_id and i.id = r.item_id
    join inventory_positions p on p.tenant_id = r.tenant_id and p.store_id = r.store_id and p.item_id = r.item_id
    where r.tenant_id = ${tenantId} and r.store_id = ${store.id} and r.source = ${connectionId}
    order by r.item_id, r.warehouse`.execute(tx);
  return rows;
}
