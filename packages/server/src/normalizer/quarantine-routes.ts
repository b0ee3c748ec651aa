import { ConnectionId, DeliveryId, Instant, ItemId, KiranaError, QuarantineId, StoreId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { approveHeld, rejectHeld } from './decide-held.ts';
import type { HeldRow } from './held-rows.ts';
import type { LaneDeps } from './lane-worker.ts';
import { listForReview, readForReview } from './review-rows.ts';

const QuarantineStatus = z.enum(['open', 'approved', 'rejected', 'superseded']).meta({ id: 'QuarantineStatus' });

/** A change that looks like a slip and waits for a person; what was there before stays meanwhile. */
export const Quarantined = z
  .strictObject({
    id: QuarantineId,
    connectionId: ConnectionId,
    location: z.string(),
    storeId: StoreId.nullable(),
    itemId: ItemId.nullable(),
    code: z.enum(['PRICE_SUSPICIOUS', 'SNAPSHOT_SUSPICIOUS']),
    before: z
      .json()
      .meta({ description: 'The last price believed, in minor units; the number of items of the last list' }),
    proposed: z.json().meta({ description: 'What the provider says' }),
    deliveryId: DeliveryId,
    status: QuarantineStatus,
    createdAt: Instant,
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'Quarantined' });
export type Quarantined = z.infer<typeof Quarantined>;

const show = (row: HeldRow): Quarantined => ({
  id: row.id,
  connectionId: row.connection_id,
  location: row.location,
  storeId: row.store_id,
  itemId: row.item_id,
  code: row.code as Quarantined['code'],
  before: (row.before ?? null) as Quarantined['before'],
  proposed: row.proposed as Quarantined['proposed'],
  deliveryId: row.delivery_id,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
});

const Place = z.strictObject({ id: QuarantineId });
const params = z.strictObject({ quarantineId: QuarantineId });
const tag = 'quarantine';

/** What waits for a person, for operators. */
export const quarantineRoutes = (deps: LaneDeps): Route[] => {
  const find = async ({ tenantId, caller }: Call, id: string): Promise<HeldRow> => {
    const row = await deps.database.tenant(tenantId, (tx) =>
      readForReview(tx, 'quarantine', tenantId, id, caller.storeId),
    );
    if (row === undefined) throw new KiranaError('NOT_FOUND');
    return row;
  };
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/quarantine',
      operationId: 'listQuarantine',
      summary: 'List changes that wait for a person, the newest first',
      tag,
      access: 'operations:read',
      query: z.strictObject({
        ...pageQuery,
        status: QuarantineStatus.optional(),
        connectionId: ConnectionId.optional(),
        code: Quarantined.shape.code.optional(),
      }),
      response: pageOf(Quarantined),
      errors: ['CURSOR_INVALID'],
      handle: async ({ query: { limit, cursor, ...filter } }, { tenantId, caller }) => {
        const page = { before: readCursor(Place, cursor)?.id, limit: limit + 1, storeId: caller.storeId };
        const rows = await deps.database.tenant(tenantId, (tx) =>
          listForReview(tx, 'quarantine', tenantId, filter, page),
        );
        return idPage(rows, limit, (row) => row.id, show);
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/quarantine/:quarantineId',
      operationId: 'getQuarantined',
      summary: 'Read a change that waits for a person',
      tag,
      access: 'operations:read',
      params,
      response: Quarantined,
      errors: ['NOT_FOUND'],
      handle: async ({ params: { quarantineId } }, call) => show(await find(call, quarantineId)),
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/quarantine/:quarantineId/approve',
      operationId: 'approveQuarantined',
      summary: 'Do what was held: take the price, or remove what the list leaves out',
      tag,
      access: 'operations:write',
      params,
      response: Quarantined,
      errors: ['NOT_FOUND', 'STATE_CONFLICT', 'ARCHIVE_BODY_MISSING', 'ARCHIVE_UNAVAILABLE'],
      handle: async ({ params: { quarantineId } }, call) => {
        await approveHeld(deps, call.tenantId, await find(call, quarantineId), call.origin);
        return show(await find(call, quarantineId));
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/quarantine/:quarantineId/reject',
      operationId: 'rejectQuarantined',
      summary: 'Leave things as they are',
      tag,
      access: 'operations:write',
      params,
      response: Quarantined,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { quarantineId } }, call) => {
        await rejectHeld(deps, call.tenantId, await find(call, quarantineId), call.origin);
        return show(await find(call, quarantineId));
      },
    }),
  ];
};
