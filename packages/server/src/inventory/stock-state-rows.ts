import type { Answer, ReportedStock, ReservationRecord } from '@kirana/core';
import { type RawBuilder, sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { msOf } from './column-lists.ts';

/** What a batch is decided on, apart from the positions. */
export interface LoadedState {
  /** Database time, after the locks. */
  readonly nowMs: number;
  readonly due: readonly {
    readonly itemId: string;
    readonly reservationId: string;
    readonly quantity: number;
    readonly expiresAtMs: number;
  }[];
  readonly reports: readonly (ReportedStock & { readonly itemId: string; readonly firstHeardAtMs: number })[];
  readonly reservations: readonly ReservationRecord[];
  readonly effects: readonly { readonly key: string; readonly hash: string; readonly answer: Answer }[];
  /** Open reservations by holder; none is counted past the quota. */
  readonly open: Readonly<Record<string, number>>;
}

interface LoadQuestion {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemIds: readonly string[];
  readonly reservationIds: readonly string[];
  readonly effectKeys: readonly string[];
  readonly holders: readonly string[];
  readonly quota: number;
}

/** A record as JSON, of a row called `r`. */
export const RESERVATION_JSON: RawBuilder<ReservationRecord> = sql`json_build_object(
  'id', r.id, 'storeId', r.store_id, 'holder', r.holder, 'hash', r.hash, 'lines', r.lines, 'shortfalls', r.shortfalls,
  'madeAtMs', ${msOf('r.made_at')}, 'firstExpiresAtMs', ${msOf('r.first_expires_at')},
  'expiresAtMs', ${msOf('r.expires_at')}, 'status', r.status, 'endedAtMs', ${msOf('r.ended_at')}, 'endHash', r.end_hash)`;

/** What a source said, as JSON, of a row called `r`. */
export const REPORT_JSON: RawBuilder<ReportedStock> = sql`json_build_object(
  'itemId', r.item_id, 'source', r.source, 'warehouse', r.warehouse, 'base', r.base, 'floor', r.floor, 'deltas', r.deltas,
  'observedAtMs', ${msOf('r.observed_at')}, 'heardAtMs', ${msOf('r.heard_at')}, 'firstHeardAtMs', ${msOf('r.first_heard_at')})`;

/**
 * Reads the rest of the state in one statement. It must be a later one than the locks: a statement that waited for a lock still sees the
 * other tables as they were before it waited.
 */
export async function loadState(tx: Tx, question: LoadQuestion): Promise<LoadedState> {
  const { tenantId, storeId, itemIds, reservationIds, effectKeys, holders, quota } = question;
  const { rows } = await sql<{ [K in keyof LoadedState]: LoadedState[K] | null }>`
    with t as materialized (select clock_timestamp() as now)
    select floor(extract(epoch from t.now) * 1000)::int8 as "nowMs",
      (select json_agg(json_build_object('itemId', h.item_id, 'reservationId', h.reservation_id, 'quantity', h.quantity,
          'expiresAtMs', ${msOf('h.expires_at')}))
        from ${eachOf(itemIds)} cross join lateral (
          select * from reservation_holds
          where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key and expires_at <= t.now offset 0) h
      ) as due,
      (select json_agg(${REPORT_JSON})
        from ${eachOf(itemIds)} cross join lateral (
          select * from reported_stock
          where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key offset 0) r
      ) as reports,
      (select json_agg(${RESERVATION_JSON})
        from ${eachOf(reservationIds)} cross join lateral (
          select * from reservations where tenant_id = ${tenantId} and id = each.key limit 1 for update) r
      ) as reservations,
      (select json_agg(json_build_object('key', e.effect_key, 'hash', e.hash, 'answer', e.answer))
        from ${eachOf(effectKeys)} cross join lateral (
          select * from stock_effects where tenant_id = ${tenantId} and effect_key = each.key limit 1) e
      ) as effects,
      (select json_object_agg(each.key, h.n)
        from ${eachOf(holders)} cross join lateral (
          select count(*) as n from (
            select from reservations
            where tenant_id = ${tenantId} and holder = each.key and status = 'held' and expires_at > t.now
            limit ${quota}) one) h
      ) as open
    from t`.execute(tx);
  const [row] = rows;
  return {
    nowMs: row?.nowMs ?? 0,
    due: row?.due ?? [],
    reports: row?.reports ?? [],
    reservations: row?.reservations ?? [],
    effects: row?.effects ?? [],
    open: row?.open ?? {},
  };
}
