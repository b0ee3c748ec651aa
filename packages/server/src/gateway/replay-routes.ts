import { KiranaError, ReplayId } from '@kirana/core';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { findUnknown } from '../identity/known-rows.ts';
import { cancelReplay, findUnknownDelivery, insertReplay, listReplays, replayView } from './replay-rows.ts';
import { Replay, ReplayRequest } from './replay-view.ts';

interface Deps {
  readonly database: Database;
  readonly now: () => Date;
  readonly wake: () => void;
}

const Place = z.strictObject({ id: ReplayId });
const params = z.strictObject({ replayId: ReplayId });

/** A replay crosses stores, so a key bound to one store sees none. */
async function readReplay({ database }: Deps, { tenantId, caller }: Call, replayId: string): Promise<Replay> {
  const page = { replayId, before: undefined, limit: 1 };
  const rows = caller.storeId === null ? await database.tenant(tenantId, (tx) => listReplays(tx, tenantId, page)) : [];
  const [row] = rows;
  if (row === undefined) throw new KiranaError('NOT_FOUND');
  return replayView(row);
}

/** Replays: asked for, looked at, stopped. */
export const replayRoutes = (deps: Deps): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/v1/replays',
    operationId: 'startReplay',
    summary: 'Apply old deliveries again, or tell what that would change',
    description:
      'Answers at once with the count; the replay goes on by itself, in the order of arrival. Duplicates and pending deliveries are left out. Replaying twice changes nothing.',
    tag: 'replays',
    access: 'operations:write',
    body: ReplayRequest,
    response: Replay,
    status: 202,
    once: true,
    errors: ['NOT_FOUND'],
    handle: async ({ body: { dryRun, perSecond, ...filter } }, { tenantId, caller, origin, keepAnswer }) => {
      const { actor: requestedBy, requestId } = origin;
      const { connectionId, deliveryIds = [] } = filter;
      const replay = { tenantId, filter, dryRun, perSecond, requestedBy, requestId, at: deps.now() };
      const started = await deps.database.tenant(tenantId, async (tx) => {
        const unknown = await findUnknown(tx, { tenantId, storeId: caller.storeId }, { connectionId });
        if (unknown !== undefined) throw new KiranaError('NOT_FOUND', { connectionId });
        const deliveryId = await findUnknownDelivery(tx, tenantId, deliveryIds);
        if (deliveryId !== undefined) throw new KiranaError('NOT_FOUND', { deliveryId });
        return keepAnswer(tx, replayView(await insertReplay(tx, replay)));
      });
      deps.wake();
      return started;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/replays',
    operationId: 'listReplays',
    summary: 'List replays, the newest first',
    tag: 'replays',
    access: 'operations:read',
    query: z.strictObject(pageQuery),
    response: pageOf(Replay),
    errors: ['CURSOR_INVALID'],
    handle: async ({ query: { limit, cursor } }, { tenantId, caller }) => {
      const page = { before: readCursor(Place, cursor)?.id, limit: limit + 1 };
      const rows =
        caller.storeId === null ? await deps.database.tenant(tenantId, (tx) => listReplays(tx, tenantId, page)) : [];
      return idPage(rows, limit, (row) => row.id, replayView);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/replays/:replayId',
    operationId: 'getReplay',
    summary: 'Read a replay: progress, outcomes, diff',
    tag: 'replays',
    access: 'operations:read',
    params,
    response: Replay,
    errors: ['NOT_FOUND'],
    handle: ({ params: { replayId } }, call) => readReplay(deps, call, replayId),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/replays/:replayId/cancel',
    operationId: 'cancelReplay',
    summary: 'Stop a replay after the delivery in hand',
    tag: 'replays',
    access: 'operations:write',
    params,
    response: Replay,
    errors: ['NOT_FOUND', 'STATE_CONFLICT'],
    once: true,
    handle: async ({ params: { replayId } }, call) => {
      const { tenantId } = call;
      const cancelled = await deps.database.tenant(tenantId, async (tx) => {
        const row = await cancelReplay(tx, tenantId, replayId, deps.now());
        return row === undefined ? undefined : call.keepAnswer(tx, replayView(row));
      });
      if (cancelled !== undefined) return cancelled;
      const { status } = await readReplay(deps, call, replayId);
      throw new KiranaError('STATE_CONFLICT', { status });
    },
  }),
];
