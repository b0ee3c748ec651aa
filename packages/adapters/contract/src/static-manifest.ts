import { z } from 'zod';
import type { Adapter } from './define-adapter.ts';
import type { Manifest } from './manifest.ts';

/** All that can be known of an adapter without running it: `kirana.manifest.json` of its package. */
export interface StaticManifest extends Manifest {
  /** JSON Schemas. */
  readonly sourceSettings: Readonly<Record<string, unknown>>;
  readonly connectionSettings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly endpoints: Readonly<Record<string, EndpointFacts>>;
  readonly checks: boolean;
}

export interface EndpointFacts {
  readonly kind: 'event' | 'query';
  readonly of: 'location' | 'connection';
  readonly aliases: readonly string[];
  readonly cuts: boolean;
}

/** What a build writes beside the code. */
export function staticManifest(adapter: Adapter): StaticManifest {
  const schemaOf = (schema: z.ZodType): Record<string, unknown> =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  const endpoints = Object.entries(adapter.endpoints).map(([name, endpoint]): [string, EndpointFacts] => {
    const isEvent = endpoint.kind === 'event';
    return [
      name,
      {
        kind: endpoint.kind,
        of: (isEvent ? endpoint.of : undefined) ?? 'location',
        aliases: endpoint.aliases ?? [],
        cuts: isEvent && endpoint.cut !== undefined,
      },
    ];
  });
  const facts = {
    ...adapter.manifest,
    sourceSettings: schemaOf(adapter.sourceSettings),
    connectionSettings: schemaOf(adapter.connectionSettings),
    secrets: adapter.secrets,
    endpoints: Object.fromEntries(endpoints),
    checks: adapter.check !== undefined,
  };
  // what cannot be written as JSON is not in it
  return JSON.parse(JSON.stringify(facts)) as StaticManifest;
}
