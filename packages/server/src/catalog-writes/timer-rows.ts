import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { TimersTable } from '../database/schema.ts';
import { upsertRows } from '../database/upsert-rows.ts';

/** What is to happen by itself at one store. `dueAt` null takes an earlier timer away: a newer event cancels it. */
export interface TimerChange {
  readonly storeId: string;
  readonly kind: TimersTable['kind'];
  /** The item, the modifier option or the store. */
  readonly subject: string;
  readonly dueAt: string | null;
}

export async function writeTimers(tx: Tx, tenantId: string, timers: readonly TimerChange[]): Promise<void> {
  const key = ({ storeId, kind, subject }: TimerChange) => `${storeId}|${kind}|${subject}`;
  const last = new Map(timers.map((timer) => [key(timer), timer]));
  const set = [...last.values()].filter(({ dueAt }) => dueAt !== null);
  const cleared = [...last.values()].filter(({ dueAt }) => dueAt === null);
  const rows = set.map(({ storeId, kind, subject, dueAt }) => ({
    tenant_id: tenantId,
    store_id: storeId,
    kind,
    subject,
    due_at: dueAt,
  }));
  await upsertRows(tx, 'timers', rows, ['tenant_id', 'store_id', 'kind', 'subject']);
  if (cleared.length === 0) return;
  const keys = cleared.map(({ storeId, kind, subject }) => ({ store_id: storeId, kind, subject }));
  await sql`delete from timers t using jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as c(store_id text, kind text, subject text)
    where t.tenant_id = ${tenantId} and t.store_id = c.store_id and t.kind = c.kind and t.subject = c.subject`.execute(
    tx,
  );
}
