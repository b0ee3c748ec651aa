import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

export interface DuePosition {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemId: string;
}

/** Positions of any tenant with holds past their time, among so many of the oldest such holds. */
export async function readDuePositions(tx: Tx, mostHolds: number): Promise<DuePosition[]> {
  const { rows } = await sql<DuePosition>`
    select distinct tenant_id as "tenantId", store_id as "storeId", item_id as "itemId" from (
      select tenant_id, store_id, item_id from reservation_holds
      where expires_at <= clock_timestamp() order by expires_at limit ${mostHolds}) due`.execute(tx);
  return rows;
}

/** Milliseconds until the next hold is due, by database time; null when there is none. */
export async function untilNextDueMs(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(expires_at) - clock_timestamp()) * 1000)::float8 as ms from reservation_holds`.execute(
    tx,
  );
  return rows[0]?.ms ?? null;
}
