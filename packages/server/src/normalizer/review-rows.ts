import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { DeadLettersTable, QuarantineTable } from '../database/schema.ts';

/** What people work through, one by one: both tables have the columns that are filtered by here. */
interface ReviewRows {
  readonly dead_letters: Selectable<DeadLettersTable>;
  readonly quarantine: Selectable<QuarantineTable>;
}
type ReviewTable = keyof ReviewRows;

export interface ReviewFilter<Status> {
  readonly status?: Status | undefined;
  readonly connectionId?: string | undefined;
  readonly code?: string | undefined;
}

/** A place in a list, the newest first; `storeId` set: only what concerns this store. */
export interface ListPlace {
  readonly before: string | undefined;
  readonly limit: number;
  readonly storeId: string | null;
}

function ofStore(tx: Tx, table: ReviewTable, tenantId: string, storeId: string | null) {
  // a query is typed for one table: the columns used here are the same in both
  const query = tx
    .selectFrom(table as 'quarantine')
    .selectAll()
    .where('tenant_id', '=', tenantId);
  return storeId === null ? query : query.where('store_id', '=', storeId);
}

export async function listForReview<T extends ReviewTable>(
  tx: Tx,
  table: T,
  tenantId: string,
  filter: ReviewFilter<ReviewRows[T]['status']>,
  page: ListPlace,
): Promise<ReviewRows[T][]> {
  let query = ofStore(tx, table, tenantId, page.storeId);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status as 'open');
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId);
  if (filter.code !== undefined) query = query.where('code', '=', filter.code as 'PRICE_SUSPICIOUS');
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()) as unknown as ReviewRows[T][];
}

export async function readForReview<T extends ReviewTable>(
  tx: Tx,
  table: T,
  tenantId: string,
  id: string,
  storeId: string | null,
): Promise<ReviewRows[T] | undefined> {
  const row = await ofStore(tx, table, tenantId, storeId).where('id', '=', id).executeTakeFirst();
  return row as unknown as ReviewRows[T] | undefined;
}
