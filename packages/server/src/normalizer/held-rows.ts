import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { QuarantineTable } from '../database/schema.ts';

export type HeldRow = Selectable<QuarantineTable>;

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
    .where('status', '=', sql.lit('open'))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
