import type { LoggedEvent } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DispatchesTable } from '../database/schema.ts';
import { toLoggedEvent } from '../events/event-rows.ts';

export type DispatchRow = Selectable<DispatchesTable>;

export interface FreshDispatch {
  readonly subscriptionId: string;
  readonly event: LoggedEvent;
}

/** Queues events for subscriptions; what is queued already stays as it is, so a repeated batch changes nothing. */
export async function insertDispatches(
  tx: Tx,
  tenantId: string,
  dispatches: readonly FreshDispatch[],
  now: Date,
): Promise<void> {
  const rows = dispatches.map(({ subscriptionId, event }) => ({
    tenant_id: tenantId,
    id: newId('dispatch'),
    subscription_id: subscriptionId,
    stream: event.stream,
    sequence: event.sequence,
    event_id: event.id,
    kind: event.kind,
    status: 'pending' as const,
    attempts: 0,
    next_attempt_at: now.toISOString(),
    created_at: now.toISOString(),
  }));
  await sql`
    insert into dispatches (tenant_id, id, subscription_id, stream, sequence, event_id, kind, status, attempts, next_attempt_at, created_at)
    select tenant_id, id, subscription_id, stream, sequence, event_id, kind, status, attempts, next_attempt_at, created_at
    from jsonb_populate_recordset(null::dispatches, ${JSON.stringify(rows)}::text::jsonb) as d
    where exists (select 1 from subscriptions s where s.tenant_id = d.tenant_id and s.id = d.subscription_id)
    on conflict (tenant_id, subscription_id, stream, sequence) do nothing`.execute(tx);
}

export interface DueSubscription {
  readonly tenantId: string;
  readonly subscriptionId: string;
}

/** Active subscriptions with something due. One look per subscription, however long its queue. */
export async function readDueSubscriptions(tx: Tx, now: Date): Promise<readonly DueSubscription[]> {
  const { rows } = await sql<DueSubscription>`
    select s.tenant_id as "tenantId", s.id as "subscriptionId" from subscriptions s
    where s.status = 'active' and exists (
      select 1 from dispatches d
      where d.tenant_id = s.tenant_id and d.subscription_id = s.id and d.status = 'pending' and d.next_attempt_at <= ${now})`.execute(
    tx,
  );
  return rows;
}

export interface Slots extends DueSubscription {
  readonly most: number;
}

/** What to send, and where. The event is missing when retention has removed it. */
export interface ClaimedDispatch extends DueSubscription {
  readonly id: string;
  /** This one included. */
  readonly attempts: number;
  readonly url: string;
  /** That sign it: the present one, and the one before while its grace lasts. */
  readonly sealedSecrets: readonly Uint8Array[];
  readonly event: LoggedEvent | undefined;
}

/**
 * Takes due dispatches, some of each subscription. Nobody else takes them before `until`: whoever dies while sending leaves them to be
 * sent again then.
 */
export async function claimDispatches(
  tx: Tx,
  slots: readonly Slots[],
  now: Date,
  until: Date,
): Promise<readonly ClaimedDispatch[]> {
  const wanted = slots.map(({ tenantId, subscriptionId, most }) => ({
    tenant_id: tenantId,
    subscription_id: subscriptionId,
    most,
  }));
  const { rows } = await sql<DispatchRow>`
    with due as materialized (
      select d.tenant_id, d.id
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(tenant_id text, subscription_id text, most int)
      cross join lateral (
        select tenant_id, id from dispatches
        where dispatches.tenant_id = w.tenant_id and dispatches.subscription_id = w.subscription_id
          and status = 'pending' and next_attempt_at <= ${now}
        order by next_attempt_at limit w.most for update skip locked
      ) as d
    )
    update dispatches set attempts = attempts + 1, next_attempt_at = ${until}
    from due where dispatches.tenant_id = due.tenant_id and dispatches.id = due.id
    returning dispatches.*`.execute(tx);
  return Promise.all(rows.map((row) => withTarget(tx, row, now)));
}

async function withTarget(tx: Tx, row: DispatchRow, now: Date): Promise<ClaimedDispatch> {
  const { tenant_id: tenantId, subscription_id: subscriptionId } = row;
  const subscription = await tx
    .selectFrom('subscriptions')
    .select(['url', 'secret', 'secret_previous', 'secret_previous_until'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', subscriptionId)
    .executeTakeFirstOrThrow();
  const event = await tx
    .selectFrom('events')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', row.stream)
    .where('sequence', '=', row.sequence)
    .executeTakeFirst();
  const { secret, secret_previous: previous, secret_previous_until: until } = subscription;
  return {
    tenantId,
    subscriptionId,
    id: row.id,
    attempts: row.attempts,
    url: subscription.url,
    sealedSecrets: previous !== null && until !== null && until > now ? [secret, previous] : [secret],
    event: event === undefined ? undefined : toLoggedEvent(event),
  };
}

export interface DispatchOutcome {
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly nextAttemptAt: Date | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

/** What became of one try; a try that was made again meanwhile has no say any more. */
export async function finishDispatch(
  tx: Tx,
  { tenantId, id, attempts }: Pick<ClaimedDispatch, 'tenantId' | 'id' | 'attempts'>,
  { status, nextAttemptAt, lastStatus, lastError }: DispatchOutcome,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('dispatches')
    .set({
      status,
      next_attempt_at: nextAttemptAt,
      last_status: lastStatus,
      last_error: lastError,
      finished_at: status === 'pending' ? null : now,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', sql.lit('pending'))
    .where('attempts', '=', attempts)
    .execute();
}

/** Queues a dispatch again from the first try on. */
export const requeueDispatch = (tx: Tx, tenantId: string, id: string, now: Date): Promise<DispatchRow | undefined> =>
  tx
    .updateTable('dispatches')
    .set({ status: 'pending', attempts: 0, next_attempt_at: now, finished_at: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();

export interface DispatchPage {
  readonly before: string | undefined;
  readonly status: DispatchRow['status'] | undefined;
  readonly limit: number;
}

/** The log of a subscription, the newest first. */
export function listDispatches(
  tx: Tx,
  tenantId: string,
  subscriptionId: string,
  { before, status, limit }: DispatchPage,
): Promise<DispatchRow[]> {
  let query = tx
    .selectFrom('dispatches')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('subscription_id', '=', subscriptionId);
  if (before !== undefined) query = query.where('id', '<', before);
  if (status !== undefined) query = query.where('status', '=', status);
  return query.orderBy('id', 'desc').limit(limit).execute();
}
