import type { LoggedEvent } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../../database/database.ts';
import type { EventsTable } from '../../../database/schema.ts';
import { toLoggedEvent } from '../../../events/event-rows.ts';
import type { StreamName, StreamPlace } from '../stream-place.ts';

/** Streams fall into this many buckets, so that "what changed?" is answered by a few sums and not by a row for each stream. */
const BUCKETS = 256;

export interface BucketSum {
  readonly bucket: number;
  /** Changes whenever a stream of the bucket grows or appears: last sequences only grow. */
  readonly total: number;
}

/** One sum per bucket of streams. */
export async function readBucketSums(tx: Tx): Promise<readonly BucketSum[]> {
  const { rows } = await sql<BucketSum>`
    select hashtext(stream) & ${sql.lit(BUCKETS - 1)} as bucket, sum(last_sequence)::bigint as total
    from event_streams group by 1`.execute(tx);
  return rows;
}

/** Last sequence of every stream, or of those in some buckets. */
export async function readHeads(tx: Tx, buckets?: readonly number[]): Promise<readonly StreamPlace[]> {
  const inBuckets =
    buckets === undefined
      ? sql``
      : sql`where hashtext(stream) & ${sql.lit(BUCKETS - 1)} in (${sql.join(buckets.map((bucket) => sql.lit(bucket)))})`;
  const { rows } = await sql<StreamPlace>`
    select tenant_id as "tenantId", stream, last_sequence as sequence from event_streams ${inBuckets}`.execute(tx);
  return rows;
}

export interface ReadLimits {
  readonly perStream: number;
  readonly total: number;
}

export interface ReadAfter {
  readonly events: readonly LoggedEvent[];
  /** Places that were not read to the end, because of a limit. */
  readonly unfinished: readonly StreamPlace[];
}

/** What follows each place in its stream; streams stay together, each in order. */
export async function readAfter(tx: Tx, places: readonly StreamPlace[], limits: ReadLimits): Promise<ReadAfter> {
  if (places.length === 0) return { events: [], unfinished: [] };
  const wanted = places.map(({ tenantId, stream, sequence }, n) => ({ n, tenant_id: tenantId, stream, sequence }));
  const { rows } = await sql<Selectable<EventsTable> & { n: number }>`
    select w.n, e.*
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(n int, tenant_id text, stream text, sequence bigint)
    cross join lateral (
      select * from events
      where events.tenant_id = w.tenant_id and events.stream = w.stream and events.sequence > w.sequence
      order by events.sequence limit ${sql.lit(limits.perStream)}
    ) as e
    order by w.n, e.sequence limit ${sql.lit(limits.total)}`.execute(tx);
  const counts = new Map<number, number>();
  for (const { n } of rows) counts.set(n, (counts.get(n) ?? 0) + 1);
  const cutAt = rows.length === limits.total ? (rows.at(-1)?.n ?? 0) : places.length;
  return {
    events: rows.map(toLoggedEvent),
    unfinished: places.filter((_place, n) => n >= cutAt || counts.get(n) === limits.perStream),
  };
}

/** Last sequences of some streams. */
export async function readHeadsOf(tx: Tx, streams: readonly StreamName[]): Promise<readonly StreamPlace[]> {
  const wanted = streams.map(({ tenantId, stream }) => ({ tenant_id: tenantId, stream }));
  const { rows } = await sql<StreamPlace>`
    select s.tenant_id as "tenantId", s.stream, s.last_sequence as sequence
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(tenant_id text, stream text)
    join event_streams s on s.tenant_id = w.tenant_id and s.stream = w.stream`.execute(tx);
  return rows;
}
