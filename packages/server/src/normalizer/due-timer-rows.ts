import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { TimersTable } from '../database/schema.ts';

export interface DueTimer {
  readonly tenantId: string;
  readonly storeId: string;
  readonly kind: TimersTable['kind'];
  readonly subject: string;
  readonly dueAt: Date;
}

const COLUMNS = sql.raw('tenant_id as "tenantId", store_id as "storeId", kind, subject, due_at as "dueAt"');
const MOST_AT_ONCE = 1_000;

/** What is due for any tenant, the oldest first. */
export async function readDueTimers(tx: Tx): Promise<DueTimer[]> {
  const { rows } = await sql<DueTimer>`
    select ${COLUMNS} from timers where due_at <= now() order by due_at limit ${MOST_AT_ONCE}`.execute(tx);
  return rows;
}

/** Takes the due timers of one store; another process that comes at the same time finds none. */
export async function takeDueTimers(tx: Tx, tenantId: string, storeId: string): Promise<DueTimer[]> {
  const { rows } = await sql<DueTimer>`
    delete from timers where tenant_id = ${tenantId} and store_id = ${storeId} and due_at <= now() returning ${COLUMNS}`.execute(
    tx,
  );
  return rows;
}

/** Milliseconds until the next timer, by database time; null when there is none. */
export async function untilNextTimerMs(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms from timers`.execute(tx);
  return rows[0]?.ms ?? null;
}
