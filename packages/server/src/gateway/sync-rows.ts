import type { EventKind, SnapshotKind } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { SyncsTable } from '../database/schema.ts';
import type { Drift, Sync, SyncReason } from './sync-view.ts';

export type SyncRow = Selectable<SyncsTable>;

/** While a lease lasts no other worker touches the sync; it is renewed with each page. */
const LEASE = sql`now() + interval '150 seconds'`;
const OPEN = ['running', 'waiting'] as const;

/** A sync that has not begun answers a second request too: it will see what that one is about. */
export async function insertSync(
  tx: Tx,
  sync: {
    readonly tenantId: string;
    readonly connectionId: string;
    readonly reason: SyncReason;
    readonly requestedBy: string;
    readonly at: Date;
    readonly scope: string | null;
    /** All there is, and not only what changed. */
    readonly whole: boolean;
  },
): Promise<SyncRow> {
  const { tenantId, connectionId, reason, requestedBy, at, scope, whole } = sync;
  // One at a time per connection, or two requests would both find nothing. No row is locked: what applies messages holds rows of its own.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sync ${connectionId}`}, 0))`.execute(tx);
  const waiting = await tx
    .selectFrom('syncs')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('status', '=', 'waiting')
    .where('pages', '=', 0)
    .where('fetched', '=', false)
    .where('scope', scope === null ? 'is' : '=', scope)
    .where('whole', '>=', whole)
    .executeTakeFirst();
  if (waiting !== undefined) return waiting;
  return tx
    .insertInto('syncs')
    .values({
      tenant_id: tenantId,
      id: newId('sync'),
      connection_id: connectionId,
      reason,
      scope,
      whole,
      status: 'waiting',
      next_attempt_at: at,
      requested_by: requestedBy,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Connections whose schedule says now get a sync, once, and their next time. Gives how many. */
export async function scheduleSyncs(tx: Tx, at: Date, mostConnections = 50): Promise<number> {
  const { rows } = await sql<{ tenant_id: string; id: string }>`
    update connections set next_pull_at = ${at}::timestamptz + pull_every_minutes * interval '1 minute'
    where (tenant_id, id) in (
      select tenant_id, id from connections
      where next_pull_at <= ${at} and pull_every_minutes is not null and status = 'active' and pull_held_reason is null
      order by next_pull_at limit ${mostConnections} for update skip locked)
    returning tenant_id, id`.execute(tx);
  for (const row of rows) {
    const sync = { tenantId: row.tenant_id, connectionId: row.id, requestedBy: 'system:pull', at };
    await insertSync(tx, { ...sync, reason: 'schedule', scope: null, whole: false });
  }
  return rows.length;
}

/** The next sync that is due, for this worker alone. Of one connection only the oldest is fetched; while it is paused, or it or its pulls are held, nothing is fetched. */
export async function leaseSync(tx: Tx, worker: string, at: Date): Promise<SyncRow | undefined> {
  const { rows } = await sql<SyncRow>`
    update syncs set status = 'running', worker = ${worker}, leased_until = ${LEASE}
    where (tenant_id, id) in (
      select s.tenant_id, s.id from syncs s
      join connections c on c.tenant_id = s.tenant_id and c.id = s.connection_id
      where s.status in ('running', 'waiting') and s.next_attempt_at <= ${at}
        and (s.leased_until is null or s.leased_until < now())
        and (s.fetched or (c.status = 'active' and c.pull_held_reason is null))
        and (s.fetched or not exists (
          select 1 from syncs o where o.tenant_id = s.tenant_id and o.connection_id = s.connection_id
            and o.status in ('running', 'waiting') and not o.fetched and o.id < s.id))
      order by s.next_attempt_at limit 1 for update of s skip locked)
    returning *`.execute(tx);
  return rows[0];
}

const mine = (tx: Tx, sync: SyncRow) =>
  tx
    .updateTable('syncs')
    .where('tenant_id', '=', sync.tenant_id)
    .where('id', '=', sync.id)
    .where('worker', '=', sync.worker)
    .where('status', 'in', OPEN);

/** It begins: only what changed since then is asked for. */
export async function saveStart(tx: Tx, sync: SyncRow, since: string): Promise<void> {
  await mine(tx, sync).set({ since }).execute();
}

export interface SavedPage {
  /** The next page is fetched from there; null: this was the last. */
  readonly cursor: string | null;
  readonly resume: string | null;
  readonly completes: readonly SnapshotKind[];
}

/** One page is in the inbox. False: another worker has the sync now. */
export async function savePage(tx: Tx, sync: SyncRow, { cursor, resume, completes }: SavedPage): Promise<boolean> {
  const { numUpdatedRows } = await mine(tx, sync)
    .set((where) => ({
      cursor,
      resume,
      completes: JSON.stringify(completes),
      fetched: cursor === null,
      pages: where('pages', '+', 1),
      attempts: 0,
      code: null,
      detail: null,
      leased_until: LEASE as never,
    }))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets go of the sync until then. */
export async function postponeSync(
  tx: Tx,
  sync: SyncRow,
  next: { at: Date; attempts: number; code: string | null; detail: string | null },
): Promise<void> {
  await mine(tx, sync)
    .set({
      status: 'waiting',
      next_attempt_at: next.at,
      attempts: next.attempts,
      code: next.code,
      detail: next.detail,
      worker: null,
      leased_until: null,
    })
    .execute();
}

export async function finishSync(
  tx: Tx,
  sync: SyncRow,
  end: { status: 'done' | 'failed'; at: Date; drift: Drift | null; code: string | null; detail: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await mine(tx, sync)
    .set({
      status: end.status,
      drift: end.drift === null ? null : JSON.stringify(end.drift),
      code: end.code,
      detail: end.detail,
      worker: null,
      leased_until: null,
      next_attempt_at: null,
      finished_at: end.at,
    })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function readAttempts(tx: Tx, sync: SyncRow): Promise<number> {
  const row = await tx
    .selectFrom('syncs')
    .select('attempts')
    .where('tenant_id', '=', sync.tenant_id)
    .where('id', '=', sync.id)
    .executeTakeFirst();
  return row?.attempts ?? 0;
}

/** Where its pages went. */
export async function readPageLocations(tx: Tx, sync: SyncRow): Promise<readonly (string | null)[]> {
  const rows = await pagesOf(tx, sync).select('location').distinct().orderBy('location').execute();
  return rows.map(({ location }) => location);
}

/** Pulled pages carry the sync as their request. The time bounds the search: nothing of a sync is older than it. */
const pagesOf = (tx: Tx, sync: SyncRow) =>
  tx
    .selectFrom('deliveries')
    .where('tenant_id', '=', sync.tenant_id)
    .where('connection_id', '=', sync.connection_id)
    .where('request_id', '=', sync.id)
    .where('origin', '=', 'pull')
    .where('received_at', '>=', sync.created_at);

export async function hasPendingPages(tx: Tx, sync: SyncRow): Promise<boolean> {
  const row = await pagesOf(tx, sync).select('id').where('status', '=', sql.lit('pending')).limit(1).executeTakeFirst();
  return row !== undefined;
}

const SAMPLE = 20;

/** What the sync's pages changed, as the events they caused tell. */
export async function readDrift(tx: Tx, sync: SyncRow): Promise<Drift> {
  const caused = tx
    .selectFrom('events')
    .where('tenant_id', '=', sync.tenant_id)
    .where('recorded_at', '>=', sync.created_at)
    .where('kind', 'not like', 'delivery.%' as EventKind)
    .where('cause', 'in', pagesOf(tx, sync).select('id'));
  const counts = await caused
    .select(({ fn }) => ['kind' as const, fn.countAll<number>().as('n')])
    .groupBy('kind')
    .execute();
  const sample = await caused
    .select(['kind', 'subject', 'stream', 'sequence'])
    .orderBy('recorded_at')
    .orderBy('stream')
    .orderBy('sequence')
    .limit(SAMPLE)
    .execute();
  const { n } = await pagesOf(tx, sync)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const byKind = Object.fromEntries(counts.map((row) => [row.kind, Number(row.n)]));
  const changed = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  return { deliveries: Number(n), changed, byKind, sample };
}

export const syncView = (row: SyncRow): Sync => ({
  id: row.id,
  connectionId: row.connection_id,
  reason: row.reason as SyncReason,
  scope: row.scope,
  whole: row.fetched || row.pages > 0 ? row.since === null : row.whole,
  status: row.status,
  pages: row.pages,
  fetched: row.fetched,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  drift: row.drift as Drift | null,
  code: row.code,
  detail: row.detail,
  requestedBy: row.requested_by,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});

/** Newest first. A key bound to one store sees the syncs of connections that feed it. */
export async function listSyncs(
  tx: Tx,
  tenantId: string,
  filter: { connectionId?: string | undefined; syncId?: string | undefined; storeId: string | null },
  page: { before: string | undefined; limit: number },
): Promise<readonly SyncRow[]> {
  return tx
    .selectFrom('syncs as s')
    .selectAll('s')
    .where('s.tenant_id', '=', tenantId)
    .$if(filter.connectionId !== undefined, (query) => query.where('s.connection_id', '=', filter.connectionId ?? ''))
    .$if(filter.syncId !== undefined, (query) => query.where('s.id', '=', filter.syncId ?? ''))
    .$if(page.before !== undefined, (query) => query.where('s.id', '<', page.before ?? ''))
    .$if(filter.storeId !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('connection_locations as l')
            .select('l.location')
            .whereRef('l.tenant_id', '=', 's.tenant_id')
            .whereRef('l.connection_id', '=', 's.connection_id')
            .where('l.store_id', '=', filter.storeId ?? ''),
        ),
      ),
    )
    .orderBy('s.id', 'desc')
    .limit(page.limit)
    .execute();
}
