import type { MovedBetween, ReportedStock, Tracking } from '@kirana/core';
import { type RawBuilder, sql } from 'kysely';
import { anyOf, eachOf } from '../../catalog-writes/key-list-rows.ts';
import type { Tx } from '../../database/database.ts';
import { msOf, numbers, texts } from '../column-lists.ts';
import { REPORT_JSON } from '../stock-state-rows.ts';

/** A position as it is stored, and all that providers said of it. */
export interface ComparedPosition {
  readonly itemId: string;
  readonly tracking: Tracking;
  readonly onHand: number;
  readonly sequence: number;
  readonly reports: readonly (ReportedStock & { readonly firstHeardAtMs: number })[];
}

async function readPositions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  from: RawBuilder<unknown>,
): Promise<ComparedPosition[]> {
  const { rows } = await sql<Omit<ComparedPosition, 'reports'> & { reports: ComparedPosition['reports'] | null }>`
    select p.item_id as "itemId", p.tracking, p.on_hand as "onHand", p.sequence, reported.reports
    from ${from} cross join lateral (
      select json_agg(${REPORT_JSON}) as reports from reported_stock r
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id) reported
    order by p.item_id`.execute(tx);
  return rows.map((row) => ({ ...row, reports: row.reports ?? [] }));
}

/** Positions of a store by item id, after one. */
export const readPositionsAfter = (tx: Tx, tenantId: string, storeId: string, after: string, limit: number) =>
  readPositions(
    tx,
    tenantId,
    storeId,
    sql`(select item_id, tracking, on_hand, sequence from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id > ${after} order by item_id limit ${limit}) p`,
  );

/** These positions, as far as the store keeps them. */
export const readPositionsOf = (tx: Tx, tenantId: string, storeId: string, itemIds: readonly string[]) =>
  readPositions(
    tx,
    tenantId,
    storeId,
    sql`${eachOf(itemIds)} cross join lateral (
      select item_id, tracking, on_hand, sequence from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key limit 1) p`,
  );

/** What a provider's ids of items stand for. */
export async function readItemIds(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('source_mappings')
    .select(['external_id', 'entity_id'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('entity_kind', '=', 'item')
    .where('external_id', '=', anyOf(externalIds))
    .execute();
  return new Map(rows.map(({ external_id, entity_id }) => [external_id, entity_id]));
}

/** A stretch of the entries of a position: after the first sequence, before the second. */
export interface Stretch {
  readonly itemId: string;
  readonly after: number;
  readonly before: number;
}

/** What happened to on hand within these stretches, in order, by item. */
export async function readMovedBetween(
  tx: Tx,
  tenantId: string,
  storeId: string,
  stretches: readonly Stretch[],
): Promise<ReadonlyMap<string, MovedBetween[]>> {
  if (stretches.length === 0) return new Map();
  const { rows } = await sql<MovedBetween & { itemId: string }>`
    select w.item_id as "itemId", e.kind, e.delta_on_hand as delta, e.on_hand as after, ${msOf('e.occurred_at')} as "occurredAtMs"
    from unnest(${texts(stretches.map(({ itemId }) => itemId))}, ${numbers(stretches.map(({ after }) => after))},
      ${numbers(stretches.map(({ before }) => before))}) as w(item_id, after, before)
    cross join lateral (
      select * from stock_entries
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = w.item_id
        and sequence > w.after and sequence < w.before offset 0) e
    order by e.sequence`.execute(tx);
  return Map.groupBy(rows, ({ itemId }) => itemId);
}
