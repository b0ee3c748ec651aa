import type { StaticManifest } from '@kirana/adapter';
import { z } from 'zod';
import { refusal } from './refusal.ts';

const Schema = z.record(z.string(), z.unknown());
const Entity = z.object({
  push: z.enum(['snapshot', 'delta', 'poke']).optional(),
  pull: z.enum(['snapshot', 'incremental']).optional(),
  version: z.enum(['sequence', 'timestamp', 'none']),
  deletes: z.enum(['by_absence', 'explicit', 'none']),
});
const Command = z.object({ settles: z.enum(['at_once', 'later']), mostLines: z.int().min(1).optional() });

/** `kirana.manifest.json` as it is used. What a later contract adds is left out, and not refused. */
const Manifest = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  apiVersion: z.literal(1),
  title: z.string().min(1).max(200),
  provider: z.object({ url: z.string(), apiVersion: z.string().optional() }),
  hosts: z.array(z.string().regex(/^(\*|(\*\.)?[a-z0-9.-]+)$/)),
  capabilities: z.object({
    entities: z.record(z.string(), Entity),
    stock: z.enum(['none', 'boolean', 'absolute', 'delta']),
    pullScopes: z.array(z.string()).optional(),
    commands: z.record(z.string(), Command).optional(),
    upload: z.object({ endpoint: z.string(), mediaTypes: z.array(z.string()) }).optional(),
  }),
  webhook: z.object({ ackWithinMs: z.number(), replaysBy: z.enum(['provider', 'none']) }).optional(),
  limits: z.object({ callsPerMinute: z.number().positive() }).optional(),
  sourceSettings: Schema,
  connectionSettings: Schema,
  secrets: z.record(z.string(), z.object({ description: z.string(), required: z.boolean() })),
  endpoints: z.record(
    z.string(),
    z.object({
      kind: z.enum(['event', 'query']),
      of: z.enum(['location', 'connection']),
      aliases: z.array(z.string()),
      cuts: z.boolean(),
    }),
  ),
  checks: z.boolean(),
});

/** @throws ADAPTER_REFUSED naming what is wrong */
export function readStaticManifest(name: string, value: unknown): StaticManifest {
  const result = Manifest.safeParse(value);
  if (result.success) return result.data as StaticManifest;
  const [issue] = result.error.issues;
  const why = `its manifest cannot be used: ${issue?.path.join('.') || '(whole)'}: ${issue?.message ?? ''}`;
  throw refusal('manifest_invalid', { package: name, why });
}
