import { z } from 'zod';
import type { Sealer } from './sealing.ts';

/** A secret of a source. During a rotation the previous value is accepted until then. */
export const SourceSecret = z.object({
  current: z.string(),
  previous: z.string().optional(),
  previousUntil: z.iso.datetime().optional(),
});
export type SourceSecret = z.infer<typeof SourceSecret>;
export type SecretValues = Readonly<Record<string, SourceSecret>>;

const StoredSecrets = z.record(z.string(), SourceSecret);

/** The secrets of a source by name, sealed at rest. */
export interface SourceSecrets {
  seal(tenantId: string, secrets: SecretValues): Promise<Uint8Array>;
  open(tenantId: string, sealed: Uint8Array): Promise<SecretValues>;
}

export const sourceSecrets = (sealer: Sealer): SourceSecrets => ({
  seal: (tenantId, secrets) => sealer.seal(tenantId, Buffer.from(JSON.stringify(secrets))),
  open: async (tenantId, sealed) =>
    StoredSecrets.parse(JSON.parse(Buffer.from(await sealer.open(tenantId, sealed)).toString())),
});

/** The values to accept at this moment, the current one first. */
export const acceptedValues = (secrets: SecretValues, at: Date): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(secrets).map(([name, { current, previous, previousUntil }]) => [
      name,
      previous !== undefined && previousUntil !== undefined && new Date(previousUntil) > at
        ? [current, previous]
        : [current],
    ]),
  );
