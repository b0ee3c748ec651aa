import type { LoggedEvent, NewEvent, Origin } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { EventsTable } from '../database/schema.ts';
import { noteWritten } from '../database/written-events.ts';

/** Told after each commit that wrote events; a hint only. Payload: `<tenant>|<stream>|<last sequence>`, or `*` for many streams. */
export const EVENTS_CHANNEL = 'kirana_events';

/** What a NOTIFY payload says; undefined: look at all streams. */
export function readHint(payload: string): { tenantId: string; stream: string; sequence: number } | undefined {
  const [tenantId, stream, sequence] = payload.split('|');
  if (tenantId === undefined || stream === undefined) return undefined;
  return { tenantId, stream, sequence: Number(sequence) };
}

/** More streams than this in one transaction are hinted as "look at all of them". */
const MOST_HINTS = 20;

export interface TenantEvent extends NewEvent {
  readonly tenantId: string;
  /** When one transaction carries the work of several requests; the transaction's own unless given. */
  readonly origin?: Origin;
}

/**
 * Writes events to the log in this transaction: it is the outbox too. Call it LAST: the counter row of each stream is locked from here
 * to the commit, which is what makes sequences gapless and in commit order. Streams are locked in one order, so two writers cannot deadlock.
 * @returns the new last sequence of each stream, by `<tenant>|<stream>`.
 */
export async function appendEvents(
  tx: Tx,
  events: readonly TenantEvent[],
  origin: Origin,
  recordedAt: Date,
): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  if (events.length === 0) return last;
  const counts = new Map<string, { tenant_id: string; stream: string; n: number }>();
  for (const { tenantId, stream } of events) {
    const key = `${tenantId}|${stream}`;
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, { tenant_id: tenantId, stream, n: 1 });
    else entry.n += 1;
  }
  const streams = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const at = recordedAt.toISOString();
  const left = new Map([...counts].map(([key, { n }]) => [key, n]));
  const logged = events.map(({ tenantId, stream, kind, subject, data, origin: own = origin }) => {
    const key = `${tenantId}|${stream}`;
    const back = (left.get(key) ?? 0) - 1;
    left.set(key, back);
    return {
      tenant_id: tenantId,
      stream,
      back,
      id: newId('event'),
      kind,
      subject,
      data,
      actor: own.actor,
      request_id: own.requestId,
      cause: own.cause,
      recorded_at: at,
    };
  });
  const text = JSON.stringify(logged);
  for (const { tenant_id, stream, last_sequence } of await writeEvents(tx, streams, text)) {
    last.set(`${tenant_id}|${stream}`, last_sequence);
  }
  noteWritten(
    tx,
    // as whoever reads them from the table gets them
    (JSON.parse(text) as typeof logged).map(({ back, recorded_at, ...row }) =>
      toLoggedEvent({
        ...row,
        sequence: (last.get(`${row.tenant_id}|${row.stream}`) ?? 0) - back,
        recorded_at: new Date(recorded_at),
      }),
    ),
  );
  return last;
}

interface StreamCount {
  readonly tenant_id: string;
  readonly stream: string;
  readonly n: number;
}

/**
 * Counts, writes and hints in one statement: the counters are locked for as short as can be. `back` tells how far an event is from the last
 * one of its stream.
 * @param logged the events as JSON text
 */
async function writeEvents(tx: Tx, streams: readonly StreamCount[], logged: string) {
  const columns = sql.raw('id, kind, subject, data, actor, request_id, cause, recorded_at');
  const hint =
    streams.length > MOST_HINTS
      ? sql`(select pg_notify(${EVENTS_CHANNEL}, '*'))`
      : sql`pg_notify(${EVENTS_CHANNEL}, tenant_id || '|' || stream || '|' || last_sequence)`;
  const { rows } = await sql<{ tenant_id: string; stream: string; last_sequence: number }>`
    with counters as (
      insert into event_streams (tenant_id, stream, last_sequence)
      select tenant_id, stream, n from jsonb_to_recordset(${JSON.stringify(streams)}::text::jsonb) as w(tenant_id text, stream text, n bigint)
      order by tenant_id collate "C", stream collate "C"
      on conflict (tenant_id, stream) do update set last_sequence = event_streams.last_sequence + excluded.last_sequence
      returning tenant_id, stream, last_sequence),
    logged as (
      insert into events (tenant_id, stream, sequence, ${columns})
      select e.tenant_id, e.stream, c.last_sequence - e.back, ${columns}
      from jsonb_to_recordset(${logged}::text::jsonb) as e(tenant_id text, stream text, back bigint, id text, kind text,
        subject text, data jsonb, actor text, request_id text, cause text, recorded_at timestamptz)
      join counters c on c.tenant_id = e.tenant_id and c.stream = e.stream)
    select tenant_id, stream, last_sequence, ${hint} as told from counters`.execute(tx);
  return rows;
}

/** A row of the log as the event it holds. */
export const toLoggedEvent = (row: Selectable<EventsTable>): LoggedEvent => ({
  id: row.id,
  tenantId: row.tenant_id,
  stream: row.stream,
  sequence: row.sequence,
  kind: row.kind,
  subject: row.subject,
  data: row.data,
  actor: row.actor,
  requestId: row.request_id,
  cause: row.cause,
  recordedAt: row.recorded_at.toISOString(),
});

/** Events of one stream after a sequence, in order. */
export async function readEvents(
  tx: Tx,
  tenantId: string,
  stream: string,
  after: number,
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await tx
    .selectFrom('events')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', stream)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(toLoggedEvent);
}
