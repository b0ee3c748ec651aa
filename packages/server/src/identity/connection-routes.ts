import { Connection, ConnectionId, connectionFields, DEFAULT_TERMS, MerchantId, SourceId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { addConnection, editConnection, readConnection } from './change-connection.ts';
import { listConnections } from './connection-rows.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { MOST_INT, Name } from './name.ts';
import { assertPublicSettings } from './public-settings.ts';

const ConnectionParams = z.strictObject({ connectionId: ConnectionId });
const MOST_MINUTES = 31 * 24 * 60;
/** A week: beyond it a count would hardly ever be taken to have our sales in. */
const MOST_SETTLE_SECONDS = 7 * 24 * 60 * 60;
const Rank = z.int().min(-MOST_INT).max(MOST_INT);

const editable = {
  name: Name,
  settings: connectionFields.settings,
  rank: Rank.meta({ description: 'Authority where sources differ: the lowest wins' }),
  authority: z
    .record(z.string().max(100), Rank)
    .refine((fields) => Object.keys(fields).length <= 200, 'at most 200 fields')
    .meta({ description: 'Rank of single fields, where it differs from the rank' }),
  snapshotSwitches: connectionFields.snapshotSwitches,
  pullEveryMinutes: z.int().positive().max(MOST_MINUTES).nullable().meta({ description: 'Null: only on demand' }),
  stockSettleSeconds: connectionFields.stockSettleSeconds.max(MOST_SETTLE_SECONDS),
  acknowledgesSales: connectionFields.acknowledgesSales,
  sendsStock: connectionFields.sendsStock,
  sendsStoreStatus: connectionFields.sendsStoreStatus,
};

const NewConnection = z
  .strictObject({
    sourceId: SourceId,
    merchantId: MerchantId,
    account: z.string().min(1).max(512).meta({ description: "The provider's id of the account" }),
    name: editable.name,
    settings: editable.settings.default({}),
    rank: editable.rank.default(100),
    authority: editable.authority.default({}),
    snapshotSwitches: editable.snapshotSwitches.default('first'),
    pullEveryMinutes: editable.pullEveryMinutes.default(null),
    stockSettleSeconds: editable.stockSettleSeconds.default(DEFAULT_TERMS.settleMs / 1_000),
    acknowledgesSales: editable.acknowledgesSales.default(DEFAULT_TERMS.acknowledges),
    sendsStock: editable.sendsStock.default(false),
    sendsStoreStatus: editable.sendsStoreStatus.default(false),
  })
  .meta({ id: 'NewConnection' });

const ConnectionEdit = z
  .strictObject({ ...editable, status: z.enum(['active', 'paused']) })
  .partial()
  .meta({ id: 'ConnectionEdit' });

const ConnectionCheck = z
  .strictObject({ ok: z.boolean(), detail: z.string().meta({ description: 'One sentence for the operator' }) })
  .meta({ id: 'ConnectionCheck' });

const ListQuery = z.strictObject({
  ...pageQuery,
  sourceId: SourceId.optional(),
  merchantId: MerchantId.optional(),
});

/** Connections: accounts of sources at their providers. */
export function connectionRoutes(deps: IdentityDeps): Route[] {
  const { database, adapterCalls } = deps;

  const switchRoute = (verb: 'pause' | 'resume', status: 'active' | 'paused', summary: string): Route =>
    defineRoute({
      method: 'POST',
      path: `/v1/connections/:connectionId/${verb}`,
      operationId: `${verb}Connection`,
      summary,
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      response: Connection,
      handle: ({ params }, { tenantId }) => editConnection(deps, tenantId, params.connectionId, { status }),
    });

  return [
    defineRoute({
      method: 'POST',
      path: '/v1/connections',
      operationId: 'createConnection',
      summary: 'Connect an account of a source to a merchant',
      tag: 'connections',
      access: 'admin',
      body: NewConnection,
      response: Connection,
      status: 201,
      errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'SETTINGS_INVALID', 'URL_FORBIDDEN', 'CAPABILITY_MISSING'],
      once: true,
      handle: async ({ body }, call) => {
        await assertPublicSettings(body.settings, deps);
        return addConnection(deps, call, body);
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/connections',
      operationId: 'listConnections',
      summary: 'Connections; a key bound to a store sees those of its store',
      tag: 'connections',
      access: 'operations:read',
      query: ListQuery,
      response: pageOf(Connection),
      handle: async ({ query: { limit, cursor, ...filter } }, { tenantId, caller }) => {
        const after = readIdCursor(cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) =>
          listConnections(tx, tenantId, { ...filter, storeId: caller.storeId }, after, limit + 1),
        );
        return idPage(
          rows,
          limit,
          (connection) => connection.id,
          (connection) => connection,
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/connections/:connectionId',
      operationId: 'getConnection',
      summary: 'One connection',
      tag: 'connections',
      access: 'operations:read',
      params: ConnectionParams,
      response: Connection,
      handle: ({ params }, { tenantId, caller }) => readConnection(deps, tenantId, params.connectionId, caller.storeId),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/v1/connections/:connectionId',
      operationId: 'editConnection',
      summary: 'Change a connection; a new rank, authority or settle time counts from the next delivery on',
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      body: ConnectionEdit,
      response: Connection,
      errors: ['SETTINGS_INVALID', 'URL_FORBIDDEN', 'CAPABILITY_MISSING'],
      handle: async ({ params, body }, { tenantId }) => {
        await assertPublicSettings(body.settings, deps);
        return editConnection(deps, tenantId, params.connectionId, body);
      },
    }),
    switchRoute('pause', 'paused', 'Hold back what comes in; it is kept and waits in order'),
    switchRoute('resume', 'active', 'Go on where it was paused or held; what waited is applied in order'),
    defineRoute({
      method: 'POST',
      path: '/v1/connections/:connectionId/check',
      operationId: 'checkConnection',
      summary: 'Ask the provider whether the credentials are good',
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      response: ConnectionCheck,
      errors: ['ADAPTER_UNKNOWN', 'CAPABILITY_MISSING', 'PROVIDER_UNREACHABLE', 'PROVIDER_RATE_LIMITED'],
      handle: async ({ params: { connectionId } }, { tenantId }) => {
        await readConnection(deps, tenantId, connectionId, null);
        const { ok, detail } = await adapterCalls.check(tenantId, connectionId);
        return { ok, detail };
      },
    }),
  ];
}
