import { ConnectionId, DeliveryId, Instant, KiranaError } from '@kirana/core';
import { z } from 'zod';
import { pageOf, pageQuery, readCursor, writeCursor } from '../http/cursor.ts';
import { defineRawRoute, defineRoute, type Route } from '../http/route.ts';
import { listDeliveries, readBodyPlace, readDelivery } from './delivery-read-rows.ts';
import { Delivery, DeliveryDetail, DeliveryStatus } from './delivery-view.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { redactBody } from './redact-body.ts';

const Place = z.strictObject({ ingress: z.int().nonnegative() });
const params = z.strictObject({ deliveryId: DeliveryId });

type Deps = Pick<GatewayDeps, 'database' | 'archive' | 'sealer' | 'sourceSecrets'>;

const secretValuesOf = async ({ sourceSecrets }: Deps, tenantId: string, sealed: Uint8Array | null) =>
  sealed === null
    ? []
    : Object.values(await sourceSecrets.open(tenantId, sealed)).flatMap(({ current, previous }) => [
        current,
        ...(previous === undefined ? [] : [previous]),
      ]);

/** The archived body as text, without secrets. @throws NOT_FOUND, ARCHIVE_BODY_MISSING, ARCHIVE_UNAVAILABLE */
async function readRaw(deps: Deps, tenantId: string, deliveryId: string, storeId: string | null): Promise<string> {
  const place = await deps.database.tenant(tenantId, (tx) => readBodyPlace(tx, tenantId, deliveryId, storeId));
  if (place === undefined) throw new KiranaError('NOT_FOUND');
  if (place.archiveKey === null) throw new KiranaError('ARCHIVE_BODY_MISSING');
  const bytes = await deps.sealer.open(tenantId, await deps.archive.get(place.archiveKey));
  return redactBody(bytes, await secretValuesOf(deps, tenantId, place.secrets));
}

/** The inbox, for operators. */
export const deliveryRoutes = (deps: Deps): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/v1/deliveries',
    operationId: 'listDeliveries',
    summary: 'List deliveries, the newest first',
    tag: 'deliveries',
    access: 'operations:read',
    query: z.strictObject({
      ...pageQuery,
      status: DeliveryStatus.optional(),
      connectionId: ConnectionId.optional(),
      endpoint: z
        .string()
        .regex(/^[\w.-]{1,100}$/)
        .optional(),
      since: Instant.optional().meta({ description: 'Received at or after' }),
      until: Instant.optional().meta({ description: 'Received before' }),
    }),
    response: pageOf(Delivery),
    errors: ['CURSOR_INVALID'],
    handle: async ({ query: { limit, cursor, ...filter } }, { tenantId, caller }) => {
      const before = readCursor(Place, cursor)?.ingress;
      const page = { before, limit: limit + 1, storeId: caller.storeId };
      const found = await deps.database.tenant(tenantId, (tx) => listDeliveries(tx, tenantId, filter, page));
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ delivery }) => delivery),
        nextCursor: last === undefined ? null : writeCursor({ ingress: last.ingress }),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/deliveries/:deliveryId',
    operationId: 'getDelivery',
    summary: 'Read a delivery and its dead letters',
    tag: 'deliveries',
    access: 'operations:read',
    params,
    response: DeliveryDetail,
    errors: ['NOT_FOUND'],
    handle: async ({ params: { deliveryId } }, { tenantId, caller }) => {
      const found = await deps.database.tenant(tenantId, (tx) =>
        readDelivery(tx, tenantId, deliveryId, caller.storeId),
      );
      if (found === undefined) throw new KiranaError('NOT_FOUND');
      return found;
    },
  }),
  defineRawRoute({
    method: 'GET',
    path: '/v1/deliveries/:deliveryId/raw',
    operationId: 'getDeliveryRaw',
    summary: 'Read the archived body, without its secrets',
    description: 'Plain text. Values of keys that look secret and the known secrets of the source are taken out.',
    tag: 'deliveries',
    access: 'operations:read',
    params,
    errors: ['NOT_FOUND', 'ARCHIVE_BODY_MISSING', 'ARCHIVE_UNAVAILABLE', 'SECRET_KEY_UNKNOWN'],
    handleRaw: async (request, reply, { tenantId, caller }) => {
      const { deliveryId } = params.parse(request.params);
      const text = await readRaw(deps, tenantId, deliveryId, caller.storeId);
      return reply
        .headers({
          'content-type': 'text/plain; charset=utf-8',
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        })
        .send(text);
    },
  }),
];
