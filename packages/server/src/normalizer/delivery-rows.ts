import type { EventData, Origin } from '@kirana/core';
import { sql } from 'kysely';
import { connectionStream } from '../catalog-writes/catalog-events.ts';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { LaneLost } from './delivery-failure.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';

/** What of the place itself the chunks before may have changed. */
export type LaneState = Pick<LaneContext, 'snapshotItems' | 'snapshotIngress'>;

/** Locks the place and the deliveries: two workers can never write the chunks of one lane between each other. @throws LaneLost */
export async function fenceChunk(
  tx: Tx,
  { tenantId, connectionId, location }: Pick<LaneContext, 'tenantId' | 'connectionId' | 'location'>,
  deliveryIds: readonly string[],
  chunksDone: number,
): Promise<LaneState & { readonly waiting: boolean }> {
  const { rows } = await sql<LaneState & { chunks_done: number; waiting: boolean }>`
    with place as materialized (select snapshot_items, snapshot_ingress from connection_locations where tenant_id = ${tenantId}
      and connection_id = ${connectionId} and location = ${location} for update)
    select found.chunks_done, place.snapshot_items as "snapshotItems", place.snapshot_ingress as "snapshotIngress",
      exists (select 1 from waiting_changes where tenant_id = ${tenantId} and connection_id = ${connectionId}
        and location = ${location}) as waiting
    from place cross join ${eachOf(deliveryIds)} cross join lateral (
      select chunks_done from deliveries where tenant_id = ${tenantId} and id = each.key and status = 'pending' limit 1 for update) found`.execute(
    tx,
  );
  const [first] = rows;
  if (first === undefined || rows.length < deliveryIds.length || rows.some((row) => row.chunks_done !== chunksDone)) {
    throw new LaneLost(`delivery ${deliveryIds[0]} is not where it was left`);
  }
  return { snapshotItems: first.snapshotItems, snapshotIngress: first.snapshotIngress, waiting: first.waiting };
}

/** A chunk that is not the last is written: a crash after this goes on with the next one. */
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

/** The last chunk of a delivery, and how it ended. */
export interface Ending extends Finished {
  readonly deliveryId: string;
  readonly chunksDone: number;
  readonly finish: Finish;
}

/** Ends deliveries with their last chunk. @returns the totals of each that was still pending. */
export async function saveEndings(
  tx: Tx,
  tenantId: string,
  endings: readonly Ending[],
  now: Date,
): Promise<ReadonlyMap<string, Finished>> {
  const rows = endings.map(({ deliveryId, finish, ...counts }) => ({
    id: deliveryId,
    ...counts,
    ...finish,
    detail: toldDetail(finish),
  }));
  const { rows: ended } = await sql<Finished & { id: string }>`
    update deliveries d set chunks_done = e."chunksDone", changed = d.changed + e.changed,
      problems = case when e."chunksDone" = 1 then 0 else d.problems end + e.problems,
      status = e.status, code = e.code, detail = e.detail, finished_at = ${now.toISOString()}::timestamptz,
      next_attempt_at = null, unfinished_attempts = 0, attempts = greatest(d.attempts, 1)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as e(id text, "chunksDone" int, changed int, problems int, status text, code text, detail text)
    where d.tenant_id = ${tenantId} and d.id = e.id and d.status = 'pending'
    returning d.id, d.changed, d.problems`.execute(tx);
  return new Map(ended.map(({ id, ...totals }) => [id, totals]));
}

const toldDetail = ({ detail }: Finish): string | null =>
  detail?.replaceAll('\0', '').slice(0, 1_000).toWellFormed() ?? null;

/** Ends a delivery that can go no further. @returns its totals, or undefined when it was not pending any more. */
export async function saveFinish(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  finish: Finish,
  now: Date,
): Promise<Finished | undefined> {
  const { rows } = await sql<Finished>`
    update deliveries set status = ${finish.status}, code = ${finish.code}, detail = ${toldDetail(finish)},
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
