import type { Adapter } from '@kirana/adapter';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { DeliveriesTable } from '../database/schema.ts';
import { storeOf } from '../identity/store-rows.ts';
import type { Failure } from './delivery-failure.ts';
import { DeadDelivery } from './delivery-failure.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';

/** A worker that died is replaced after this. */
export const LEASE_SECONDS = 15;

export interface Lane {
  readonly tenantId: string;
  readonly lane: string;
}

/**
 * Lanes with something due at their head, the oldest of each tenant first, so that a tenant with many lanes does not hide the others.
 * Walks from lane to lane in the index, however many deliveries wait in each.
 */
export async function findLanes(tx: Tx, worker: string, limit: number): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    with recursive heads as (
      (select tenant_id, lane, ingress, next_attempt_at, connection_id from deliveries
        where status = 'pending' order by tenant_id, lane, ingress limit 1)
      union all
      select d.tenant_id, d.lane, d.ingress, d.next_attempt_at, d.connection_id from heads h cross join lateral (
        select tenant_id, lane, ingress, next_attempt_at, connection_id from deliveries
        where status = 'pending' and (tenant_id, lane) > (h.tenant_id, h.lane)
        order by tenant_id, lane, ingress limit 1) d)
    select h.tenant_id as "tenantId", h.lane from heads h
    left join lanes l on l.tenant_id = h.tenant_id and l.lane = h.lane
    left join connections c on c.tenant_id = h.tenant_id and c.id = h.connection_id
    where (h.next_attempt_at is null or h.next_attempt_at <= now())
      and (l.leased_until is null or l.leased_until <= now() or l.worker = ${worker})
      and (c.status is null or c.status = 'active')
    order by row_number() over (partition by h.tenant_id order by h.ingress), h.ingress limit ${limit}`.execute(tx);
  return rows;
}

export interface Leased {
  /** This worker had it already: whatever it did before with the head, it did not die of it. */
  readonly kept: boolean;
}

/** Takes a lane or keeps it. @returns undefined when another worker has it. */
export async function leaseLane(tx: Tx, { tenantId, lane }: Lane, worker: string): Promise<Leased | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    with held as (select worker from lanes where tenant_id = ${tenantId} and lane = ${lane})
    insert into lanes (tenant_id, lane, worker, leased_until)
    values (${tenantId}, ${lane}, ${worker}, now() + make_interval(secs => ${LEASE_SECONDS}))
    on conflict (tenant_id, lane) do update set worker = excluded.worker, leased_until = excluded.leased_until
    where lanes.worker = excluded.worker or lanes.leased_until is null or lanes.leased_until <= now()
    returning (select worker from held) as before`.execute(tx);
  const [row] = rows;
  return row === undefined ? undefined : { kept: row.before === worker };
}

export async function releaseLane(tx: Tx, { tenantId, lane }: Lane, worker: string): Promise<void> {
  await sql`update lanes set worker = null, leased_until = null
    where tenant_id = ${tenantId} and lane = ${lane} and worker = ${worker}`.execute(tx);
}

/** The only process on an embedded database starts: whoever held a lane is dead. */
export async function forgetLeases(tx: Tx): Promise<void> {
  await sql`update lanes set worker = null, leased_until = null where worker is not null`.execute(tx);
}

export type DeliveryRow = Selectable<DeliveriesTable>;

/**
 * The next delivery of the lane with this attempt counted, or null when the lane is empty, waits, or its connection is paused.
 * It counts towards poison only when the lane changed hands: a worker that tries again is alive.
 */
export async function claimHead(tx: Tx, { tenantId, lane }: Lane, { kept }: Leased): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`
    update deliveries set attempts = attempts + 1, unfinished_attempts = unfinished_attempts + ${kept ? 0 : 1}
    where tenant_id = ${tenantId} and id = (
      select d.id from (
        select id, connection_id, next_attempt_at from deliveries
        where tenant_id = ${tenantId} and lane = ${lane} and status = 'pending' order by ingress limit 1) d
      left join connections c on c.tenant_id = ${tenantId} and c.id = d.connection_id
      where (d.next_attempt_at is null or d.next_attempt_at <= now()) and (c.status is null or c.status = 'active'))
    returning *`.execute(tx);
  return rows[0] ?? null;
}

/** What waits right behind the head and was never tried: these may be applied together with it. `more`: it may not be all. */
export async function peekFollowers(
  tx: Tx,
  { tenantId, lane }: Lane,
  head: DeliveryRow,
  limit: number,
): Promise<{ readonly followers: DeliveryRow[]; readonly more: boolean }> {
  const rows = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lane', '=', lane)
    .where('status', '=', 'pending')
    .where('ingress', '>', head.ingress)
    .orderBy('ingress')
    .limit(limit)
    .execute();
  const end = rows.findIndex((row) => row.attempts > 0 || row.next_attempt_at !== null);
  return { followers: end < 0 ? rows : rows.slice(0, end), more: end >= 0 || rows.length === limit };
}

export const deliveryFacts = (row: DeliveryRow): DeliveryFacts => ({
  id: row.id,
  ingress: row.ingress,
  endpoint: row.endpoint,
  archiveKey: row.archive_key,
  requestId: row.request_id,
  receivedAt: row.received_at,
  chunksDone: row.chunks_done,
  attempts: row.attempts,
  unfinishedAttempts: row.unfinished_attempts,
  status: row.status,
  code: row.code,
  problems: row.problems,
  again: row.finished_at !== null,
});

/** Where a delivery goes. @throws DeadDelivery when nobody knows. */
export async function loadLane(
  tx: Tx,
  tenantId: string,
  row: DeliveryRow,
  adapters: ReadonlyMap<string, Adapter>,
): Promise<LaneContext> {
  if (row.connection_id === null) throw unknownConnection();
  const connection = await tx
    .selectFrom('connections')
    .innerJoin('sources', (join) =>
      join.onRef('sources.tenant_id', '=', 'connections.tenant_id').onRef('sources.id', '=', 'connections.source_id'),
    )
    .select([
      'connections.id',
      'connections.source_id',
      'connections.merchant_id',
      'connections.settings',
      'connections.snapshot_switches',
      'sources.adapter',
    ])
    .where('connections.tenant_id', '=', tenantId)
    .where('connections.id', '=', row.connection_id)
    .executeTakeFirst();
  if (connection === undefined) throw unknownConnection();
  const adapter = adapters.get(connection.adapter);
  if (adapter === undefined) throw new DeadDelivery('route', 'ADAPTER_UNKNOWN', `no adapter ${connection.adapter}`);
  const places = await tx
    .selectFrom('connection_locations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connection.id)
    .execute();
  const only = row.location === null && places.length === 1 ? places[0] : undefined;
  const place = only ?? places.find(({ location }) => location === row.location);
  const store = place === undefined ? undefined : await readStore(tx, tenantId, place.store_id);
  if (place === undefined || store === undefined) {
    throw new DeadDelivery(
      'route',
      'LOCATION_UNKNOWN',
      `location ${row.location ?? '(none)'} is not linked to a store`,
    );
  }
  return {
    tenantId,
    connectionId: connection.id,
    sourceId: connection.source_id,
    merchantId: connection.merchant_id,
    location: place.location,
    store,
    connectionStores: [...new Set(places.map(({ store_id }) => store_id))],
    snapshotSwitches: connection.snapshot_switches,
    settings: connection.settings,
    snapshotItems: place.snapshot_items,
    snapshotIngress: place.snapshot_ingress,
    adapter,
  };
}

const unknownConnection = () =>
  new DeadDelivery('route', 'CONNECTION_UNKNOWN', 'no connection answers to the account in the message');

async function readStore(tx: Tx, tenantId: string, storeId: string) {
  const row = await tx
    .selectFrom('stores')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', storeId)
    .executeTakeFirst();
  return row === undefined ? undefined : storeOf(row);
}

/** The delivery stays pending and its lane waits behind it. */
export async function postpone(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  failure: Extract<Failure, { kind: 'wait' | 'hold' }>,
  afterMs: number,
): Promise<void> {
  await sql`update deliveries set next_attempt_at = now() + make_interval(secs => ${afterMs / 1000}), unfinished_attempts = 0,
    code = ${failure.code}, detail = ${failure.detail.slice(0, 1_000)}
    where tenant_id = ${tenantId} and id = ${deliveryId} and status = 'pending'`.execute(tx);
}

export async function holdConnection(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  reason: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ status: 'held', status_reason: reason.slice(0, 500), updated_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('status', '=', 'active')
    .execute();
}

export async function readDeliveryRow(tx: Tx, tenantId: string, deliveryId: string): Promise<DeliveryRow | undefined> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', deliveryId)
    .executeTakeFirst();
}

/** Puts a finished delivery back into its lane, to be applied from its first chunk. A duplicate stays one: its first is what counts. */
export async function reopenDelivery(tx: Tx, tenantId: string, deliveryId: string): Promise<boolean> {
  const { rows } =
    await sql`update deliveries set status = 'pending', chunks_done = 0, attempts = 0, unfinished_attempts = 0,
    next_attempt_at = null where tenant_id = ${tenantId} and id = ${deliveryId} and status in ('applied', 'stale', 'dead')
    returning 1`.execute(tx);
  return rows.length > 0;
}
