import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DeliveriesTable, ReplaysTable } from '../database/schema.ts';
import { deliveriesOf } from './delivery-read-rows.ts';
import { laneOf } from './delivery-rows.ts';
import type { Replay, ReplayDiff, ReplayFilter } from './replay-view.ts';
import { findConnection, locationOf } from './source-rows.ts';

export type ReplayRow = Selectable<ReplaysTable>;

/** Duplicates were never applied, and what is pending will be anyway. */
const replayable = (tx: Tx, tenantId: string, filter: ReplayFilter) =>
  deliveriesOf(tx, tenantId, filter).where('d.status', 'not in', ['duplicate', 'pending']);

/** The first of these ids that no delivery of the tenant has. */
export async function findUnknownDelivery(
  tx: Tx,
  tenantId: string,
  deliveryIds: readonly string[],
): Promise<string | undefined> {
  if (deliveryIds.length === 0) return undefined;
  const rows = await deliveriesOf(tx, tenantId, { deliveryIds }).select('d.id').execute();
  const known = new Set(rows.map(({ id }) => id));
  return deliveryIds.find((id) => !known.has(id));
}

/** The upper bound is frozen here: what arrives later is not part of it. */
export async function insertReplay(
  tx: Tx,
  replay: {
    tenantId: string;
    filter: ReplayFilter;
    dryRun: boolean;
    perSecond: number;
    requestedBy: string;
    requestId: string;
    at: Date;
  },
): Promise<ReplayRow> {
  const { total, upper } = await replayable(tx, replay.tenantId, replay.filter)
    .select(({ fn }) => [fn.countAll<number>().as('total'), fn.max('d.ingress').as('upper')])
    .executeTakeFirstOrThrow();
  return tx
    .insertInto('replays')
    .values({
      tenant_id: replay.tenantId,
      id: newId('replay'),
      filter: JSON.stringify(replay.filter),
      dry_run: replay.dryRun,
      per_second: replay.perSecond,
      status: 'running',
      total: Number(total),
      upper_ingress: upper ?? 0,
      requested_by: replay.requestedBy,
      request_id: replay.requestId,
      created_at: replay.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The replay that has waited longest, for this worker alone, so that many replays take turns. */
export async function leaseReplay(tx: Tx, worker: string): Promise<ReplayRow | undefined> {
  const { rows } = await sql<ReplayRow>`
    update replays set worker = ${worker}, leased_until = now() + interval '150 seconds'
    where (tenant_id, id) in (
      select tenant_id, id from replays where status = 'running' and (leased_until is null or leased_until < now())
      order by leased_until nulls first, created_at limit 1 for update skip locked)
    returning *`.execute(tx);
  return rows[0];
}

export interface ReplayTarget {
  readonly id: string;
  readonly ingress: number;
  readonly sourceId: string;
  readonly connectionId: string | null;
  readonly account: string | null;
  readonly location: string | null;
}

/** The next deliveries after the place reached, in the order in which they arrived. */
export async function nextTargets(tx: Tx, replay: ReplayRow, after: number, limit: number): Promise<ReplayTarget[]> {
  const rows = await replayable(tx, replay.tenant_id, replay.filter as ReplayFilter)
    .select(['d.id', 'd.ingress', 'd.source_id', 'd.connection_id', 'd.account', 'd.location'])
    .where('d.ingress', '>', after)
    .where('d.ingress', '<=', replay.upper_ingress)
    .orderBy('d.ingress')
    .limit(limit)
    .execute();
  return rows.map(targetOf);
}

type TargetRow = Pick<
  Selectable<DeliveriesTable>,
  'id' | 'ingress' | 'source_id' | 'connection_id' | 'account' | 'location'
>;

const targetOf = (row: TargetRow): ReplayTarget => ({
  id: row.id,
  ingress: row.ingress,
  sourceId: row.source_id,
  connectionId: row.connection_id,
  account: row.account,
  location: row.location,
});

/** One delivery, as a replay sees it. */
export async function findTarget(tx: Tx, tenantId: string, deliveryId: string): Promise<ReplayTarget | undefined> {
  const row = await tx
    .selectFrom('deliveries')
    .select(['id', 'ingress', 'source_id', 'connection_id', 'account', 'location'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  return row === undefined ? undefined : targetOf(row);
}

/** The connection that answers by now to a delivery that had none. */
export async function findLateConnection(tx: Tx, tenantId: string, target: ReplayTarget) {
  if (target.connectionId !== null || target.account === null) return undefined;
  const connection = await findConnection(tx, tenantId, target.sourceId, target.account);
  return connection === undefined
    ? undefined
    : { connectionId: connection.id, location: locationOf(connection, target.location) };
}

/** Gives the delivery to it: from here on it is one of the connection's. */
export async function adoptDelivery(tx: Tx, tenantId: string, target: ReplayTarget): Promise<void> {
  const late = await findLateConnection(tx, tenantId, target);
  if (late === undefined) return;
  const { connectionId, location } = late;
  await tx
    .updateTable('deliveries')
    .set({ connection_id: connectionId, location, lane: laneOf(target.sourceId, connectionId, location) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', target.id)
    .where('connection_id', 'is', null)
    .execute();
}

const mine = (tx: Tx, replay: ReplayRow) =>
  tx
    .updateTable('replays')
    .where('tenant_id', '=', replay.tenant_id)
    .where('id', '=', replay.id)
    .where('worker', '=', replay.worker)
    .where('status', '=', sql.lit('running'));

/** How far it is. False: it was cancelled, or another worker has it now. */
export async function saveProgress(
  tx: Tx,
  replay: ReplayRow,
  progress: { cursor: number; done: number; outcome: Record<string, number>; diff: ReplayDiff | null },
): Promise<boolean> {
  const { numUpdatedRows } = await mine(tx, replay)
    .set({
      cursor_ingress: progress.cursor,
      done: progress.done,
      outcome: JSON.stringify(progress.outcome),
      diff: progress.diff === null ? null : JSON.stringify(progress.diff),
      leased_until: sql<Date>`now() + interval '150 seconds'`,
    })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets others have their turn; it is taken up again after `pauseSeconds`. */
export const releaseReplay = (tx: Tx, replay: ReplayRow, pauseSeconds: number) =>
  mine(tx, replay)
    .set({ worker: null, leased_until: sql<Date>`now() + ${pauseSeconds} * interval '1 second'` })
    .execute();

export const finishReplay = (tx: Tx, replay: ReplayRow, at: Date) =>
  mine(tx, replay).set({ status: 'done', worker: null, leased_until: null, finished_at: at }).execute();

/** Stops it after the delivery in hand. Undefined: it is not running, or not there. */
export const cancelReplay = (tx: Tx, tenantId: string, replayId: string, at: Date): Promise<ReplayRow | undefined> =>
  tx
    .updateTable('replays')
    .set({ status: 'cancelled', finished_at: at, worker: null, leased_until: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', replayId)
    .where('status', '=', sql.lit('running'))
    .returningAll()
    .executeTakeFirst();

/** Newest first. */
export const listReplays = (
  tx: Tx,
  tenantId: string,
  page: { replayId?: string | undefined; before: string | undefined; limit: number },
): Promise<ReplayRow[]> =>
  tx
    .selectFrom('replays')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .$if(page.replayId !== undefined, (query) => query.where('id', '=', page.replayId ?? ''))
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();

export const replayView = (row: ReplayRow): Replay => ({
  id: row.id,
  filter: row.filter as ReplayFilter,
  dryRun: row.dry_run,
  perSecond: row.per_second,
  status: row.status,
  total: row.total,
  done: row.done,
  outcome: row.outcome,
  diff: row.diff as ReplayDiff | null,
  requestedBy: row.requested_by,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
