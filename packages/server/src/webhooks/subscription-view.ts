import { DispatchId, EventId, EventKind, Instant, StoreId, SubscriptionId } from '@kirana/core';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DispatchesTable, SubscriptionsTable } from '../database/schema.ts';

const Url = z.string().min(1).max(2_000).meta({ example: 'https://pos.example.com/kirana' });
const Kinds = z
  .array(EventKind)
  .min(1)
  .max(100)
  .transform((kinds) => [...new Set(kinds)]);
const StoreFilter = StoreId.nullable().meta({
  description: 'Only events of this store and of the catalog of its merchant; null: of the whole tenant',
});

export const NewSubscription = z
  .strictObject({ url: Url, kinds: Kinds, storeId: StoreFilter.default(null) })
  .meta({ id: 'NewSubscription' });

export const SubscriptionEdit = z
  .strictObject({
    url: Url,
    kinds: Kinds,
    status: z.enum(['active', 'paused']).meta({ description: 'While paused, nothing new is queued for it' }),
  })
  .partial()
  .meta({ id: 'SubscriptionEdit' });
export type SubscriptionEdit = z.output<typeof SubscriptionEdit>;

export const Subscription = z
  .strictObject({
    id: SubscriptionId,
    url: z.string(),
    kinds: z.array(EventKind),
    storeId: StoreFilter,
    status: z.enum(['active', 'paused']),
    statusReason: z
      .enum(['request', 'gone', 'failing'])
      .nullable()
      .meta({ description: 'Why it is paused: asked for, the receiver answered 410, or it failed for days' }),
    failingSince: Instant.nullable(),
    previousSecretUntil: Instant.nullable().meta({
      description: 'Until then messages carry a signature with the secret before, too',
    }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionWithSecret = z
  .strictObject({
    subscription: Subscription,
    secret: z.string().meta({ description: 'Verifies the signatures (Standard Webhooks); shown this once' }),
  })
  .meta({ id: 'SubscriptionWithSecret' });

const MOST_GRACE_SECONDS = 7 * 86_400;

export const SigningSecretRotation = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(MOST_GRACE_SECONDS)
      .default(86_400)
      .meta({ description: 'How long messages are signed with the secret before, too' }),
  })
  .meta({ id: 'SigningSecretRotation' });

export const DispatchStatus = z.enum(['pending', 'delivered', 'failed']);

export const Dispatch = z
  .strictObject({
    id: DispatchId,
    subscriptionId: SubscriptionId,
    eventId: EventId.meta({ description: 'Also the `webhook-id` header: the same whenever it is sent again' }),
    kind: EventKind,
    stream: z.string(),
    sequence: z.int().positive(),
    status: DispatchStatus,
    attempts: z.int().nonnegative().meta({ description: 'Since it was queued or sent again by hand' }),
    nextAttemptAt: Instant.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last answer' }),
    lastError: z.string().nullable(),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Dispatch' });
export type Dispatch = z.infer<typeof Dispatch>;

export const showSubscription = (row: Selectable<SubscriptionsTable>): Subscription => ({
  id: row.id,
  url: row.url,
  kinds: row.kinds,
  storeId: row.store_id,
  status: row.status,
  statusReason: row.status_reason as Subscription['statusReason'],
  failingSince: row.failing_since?.toISOString() ?? null,
  previousSecretUntil: row.secret_previous_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export const showDispatch = (row: Selectable<DispatchesTable>): Dispatch => ({
  id: row.id,
  subscriptionId: row.subscription_id,
  eventId: row.event_id,
  kind: row.kind,
  stream: row.stream,
  sequence: row.sequence,
  status: row.status,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  lastStatus: row.last_status,
  lastError: row.last_error,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
