import { type Reservation, type ReservationRecord, toReservation } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { RESERVATION_JSON } from './stock-state-rows.ts';
import type { ReservationFilter, StockPage } from './stock-views.ts';

interface Found {
  readonly record: ReservationRecord;
  readonly nowMs: number;
}

const NOW_MS = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::int8`;

export async function readReservation(tx: Tx, tenantId: string, id: string): Promise<Reservation | undefined> {
  const { rows } = await sql<Found>`
    select ${RESERVATION_JSON} as record, ${NOW_MS} as "nowMs" from reservations r
    where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
  const [found] = rows;
  return found === undefined ? undefined : toReservation(found.record, found.nowMs);
}

/** The status as readers see it: a hold past its time is over, whether or not a write has said so. */
const SEEN_STATUS = sql`case when r.status = 'held' and r.expires_at <= clock_timestamp() then 'expired' else r.status end`;

/** Reservations of a store, the newest first. */
export async function listReservations(
  tx: Tx,
  tenantId: string,
  storeId: string,
  { status, holder }: ReservationFilter,
  { after, limit }: StockPage,
): Promise<Reservation[]> {
  const { rows } = await sql<Found>`
    select ${RESERVATION_JSON} as record, ${NOW_MS} as "nowMs" from reservations r
    where r.tenant_id = ${tenantId} and r.store_id = ${storeId}
      ${status === undefined ? sql`` : sql`and ${SEEN_STATUS} = ${status}`}
      ${holder === undefined ? sql`` : sql`and r.holder = ${holder}`}
      ${
        after === undefined
          ? sql``
          : sql`and (r.made_at, r.id) < (select made_at, id from reservations where tenant_id = ${tenantId} and id = ${after})`
      }
    order by r.made_at desc, r.id desc limit ${limit}`.execute(tx);
  return rows.map(({ record, nowMs }) => toReservation(record, nowMs));
}
