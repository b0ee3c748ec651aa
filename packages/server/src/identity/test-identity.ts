import { type Adapter, defineAdapter } from '@kirana/adapter';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { createApp } from '../http/app.ts';
import { createAuthentication } from '../http/authentication.ts';
import { createIdempotency } from '../http/idempotency.ts';
import type { Route } from '../http/route.ts';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { hosted } from '../plugins/in-process-adapter.ts';
import { identityRoutes } from './identity-routes.ts';
import { masterKey } from './master-key.ts';
import { sourceSecrets } from './source-secrets.ts';
import { tenantSealer } from './tenant-sealer.ts';

export const ROOT_KEY = 'kirr_root_for_tests';

const paper: Adapter = defineAdapter({
  manifest: {
    id: 'paper',
    apiVersion: 1,
    title: 'Paper',
    provider: { url: 'https://paper.example.com' },
    hosts: [],
    capabilities: { entities: {}, stock: 'none' },
  },
  sourceSettings: z.strictObject({ region: z.enum(['in', 'ae']).default('in') }),
  connectionSettings: z.strictObject({ menu: z.string().max(100).optional() }),
  secrets: { hookSecret: { description: 'What they sign with', required: true } },
  verify: { kind: 'unsigned', reason: 'a test' },
  route: () => null,
  endpoints: {},
});

/** The identity room behind the real app, on a real database. */
export async function openIdentityApp(
  database: Database,
  { now, more = [] }: { now: () => Date; more?: readonly Route[] },
) {
  const sealer = tenantSealer({ database, master: masterKey('a key for tests, long enough to be one') });
  const secrets = sourceSecrets(sealer);
  const tokenKeys = [Buffer.alloc(32, 7)];
  const lines: string[] = [];
  const routes = identityRoutes({
    database,
    adapters: new Map([['paper', hosted(paper)]]),
    sourceSecrets: secrets,
    adapterCalls: { check: async () => ({ ok: true, detail: 'fine' }) },
    tokenKeys,
    publicUrl: 'https://kirana.example.com',
    now,
  });
  const app: FastifyInstance = createApp({
    routes: [...routes, ...more],
    authenticate: createAuthentication({ database, isRootKey: (key) => key === ROOT_KEY, tokenKeys, now }),
    idempotency: createIdempotency({ database, now }),
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    metrics: createMetrics(),
    readiness: [],
    publicInfo: { version: '0.0.0', publicUrl: null },
    now,
    docs: false,
    checkAnswers: true,
  });
  await app.ready();

  const call = async (
    key: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers = {},
  ) => {
    const options: InjectOptions = { method, url, headers: { authorization: `Bearer ${key}`, ...headers } };
    if (payload !== undefined) options.payload = payload;
    const response = await app.inject(options);
    const body: unknown = response.body === '' ? undefined : response.json();
    return { status: response.statusCode, headers: response.headers, body: body as never };
  };
  return { app, routes, call, lines, secrets };
}
export type IdentityApp = Awaited<ReturnType<typeof openIdentityApp>>;
