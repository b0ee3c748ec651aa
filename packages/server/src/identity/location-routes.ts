import { ConnectionId, ConnectionLocation, KiranaError, StoreId } from '@kirana/core';
import { z } from 'zod';
import { markAllStockToSend } from '../commands/stock-to-send-rows.ts';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { readConnection } from './change-connection.ts';
import { findConnection } from './connection-rows.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { deleteLocation, listLocations, putLocation } from './location-rows.ts';
import { findStore } from './store-rows.ts';

const Location = z.string().min(1).max(512);
const ConnectionParams = z.strictObject({ connectionId: ConnectionId });

/** Which of our stores a provider's locations are. */
export function locationRoutes({ database, now }: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/connections/:connectionId/locations',
      operationId: 'listLocations',
      summary: 'Locations of a connection and the stores they are',
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      query: PageQuery,
      response: pageOf(ConnectionLocation),
      handle: async ({ params: { connectionId }, query }, { tenantId }) => {
        const after = readIdCursor(query.cursor) ?? '';
        await readConnection({ database }, tenantId, connectionId, null);
        const rows = await database.tenant(tenantId, (tx) =>
          listLocations(tx, tenantId, connectionId, after, query.limit + 1),
        );
        return idPage(
          rows,
          query.limit,
          (row) => row.location,
          (row) => row,
        );
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/v1/connections/:connectionId/locations',
      operationId: 'putLocation',
      summary: 'Say which store a location is; replay its deliveries if some came before',
      tag: 'connections',
      access: 'admin',
      params: ConnectionParams,
      body: z.strictObject({ location: Location, storeId: StoreId }).meta({ id: 'NewConnectionLocation' }),
      response: ConnectionLocation,
      errors: ['STATE_CONFLICT'],
      handle: ({ params: { connectionId }, body }, { tenantId }) =>
        database.tenant(tenantId, async (tx) => {
          const connection = await findConnection(tx, tenantId, connectionId);
          if (connection === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
          const store = await findStore(tx, tenantId, body.storeId);
          if (store === undefined) throw new KiranaError('NOT_FOUND', { storeId: body.storeId });
          if (store.merchantId !== connection.merchantId) {
            const detail = 'The store belongs to another merchant than the connection.';
            throw new KiranaError(
              'STATE_CONFLICT',
              { storeId: store.id, merchantId: connection.merchantId },
              { detail },
            );
          }
          const location = await putLocation(tx, tenantId, connectionId, body, now());
          if (connection.sendsStock) await markAllStockToSend(tx, tenantId, connectionId, now());
          return location;
        }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/v1/connections/:connectionId/locations/:location',
      operationId: 'deleteLocation',
      summary: 'Forget which store a location is; what it brought stays',
      tag: 'connections',
      access: 'admin',
      params: z.strictObject({ connectionId: ConnectionId, location: Location }),
      handle: async ({ params: { connectionId, location } }, { tenantId }) => {
        const deleted = await database.tenant(tenantId, (tx) => deleteLocation(tx, tenantId, connectionId, location));
        if (!deleted) throw new KiranaError('NOT_FOUND', { connectionId, location });
      },
    }),
  ];
}
