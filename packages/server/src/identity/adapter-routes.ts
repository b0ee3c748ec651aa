import { AdapterId, Json } from '@kirana/core';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
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

function show(adapter: HostedAdapter): AdapterView {
  const { sourceSettings, connectionSettings, secrets, endpoints, checks: _checks, ...manifest } = adapter.manifest;
  return {
    id: manifest.id,
    title: manifest.title,
    // plain JSON already, as a file can hold it
    manifest: manifest as unknown as JsonRecord,
    sourceSettings: sourceSettings as JsonRecord,
    connectionSettings: connectionSettings as JsonRecord,
    secrets: Object.entries(secrets).map(([name, secret]) => ({ name, ...secret })),
    endpoints: Object.keys(endpoints),
  };
}

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
