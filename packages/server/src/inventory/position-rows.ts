import {
  ats,
  authorityOf,
  type Lot,
  oversold,
  type Position,
  type ReportedStock,
  reportConflicts,
  sellable,
  type TermsOf,
} from '@kirana/core';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { POSITION_COLUMNS, type PositionRow, positionFromRow } from './position-lock-rows.ts';
import { REPORT_JSON } from './stock-state-rows.ts';
import type { PositionView, StockPage } from './stock-views.ts';

interface ReadRow extends PositionRow {
  readonly due: number;
  readonly reports: readonly ReportedStock[] | null;
  readonly nowMs: number;
}

/** Positions of a store with what time has done to them since they were last written. `atMs` null: now, by database time. */
async function readRows(
  tx: Tx,
  tenantId: string,
  storeId: string,
  atMs: number | null,
  which: RawBuilder<unknown>,
): Promise<ReadRow[]> {
  const at = atMs === null ? sql`clock_timestamp()` : sql`to_timestamp(${atMs}::float8 / 1000)`;
  const { rows } = await sql<ReadRow>`
    with t as materialized (select ${at} as now)
    select p.*, due.units as due, reported.reports, floor(extract(epoch from t.now) * 1000)::int8 as "nowMs"
    from t cross join lateral (
      select ${POSITION_COLUMNS} from inventory_positions
      where tenant_id = ${tenantId} and store_id = ${storeId} and ${which}) p
    cross join lateral (
      select coalesce(sum(quantity), 0)::int8 as units from reservation_holds
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id and expires_at <= t.now) due
    cross join lateral (
      select json_agg(${REPORT_JSON}) as reports from reported_stock r
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = p.item_id) reported
    order by p.item_id`.execute(tx);
  return rows;
}

/** Units of lots past their date that no write has blocked yet. */
const unblockedPast = (lots: readonly Lot[], nowMs: number): number => {
  let units = 0;
  for (const { expiresAtMs, quantity, expired } of lots) {
    if (expiresAtMs !== null && expiresAtMs <= nowMs) units += quantity - expired;
  }
  return units;
};

/** A position as it is told, with the figures that follow from it. */
export const viewOf = (
  position: Position,
  asOfMs: number,
  more: Partial<Pick<PositionView, 'lots' | 'heardAtMs' | 'conflicts'>> = {},
): PositionView => ({
  position,
  ats: ats(position),
  sellable: position.tracking === 'untracked' ? null : sellable(position),
  oversold: oversold(position),
  lots: null,
  heardAtMs: null,
  conflicts: [],
  ...more,
  asOfMs,
});

function viewOfRow(storeId: string, row: ReadRow, terms: TermsOf): PositionView {
  const position = positionFromRow(storeId, row);
  position.reserved -= row.due;
  position.blocked.expired += unblockedPast(row.lots, row.nowMs);
  const reports = row.reports ?? [];
  const heard = authorityOf(reports, terms)?.warehouses.map(({ heardAtMs }) => heardAtMs);
  return viewOf(position, row.nowMs, {
    lots: row.lots,
    heardAtMs: heard === undefined ? null : Math.max(...heard),
    conflicts: reportConflicts(reports, terms),
  });
}

interface Reading {
  readonly tenantId: string;
  readonly storeId: string;
  readonly terms: TermsOf;
}

export async function readPosition(
  tx: Tx,
  { tenantId, storeId, terms }: Reading,
  itemId: string,
  atMs: number | null = null,
): Promise<PositionView | undefined> {
  const [row] = await readRows(tx, tenantId, storeId, atMs, sql`item_id = ${itemId}`);
  return row === undefined ? undefined : viewOfRow(storeId, row, terms);
}

export async function listPositions(
  tx: Tx,
  { tenantId, storeId, terms }: Reading,
  { after = '', limit }: StockPage,
): Promise<PositionView[]> {
  const which = sql`item_id > ${after} order by item_id limit ${limit}`;
  return (await readRows(tx, tenantId, storeId, null, which)).map((row) => viewOfRow(storeId, row, terms));
}
