import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { QuarantineTable } from '../database/schema.ts';
import type { ListPlace } from './letter-view-rows.ts';

export type HeldRow = Selectable<QuarantineTable>;

export interface HeldFilter {
  readonly status?: HeldRow['status'] | undefined;
  readonly connectionId?: string | undefined;
  readonly code?: string | undefined;
}

export async function listHeld(tx: Tx, tenantId: string, filter: HeldFilter, page: ListPlace): Promise<HeldRow[]> {
  let query = tx.selectFrom('quarantine').selectAll().where('tenant_id', '=', tenantId);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId);
  if (filter.code !== undefined) query = query.where('code', '=', filter.code);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  if (page.storeId !== null) query = query.where('store_id', '=', page.storeId);
  return query.orderBy('id', 'desc').limit(page.limit).execute();
}

export async function readHeld(
  tx: Tx,
  tenantId: string,
  id: string,
  storeId: string | null,
): Promise<HeldRow | undefined> {
  let query = tx.selectFrom('quarantine').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id);
  if (storeId !== null) query = query.where('store_id', '=', storeId);
  return query.executeTakeFirst();
}

/** @returns false when somebody else decided, or something newer superseded it. */
export async function decideHeld(
  tx: Tx,
  tenantId: string,
  id: string,
  decision: 'approved' | 'rejected',
  by: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('quarantine')
    .set({ status: decision, decided_at: now, decided_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
