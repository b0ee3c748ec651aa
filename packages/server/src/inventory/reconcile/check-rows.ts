import type { CheckedHold, Entry, Lot, Position, ReportedStock, Tracking } from '@kirana/core';
import { sql } from 'kysely';
import { stockStream } from '../../catalog-writes/catalog-events.ts';
import { anyOf } from '../../catalog-writes/key-list-rows.ts';
import type { Tx } from '../../database/database.ts';
import { msOf } from '../column-lists.ts';
import { POSITION_COLUMNS, type PositionRow, positionFromRow } from '../position-lock-rows.ts';
import { REPORT_JSON } from '../stock-state-rows.ts';

/** How far back in the stream of a store its last events are looked for: a check must not read a log of years. */
const MOST_EVENTS_BACK = 50_000;

/** A position as it is stored, with how it was tracked before its first entry. */
export interface CheckedPosition {
  readonly position: Position;
  readonly opening: Tracking;
  readonly lots: readonly Lot[];
  readonly holds: readonly CheckedHold[];
  readonly reports: readonly (ReportedStock & { readonly firstHeardAtMs: number })[];
  /** Of its last entry; null: it has none. */
  readonly lastEntryMs: number | null;
}

type Row = PositionRow & {
  readonly opening_tracking: Tracking;
  readonly holds: CheckedHold[] | null;
  readonly reports: CheckedPosition['reports'] | null;
  readonly lastEntryMs: number | null;
};

/** Positions of a store by item id, after one; or one of them. */
export async function readCheckedPositions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  which: { readonly itemId: string } | { readonly after: string; readonly limit: number },
): Promise<CheckedPosition[]> {
  const filter =
    'itemId' in which
      ? sql`item_id = ${which.itemId}`
      : sql`item_id > ${which.after} order by item_id limit ${which.limit}`;
  const { rows } = await sql<Row>`
    select p.*, held.holds, reported.reports, newest."lastEntryMs"
    from (select ${POSITION_COLUMNS}, opening_tracking from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and ${filter}) p
    cross join lateral (
      select json_agg(json_build_object('reservationId', h.reservation_id, 'quantity', h.quantity,
        'expiresAtMs', ${msOf('h.expires_at')}, 'status', (
          select status from reservations where tenant_id = ${tenantId} and id = h.reservation_id))) as holds
      from reservation_holds h
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id) held
    cross join lateral (
      select json_agg(${REPORT_JSON}) as reports from reported_stock r
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id) reported
    left join lateral (
      select ${msOf('e.recorded_at')} as "lastEntryMs" from stock_entries e
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id
      order by sequence desc limit 1) newest on true
    order by p.item_id`.execute(tx);
  return rows.map((row) => ({
    position: positionFromRow(storeId, row),
    opening: row.opening_tracking,
    lots: row.lots,
    holds: row.holds ?? [],
    reports: row.reports ?? [],
    lastEntryMs: row.lastEntryMs,
  }));
}

/** What open reservations say that they hold at these items, by item and reservation. */
export async function readPromised(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const { rows } = await sql<{ itemId: string; id: string; units: number }>`
    select need ->> 'itemId' as "itemId", r.id, sum((line ->> 'held')::int8 * (need ->> 'quantity')::int8)::int8 as units
    from reservations r, jsonb_array_elements(r.lines) line, jsonb_array_elements(line -> 'needs') need
    where r.tenant_id = ${tenantId} and r.store_id = ${storeId} and r.status = 'held'
      and need ->> 'itemId' = ${anyOf(itemIds)} and (line ->> 'held')::int8 > 0
    group by 1, 2`.execute(tx);
  const byItem = Map.groupBy(rows, ({ itemId }) => itemId);
  return new Map([...byItem].map(([itemId, of]) => [itemId, new Map(of.map(({ id, units }) => [id, units]))]));
}

/** The end of a store's stream of stock. */
export interface StreamEnd {
  /** What the last event of each of these positions told, where one is found. */
  readonly told: ReadonlyMap<string, Position>;
  /** Events of entries after this (ms) must be there. */
  readonly sinceMs: number;
}

/** From when on nothing is missing of a stream, by the oldest event that was looked at. Nothing is known where all were dropped for their age. */
function keptSince(oldest: { readonly sequence: number | null; readonly atMs: number | null } | undefined): number {
  if (oldest === undefined || oldest.sequence === 1) return 0;
  return oldest.atMs ?? Number.POSITIVE_INFINITY;
}

/** Reads the last events about these positions, as far back as is looked. */
export async function readStreamEnd(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
): Promise<StreamEnd> {
  const stream = stockStream(storeId);
  const { rows } = await sql<{ itemId: string; position: Position }>`
    select distinct on (subject) subject as "itemId", data -> 'position' as position from events
    where tenant_id = ${tenantId} and stream = ${stream} and kind = 'stock.changed' and subject = ${anyOf(itemIds)}
      and sequence > (select last_sequence from event_streams where tenant_id = ${tenantId} and stream = ${stream}) - ${MOST_EVENTS_BACK}
    order by subject, sequence desc`.execute(tx);
  const { rows: oldest } = await sql<{ sequence: number | null; atMs: number | null }>`
    select e.sequence, ${msOf('e.recorded_at')} as "atMs" from event_streams s
    left join lateral (
      select * from events
      where tenant_id = ${tenantId} and stream = ${stream} and sequence > s.last_sequence - ${MOST_EVENTS_BACK}
      order by sequence limit 1) e on true
    where s.tenant_id = ${tenantId} and s.stream = ${stream}`.execute(tx);
  return { told: new Map(rows.map(({ itemId, position }) => [itemId, position])), sinceMs: keptSince(oldest[0]) };
}

/** Entries of a position in order, after a sequence. */
export async function readEntriesAfter(
  tx: Tx,
  { storeId, itemId }: Position,
  tenantId: string,
  after: number,
  limit: number,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select e.store_id as "storeId", e.item_id as "itemId", e.sequence, e.kind, e.reason, e.quantity,
      json_build_object('onHand', e.delta_on_hand, 'blocked', e.delta_blocked, 'reserved', e.delta_reserved,
        'safetyStock', e.delta_safety_stock, 'incoming', e.delta_incoming) as deltas,
      json_build_object('onHand', e.on_hand, 'blocked', e.blocked, 'reserved', e.reserved, 'safetyStock', e.safety_stock,
        'incoming', e.incoming) as after,
      e.block_kind as "blockKind", e.tracking, coalesce(e.lots, '[]'::jsonb) as lots,
      json_build_object('kind', e.source_kind, 'id', e.source_id) as source, e.actor,
      ${msOf('e.occurred_at')} as "occurredAtMs", ${msOf('e.recorded_at')} as "recordedAtMs"
    from stock_entries e
    where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = ${itemId} and sequence > ${after}
    order by sequence limit ${limit}`.execute(tx);
  return rows;
}
