import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { DeliveryStatus } from '../database/schema.ts';
import type { Delivery, DeliveryDetail } from './delivery-view.ts';

export interface DeliveryFilter {
  readonly deliveryIds?: readonly string[] | undefined;
  readonly connectionId?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
  readonly endpoint?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** `until` is exclusive, so that two ranges that touch share no delivery. */
export const deliveriesOf = (tx: Tx, tenantId: string, filter: DeliveryFilter, storeId: string | null = null) =>
  tx
    .selectFrom('deliveries as d')
    .where('d.tenant_id', '=', tenantId)
    .$if(filter.deliveryIds !== undefined, (query) => query.where('d.id', 'in', [...(filter.deliveryIds ?? [])]))
    .$if(filter.connectionId !== undefined, (query) => query.where('d.connection_id', '=', filter.connectionId ?? ''))
    .$if(filter.status !== undefined, (query) => query.where('d.status', '=', filter.status ?? 'pending'))
    .$if(filter.endpoint !== undefined, (query) => query.where('d.endpoint', '=', filter.endpoint ?? ''))
    .$if(filter.since !== undefined, (query) => query.where('d.received_at', '>=', new Date(filter.since ?? '')))
    .$if(filter.until !== undefined, (query) => query.where('d.received_at', '<', new Date(filter.until ?? '')))
    // A key bound to one store sees what came for that store only.
    .$if(storeId !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('connection_locations as l')
            .select(sql<number>`1`.as('one'))
            .whereRef('l.tenant_id', '=', 'd.tenant_id')
            .whereRef('l.connection_id', '=', 'd.connection_id')
            .whereRef('l.location', '=', 'd.location')
            .where('l.store_id', '=', storeId ?? ''),
        ),
      ),
    );

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

/** Newest first. `before` is the ingress number of the last one seen. */
export async function listDeliveries(
  tx: Tx,
  tenantId: string,
  filter: DeliveryFilter,
  page: { readonly before: number | undefined; readonly limit: number; readonly storeId: string | null },
): Promise<readonly { readonly ingress: number; readonly delivery: Delivery }[]> {
  const rows = await deliveriesOf(tx, tenantId, filter, page.storeId)
    .selectAll('d')
    .$if(page.before !== undefined, (query) => query.where('d.ingress', '<', page.before ?? 0))
    .orderBy('d.ingress', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    ingress: row.ingress,
    delivery: {
      id: row.id,
      sourceId: row.source_id,
      connectionId: row.connection_id,
      account: row.account,
      location: row.location,
      endpoint: row.endpoint,
      origin: row.origin,
      providerDeliveryId: row.provider_delivery_id,
      duplicateOf: row.duplicate_of,
      bytes: row.bytes,
      contentType: row.content_type,
      requestId: row.request_id,
      receivedAt: row.received_at.toISOString(),
      status: row.status,
      attempts: row.attempts,
      nextAttemptAt: iso(row.next_attempt_at),
      code: row.code,
      detail: row.detail,
      changed: row.changed,
      problems: row.problems,
      finishedAt: iso(row.finished_at),
    },
  }));
}

const MOST_DEAD_LETTERS = 100;

export async function readDelivery(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  storeId: string | null,
): Promise<DeliveryDetail | undefined> {
  const page = { before: undefined, limit: 1, storeId };
  const [found] = await listDeliveries(tx, tenantId, { deliveryIds: [deliveryId] }, page);
  if (found === undefined) return undefined;
  const letters = tx.selectFrom('dead_letters').where('tenant_id', '=', tenantId).where('delivery_id', '=', deliveryId);
  const rows = await letters.selectAll().orderBy('id').limit(MOST_DEAD_LETTERS).execute();
  const { n } = await letters.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return {
    ...found.delivery,
    deadLetterCount: Number(n),
    deadLetters: rows.map((row) => ({
      id: row.id,
      stage: row.stage,
      code: row.code,
      path: row.path,
      externalId: row.external_id,
      message: row.message,
      status: row.status,
      createdAt: row.created_at.toISOString(),
    })),
  };
}

/** Where the body lies, and the sealed secrets of the source, which must not be shown in it. */
export async function readBodyPlace(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  storeId: string | null,
): Promise<{ readonly archiveKey: string | null; readonly secrets: Uint8Array | null } | undefined> {
  const row = await deliveriesOf(tx, tenantId, { deliveryIds: [deliveryId] }, storeId)
    .leftJoin('sources as s', (join) => join.onRef('s.tenant_id', '=', 'd.tenant_id').onRef('s.id', '=', 'd.source_id'))
    .select(['d.archive_key', 's.secrets'])
    .executeTakeFirst();
  return row === undefined ? undefined : { archiveKey: row.archive_key, secrets: row.secrets };
}
