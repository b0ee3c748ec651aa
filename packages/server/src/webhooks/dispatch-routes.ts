import { DispatchId, KiranaError, SubscriptionId } from '@kirana/core';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { idPage, pageOf, pageQuery, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { listDispatches, requeueDispatch } from './dispatch-rows.ts';
import { findSubscription } from './subscription-rows.ts';
import { Dispatch, DispatchStatus, showDispatch } from './subscription-view.ts';

export interface DispatchRoutesDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly wake: () => void;
}

/** What was sent to whom, and sending it again. */
export const dispatchRoutes = ({ database, now, wake }: DispatchRoutesDeps): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/v1/subscriptions/:subscriptionId/dispatches',
    operationId: 'listDispatches',
    summary: 'What was sent to a subscription, the newest first',
    tag: 'webhooks',
    access: 'operations:read',
    params: z.strictObject({ subscriptionId: SubscriptionId }),
    query: z.strictObject({ ...pageQuery, status: DispatchStatus.optional() }),
    response: pageOf(Dispatch),
    handle: async ({ params: { subscriptionId }, query: { limit, cursor, status } }, { tenantId, caller }) => {
      const before = readIdCursor(cursor);
      const rows = await database.tenant(tenantId, async (tx) => {
        const subscription = await findSubscription(tx, tenantId, subscriptionId);
        const isHidden = caller.storeId !== null && caller.storeId !== subscription?.store_id;
        if (subscription === undefined || isHidden) throw new KiranaError('NOT_FOUND', { subscriptionId });
        return listDispatches(tx, tenantId, subscriptionId, { before, status, limit: limit + 1 });
      });
      return idPage(rows, limit, (row) => row.id, showDispatch);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/dispatches/:dispatchId/resend',
    operationId: 'resendDispatch',
    summary: 'Send an event to its subscription again',
    description: 'It is queued and tried like a new one, under the same `webhook-id`.',
    tag: 'webhooks',
    access: 'operations:write',
    params: z.strictObject({ dispatchId: DispatchId }),
    response: Dispatch,
    status: 202,
    once: true,
    handle: async ({ params: { dispatchId } }, { tenantId, keepAnswer }) => {
      const dispatch = await database.tenant(tenantId, async (tx) => {
        const row = await requeueDispatch(tx, tenantId, dispatchId, now());
        if (row === undefined) throw new KiranaError('NOT_FOUND', { dispatchId });
        return keepAnswer(tx, showDispatch(row));
      });
      wake();
      return dispatch;
    },
  }),
];
