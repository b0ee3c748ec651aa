import type { Lot, StockedPosition, Tracking } from '@kirana/core';
import { sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';

/** The figures of a position as they are stored. */
export interface PositionRow {
  readonly item_id: string;
  readonly tracking: Tracking;
  readonly on_hand: number;
  readonly blocked_damaged: number;
  readonly blocked_quality_check: number;
  readonly blocked_recalled: number;
  readonly blocked_expired: number;
  readonly reserved: number;
  readonly safety_stock: number;
  readonly incoming: number;
  readonly sequence: number;
  readonly lots: readonly Lot[];
}

export const POSITION_COLUMNS = sql.raw(
  `item_id, tracking, on_hand, blocked_damaged, blocked_quality_check, blocked_recalled, blocked_expired,
  reserved, safety_stock, incoming, sequence, lots`,
);

export const positionFromRow = (storeId: string, row: PositionRow): StockedPosition['position'] => ({
  storeId,
  itemId: row.item_id,
  tracking: row.tracking,
  onHand: row.on_hand,
  blocked: {
    damaged: row.blocked_damaged,
    quality_check: row.blocked_quality_check,
    recalled: row.blocked_recalled,
    expired: row.blocked_expired,
  },
  reserved: row.reserved,
  safetyStock: row.safety_stock,
  incoming: row.incoming,
  sequence: row.sequence,
});

/** Items that reservations of a store take, read without a lock: what a reservation takes never changes. */
export async function readReservedItems(
  tx: Tx,
  tenantId: string,
  storeId: string,
  reservationIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ itemId: string }>`
    select distinct need ->> 'itemId' as "itemId" from ${eachOf(reservationIds)}
    cross join lateral (
      select lines, store_id from reservations where tenant_id = ${tenantId} and id = each.key limit 1) found
    cross join lateral jsonb_array_elements(found.lines) line
    cross join lateral jsonb_array_elements(line -> 'needs') need
    where found.store_id = ${storeId}`.execute(tx);
  return rows.map(({ itemId }) => itemId);
}

/** Locks positions of a store, by item id ascending: two writers that want the same ones wait for each other, and never both. */
export async function lockPositions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
): Promise<StockedPosition[]> {
  const { rows } = await sql<PositionRow>`
    select found.* from ${eachOf(itemIds)} cross join lateral (
      select ${POSITION_COLUMNS} from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key limit 1 for no key update) found`.execute(
    tx,
  );
  return rows.map((row) => ({
    position: positionFromRow(storeId, row),
    lots: [...row.lots],
    dueHolds: [],
    reports: [],
    ownChanges: [],
  }));
}
