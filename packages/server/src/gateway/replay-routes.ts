import { KiranaError, ReplayId } from '@kirana/core';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { cancelReplay, insertReplay, listReplays, replayView } from './replay-rows.ts';
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
    handle: async ({ body: { dryRun, perSecond, ...filter } }, { tenantId, origin }) => {
      const { actor: requestedBy, requestId } = origin;
      const replay = { tenantId, filter, dryRun, perSecond, requestedBy, requestId, at: deps.now() };
      const row = await deps.database.tenant(tenantId, (tx) => insertReplay(tx, replay));
      deps.wake();
      return replayView(row);
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
    handle: async ({ params: { replayId } }, call) => {
      const { tenantId } = call;
      const row = await deps.database.tenant(tenantId, (tx) => cancelReplay(tx, tenantId, replayId, deps.now()));
      if (row !== undefined) return replayView(row);
      const { status } = await readReplay(deps, call, replayId);
      throw new KiranaError('STATE_CONFLICT', { status });
    },
  }),
];
