import type { Database } from '../../packages/server/src/database/database.ts';
import { runSql } from './sql-text.ts';

/**
 * The other way to reserve: a transaction for each request, and all of it in one statement. The position is moved on where enough is
 * sellable, and the reservation, its hold and its entry are made of what was moved: nothing is oversold, and an id that is there already
 * undoes it all. The same tables with the same indexes and guards. It does less than the ledger, in its own favour: no event is written,
 * no row-level security is asked, holds past their time are not ended, and a repeated id is an error.
 *
 * $1 tenant, $2 store, $3 item, $4 reservation, $5 its lines
 */
const RESERVE = `
with moved as (
  update inventory_positions
  set reserved = reserved + 1, sequence = sequence + 1, updated_at = now()
  where tenant_id = $1 and store_id = $2 and item_id = $3 and tracking = 'counted'
    and on_hand - blocked_damaged - blocked_quality_check - blocked_recalled - blocked_expired
      - reserved - safety_stock >= 1
  returning *),
made as (
  insert into reservations (tenant_id, id, store_id, holder, hash, lines, shortfalls, made_at, first_expires_at, expires_at, status)
  select tenant_id, $4, store_id, 'key_a', $4, $5::text::jsonb, '[]', now(), now() + interval '10 minutes',
    now() + interval '10 minutes', 'held'
  from moved),
held as (
  insert into reservation_holds (tenant_id, store_id, item_id, reservation_id, quantity, expires_at)
  select tenant_id, store_id, item_id, $4, 1, now() + interval '10 minutes' from moved)
insert into stock_entries (tenant_id, store_id, item_id, sequence, kind, quantity,
  delta_on_hand, delta_blocked, delta_reserved, delta_safety_stock, delta_incoming,
  on_hand, blocked, reserved, safety_stock, incoming, source_kind, source_id, actor, occurred_at, recorded_at)
select tenant_id, store_id, item_id, sequence, 'reserved', 1, 0, 0, 1, 0, 0,
  on_hand, blocked_damaged + blocked_quality_check + blocked_recalled + blocked_expired, reserved, safety_stock, incoming,
  'reservation', $4, 'key:test', now(), now()
from moved
returning sequence`;

/** Reserves one unit of an item. @throws when there is none left */
export function reserveOneByOne(database: Database, tenantId: string, storeId: string) {
  return async (itemId: string, id: string): Promise<void> => {
    const needs = [{ itemId, quantity: 1 }];
    const lines = JSON.stringify([{ itemId, quantity: 1, held: 1, committed: 0, needs }]);
    const entries = await runSql(database, RESERVE, [tenantId, storeId, itemId, id, lines]);
    if (entries.length !== 1) throw new Error(`nothing was reserved of ${itemId}`);
  };
}
