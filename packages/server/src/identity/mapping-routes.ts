import { ConnectionId, EntityKind, ExternalId, KiranaError, SourceMapping } from '@kirana/core';
import { z } from 'zod';
import { pageOf, pageQuery, readCursor, writeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { readConnection } from './change-connection.ts';
import { findConnection } from './connection-rows.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { listMappings, merchantOfEntity, putMapping } from './mapping-rows.ts';

const ConnectionParams = z.strictObject({ connectionId: ConnectionId });
const EntityId = z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/);
const ListQuery = z.strictObject({
  ...pageQuery,
  entityKind: EntityKind.optional(),
  externalId: ExternalId.optional(),
  entityId: EntityId.optional(),
});
const Place = z.strictObject({ entityKind: EntityKind, externalId: ExternalId });
const NewMapping = z
  .strictObject({ entityKind: EntityKind, externalId: ExternalId, entityId: EntityId })
  .meta({ id: 'NewSourceMapping' });

/** Which of our entities a provider's ids name. */
export function mappingRoutes({ database, now }: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/connections/:connectionId/mappings',
      operationId: 'listMappings',
      summary: "The provider's ids and what they name",
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      query: ListQuery,
      response: pageOf(SourceMapping),
      handle: async ({ params: { connectionId }, query: { limit, cursor, ...filter } }, { tenantId }) => {
        const after = readCursor(Place, cursor);
        await readConnection({ database }, tenantId, connectionId, null);
        const rows = await database.tenant(tenantId, (tx) =>
          listMappings(tx, tenantId, connectionId, filter, after, limit + 1),
        );
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const nextCursor =
          last === undefined ? null : writeCursor({ entityKind: last.entityKind, externalId: last.externalId });
        return { items, nextCursor };
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/v1/connections/:connectionId/mappings',
      operationId: 'putMapping',
      summary: "Say what a provider's id names: another entity of the same merchant and kind",
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      body: NewMapping,
      response: SourceMapping,
      handle: ({ params: { connectionId }, body }, { tenantId }) =>
        database.tenant(tenantId, async (tx) => {
          const connection = await findConnection(tx, tenantId, connectionId);
          if (connection === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
          const owner = await merchantOfEntity(tx, body.entityKind, body.entityId);
          if (owner !== connection.merchantId) throw new KiranaError('NOT_FOUND', { entityId: body.entityId });
          return putMapping(tx, tenantId, connectionId, body, now());
        }),
    }),
  ];
}
