import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { msOf } from './column-lists.ts';
import type { ShortfallView, StockPage } from './stock-views.ts';

/** Shortfalls, the newest first, with what is left of each now. */
export async function listShortfalls(
  tx: Tx,
  tenantId: string,
  storeId: string | null,
  { after, limit }: StockPage,
): Promise<ShortfallView[]> {
  const [ms, store, item, sequence] = after?.split('|') ?? [];
  const { rows } = await sql<Omit<ShortfallView, 'place'>>`
    select s.store_id as "storeId", s.item_id as "itemId", s.sequence, s.missing, s.oversold, ${msOf('s.recorded_at')} as "recordedAtMs",
      case when p.tracking = 'counted' then greatest(0, least(p.reserved - due.units, p.reserved - due.units + p.safety_stock
        + p.blocked_damaged + p.blocked_quality_check + p.blocked_recalled + p.blocked_expired - p.on_hand)) else 0 end as "oversoldNow"
    from stock_shortfalls s
    join inventory_positions p on p.tenant_id = s.tenant_id and p.store_id = s.store_id and p.item_id = s.item_id
    cross join lateral (
      select coalesce(sum(quantity), 0)::int8 as units from reservation_holds h
      where h.tenant_id = s.tenant_id and h.store_id = s.store_id and h.item_id = s.item_id and h.expires_at <= clock_timestamp()) due
    where s.tenant_id = ${tenantId}
      ${storeId === null ? sql`` : sql`and s.store_id = ${storeId}`}
      ${
        after === undefined
          ? sql``
          : sql`and (s.recorded_at, s.store_id, s.item_id, s.sequence)
            < (to_timestamp(${Number(ms) || 0}::float8 / 1000), ${store ?? ''}, ${item ?? ''}, ${Number(sequence) || 0})`
      }
    order by s.recorded_at desc, s.store_id desc, s.item_id desc, s.sequence desc limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, place: [row.recordedAtMs, row.storeId, row.itemId, row.sequence].join('|') }));
}
