import { ConnectionId, DeliveryId, Instant, Json, ReplayId } from '@kirana/core';
import { z } from 'zod';
import { DeliveryStatus } from './delivery-view.ts';

const filterFields = {
  deliveryIds: z.array(DeliveryId).min(1).max(1_000),
  connectionId: ConnectionId,
  status: DeliveryStatus.exclude(['pending', 'duplicate']),
  since: Instant.meta({ description: 'Received at or after' }),
  until: Instant.meta({ description: 'Received before' }),
  endpoint: z.string().regex(/^[\w.-]{1,100}$/),
} as const;

/** Which deliveries: all conditions given hold. */
export const ReplayFilter = z.strictObject(filterFields).partial().meta({ id: 'ReplayFilter' });
export type ReplayFilter = z.infer<typeof ReplayFilter>;

export const ReplayRequest = z
  .strictObject({
    ...ReplayFilter.shape,
    dryRun: z.boolean().meta({ description: 'Only tell what would change' }),
    perSecond: z.int().min(1).max(1_000).default(50).meta({ description: 'At most so many deliveries a second' }),
  })
  .meta({ id: 'ReplayRequest' });

/** What a dry run found, each delivery judged against the present state. */
export const ReplayDiff = z
  .strictObject({
    deliveries: z.int().nonnegative().meta({ description: 'Deliveries that would change something' }),
    changes: z.int().nonnegative(),
    byKind: z
      .record(z.string(), z.int().positive())
      .meta({ description: 'Of the first 1,000 changes of each delivery' }),
    problems: z.int().nonnegative().meta({ description: 'Entries that could not be applied' }),
    sample: z
      .array(
        z.strictObject({
          deliveryId: DeliveryId,
          kind: z.string(),
          subject: z.string(),
          externalId: z.string().nullable(),
          name: z.string(),
          before: Json,
          after: Json,
        }),
      )
      .meta({ description: 'The first 100' }),
  })
  .meta({ id: 'ReplayDiff' });
export type ReplayDiff = z.infer<typeof ReplayDiff>;

/** Old deliveries, applied again. */
export const Replay = z
  .strictObject({
    id: ReplayId,
    filter: ReplayFilter,
    dryRun: z.boolean(),
    perSecond: z.int().positive(),
    status: z.enum(['running', 'done', 'cancelled', 'failed']),
    total: z.int().nonnegative().meta({ description: 'Deliveries that matched when it was asked for' }),
    done: z.int().nonnegative(),
    outcome: z.record(z.string(), z.int().positive()).meta({
      description:
        'Deliveries by what became of them: applied, stale, dead, failed; pending: it waits, as behind a paused connection; in a dry run routable: their connection exists by now',
    }),
    diff: ReplayDiff.nullable(),
    requestedBy: z.string(),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof Replay>;
