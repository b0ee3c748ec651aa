import type { Origin } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';

/** A delivery on its way into the inbox. Its body lies in the archive already. */
export interface NewDelivery {
  readonly tenantId: string;
  readonly id: string;
  readonly sourceId: string;
  readonly connectionId: string | null;
  /** The provider's account, as routed: a replay finds the connection by it when there was none yet. */
  readonly account: string | null;
  readonly location: string | null;
  readonly lane: string;
  readonly endpoint: string;
  readonly origin: 'webhook' | 'pull' | 'upload';
  readonly providerDeliveryId: string | null;
  readonly bytes: number;
  readonly contentType: string | null;
  readonly requestId: string;
  readonly receivedAt: Date;
}

export interface ArchivedDelivery extends NewDelivery {
  readonly archiveKey: string;
}

/** An event that knows who wrote it: one transaction carries the deliveries of many requests. */
interface OwnedEvent extends TenantEvent {
  readonly origin: Origin;
}

/** The id under which a delivery stands, and of which it is a repetition. */
export interface InsertedDelivery {
  readonly id: string;
  readonly duplicateOf: string | null;
}

/** The lane in which order is kept. A message of no known connection waits in the lane of its source. */
export const laneOf = (sourceId: string, connectionId: string | null, location: string | null): string =>
  connectionId === null ? `${sourceId}|?` : `${connectionId}|${location ?? ''}`;

const COLUMNS = sql`tenant_id, id, source_id, connection_id, account, location, lane, endpoint, origin, provider_delivery_id,
  archive_key, bytes, content_type, request_id, received_at`;
const TYPES = sql`tenant_id text, id text, source_id text, connection_id text, account text, location text, lane text, endpoint text,
  origin text, provider_delivery_id text, archive_key text, bytes int, content_type text, request_id text, received_at timestamptz`;

const asRow = (delivery: ArchivedDelivery) => ({
  tenant_id: delivery.tenantId,
  id: delivery.id,
  source_id: delivery.sourceId,
  connection_id: delivery.connectionId,
  account: delivery.account,
  location: delivery.location,
  lane: delivery.lane,
  endpoint: delivery.endpoint,
  origin: delivery.origin,
  provider_delivery_id: delivery.providerDeliveryId,
  archive_key: delivery.archiveKey,
  bytes: delivery.bytes,
  content_type: delivery.contentType,
  request_id: delivery.requestId,
  received_at: delivery.receivedAt.toISOString(),
});

/**
 * Inserts deliveries and their events in this transaction; the events come last, as they must. The order given is the order of arrival.
 * What the provider has sent before under the same id becomes a row of its own with status `duplicate`: the first one wins.
 */
export async function insertDeliveries(
  tx: Tx,
  deliveries: readonly ArchivedDelivery[],
  now: Date,
): Promise<readonly InsertedDelivery[]> {
  // The identity is given in the order of the sorted rows. Without a provider id, nothing can conflict.
  const { rows } = await sql<{ id: string }>`
    insert into deliveries (${COLUMNS}, status)
    select ${COLUMNS}, 'pending' from jsonb_to_recordset(${JSON.stringify(deliveries.map((delivery, n) => ({ ...asRow(delivery), n })))}::text::jsonb)
      as d(${TYPES}, n int) order by n
    on conflict (tenant_id, source_id, provider_delivery_id) where provider_delivery_id is not null and status <> 'duplicate' do nothing
    returning id`.execute(tx);
  const fresh = new Set(rows.map((row) => row.id));
  const repeated = deliveries.filter((delivery) => !fresh.has(delivery.id));
  const firsts = repeated.length === 0 ? new Map<string, string>() : await insertDuplicates(tx, repeated, now);
  const events = deliveries.map((delivery) => (fresh.has(delivery.id) ? received(delivery) : duplicated(delivery)));
  const [first] = deliveries;
  if (first !== undefined) await appendEvents(tx, events, originOf(first), now);
  return deliveries.map(({ id }) => ({ id, duplicateOf: fresh.has(id) ? null : (firsts.get(id) ?? '') }));
}

/** Equal bytes of one tenant are sealed to equal bytes, so the hash at the end of the archive key tells whether the body is the same. */
async function insertDuplicates(
  tx: Tx,
  repeated: readonly ArchivedDelivery[],
  now: Date,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; duplicate_of: string | null }>`
    insert into deliveries (${COLUMNS}, status, duplicate_of, detail, finished_at)
    select d.tenant_id, d.id, d.source_id, d.connection_id, d.account, d.location, d.lane, d.endpoint, d.origin, d.provider_delivery_id,
      d.archive_key, d.bytes, d.content_type, d.request_id, d.received_at, 'duplicate', f.id,
      case when split_part(f.archive_key, '/', 2) <> split_part(d.archive_key, '/', 2)
        then 'conflict: the first delivery with this id had another body' end, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(repeated.map((delivery, n) => ({ ...asRow(delivery), n })))}::text::jsonb) as d(${TYPES}, n int)
    left join deliveries f on f.tenant_id = d.tenant_id and f.source_id = d.source_id
      and f.provider_delivery_id = d.provider_delivery_id and f.status <> 'duplicate'
    order by d.n
    returning id, duplicate_of`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.duplicate_of ?? '']));
}

const streamOf = ({ connectionId, sourceId }: NewDelivery): string =>
  connectionId === null ? `source:${sourceId}` : `connection:${connectionId}`;

const ACTORS = { webhook: 'system:gateway', pull: 'system:pull', upload: 'system:upload' } as const;

const originOf = ({ origin, requestId }: NewDelivery): Origin => ({
  actor: ACTORS[origin],
  requestId,
  cause: null,
});

const received = (delivery: NewDelivery): OwnedEvent => ({
  tenantId: delivery.tenantId,
  stream: streamOf(delivery),
  kind: 'delivery.received',
  subject: delivery.id,
  data: { deliveryId: delivery.id, connectionId: delivery.connectionId, lane: delivery.lane },
  origin: originOf(delivery),
});

const duplicated = (delivery: NewDelivery): OwnedEvent => ({
  tenantId: delivery.tenantId,
  stream: streamOf(delivery),
  kind: 'delivery.finished',
  subject: delivery.id,
  data: {
    deliveryId: delivery.id,
    connectionId: delivery.connectionId,
    status: 'duplicate',
    code: null,
    changed: 0,
    problems: 0,
  },
  origin: originOf(delivery),
});

/** Which of these are in the inbox: asked when a commit was not acknowledged. */
export async function findInserted(
  tx: Tx,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlyMap<string, InsertedDelivery>> {
  const wanted = JSON.stringify(deliveries.map(({ tenantId, id }) => ({ tenant_id: tenantId, id })));
  const { rows } = await sql<{ id: string; status: string; duplicate_of: string | null }>`
    select d.id, d.status, d.duplicate_of from jsonb_to_recordset(${wanted}::text::jsonb) as w(tenant_id text, id text)
    join deliveries d on d.tenant_id = w.tenant_id and d.id = w.id`.execute(tx);
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, duplicateOf: row.status === 'duplicate' ? (row.duplicate_of ?? '') : null },
    ]),
  );
}
