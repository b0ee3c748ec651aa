import { type BlockKind, emptyPosition, type Tracking } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { viewOf } from './position-rows.ts';
import type { PositionView } from './stock-views.ts';

interface LastEntry {
  /** Of the newest entry at the instant; 0: none. */
  readonly sequence: number;
  /** Of the newest entry of all. */
  readonly newest: number;
  readonly opening: Tracking;
  readonly now: Date;
}

/**
 * The newest entry that was recorded by an instant, found by halving: sequences are dense and are recorded one after another, so that a
 * long history costs twenty looks.
 */
async function findLastEntry(
  tx: Tx,
  key: readonly [string, string, string],
  atMs: number,
): Promise<LastEntry | undefined> {
  const [tenantId, storeId, itemId] = key;
  const { rows } = await sql<LastEntry>`
    with recursive position as (
      select sequence, opening_tracking from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = ${itemId}),
    probe (low, high) as (
      select 0::bigint, sequence from position
      union all
      select case when e.recorded_at <= to_timestamp(${atMs}::float8 / 1000) then e.sequence else p.low end,
        case when e.recorded_at <= to_timestamp(${atMs}::float8 / 1000) then p.high else e.sequence - 1 end
      from probe p cross join lateral (
        select sequence, recorded_at from stock_entries
        where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = ${itemId} and sequence = (p.low + p.high + 1) / 2
        limit 1) e
      where p.low < p.high)
    select low as sequence, position.sequence as newest, opening_tracking as opening, clock_timestamp() as now
    from probe cross join position where low = high`.execute(tx);
  return rows[0];
}

interface Figures {
  readonly on_hand: number;
  readonly reserved: number;
  readonly safety_stock: number;
  readonly incoming: number;
  /** Of holds and lots past their time then, which only later entries ended or blocked. */
  readonly ended: number;
  readonly past: number;
  readonly tracking: Tracking | null;
  readonly blocked: Readonly<Partial<Record<BlockKind, number>>> | null;
}

async function readFigures(
  tx: Tx,
  key: readonly [string, string, string],
  sequence: number,
  atMs: number,
): Promise<Figures | undefined> {
  const [tenantId, storeId, itemId] = key;
  const of = sql`tenant_id = ${tenantId} and store_id = ${storeId} and item_id = ${itemId}`;
  // What time alone does stands first in the next write of the position.
  const byTime = sql`(kind = 'expired' or source_id = 'lot-expiry') and occurred_at <= to_timestamp(${atMs}::float8 / 1000)`;
  const { rows } = await sql<Figures>`
    with following as (
      select coalesce(min(sequence), 9223372036854775807) as first from stock_entries
      where ${of} and sequence > ${sequence} and not (${byTime}))
    select coalesce(e.on_hand, 0) as on_hand, coalesce(e.reserved, 0) as reserved,
      coalesce(e.safety_stock, 0) as safety_stock, coalesce(e.incoming, 0) as incoming,
      (select coalesce(sum(delta_reserved), 0)::int8 from stock_entries, following
        where ${of} and sequence > ${sequence} and sequence < following.first) as ended,
      (select coalesce(sum(delta_blocked), 0)::int8 from stock_entries, following
        where ${of} and sequence > ${sequence} and sequence < following.first) as past,
      (select tracking from stock_entries where ${of} and sequence <= ${sequence} and tracking is not null
        order by sequence desc limit 1) as tracking,
      (select json_object_agg(block_kind, units) from (
        select block_kind, sum(delta_blocked)::int8 as units from stock_entries
        where ${of} and sequence <= ${sequence} and block_kind is not null group by block_kind) parts) as blocked
    from (select 1) one left join stock_entries e on ${of} and sequence = ${sequence}`.execute(tx);
  return rows[0];
}

/** `latest`: nothing was written since, and the position itself says it. */
export async function readPastPosition(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemId: string,
  atMs: number,
): Promise<PositionView | 'latest' | undefined> {
  const key = [tenantId, storeId, itemId] as const;
  const last = await findLastEntry(tx, key, atMs);
  if (last === undefined) return undefined;
  if (last.sequence === last.newest) return 'latest';
  const figures = await readFigures(tx, key, last.sequence, atMs);
  const position = emptyPosition(storeId, itemId, figures?.tracking ?? last.opening);
  position.onHand = figures?.on_hand ?? 0;
  position.reserved = (figures?.reserved ?? 0) + (figures?.ended ?? 0);
  position.safetyStock = figures?.safety_stock ?? 0;
  position.incoming = figures?.incoming ?? 0;
  position.sequence = last.sequence;
  Object.assign(position.blocked, figures?.blocked);
  position.blocked.expired += figures?.past ?? 0;
  return viewOf(position, atMs);
}
