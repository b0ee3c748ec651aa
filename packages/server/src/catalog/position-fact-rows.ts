import type { Lot, PositionFacts, Tracking } from '@kirana/core';
import { type SqlBool, sql } from 'kysely';
import { stockStream } from '../catalog-writes/catalog-events.ts';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { STOCK_FIELD } from '../normalizer/stock-terms-rows.ts';

/** Holds of one position that are looked ahead of; those beyond count as held for good until nearer ones have gone. */
const MOST_HOLDS = 32;
/** Of a connection nobody ranked. */
const DEFAULT_RANK = 100;

interface FactRow {
  readonly item_id: string;
  readonly tracking: Tracking;
  readonly on_hand: number;
  readonly blocked: number;
  readonly reserved: number;
  readonly safety_stock: number;
  readonly lots: readonly Lot[];
  readonly due: number;
  readonly holds: readonly { readonly ms: number; readonly quantity: number }[] | null;
  readonly heard_ms: number | null;
}

function factsOf(row: FactRow): PositionFacts {
  const expiring = row.lots.flatMap(({ expiresAtMs, quantity, expired }) =>
    expiresAtMs === null || quantity <= expired ? [] : [{ atMs: expiresAtMs, quantity: quantity - expired }],
  );
  return {
    tracking: row.tracking,
    onHand: row.on_hand,
    blocked: row.blocked,
    // what is past its time counts for nothing from that instant on, whether or not a write has ended it
    reserved: row.reserved - row.due,
    safetyStock: row.safety_stock,
    holds: (row.holds ?? []).map(({ ms, quantity }) => ({ atMs: ms, quantity })),
    expiring: expiring.sort((a, b) => a.atMs - b.atMs),
    heardAtMs: row.heard_ms,
  };
}

/** Positions, and the version of the store's stock that they were read at. */
export interface VersionedPositions {
  readonly positions: ReadonlyMap<string, PositionFacts>;
  /** The last sequence of the stock's stream; 0: none. */
  readonly stockVersion: number;
}

/**
 * Positions of a store as orderability sees them at an instant, in one query: these items', or all (null). Holds due by then are left out
 * already. An item that the store does not keep is not in it. `heard`: whether it matters when sources were last heard from; else nobody is
 * said to report.
 */
export async function readVersionedPositions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[] | null,
  atMs: number,
  heard: boolean,
): Promise<VersionedPositions> {
  const at = new Date(atMs).toISOString();
  const of = itemIds === null ? sql<SqlBool>`true` : sql<SqlBool>`p.item_id = ${anyOf(itemIds)}`;
  const { rows } = await sql<{ rows: FactRow[] | null; version: number | null }>`
    select json_agg(q) as rows, (
      select last_sequence from event_streams where tenant_id = ${tenantId} and stream = ${stockStream(storeId)}) as version
    from (
      select p.item_id, p.tracking, p.on_hand, p.reserved, p.safety_stock, p.lots,
        p.blocked_damaged + p.blocked_quality_check + p.blocked_recalled + p.blocked_expired as blocked,
        coalesce(due.quantity, 0) as due, ahead.holds, heard.ms as heard_ms
      from inventory_positions p
      left join lateral (
        select sum(h.quantity)::bigint as quantity from reservation_holds h
        where p.reserved > 0 and h.tenant_id = p.tenant_id and h.store_id = p.store_id and h.item_id = p.item_id
          and h.expires_at <= ${at}::timestamptz) due on true
      left join lateral (
        select json_agg(json_build_object('ms', floor(extract(epoch from n.expires_at) * 1000)::bigint, 'quantity', n.quantity)
          order by n.expires_at) as holds
        from (
          select h.expires_at, h.quantity from reservation_holds h
          where p.reserved > 0 and h.tenant_id = p.tenant_id and h.store_id = p.store_id and h.item_id = p.item_id
            and h.expires_at > ${at}::timestamptz
          order by h.expires_at limit ${MOST_HOLDS}) n) ahead on true
      left join lateral (
        select floor(extract(epoch from r.heard_at) * 1000)::bigint as ms from reported_stock r
        left join connections c on c.tenant_id = r.tenant_id and c.id = r.source
        where ${heard} and r.tenant_id = p.tenant_id and r.store_id = p.store_id and r.item_id = p.item_id
        order by coalesce((c.authority ->> ${STOCK_FIELD})::int, c.rank, ${DEFAULT_RANK}), r.source, r.heard_at desc limit 1) heard on true
      where p.tenant_id = ${tenantId} and p.store_id = ${storeId} and ${of}) q`.execute(tx);
  const [found] = rows;
  return {
    positions: new Map((found?.rows ?? []).map((row) => [row.item_id, factsOf(row)])),
    stockVersion: found?.version ?? 0,
  };
}

/** As `readVersionedPositions`, for who does not tell at which version. */
export const readPositionFacts = async (
  ...of: Parameters<typeof readVersionedPositions>
): Promise<ReadonlyMap<string, PositionFacts>> => (await readVersionedPositions(...of)).positions;
