import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { DeadLettersTable } from '../database/schema.ts';

type LetterRow = Selectable<DeadLettersTable>;

export interface LetterFilter {
  readonly status?: LetterRow['status'] | undefined;
  readonly connectionId?: string | undefined;
  readonly code?: string | undefined;
}

/** A place in a list, the newest first; `storeId` set: only what concerns this store. */
export interface ListPlace {
  readonly before: string | undefined;
  readonly limit: number;
  readonly storeId: string | null;
}

export async function listLetters(
  tx: Tx,
  tenantId: string,
  filter: LetterFilter,
  page: ListPlace,
): Promise<LetterRow[]> {
  let query = tx.selectFrom('dead_letters').selectAll().where('tenant_id', '=', tenantId);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId);
  if (filter.code !== undefined) query = query.where('code', '=', filter.code);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  if (page.storeId !== null) query = query.where('store_id', '=', page.storeId);
  return query.orderBy('id', 'desc').limit(page.limit).execute();
}

export async function readLetter(
  tx: Tx,
  tenantId: string,
  id: string,
  storeId: string | null,
): Promise<LetterRow | undefined> {
  let query = tx.selectFrom('dead_letters').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id);
  if (storeId !== null) query = query.where('store_id', '=', storeId);
  return query.executeTakeFirst();
}

export async function skipLetter(tx: Tx, tenantId: string, id: string, by: string, now: Date): Promise<void> {
  await tx
    .updateTable('dead_letters')
    .set({ status: 'skipped', decided_at: now, decided_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .execute();
}
