import type { EventKind } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import { merchantStream, stockStream, storeStream } from '../catalog-writes/catalog-events.ts';
import type { Tx } from '../database/database.ts';
import { listRows } from '../database/list-rows.ts';
import type { SubscriptionsTable } from '../database/schema.ts';
import type { SubscriptionEdit } from './subscription-view.ts';

export type SubscriptionRow = Selectable<SubscriptionsTable>;

export interface FreshSubscription {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly EventKind[];
  readonly storeId: string | null;
  readonly sealedSecret: Uint8Array;
}

export const insertSubscription = (
  tx: Tx,
  tenantId: string,
  { id, url, kinds, storeId, sealedSecret }: FreshSubscription,
  now: Date,
): Promise<SubscriptionRow> =>
  tx
    .insertInto('subscriptions')
    .values({
      tenant_id: tenantId,
      id,
      url,
      kinds: JSON.stringify(kinds),
      store_id: storeId,
      secret: sealedSecret,
      status: 'active',
      status_reason: null,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findSubscription = (tx: Tx, tenantId: string, id: string): Promise<SubscriptionRow | undefined> =>
  tx.selectFrom('subscriptions').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst();

export const listSubscriptions = (tx: Tx, tenantId: string, after: string, limit: number): Promise<SubscriptionRow[]> =>
  listRows(tx, 'subscriptions', tenantId, after, limit);

export const hasStore = async (tx: Tx, tenantId: string, storeId: string): Promise<boolean> =>
  (await tx
    .selectFrom('stores')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', storeId)
    .executeTakeFirst()) !== undefined;

/** A change of status also forgets how long it has been failing. */
export const updateSubscription = (
  tx: Tx,
  tenantId: string,
  id: string,
  { url, kinds, status }: SubscriptionEdit,
  now: Date,
): Promise<SubscriptionRow | undefined> =>
  tx
    .updateTable('subscriptions')
    .set({
      updated_at: now,
      ...(url === undefined ? {} : { url }),
      ...(kinds === undefined ? {} : { kinds: JSON.stringify(kinds) }),
      ...(status === undefined
        ? {}
        : { status, status_reason: status === 'paused' ? 'request' : null, failing_since: null }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();

export interface SecretReplacement {
  readonly sealedSecret: Uint8Array;
  /** Until when the secret so far signs too; null: it ends now. One before that is forgotten. */
  readonly previousUntil: Date | null;
}

export const replaceSecret = (
  tx: Tx,
  tenantId: string,
  id: string,
  { sealedSecret, previousUntil }: SecretReplacement,
  now: Date,
): Promise<SubscriptionRow | undefined> =>
  tx
    .updateTable('subscriptions')
    .set((row) => ({
      secret_previous: previousUntil === null ? null : row.ref('secret'),
      secret_previous_until: previousUntil,
      secret: sealedSecret,
      updated_at: now,
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();

export const deleteSubscription = async (tx: Tx, tenantId: string, id: string): Promise<boolean> => {
  const gone = await tx
    .deleteFrom('subscriptions')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
};

/** Which of these tenants have anyone to tell. */
export async function tenantsWithSubscriptions(tx: Tx, tenantIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('subscriptions')
    .select('tenant_id')
    .distinct()
    .where('status', '=', 'active')
    .where('tenant_id', 'in', [...tenantIds])
    .execute();
  return rows.map((row) => row.tenant_id);
}

export interface Audience {
  readonly id: string;
  readonly kinds: readonly EventKind[];
  /** Null: all streams. */
  readonly streams: readonly string[] | null;
  /** What happened before it subscribed is not for it. */
  readonly since: Date;
}

/** The active subscriptions of a tenant, with the streams each wants. */
export async function readAudience(tx: Tx, tenantId: string): Promise<readonly Audience[]> {
  const rows = await tx
    .selectFrom('subscriptions as s')
    .leftJoin('stores', (on) => on.onRef('stores.tenant_id', '=', 's.tenant_id').onRef('stores.id', '=', 's.store_id'))
    .select(['s.id', 's.kinds', 's.store_id', 's.created_at', 'stores.merchant_id'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.status', '=', 'active')
    .execute();
  return rows.map(({ id, kinds, store_id, created_at, merchant_id }) => ({
    id,
    kinds,
    since: created_at,
    streams:
      store_id === null
        ? null
        : [
            storeStream(store_id),
            stockStream(store_id),
            ...(merchant_id === null ? [] : [merchantStream(merchant_id)]),
          ],
  }));
}

/** It answered: what failed before is over. */
export async function markAnswering(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ failing_since: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute();
}

/** It failed: remembers since when, and pauses it when it is gone or has failed for longer than `pauseAfterMs`. */
export async function markFailing(
  tx: Tx,
  tenantId: string,
  id: string,
  { gone, now, pauseAfterMs }: { readonly gone: boolean; readonly now: Date; readonly pauseAfterMs: number },
): Promise<void> {
  const tooLong = new Date(now.getTime() - pauseAfterMs);
  const pause = sql<boolean>`(${gone} or failing_since < ${tooLong})`;
  await sql`
    update subscriptions set
      failing_since = coalesce(failing_since, ${now}),
      status = case when ${pause} then 'paused' else status end,
      status_reason = case when ${pause} then ${gone ? 'gone' : 'failing'} else status_reason end,
      updated_at = case when ${pause} then ${now} else updated_at end
    where tenant_id = ${tenantId} and id = ${id} and status = 'active'`.execute(tx);
}
