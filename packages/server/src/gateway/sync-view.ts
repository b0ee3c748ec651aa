import { ConnectionId, EventKind, Instant, SyncId } from '@kirana/core';
import { z } from 'zod';

/** What a pull found that we did not know: the events its deliveries caused. */
export const Drift = z
  .strictObject({
    deliveries: z.int().nonnegative(),
    changed: z.int().nonnegative().meta({ description: 'Events in all; 0: we knew everything' }),
    byKind: z.record(z.string(), z.int().positive()),
    sample: z
      .array(z.strictObject({ kind: EventKind, subject: z.string(), stream: z.string(), sequence: z.int() }))
      .meta({ description: 'The first 20' }),
  })
  .meta({ id: 'Drift' });
export type Drift = z.infer<typeof Drift>;

export const SyncReason = z.enum(['demand', 'schedule', 'refetch']).meta({ id: 'SyncReason' });
export type SyncReason = z.infer<typeof SyncReason>;

/** One pull of what a connection's provider has for us: all of it, a part, or what changed. */
export const Sync = z
  .strictObject({
    id: SyncId,
    connectionId: ConnectionId,
    reason: SyncReason.meta({ description: 'refetch: the provider said only that something changed' }),
    scope: z.string().nullable().meta({ description: 'A part, as the adapter names it; null: everything' }),
    whole: z.boolean().meta({ description: 'All there is; false: what changed since the last pull' }),
    status: z
      .enum(['running', 'waiting', 'done', 'failed'])
      .meta({ description: 'waiting: for its turn, after a failure, or for its pages to be applied' }),
    pages: z.int().nonnegative(),
    fetched: z.boolean().meta({ description: 'Every page is in the inbox' }),
    attempts: z.int().nonnegative().meta({ description: 'Failures in a row' }),
    nextAttemptAt: Instant.nullable(),
    drift: Drift.nullable(),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    requestedBy: z.string(),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Sync' });
export type Sync = z.infer<typeof Sync>;
