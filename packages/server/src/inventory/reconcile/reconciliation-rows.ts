import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../../database/database.ts';
import type { StockReconciliationsTable } from '../../database/schema.ts';

/** A reconciliation with what became of its counts so far. */
export type ReconciliationRow = Selectable<StockReconciliationsTable> & {
  readonly written: number;
  readonly skipped: number;
};

export type ReconciliationStatus = ReconciliationRow['status'];

const outcomes = (tx: Tx) =>
  tx
    .selectFrom('stock_reconciliation_counts as c')
    .whereRef('c.tenant_id', '=', 'r.tenant_id' as never)
    .whereRef('c.reconciliation_id', '=', 'r.id' as never);

const rows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('stock_reconciliations as r')
    .selectAll('r')
    .select([
      sql<number>`(${outcomes(tx).where('c.outcome', '=', 'written').select(sql`count(*)`.as('n'))})`.as('written'),
      sql<number>`(${outcomes(tx).where('c.outcome', '<>', 'written').select(sql`count(*)`.as('n'))})`.as('skipped'),
    ])
    .where('r.tenant_id', '=', tenantId);

export const findReconciliation = (
  tx: Tx,
  tenantId: string,
  storeId: string,
  id: string,
): Promise<ReconciliationRow | undefined> =>
  rows(tx, tenantId).where('r.id', '=', id).where('r.store_id', '=', storeId).executeTakeFirst();

/** The one that was made under this key. */
export const findByRequestKey = (tx: Tx, tenantId: string, key: string): Promise<ReconciliationRow | undefined> =>
  rows(tx, tenantId).where('r.request_key', '=', key).executeTakeFirst();

/** The newest first; `before` is an id. */
export const listReconciliations = (
  tx: Tx,
  tenantId: string,
  storeId: string,
  { status, before, limit }: { status?: ReconciliationStatus | undefined; before?: string | undefined; limit: number },
): Promise<ReconciliationRow[]> =>
  rows(tx, tenantId)
    .where('r.store_id', '=', storeId)
    .$if(status !== undefined, (query) => query.where('r.status', '=', status ?? 'proposed'))
    .$if(before !== undefined, (query) => query.where('r.id', '<', before ?? ''))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute();

type NewRow = Omit<
  Selectable<StockReconciliationsTable>,
  'tenant_id' | 'decided_at' | 'decided_by' | 'finished_at' | 'needs_approval' | 'left_out'
> &
  Pick<Selectable<StockReconciliationsTable>, 'needs_approval' | 'left_out'>;

/** @returns false when one was made under the same key meanwhile */
export async function insertReconciliation(tx: Tx, tenantId: string, row: NewRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('stock_reconciliations')
    .values({
      ...row,
      tenant_id: tenantId,
      needs_approval: JSON.stringify(row.needs_approval),
      left_out: JSON.stringify(row.left_out),
      decided_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Once. @returns false when it was decided already */
export async function decideReconciliation(
  tx: Tx,
  tenantId: string,
  id: string,
  status: 'approved' | 'rejected',
  by: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('stock_reconciliations')
    .set({ status, decided_at: now, decided_by: by, finished_at: status === 'rejected' ? now : null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', 'proposed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** All its counts are written or left out. */
export async function finishReconciliation(tx: Tx, tenantId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('stock_reconciliations')
    .set({ status: 'applied', finished_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', 'approved')
    .execute();
}
