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

/** A position without the names of its columns, which would be most of the text of a whole store. */
type FactRow = readonly [
  itemId: string,
  tracking: Tracking,
  onHand: number,
  reserved: number,
  safetyStock: number,
  blocked: number,
  lots: readonly Lot[] | null,
];

interface HoldsRow {
  readonly due: number;
  readonly ahead: readonly { readonly ms: number; readonly quantity: number }[] | null;
}

interface Found {
  readonly positions: readonly FactRow[] | null;
  /** By item, of those with any. */
  readonly holds: Readonly<Record<string, HoldsRow>> | null;
  readonly heard: Readonly<Record<string, number>> | null;
  readonly version: number | null;
}

function factsOf(
  [, tracking, onHand, reserved, safetyStock, blocked, lots]: FactRow,
  holds: HoldsRow | undefined,
  heardAtMs: number | undefined,
): PositionFacts {
  const expiring = (lots ?? []).flatMap(({ expiresAtMs, quantity, expired }) =>
    expiresAtMs === null || quantity <= expired ? [] : [{ atMs: expiresAtMs, quantity: quantity - expired }],
  );
  return {
    tracking,
    onHand,
    blocked,
    // what is past its time counts for nothing from that instant on, whether or not a write has ended it
    reserved: reserved - (holds?.due ?? 0),
    safetyStock,
    holds: (holds?.ahead ?? []).map(({ ms, quantity }) => ({ atMs: ms, quantity })),
    expiring: expiring.sort((a, b) => a.atMs - b.atMs),
    heardAtMs: heardAtMs ?? null,
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
  const of = (column: string) =>
    itemIds === null ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = ${anyOf(itemIds)}`;
  // three lists that are laid together here: joined by the database, each position would cost a look into every table
  const { rows } = await sql<Found>`
    select (
      select json_agg(json_build_array(p.item_id, p.tracking, p.on_hand, p.reserved, p.safety_stock,
        p.blocked_damaged + p.blocked_quality_check + p.blocked_recalled + p.blocked_expired, nullif(p.lots, '[]')))
      from inventory_positions p
      where p.tenant_id = ${tenantId} and p.store_id = ${storeId} and ${of('p.item_id')}) as positions, (
      select json_object_agg(p.item_id, json_build_object('due', coalesce(due.quantity, 0), 'ahead', ahead.holds))
      from inventory_positions p
      cross join lateral (
        select sum(h.quantity)::bigint as quantity from reservation_holds h
        where h.tenant_id = p.tenant_id and h.store_id = p.store_id and h.item_id = p.item_id
          and h.expires_at <= ${at}::timestamptz) due
      cross join lateral (
        select json_agg(json_build_object('ms', floor(extract(epoch from n.expires_at) * 1000)::bigint, 'quantity', n.quantity)
          order by n.expires_at) as holds
        from (
          select h.expires_at, h.quantity from reservation_holds h
          where h.tenant_id = p.tenant_id and h.store_id = p.store_id and h.item_id = p.item_id
            and h.expires_at > ${at}::timestamptz
          order by h.expires_at limit ${MOST_HOLDS}) n) ahead
      where p.tenant_id = ${tenantId} and p.store_id = ${storeId} and p.reserved > 0 and ${of('p.item_id')}) as holds, (
      select json_object_agg(r.item_id, r.ms) from (
        select distinct on (r.item_id) r.item_id, floor(extract(epoch from r.heard_at) * 1000)::bigint as ms
        from reported_stock r
        left join connections c on c.tenant_id = r.tenant_id and c.id = r.source
        where ${heard} and r.tenant_id = ${tenantId} and r.store_id = ${storeId} and ${of('r.item_id')}
        order by r.item_id, coalesce((c.authority ->> ${STOCK_FIELD})::int, c.rank, ${DEFAULT_RANK}), r.source, r.heard_at desc) r) as heard, (
      select last_sequence from event_streams where tenant_id = ${tenantId} and stream = ${stockStream(storeId)}) as version`.execute(
    tx,
  );
  const [found] = rows;
  const positions = (found?.positions ?? []).map((row) => {
    const [itemId] = row;
    return [itemId, factsOf(row, found?.holds?.[itemId], found?.heard?.[itemId])] as const;
  });
  return { positions: new Map(positions), stockVersion: found?.version ?? 0 };
}

/** As `readVersionedPositions`, for who does not tell at which version. */
export const readPositionFacts = async (
  ...of: Parameters<typeof readVersionedPositions>
): Promise<ReadonlyMap<string, PositionFacts>> => (await readVersionedPositions(...of)).positions;
