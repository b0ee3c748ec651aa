import { ConnectionId, DeadLetterId, DeliveryId, Instant, SourceId } from '@kirana/core';
import { z } from 'zod';

export const DeliveryStatus = z.enum(['pending', 'applied', 'duplicate', 'stale', 'dead']).meta({
  id: 'DeliveryStatus',
  description: 'Every delivery is exactly one of these. stale: something newer was known already',
});

/** One raw message of a provider, as its row tells. */
export const Delivery = z
  .strictObject({
    id: DeliveryId,
    sourceId: SourceId,
    connectionId: ConnectionId.nullable().meta({ description: 'Null: no connection answered to the account' }),
    account: z.string().nullable().meta({ description: "The provider's account, as the message names it" }),
    location: z.string().nullable(),
    endpoint: z.string(),
    origin: z.enum(['webhook', 'pull', 'replay', 'upload']),
    providerDeliveryId: z.string().nullable(),
    duplicateOf: z.string().nullable(),
    bytes: z.int().nonnegative(),
    contentType: z.string().nullable(),
    requestId: z.string().meta({ description: 'Of a pulled page: the sync; of a part of a file: the upload' }),
    receivedAt: Instant,
    status: DeliveryStatus,
    attempts: z.int().nonnegative(),
    nextAttemptAt: Instant.nullable(),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    changed: z.int().nonnegative().meta({ description: 'Entities that really changed' }),
    problems: z.int().nonnegative(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

/** A delivery with what of it could not be applied. */
export const DeliveryDetail = Delivery.extend({
  deadLetters: z
    .array(
      z.strictObject({
        id: DeadLetterId,
        stage: z.enum(['route', 'read', 'item', 'apply']),
        code: z.string(),
        path: z.string(),
        externalId: z.string().nullable(),
        message: z.string(),
        status: z.enum(['open', 'resolved', 'skipped']),
        createdAt: Instant,
      }),
    )
    .meta({ description: 'The first 100' }),
  deadLetterCount: z.int().nonnegative(),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;
