import type { EventData, Origin } from '@kirana/core';
import { sql } from 'kysely';
import { connectionStream } from '../catalog-writes/catalog-events.ts';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { LaneLost } from './delivery-failure.ts';
import type { DeliveryFacts } from './lane-context.ts';

/** Locks the place and the delivery: two workers can never write the chunks of one lane between each other. @throws LaneLost */
export async function fenceChunk(
  tx: Tx,
  {
    tenantId,
    connectionId,
    location,
  }: { readonly tenantId: string; readonly connectionId: string; readonly location: string },
  delivery: DeliveryFacts,
  chunksDone: number,
): Promise<void> {
  const { rows } = await sql<{ chunks_done: number }>`
    with place as materialized (select 1 from connection_locations where tenant_id = ${tenantId}
      and connection_id = ${connectionId} and location = ${location} for update)
    select d.chunks_done from place cross join lateral (
      select chunks_done from deliveries where tenant_id = ${tenantId} and id = ${delivery.id} and status = 'pending' for update) d`.execute(
    tx,
  );
  if (rows[0]?.chunks_done !== chunksDone) throw new LaneLost(`delivery ${delivery.id} is not where it was left`);
}

/** A chunk is written: a crash after this goes on with the next one. */
export async function saveChunk(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  done: { readonly chunksDone: number; readonly changed: number; readonly problems: number },
): Promise<void> {
  await sql`update deliveries set chunks_done = ${done.chunksDone}, changed = changed + ${done.changed},
    problems = case when ${done.chunksDone}::int = 1 then 0 else problems end + ${done.problems}, unfinished_attempts = 0
    where tenant_id = ${tenantId} and id = ${deliveryId}`.execute(tx);
}

export interface Finish {
  readonly status: EventData<'delivery.finished'>['status'];
  readonly code: string | null;
  readonly detail: string | null;
}

interface Finished {
  readonly changed: number;
  readonly problems: number;
}

/** Ends a delivery. @returns its totals, or undefined when it was not pending any more. */
export async function saveFinish(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  finish: Finish,
  now: Date,
): Promise<Finished | undefined> {
  const { rows } = await sql<Finished>`
    update deliveries set status = ${finish.status}, code = ${finish.code},
      detail = ${finish.detail?.replaceAll('\0', '').slice(0, 1_000).toWellFormed() ?? null},
      finished_at = ${now.toISOString()}, next_attempt_at = null, unfinished_attempts = 0, attempts = greatest(attempts, 1)
    where tenant_id = ${tenantId} and id = ${deliveryId} and status = 'pending'
    returning changed, problems`.execute(tx);
  return rows[0];
}

/** A replay that ended as before and changed nothing has nothing to tell. */
export function finishedEvents(
  tenantId: string,
  connectionId: string | null,
  delivery: DeliveryFacts,
  finish: Finish,
  totals: Finished & { readonly changedNow: number },
): TenantEvent[] {
  const same = delivery.code === finish.code && delivery.problems === totals.problems;
  if (delivery.again && totals.changedNow === 0 && same) return [];
  const data = {
    deliveryId: delivery.id,
    connectionId,
    status: finish.status,
    code: finish.code,
    changed: totals.changed,
    problems: totals.problems,
  };
  const stream = connectionId === null ? `tenant:${tenantId}` : connectionStream(connectionId);
  return [{ tenantId, stream, kind: 'delivery.finished', subject: delivery.id, data }];
}

export const deliveryOrigin = (connectionId: string | null, delivery: DeliveryFacts): Origin => ({
  actor: connectionId === null ? 'system:normalizer' : `connection:${connectionId}`,
  requestId: delivery.requestId,
  cause: delivery.id,
});
