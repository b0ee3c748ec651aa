import { ConnectionId, DeadLetterId, DeliveryId, Instant, StoreId, UploadId } from '@kirana/core';
import { z } from 'zod';

/** A file that was brought, and what became of it. */
export const Upload = z
  .strictObject({
    id: UploadId,
    connectionId: ConnectionId,
    storeId: StoreId.nullable(),
    location: z.string(),
    origin: z.enum(['http', 'folder', 's3']),
    fileName: z.string().nullable(),
    mediaType: z.string(),
    status: z
      .enum(['receiving', 'applying', 'done', 'failed'])
      .meta({ description: 'failed: it did not arrive, or cannot be read; what was taken before is applied' }),
    bytes: z.int().nonnegative(),
    parts: z.int().nonnegative().meta({ description: 'Deliveries the file was cut into' }),
    deliveries: z
      .strictObject({
        pending: z.int().nonnegative(),
        applied: z.int().nonnegative(),
        stale: z.int().nonnegative(),
        dead: z.int().nonnegative(),
      })
      .meta({ description: 'With the one that removes what a complete list leaves out' }),
    changed: z.int().nonnegative().meta({ description: 'Entities that really changed' }),
    problems: z.int().nonnegative().meta({ description: 'Rows, or fields of rows, that could not be applied' }),
    completes: z.array(z.string()).meta({ description: 'Kinds of which it is the complete list' }),
    sha256: z.string().nullable(),
    sameAs: UploadId.nullable().meta({ description: 'An upload of the same bytes to the same place within 7 days' }),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    requestedBy: z.string(),
    createdAt: Instant,
    receivedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

/** What of a file could not be applied: a dead letter, with the row it is about. */
export const UploadProblem = z
  .strictObject({
    id: DeadLetterId,
    deliveryId: DeliveryId,
    row: z.int().nullable().meta({ description: 'As a spreadsheet counts: the header is row 1' }),
    column: z.string().nullable(),
    externalId: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    status: z.enum(['open', 'resolved', 'skipped']),
  })
  .meta({ id: 'UploadProblem' });
export type UploadProblem = z.infer<typeof UploadProblem>;

const ROW = /^\/rows\/(\d{1,15})(?:\/(.*))?$/s;

/** The row and column that a path of a problem names. */
export function placeOf(path: string): { readonly row: number | null; readonly column: string | null } {
  const [, row, column] = ROW.exec(path) ?? [];
  if (row === undefined) return { row: null, column: null };
  return { row: Number(row), column: column?.replaceAll('~1', '/').replaceAll('~0', '~') ?? null };
}
