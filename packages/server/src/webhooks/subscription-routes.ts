import { KiranaError, SubscriptionId } from '@kirana/core';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { assertPublicUrl } from '../gateway/url-guard.ts';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Sealer } from '../identity/sealing.ts';
import { newSigningSecret } from './signing-secret.ts';
import {
  deleteSubscription,
  findSubscription,
  hasStore,
  insertSubscription,
  listSubscriptions,
  type SubscriptionRow,
  updateSubscription,
} from './subscription-rows.ts';
import {
  NewSubscription,
  Subscription,
  SubscriptionEdit,
  SubscriptionWithSecret,
  showSubscription,
} from './subscription-view.ts';

export interface SubscriptionRoutesDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly now: () => Date;
  readonly allowPrivateHosts: readonly string[];
  readonly wake: () => void;
}

const params = z.strictObject({ subscriptionId: SubscriptionId });

const found = (row: SubscriptionRow | undefined, subscriptionId: string): SubscriptionRow => {
  if (row === undefined) throw new KiranaError('NOT_FOUND', { subscriptionId });
  return row;
};

/** Who gets which events by webhook. */
export function subscriptionRoutes(deps: SubscriptionRoutesDeps): Route[] {
  const { database, sealer, now, allowPrivateHosts, wake } = deps;
  const declared = { tag: 'webhooks', access: 'admin' as const };
  return [
    defineRoute({
      ...declared,
      method: 'POST',
      path: '/v1/subscriptions',
      operationId: 'createSubscription',
      summary: 'Subscribe a URL to events; the signing secret is in this answer only',
      description:
        'Events are posted as CloudEvents, signed after Standard Webhooks. They are tried again for some days, so they may come more than ' +
        'once and in any order: use `webhook-id` to drop repeats, and `partitionkey` with `sequence` to see what is newer.',
      body: NewSubscription,
      response: SubscriptionWithSecret,
      status: 201,
      errors: ['URL_FORBIDDEN', 'NOT_FOUND'],
      handle: async ({ body: { url, kinds, storeId } }, { tenantId }) => {
        const checked = await assertPublicUrl(url, { allowPrivateHosts });
        const secret = newSigningSecret();
        const sealedSecret = await sealer.seal(tenantId, new TextEncoder().encode(secret));
        const fresh = { id: newId('subscription'), url: checked.href, kinds, storeId, sealedSecret };
        const row = await database.tenant(tenantId, async (tx) => {
          if (storeId !== null && !(await hasStore(tx, tenantId, storeId)))
            throw new KiranaError('NOT_FOUND', { storeId });
          return insertSubscription(tx, tenantId, fresh, now());
        });
        return { subscription: showSubscription(row), secret };
      },
    }),
    defineRoute({
      ...declared,
      method: 'GET',
      path: '/v1/subscriptions',
      operationId: 'listSubscriptions',
      summary: 'Subscriptions, the oldest first',
      query: PageQuery,
      response: pageOf(Subscription),
      handle: async ({ query: { limit, cursor } }, { tenantId }) => {
        const after = readIdCursor(cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) => listSubscriptions(tx, tenantId, after, limit + 1));
        return idPage(rows, limit, (row) => row.id, showSubscription);
      },
    }),
    defineRoute({
      ...declared,
      method: 'GET',
      path: '/v1/subscriptions/:subscriptionId',
      operationId: 'getSubscription',
      summary: 'One subscription',
      params,
      response: Subscription,
      handle: async ({ params: { subscriptionId } }, { tenantId }) => {
        const row = await database.tenant(tenantId, (tx) => findSubscription(tx, tenantId, subscriptionId));
        return showSubscription(found(row, subscriptionId));
      },
    }),
    defineRoute({
      ...declared,
      method: 'PATCH',
      path: '/v1/subscriptions/:subscriptionId',
      operationId: 'updateSubscription',
      summary: 'Change, pause or resume a subscription',
      params,
      body: SubscriptionEdit,
      response: Subscription,
      errors: ['URL_FORBIDDEN'],
      handle: async ({ params: { subscriptionId }, body }, { tenantId }) => {
        const url = body.url === undefined ? undefined : (await assertPublicUrl(body.url, { allowPrivateHosts })).href;
        const edit = url === undefined ? body : { ...body, url };
        const row = await database.tenant(tenantId, (tx) =>
          updateSubscription(tx, tenantId, subscriptionId, edit, now()),
        );
        wake();
        return showSubscription(found(row, subscriptionId));
      },
    }),
    defineRoute({
      ...declared,
      method: 'DELETE',
      path: '/v1/subscriptions/:subscriptionId',
      operationId: 'deleteSubscription',
      summary: 'End a subscription and forget its log',
      params,
      handle: async ({ params: { subscriptionId } }, { tenantId }) => {
        if (!(await database.tenant(tenantId, (tx) => deleteSubscription(tx, tenantId, subscriptionId))))
          throw new KiranaError('NOT_FOUND', { subscriptionId });
      },
    }),
  ];
}
