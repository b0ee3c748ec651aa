import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KiranaError } from '@kirana/core';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import { openFilesystemArchive } from '../engines/archive/filesystem/filesystem-archive.ts';
import { decodeBody } from '../http/decoded-body.ts';
import { problemOf, statusOf } from '../http/problem.ts';
import { refusedBodyHandler } from '../http/refused-body.ts';
import type { Call, Route } from '../http/route.ts';
import { sourceSecrets } from '../identity/source-secrets.ts';
import { hosted } from '../plugins/in-process-adapter.ts';
import { fakeProvider } from './fake-provider.ts';
import { openGateway } from './gateway.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { markingSealer, type Shop } from './test-shop-rows.ts';

/** What an app gives to a route, in the least that works. */
export function mount(routes: readonly Route[], tenantOf: () => { tenantId: string; storeId?: string | null }) {
  const app = Fastify({ bodyLimit: 64 * 1024, exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('preParsing', decodeBody as never);
  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof KiranaError ? error : undefined;
    const status = known === undefined ? ((error as { statusCode?: number }).statusCode ?? 500) : statusOf(known.code);
    return reply.code(status).send(known === undefined ? { code: 'OTHER' } : problemOf(known, 'req'));
  });
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      ...refusedBodyHandler(route),
      handler: (request: FastifyRequest, reply: FastifyReply) => answer(route, request, reply, tenantOf()),
    });
  }
  return app;
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { tenantId, storeId = null }: { tenantId: string; storeId?: string | null },
): Promise<unknown> {
  const requestId = newId('request');
  const call: Call = {
    caller: { kind: 'key', tenantId, keyId: 'key_test', scopes: ['admin'], storeId },
    tenantId,
    requestId,
    origin: { actor: 'key:key_test', requestId, cause: null },
    signal: new AbortController().signal,
    keepAnswer: async (_tx, body) => body,
    idempotencyKey: null,
    markReplayed: () => undefined,
  };
  if (route.handleRaw !== undefined) return route.handleRaw(request, reply, call);
  const body = request.body instanceof Uint8Array ? JSON.parse(Buffer.from(request.body).toString()) : undefined;
  const input = {
    params: route.params?.parse(request.params),
    query: route.query?.parse(request.query),
    body: route.body?.parse(body),
  };
  const handled = await route.handle?.(input as never, call);
  return reply.code(route.status ?? 200).send(route.response?.parse(handled));
}

export interface TestGateway {
  readonly app: ReturnType<typeof mount>;
  readonly archive: DeliveryArchive;
  readonly gateway: ReturnType<typeof openGateway>;
  readonly metrics: Registry;
  /** Everything that was logged. */
  readonly logged: string[];
  /** Who calls from now on. */
  as(shop: Pick<Shop, 'tenantId'>, storeId?: string | null): void;
  close(): Promise<void>;
}

export async function openTestGateway(database: Database, overrides: Partial<GatewayDeps> = {}): Promise<TestGateway> {
  const root = await mkdtemp(join(tmpdir(), 'kirana-gateway-'));
  const archive = overrides.archive ?? (await openFilesystemArchive({ root }));
  const metrics = new Registry();
  const logged: string[] = [];
  const gateway = openGateway({
    database,
    archive,
    sealer: markingSealer,
    sourceSecrets: sourceSecrets(markingSealer),
    adapters: new Map([['fake', hosted(fakeProvider)]]),
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
    metrics,
    now: () => new Date(),
    storeView: async () => ({ state: 'open', acceptsOrdersNow: true, returnAt: null }),
    wake: () => {},
    reapply: {
      plan: async () => ({ status: 'applied', changes: [], total: 0, problems: 0 }),
      apply: async () => ({ status: 'applied' }),
    },
    publicUrl: null,
    pollMs: 20,
    ...overrides,
  });
  let caller = { tenantId: '', storeId: null as string | null };
  const app = mount([...gateway.hookRoutes, ...gateway.operatorRoutes], () => caller);
  await app.ready();
  return {
    app,
    archive,
    gateway,
    metrics,
    logged,
    as: ({ tenantId }, storeId = null) => {
      caller = { tenantId, storeId };
    },
    async close() {
      await app.close();
      await gateway.close();
      await archive.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
