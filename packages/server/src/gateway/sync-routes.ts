import { ConnectionId, KiranaError, SyncId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { readCallableConnection } from './source-rows.ts';
import { insertSync, listSyncs, syncView } from './sync-rows.ts';
import { Sync } from './sync-view.ts';

const Place = z.strictObject({ id: SyncId });

const StartSync = z.strictObject({
  scope: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'One of the pullScopes of the adapter; left out: everything' }),
  part: z
    .enum(['all', 'changed'])
    .default('all')
    .meta({ description: 'changed: since the last pull, where the adapter can tell; all: all there is' }),
});

/** `wake`: there is something to pull. */
type Deps = Pick<GatewayDeps, 'database' | 'adapters' | 'now' | 'wake'>;

const readSync = async ({ database }: Deps, tenantId: string, syncId: string, storeId: string | null) => {
  const page = { before: undefined, limit: 1 };
  const [row] = await database.tenant(tenantId, (tx) => listSyncs(tx, tenantId, { syncId, storeId }, page));
  if (row === undefined) throw new KiranaError('NOT_FOUND');
  return syncView(row);
};

const pullsHeld = (connectionId: string, reason: string) =>
  new KiranaError('CONNECTION_PAUSED', { connectionId, pullsHeld: true }, { detail: `Its pulls are held: ${reason}` });

/** Pulls, on demand and looked at. */
export const syncRoutes = (deps: Deps): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/v1/connections/:connectionId/syncs',
    operationId: 'startSync',
    summary: 'Pull from the provider',
    description: 'Answers at once; the sync goes on by itself. One that has not begun yet is shared.',
    tag: 'syncs',
    access: 'operations:write',
    params: z.strictObject({ connectionId: ConnectionId }),
    query: StartSync,
    response: Sync,
    status: 202,
    errors: ['NOT_FOUND', 'CONNECTION_PAUSED', 'CAPABILITY_MISSING', 'ADAPTER_UNKNOWN'],
    once: true,
    handle: async ({ params: { connectionId }, query: { scope, part } }, { tenantId, origin, keepAnswer }) => {
      const connection = await deps.database.tenant(tenantId, (tx) =>
        readCallableConnection(tx, tenantId, connectionId),
      );
      if (connection === undefined) throw new KiranaError('NOT_FOUND');
      const adapter = deps.adapters.get(connection.adapter);
      if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: connection.adapter });
      if (adapter.pull === undefined) throw new KiranaError('CAPABILITY_MISSING', { capability: 'pull' });
      if (connection.status !== 'active') throw new KiranaError('CONNECTION_PAUSED', { status: connection.status });
      if (connection.pullHeldReason !== null) throw pullsHeld(connectionId, connection.pullHeldReason);
      const { pullScopes = [] } = adapter.manifest.capabilities;
      if (scope !== undefined && !pullScopes.includes(scope)) {
        throw new KiranaError('CAPABILITY_MISSING', { capability: `pull of ${scope}`, known: pullScopes.join(', ') });
      }
      const asked = { scope: scope ?? null, whole: part !== 'changed' };
      const request = {
        ...asked,
        tenantId,
        connectionId,
        reason: 'demand',
        requestedBy: origin.actor,
        at: deps.now(),
      } as const;
      const sync = await deps.database.tenant(tenantId, async (tx) =>
        keepAnswer(tx, syncView(await insertSync(tx, request))),
      );
      deps.wake();
      return sync;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/syncs',
    operationId: 'listSyncs',
    summary: 'List syncs, the newest first',
    tag: 'syncs',
    access: 'operations:read',
    query: z.strictObject({ ...pageQuery, connectionId: ConnectionId.optional() }),
    response: pageOf(Sync),
    errors: ['CURSOR_INVALID'],
    handle: async ({ query: { limit, cursor, connectionId } }, { tenantId, caller }) => {
      const page = { before: readCursor(Place, cursor)?.id, limit: limit + 1 };
      const filter = { connectionId, storeId: caller.storeId };
      const rows = await deps.database.tenant(tenantId, (tx) => listSyncs(tx, tenantId, filter, page));
      return idPage(rows, limit, (row) => row.id, syncView);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/syncs/:syncId',
    operationId: 'getSync',
    summary: 'Read a sync and what it found',
    tag: 'syncs',
    access: 'operations:read',
    params: z.strictObject({ syncId: SyncId }),
    response: Sync,
    errors: ['NOT_FOUND'],
    handle: ({ params: { syncId } }, { tenantId, caller }) => readSync(deps, tenantId, syncId, caller.storeId),
  }),
];
