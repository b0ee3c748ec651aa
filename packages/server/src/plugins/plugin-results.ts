import type { CheckResult, CommandResult, Page, Reply, Route } from '@kirana/adapter';
import { AdapterError } from '@kirana/adapter';
import type { Normalised } from '@kirana/core';
import { z } from 'zod';

// What comes back from code that nobody type-checked: enough is looked at that no room trips over it.

const Text = z.string();
const TextOrNull = z.string().nullable();
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Kinds = z.array(Text);

const SHAPES = {
  route: z.object({ endpoint: Text, account: TextOrNull, location: TextOrNull, deliveryId: TextOrNull }).nullable(),
  reply: z.object({
    status: z.int().min(100).max(599),
    headers: z.record(Text, Text).optional(),
    body: Text,
  }),
  normalise: z.object({ changes: z.array(z.unknown()), problems: z.array(z.unknown()), snapshotOf: Kinds }),
  cutPiece: z.array(Bytes),
  cutEnd: z.object({ bodies: z.array(Bytes), completes: Kinds }),
  pull: z.object({
    endpoint: Text,
    location: TextOrNull,
    bytes: Bytes,
    cursor: TextOrNull,
    resume: TextOrNull.optional(),
    completes: Kinds.optional(),
  }),
  send: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('done'),
      reference: TextOrNull,
      lines: z.array(z.object({ externalId: Text, ok: z.boolean(), detail: TextOrNull })),
    }),
    z.object({ kind: z.literal('taken'), reference: TextOrNull }),
    z.object({ kind: z.literal('refused'), code: TextOrNull, detail: Text }),
  ]),
  check: z.object({ ok: z.boolean(), detail: Text }),
} as const;

interface Results {
  readonly route: Route | null;
  readonly reply: Reply;
  readonly normalise: Normalised;
  readonly cutPiece: readonly Uint8Array[];
  readonly cutEnd: { readonly bodies: readonly Uint8Array[]; readonly completes: readonly never[] };
  readonly pull: Page;
  readonly send: CommandResult;
  readonly check: CheckResult;
}

/** @throws AdapterError('bug') for what is no result of such a call */
export function resultOf<K extends keyof Results>(call: K, value: unknown): Results[K] {
  const result = SHAPES[call].safeParse(value);
  if (result.success) return result.data as Results[K];
  const [issue] = result.error.issues;
  const where = [call, ...(issue?.path ?? []).map(String)].join('.');
  throw new AdapterError('bug', `the adapter gave a result that is none: ${where}: ${issue?.message ?? ''}`);
}
