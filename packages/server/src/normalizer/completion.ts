import type { SnapshotKind } from '@kirana/core';
import { z } from 'zod';

/** The endpoint of a delivery of our own: those before it, which came with the same request, are together a complete list. */
export const COMPLETION_ENDPOINT = '$complete';

/** The body of such a delivery. */
const Completion = z.strictObject({ kinds: z.array(z.string()), since: z.iso.datetime() });

/** @param since when the pull or the upload began: none of its deliveries is older */
export const completionBody = (kinds: readonly SnapshotKind[], since: Date): Uint8Array =>
  Buffer.from(JSON.stringify({ kinds: [...new Set(kinds)].sort(), since: since.toISOString() }));

export function readCompletionBody(body: Uint8Array): {
  readonly kinds: readonly SnapshotKind[];
  readonly since: Date;
} {
  const { kinds, since } = Completion.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return { kinds: kinds as readonly SnapshotKind[], since: new Date(since) };
}
