import type { SnapshotKind } from '@kirana/core';
import { z } from 'zod';

/** The endpoint of a delivery of our own: those before it, which came with the same request, are together a complete list. */
export const COMPLETION_ENDPOINT = '$complete';

/** The body of such a delivery. */
const Completion = z.strictObject({ kinds: z.array(z.string()) });

export const completionBody = (kinds: readonly SnapshotKind[]): Uint8Array =>
  Buffer.from(JSON.stringify({ kinds: [...new Set(kinds)].sort() }));

export const kindsOf = (body: Uint8Array): readonly SnapshotKind[] =>
  Completion.parse(JSON.parse(Buffer.from(body).toString('utf8'))).kinds as readonly SnapshotKind[];
