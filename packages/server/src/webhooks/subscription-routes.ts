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
  replaceSecret,
  type SubscriptionRow,
  updateSubscription,
} from './subscription-rows.ts';
import {
  NewSubscription,
  SigningSecretRotation,
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

/** Sealing may ask the database for the tenant's key: never inside a transaction. */
async function sealedNewSecret(sealer: Sealer, tenantId: string) {
  const secret = newSigningSecret();
  return { secret, sealedSecret: await sealer.seal(tenantId, new TextEncoder().encode(secret)) };
}

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
      once: true,
      handle: async ({ body: { url, kinds, storeId } }, { tenantId, keepAnswer }) => {
        const checked = await assertPublicUrl(url, { allowPrivateHosts });
        const { secret, sealedSecret } = await sealedNewSecret(sealer, tenantId);
        const fresh = { id: newId('subscription'), url: checked.href, kinds, storeId, sealedSecret };
        return database.tenant(tenantId, async (tx) => {
          if (storeId !== null && !(await hasStore(tx, tenantId, storeId)))
            throw new KiranaError('NOT_FOUND', { storeId });
          const row = await insertSubscription(tx, tenantId, fresh, now());
          return keepAnswer(tx, { subscription: showSubscription(row), secret });
        });
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
      method: 'POST',
      path: '/v1/subscriptions/:subscriptionId/rotate-secret',
      operationId: 'rotateSigningSecret',
      summary: 'Give a subscription a new signing secret; it is in this answer only',
      description:
        'Until the grace is over each message carries two signatures, with a space between them: by the new secret and by the one before. ' +
        'Rotated again meanwhile, the oldest of the three ends at once.',
      params,
      body: SigningSecretRotation,
      response: SubscriptionWithSecret,
      once: true,
      handle: async ({ params: { subscriptionId }, body: { graceSeconds } }, { tenantId, keepAnswer }) => {
        const { secret, sealedSecret } = await sealedNewSecret(sealer, tenantId);
        const at = now();
        const previousUntil = graceSeconds === 0 ? null : new Date(at.getTime() + graceSeconds * 1_000);
        return database.tenant(tenantId, async (tx) => {
          const row = await replaceSecret(tx, tenantId, subscriptionId, { sealedSecret, previousUntil }, at);
          return keepAnswer(tx, { subscription: showSubscription(found(row, subscriptionId)), secret });
        });
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
