import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { DeliveriesTable, StoresTable } from '../database/schema.ts';
import { readableText } from '../gateway/storable-text.ts';
import { storeOf } from '../identity/store-rows.ts';
import type { HostedAdapter, HostedAdapters } from '../plugins/hosted-adapter.ts';
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
 * Lanes with something due at their head. The tenant and the lane whose last turn is longest ago come first, so that neither many lanes
 * nor an old backlog hide the others. Walks from lane to lane in the index, however many deliveries wait in each.
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
        order by tenant_id, lane, ingress limit 1) d),
    due as (
      select h.tenant_id, h.lane, h.ingress, coalesce(l.turned_at, '-infinity') as turned_at from heads h
      left join lanes l on l.tenant_id = h.tenant_id and l.lane = h.lane
      left join connections c on c.tenant_id = h.tenant_id and c.id = h.connection_id
      where (h.next_attempt_at is null or h.next_attempt_at <= now())
        and (l.leased_until is null or l.leased_until <= now() or l.worker = ${worker})
        and (c.status is null or c.status = 'active'))
    select tenant_id as "tenantId", lane from due
    order by row_number() over (partition by tenant_id order by turned_at, ingress), max(turned_at) over (partition by tenant_id), ingress
    limit ${limit}`.execute(tx);
  return rows;
}

/** Keeps a lane that this worker has. */
export async function renewLane(tx: Tx, { tenantId, lane }: Lane, worker: string): Promise<void> {
  await sql`update lanes set leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where tenant_id = ${tenantId} and lane = ${lane} and worker = ${worker}`.execute(tx);
}

export async function releaseLane(tx: Tx, { tenantId, lane }: Lane, worker: string): Promise<void> {
  await sql`update lanes set worker = null, leased_until = null, turned_at = clock_timestamp()
    where tenant_id = ${tenantId} and lane = ${lane} and worker = ${worker}`.execute(tx);
}

/** The only process on an embedded database starts: whoever held a lane is dead. */
export async function forgetLeases(tx: Tx): Promise<void> {
  await sql`update lanes set worker = null, leased_until = null where worker is not null`.execute(tx);
}

export type DeliveryRow = Selectable<DeliveriesTable>;

/**
 * Takes a lane or keeps it, and the next delivery of it with this attempt counted; `row` is null when the lane is empty, waits, or its
 * connection is paused. An attempt counts towards poison only when the lane changed hands: a worker that tries again is alive.
 * @returns undefined when another worker has the lane
 */
export async function claimHead(
  tx: Tx,
  { tenantId, lane }: Lane,
  worker: string,
): Promise<{ readonly row: DeliveryRow | null } | undefined> {
  const { rows } = await sql<{ leased: string } & { [K in keyof DeliveryRow]: DeliveryRow[K] | null }>`
    with held as (select worker from lanes where tenant_id = ${tenantId} and lane = ${lane}),
    leased as (
      insert into lanes (tenant_id, lane, worker, leased_until)
      values (${tenantId}, ${lane}, ${worker}, now() + make_interval(secs => ${LEASE_SECONDS}))
      on conflict (tenant_id, lane) do update set worker = excluded.worker, leased_until = excluded.leased_until
      where lanes.worker = excluded.worker or lanes.leased_until is null or lanes.leased_until <= now()
      returning worker),
    head as (
      update deliveries set attempts = attempts + 1,
        unfinished_attempts = unfinished_attempts + case when (select worker from held) = ${worker} then 0 else 1 end
      where tenant_id = ${tenantId} and id = (
        select d.id from (
          select id, connection_id, next_attempt_at from deliveries
          where tenant_id = ${tenantId} and lane = ${lane} and status = 'pending' order by ingress limit 1) d
        left join connections c on c.tenant_id = ${tenantId} and c.id = d.connection_id
        where exists (select 1 from leased) and (d.next_attempt_at is null or d.next_attempt_at <= now())
          and (c.status is null or c.status = 'active'))
      returning *)
    select leased.worker as leased, head.* from leased left join head on true`.execute(tx);
  const [found] = rows;
  if (found === undefined) return undefined;
  const { leased: _leased, ...row } = found;
  return { row: row.id === null ? null : (row as DeliveryRow) };
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
    .where('status', '=', sql.lit('pending'))
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

interface PlaceRow {
  readonly connection_id: string;
  readonly source_id: string;
  readonly merchant_id: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly snapshot_switches: LaneContext['snapshotSwitches'];
  readonly sends_stock: boolean;
  readonly adapter: string;
  readonly location: string | null;
  readonly snapshot_items: number | null;
  readonly snapshot_ingress: number | null;
  readonly store: Selectable<StoresTable> | null;
}

/** Where a delivery goes. @throws DeadDelivery when nobody knows. */
export async function loadLane(
  tx: Tx,
  tenantId: string,
  row: DeliveryRow,
  adapters: HostedAdapters,
): Promise<LaneContext> {
  const { rows: places } = await sql<PlaceRow>`
    select c.id as connection_id, c.source_id, c.merchant_id, c.settings, c.snapshot_switches, c.sends_stock, so.adapter,
      l.location, l.snapshot_items, l.snapshot_ingress, to_jsonb(st) as store
    from connections c
    join sources so on so.tenant_id = c.tenant_id and so.id = c.source_id
    left join connection_locations l on l.tenant_id = c.tenant_id and l.connection_id = c.id
    left join stores st on st.tenant_id = l.tenant_id and st.id = l.store_id
    where c.tenant_id = ${tenantId} and c.id = ${row.connection_id}`.execute(tx);
  const [connection] = places;
  if (connection === undefined) {
    const why = 'no connection answers to the account in the message';
    throw new DeadDelivery('route', 'CONNECTION_UNKNOWN', why);
  }
  const adapter = adapters.get(connection.adapter);
  if (adapter === undefined) throw new DeadDelivery('route', 'ADAPTER_UNKNOWN', `no adapter ${connection.adapter}`);
  const place = placeOf(row, adapter, places);
  if (place?.location === undefined || place.location === null || place.store === null) {
    const why = `location ${row.location ?? '(none)'} is not linked to a store`;
    throw new DeadDelivery('route', 'LOCATION_UNKNOWN', why);
  }
  return {
    tenantId,
    connectionId: connection.connection_id,
    sourceId: connection.source_id,
    merchantId: connection.merchant_id,
    location: place.location,
    store: storeOf(withTimes(place.store)),
    connectionStores: [...new Set(places.flatMap(({ store }) => store?.id ?? []))],
    snapshotSwitches: connection.snapshot_switches,
    sendsStock: connection.sends_stock,
    settings: connection.settings,
    snapshotItems: place.snapshot_items,
    snapshotIngress: place.snapshot_ingress,
    adapter,
  };
}

/** A message of no one store may go to any of them: it says nothing of one. */
function placeOf(row: DeliveryRow, adapter: HostedAdapter, places: readonly PlaceRow[]): PlaceRow | undefined {
  const endpoint = Object.hasOwn(adapter.endpoints, row.endpoint) ? adapter.endpoints[row.endpoint] : undefined;
  const isOfNoStore = endpoint?.kind === 'event' && endpoint.of === 'connection';
  if (isOfNoStore) return places.find(({ store }) => store !== null);
  const isOnly = row.location === null && places.length === 1;
  return isOnly ? places[0] : places.find(({ location }) => location === row.location);
}

/** Times come out of JSON as text. */
const withTimes = (row: Selectable<StoresTable>): Selectable<StoresTable> => ({
  ...row,
  status_return_at: row.status_return_at === null ? null : new Date(row.status_return_at),
  created_at: new Date(row.created_at),
  updated_at: new Date(row.updated_at),
});

/** The delivery stays pending and its lane waits behind it. An attempt that ended the adapter's process counts as one without an end, one that did not reach it is none. */
export async function postpone(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  failure: Extract<Failure, { kind: 'wait' | 'hold' }>,
  afterMs: number,
): Promise<void> {
  const unfinished = {
    ended: sql`greatest(unfinished_attempts, 1)`,
    away: sql`greatest(unfinished_attempts - 1, 0)`,
    none: sql`0`,
  }[(failure.kind === 'wait' ? failure.process : undefined) ?? 'none'];
  await sql`update deliveries set next_attempt_at = now() + make_interval(secs => ${afterMs / 1000}),
    unfinished_attempts = ${unfinished},
    code = ${failure.code}, detail = ${readableText(failure.detail, 1_000)}
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
    .set({ status: 'held', status_reason: readableText(reason, 500), updated_at: now })
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
