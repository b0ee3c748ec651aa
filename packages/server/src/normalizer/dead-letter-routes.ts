import { ConnectionId, DeadLetterId, DeliveryId, Instant, KiranaError, type Origin, StoreId } from '@kirana/core';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import type { DeadLettersTable } from '../database/schema.ts';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { skipLetter } from './dead-letter-rows.ts';
import { obstacleError, readObstacle } from './obstacle-rows.ts';
import { listForReview, readForReview } from './review-rows.ts';

const DeadLetterStatus = z.enum(['open', 'resolved', 'skipped']).meta({ id: 'DeadLetterStatus' });

/** Something of a delivery that could not be applied. */
export const DeadLetter = z
  .strictObject({
    id: DeadLetterId,
    deliveryId: DeliveryId,
    connectionId: ConnectionId.nullable(),
    storeId: StoreId.nullable(),
    stage: z.enum(['route', 'read', 'item', 'apply']).meta({ description: 'How far it came' }),
    code: z.string(),
    path: z.string().meta({ description: 'JSON pointer into the delivery; empty: all of it' }),
    externalId: z.string().nullable(),
    message: z.string(),
    status: DeadLetterStatus,
    createdAt: Instant,
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

const show = (row: Selectable<DeadLettersTable>): DeadLetter => ({
  id: row.id,
  deliveryId: row.delivery_id,
  connectionId: row.connection_id,
  storeId: row.store_id,
  stage: row.stage,
  code: row.code,
  path: row.path,
  externalId: row.external_id,
  message: row.message,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
});

interface Deps {
  readonly database: Database;
  readonly now: () => Date;
  readonly replayDelivery: (
    tenantId: string,
    deliveryId: string,
    origin: Origin,
  ) => Promise<{ readonly status: string }>;
}

const Place = z.strictObject({ id: DeadLetterId });
const params = z.strictObject({ deadLetterId: DeadLetterId });
const tag = 'dead letters';

/** What could not be applied, for operators. */
export const deadLetterRoutes = (deps: Deps): Route[] => {
  const read = async ({ tenantId, caller }: Call, id: string): Promise<DeadLetter> => {
    const row = await deps.database.tenant(tenantId, (tx) =>
      readForReview(tx, 'dead_letters', tenantId, id, caller.storeId),
    );
    if (row === undefined) throw new KiranaError('NOT_FOUND');
    return show(row);
  };
  const refuseBlocked = async ({ tenantId }: Call, deliveryId: string, queued: boolean): Promise<void> => {
    const obstacle = await deps.database.tenant(tenantId, (tx) => readObstacle(tx, tenantId, deliveryId));
    if (obstacle !== undefined) throw obstacleError(obstacle, queued);
  };
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/dead-letters',
      operationId: 'listDeadLetters',
      summary: 'List what could not be applied, the newest first',
      tag,
      access: 'operations:read',
      query: z.strictObject({
        ...pageQuery,
        status: DeadLetterStatus.optional(),
        connectionId: ConnectionId.optional(),
        code: z
          .string()
          .regex(/^[A-Z_]{1,60}$/)
          .optional(),
      }),
      response: pageOf(DeadLetter),
      errors: ['CURSOR_INVALID'],
      handle: async ({ query: { limit, cursor, ...filter } }, { tenantId, caller }) => {
        const page = { before: readCursor(Place, cursor)?.id, limit: limit + 1, storeId: caller.storeId };
        const rows = await deps.database.tenant(tenantId, (tx) =>
          listForReview(tx, 'dead_letters', tenantId, filter, page),
        );
        return idPage(rows, limit, (row) => row.id, show);
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/dead-letters/:deadLetterId',
      operationId: 'getDeadLetter',
      summary: 'Read a dead letter',
      tag,
      access: 'operations:read',
      params,
      response: DeadLetter,
      errors: ['NOT_FOUND'],
      handle: ({ params: { deadLetterId } }, call) => read(call, deadLetterId),
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/dead-letters/:deadLetterId/skip',
      operationId: 'skipDeadLetter',
      summary: 'Put a dead letter aside: nothing more is to be done about it',
      tag,
      access: 'operations:write',
      params,
      response: DeadLetter,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { deadLetterId } }, call) => {
        const { status } = await read(call, deadLetterId);
        if (status === 'resolved') throw new KiranaError('STATE_CONFLICT', { status });
        const by = call.origin.actor;
        await deps.database.tenant(call.tenantId, (tx) => skipLetter(tx, call.tenantId, deadLetterId, by, deps.now()));
        return read(call, deadLetterId);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/dead-letters/:deadLetterId/retry',
      operationId: 'retryDeadLetter',
      summary: 'Apply the delivery of a dead letter again',
      description:
        'The whole delivery, in its lane; what was applied before, and what is newer, stays. Answers when it is done, or after 30 s while ' +
        'other work is before it. What is in the way is told at once: a paused or held connection, or a lane that is tried again later; ' +
        '`params.queued` says whether the delivery waits there now.',
      tag,
      access: 'operations:write',
      params,
      response: DeadLetter,
      errors: ['NOT_FOUND', 'CONNECTION_PAUSED', 'STATE_CONFLICT'],
      handle: async ({ params: { deadLetterId } }, call) => {
        const { deliveryId } = await read(call, deadLetterId);
        await refuseBlocked(call, deliveryId, false);
        const { status } = await deps.replayDelivery(call.tenantId, deliveryId, call.origin);
        // it may have found its connection, or failed again, only now
        if (status === 'pending') await refuseBlocked(call, deliveryId, true);
        return read(call, deadLetterId);
      },
    }),
  ];
};
