import type { Adapter } from '@kirana/adapter';
import { AdapterId, Json } from '@kirana/core';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import type { IdentityDeps } from './identity-deps.ts';

const AdapterView = z
  .strictObject({
    id: AdapterId,
    title: z.string(),
    manifest: z.record(z.string(), Json).meta({ description: 'Capabilities, hosts, webhook behaviour' }),
    sourceSettings: z.record(z.string(), Json).meta({ description: 'JSON schema' }),
    connectionSettings: z.record(z.string(), Json).meta({ description: 'JSON schema' }),
    secrets: z.array(z.strictObject({ name: z.string(), description: z.string(), required: z.boolean() })),
    endpoints: z.array(z.string()).meta({ description: 'What the provider may send to the hook URL' }),
  })
  .meta({ id: 'Adapter' });
type AdapterView = z.infer<typeof AdapterView>;

type JsonRecord = AdapterView['manifest'];
const jsonSchemaOf = (schema: z.ZodType): JsonRecord =>
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))) as JsonRecord;

const show = (adapter: Adapter): AdapterView => ({
  id: adapter.manifest.id,
  title: adapter.manifest.title,
  manifest: JSON.parse(JSON.stringify(adapter.manifest)) as JsonRecord,
  sourceSettings: jsonSchemaOf(adapter.sourceSettings),
  connectionSettings: jsonSchemaOf(adapter.connectionSettings),
  secrets: Object.entries(adapter.secrets).map(([name, secret]) => ({ name, ...secret })),
  endpoints: Object.keys(adapter.endpoints),
});

/** The adapters this server was started with. */
export function adapterRoutes({ adapters }: Pick<IdentityDeps, 'adapters'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/adapters',
      operationId: 'listAdapters',
      summary: 'Installed adapters: what they can do and which settings and secrets they take',
      tag: 'sources',
      access: 'operations:read',
      response: z.strictObject({ items: z.array(AdapterView), nextCursor: z.null() }),
      handle: async () => ({ items: [...adapters.values()].map(show), nextCursor: null }),
    }),
  ];
}
