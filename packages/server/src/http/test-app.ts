import { CleanText, KiranaError, StoreId } from '@kirana/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { createApp } from './app.ts';
import type { Authenticate, Authenticated } from './authentication.ts';
import { defineRawRoute, defineRoute, type Route } from './route.ts';

export const STORE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e5';
export const OTHER_STORE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e6';
export const CANARY = 'kir_canary0123456789canary0123456789';

const key = (
  scopes: Authenticated['caller']['scopes'],
  more: Partial<Authenticated['caller']> = {},
): Authenticated => ({
  caller: {
    kind: 'key',
    tenantId: 'tnt_a',
    keyId: `key_${scopes.join()}${more.storeId ?? ''}`,
    scopes,
    storeId: null,
    ...more,
  },
  requestsPerMinute: null,
  origins: null,
});
const CALLERS: Record<string, Authenticated> = {
  admin: key(['admin']),
  [CANARY]: key(['admin'], { keyId: 'canary' }),
  reader: key(['catalog:read']),
  bound: key(['admin'], { storeId: STORE }),
  slow: { ...key(['admin'], { keyId: 'slow' }), requestsPerMinute: 2 },
  kirt_x: { ...key(['catalog:read'], { kind: 'token', storeId: STORE }), origins: ['https://pos.example.com'] },
};
const authenticate: Authenticate = async (credential) => {
  const found = CALLERS[credential];
  if (found === undefined) throw new KiranaError('KEY_INVALID');
  return found;
};

const Thing = z
  .strictObject({ name: CleanText.min(1).max(50), count: z.int().optional(), extra: z.json().optional() })
  .meta({ id: 'Thing' });

const routes: Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/things',
    operationId: 'createThing',
    summary: 'Make a thing',
    tag: 'things',
    access: 'admin',
    body: Thing,
    response: Thing,
    status: 201,
    handle: async ({ body }) => body,
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/stores/:storeId/things',
    operationId: 'listThings',
    summary: 'Things of a store',
    tag: 'things',
    access: 'catalog:read',
    browserTokens: true,
    params: z.strictObject({ storeId: StoreId }),
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.strictObject({ limit: z.int(), text: z.string() }),
    handle: async ({ query }) => ({ limit: query.limit, text: 'x'.repeat(5_000) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/boom',
    operationId: 'boom',
    summary: 'Fails',
    tag: 'things',
    access: 'admin',
    handle: async () => {
      throw new Error(`secret of the inside ${CANARY}`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/busy',
    operationId: 'busy',
    summary: 'Fails for a while',
    tag: 'things',
    access: 'admin',
    handle: async () => {
      throw new KiranaError('OVERLOADED', { retryAfterSeconds: 7 });
    },
  }),
  ...(['POST', 'GET'] as const).map((method) =>
    defineRawRoute({
      method,
      path: '/v1/hooks/:token/*',
      operationId: `hook${method}`,
      summary: 'A webhook',
      tag: 'hooks',
      access: 'hook',
      bodyLimitBytes: 2_000_000,
      handleRaw: async (request, reply) => {
        const body = request.body as Buffer;
        return reply.send({
          isBuffer: Buffer.isBuffer(body),
          bytes: body.length,
          type: request.headers['content-type'],
        });
      },
    }),
  ),
];

export interface TestApp {
  readonly app: FastifyInstance;
  /** What was logged, a line each. */
  readonly lines: readonly string[];
  /** Both may be set by a test. */
  now: Date;
  isDatabaseUp: boolean;
}

/** The app with a few routes, callers by name and a log that is kept. */
export function openTestApp(): TestApp {
  const lines: string[] = [];
  const state = { now: new Date('2026-11-22T10:00:00Z'), isDatabaseUp: true };
  const app = createApp({
    routes,
    authenticate,
    idempotency: null,
    limits: { failuresPerMinute: 50 },
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    metrics: createMetrics(),
    readiness: [
      {
        name: 'database',
        required: true,
        check: async () => {
          if (!state.isDatabaseUp) throw new KiranaError('DATABASE_UNAVAILABLE');
        },
      },
      { name: 'cache', required: false, check: () => Promise.reject(new Error('away')) },
    ],
    publicInfo: { version: '0.0.0', publicUrl: null },
    now: () => state.now,
    trustProxy: true,
    checkAnswers: true,
  });
  return Object.assign(state, { app, lines });
}

export const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
export const json = { 'content-type': 'application/json' };
