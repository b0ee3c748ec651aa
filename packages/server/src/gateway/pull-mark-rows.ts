import type { Tx } from '../database/database.ts';
import type { SyncRow } from './sync-rows.ts';

/** What an incremental pull cannot see, such as what is gone, is found by a whole one at least this often. */
const WHOLE_EVERY_MS = 24 * 60 * 60 * 1_000;

/** The mark of pulls of everything. */
const EVERYTHING = '';

/** Where this pull begins: what the last one of its part left; null: it asks for all there is. */
export async function readPullStart(tx: Tx, sync: SyncRow, now: Date): Promise<string | null> {
  if (sync.whole) return null;
  const mark = await tx
    .selectFrom('pull_marks')
    .select(['resume', 'whole_at'])
    .where('tenant_id', '=', sync.tenant_id)
    .where('connection_id', '=', sync.connection_id)
    .where('scope', '=', sync.scope ?? EVERYTHING)
    .executeTakeFirst();
  return mark !== undefined && now.getTime() - mark.whole_at.getTime() < WHOLE_EVERY_MS ? mark.resume : null;
}

/** Keeps where the next pull of this part begins; a pull that left nothing lets the next one begin anew. */
export async function savePullMark(tx: Tx, sync: SyncRow, now: Date): Promise<void> {
  const key = { tenant_id: sync.tenant_id, connection_id: sync.connection_id, scope: sync.scope ?? EVERYTHING };
  if (sync.resume === null) {
    await tx
      .deleteFrom('pull_marks')
      .where('tenant_id', '=', key.tenant_id)
      .where('connection_id', '=', key.connection_id)
      .where('scope', '=', key.scope)
      .execute();
    return;
  }
  const mark = { resume: sync.resume, updated_at: now };
  const whole = sync.since === null ? { whole_at: sync.created_at } : {};
  await tx
    .insertInto('pull_marks')
    .values({ ...key, ...mark, whole_at: sync.created_at })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id', 'scope']).doUpdateSet({ ...mark, ...whole }),
    )
    .execute();
}
