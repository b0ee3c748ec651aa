import { sql } from 'kysely';
import type { Tx } from '../../../database/database.ts';
import type { StreamName, StreamPlace } from '../stream-place.ts';

export interface PendingStream extends StreamName {
  /** Another worker holds it, or it waits after a failure. */
  readonly leased: boolean;
}

/** Streams that hold events this consumer has not handled. */
export async function readPending(tx: Tx, consumer: string, limit: number): Promise<readonly PendingStream[]> {
  const { rows } = await sql<PendingStream>`
    select s.tenant_id as "tenantId", s.stream, coalesce(o.leased_until > clock_timestamp(), false) as leased
    from event_streams s
    left join consumer_offsets o on o.tenant_id = s.tenant_id and o.consumer = ${consumer} and o.stream = s.stream
    where s.last_sequence > coalesce(o.sequence, 0)
    order by leased limit ${sql.lit(limit)}`.execute(tx);
  return rows;
}

/** Where this consumer stands in some streams; a stream it never handled is left out. */
export async function readOffsets(
  tx: Tx,
  consumer: string,
  streams: readonly StreamName[],
): Promise<readonly StreamPlace[]> {
  const wanted = streams.map(({ tenantId, stream }) => ({ tenant_id: tenantId, stream }));
  const { rows } = await sql<StreamPlace>`
    select o.tenant_id as "tenantId", o.stream, o.sequence
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(tenant_id text, stream text)
    join consumer_offsets o on o.tenant_id = w.tenant_id and o.consumer = ${consumer} and o.stream = w.stream`.execute(
    tx,
  );
  return rows;
}

/** Moves places forward, never back. */
export async function saveOffsets(tx: Tx, consumer: string, places: readonly StreamPlace[]): Promise<void> {
  if (places.length === 0) return;
  const wanted = places.map(({ tenantId, stream, sequence }) => ({ tenant_id: tenantId, stream, sequence }));
  await sql`
    insert into consumer_offsets (tenant_id, consumer, stream, sequence)
    select tenant_id, ${consumer}::text, stream, sequence
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(tenant_id text, stream text, sequence bigint)
    order by tenant_id, stream
    on conflict (tenant_id, consumer, stream) do update
      set sequence = greatest(consumer_offsets.sequence, excluded.sequence)`.execute(tx);
}

export interface Lease {
  readonly consumer: string;
  readonly worker: string;
  readonly forMs: number;
}

export interface ClaimedStream extends StreamPlace {
  /** Last sequence of the stream when it was claimed. */
  readonly head: number;
}

const leaseEnd = (forMs: number) => sql`clock_timestamp() + ${sql.lit(forMs)} * interval '1 millisecond'`;

/** Takes those of the streams that hold something to handle and are held by nobody, in one order so that two workers cannot deadlock. */
export async function claimStreams(
  tx: Tx,
  lease: Lease,
  streams: readonly StreamName[],
): Promise<readonly ClaimedStream[]> {
  const wanted = streams.map(({ tenantId, stream }) => ({ tenant_id: tenantId, stream }));
  const { rows } = await sql<ClaimedStream>`
    with wanted as materialized (
      select s.tenant_id, s.stream, s.last_sequence
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(tenant_id text, stream text)
      join event_streams s on s.tenant_id = w.tenant_id and s.stream = w.stream
    ), claimed as (
      insert into consumer_offsets (tenant_id, consumer, stream, sequence, worker, leased_until)
      select tenant_id, ${lease.consumer}::text, stream, 0, ${lease.worker}::text, ${leaseEnd(lease.forMs)}
      from wanted order by tenant_id, stream
      on conflict (tenant_id, consumer, stream) do update set worker = excluded.worker, leased_until = excluded.leased_until
        where (consumer_offsets.leased_until is null or consumer_offsets.leased_until < clock_timestamp())
          and consumer_offsets.sequence < (
            select w.last_sequence from wanted w
            where w.tenant_id = consumer_offsets.tenant_id and w.stream = consumer_offsets.stream)
      returning tenant_id, stream, sequence
    )
    select c.tenant_id as "tenantId", c.stream, c.sequence, w.last_sequence as head
    from claimed c join wanted w on w.tenant_id = c.tenant_id and w.stream = c.stream`.execute(tx);
  return rows;
}

/** Holds on to what this worker has claimed. */
export async function extendLeases(tx: Tx, lease: Lease): Promise<void> {
  await sql`
    update consumer_offsets set leased_until = ${leaseEnd(lease.forMs)}
    where consumer = ${lease.consumer} and worker = ${lease.worker}`.execute(tx);
}

export interface FinishedStream extends StreamPlace {
  /** Above 0: nobody takes the stream for so long, because handling it failed. */
  readonly pauseMs: number;
}

/** Moves the places this worker still holds, and lets go of them. What it lost meanwhile stays as its new holder has it. */
export async function finishStreams(
  tx: Tx,
  { consumer, worker }: Lease,
  streams: readonly FinishedStream[],
): Promise<void> {
  const done = streams.map(({ tenantId, stream, sequence, pauseMs }) => ({
    tenant_id: tenantId,
    stream,
    sequence,
    pause_ms: pauseMs,
  }));
  await sql`
    update consumer_offsets o set
      sequence = greatest(o.sequence, d.sequence),
      worker = null,
      leased_until = case when d.pause_ms > 0 then clock_timestamp() + d.pause_ms * interval '1 millisecond' end
    from jsonb_to_recordset(${JSON.stringify(done)}::text::jsonb)
      as d(tenant_id text, stream text, sequence bigint, pause_ms int)
    where o.tenant_id = d.tenant_id and o.consumer = ${consumer} and o.stream = d.stream and o.worker = ${worker}`.execute(
    tx,
  );
}
