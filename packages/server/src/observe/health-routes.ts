import { z } from 'zod';
import { defineRawRoute, defineRoute, type Route } from '../http/route.ts';
import type { Metrics } from './metrics.ts';

/** Something the server needs, or only uses: without a cache it is slower, not down. */
export interface ReadinessCheck {
  readonly name: 'database' | 'archive' | 'events' | 'cache';
  readonly required: boolean;
  check(): Promise<void>;
}

export interface HealthDeps {
  readonly metrics: Metrics;
  readonly readiness: readonly ReadinessCheck[];
  readonly now: () => Date;
}

const TIMEOUT_MS = 2_000;
/** However often it is asked, the engines are asked once in this time. */
const KEPT_MS = 1_000;

const Readiness = z
  .strictObject({
    status: z.enum(['ready', 'unavailable']),
    checks: z.record(z.string(), z.enum(['ok', 'failed'])),
  })
  .meta({ id: 'Readiness' });
type Readiness = z.infer<typeof Readiness>;

async function passes({ check }: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, false);
  });
  const answer = check().then(
    () => true,
    () => false,
  );
  const passed = await Promise.race([answer, late]);
  clearTimeout(timer);
  return passed;
}

async function askAll(readiness: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(readiness.map(async (entry) => ({ entry, ok: await passes(entry) })));
  return {
    status: results.every(({ entry, ok }) => ok || !entry.required) ? 'ready' : 'unavailable',
    checks: Object.fromEntries(results.map(({ entry, ok }) => [entry.name, ok ? 'ok' : 'failed'])),
  };
}

/** For load balancers and Prometheus. They need no key: bind the server, or filter in the proxy, where figures are not for everybody. */
export function healthRoutes({ metrics, readiness, now }: HealthDeps): Route[] {
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | undefined;
  return [
    defineRoute({
      method: 'GET',
      path: '/healthz',
      operationId: 'getHealth',
      summary: 'The process is alive',
      tag: 'health',
      access: 'public',
      response: z.strictObject({ status: z.literal('alive') }).meta({ id: 'Health' }),
      handle: async () => ({ status: 'alive' as const }),
    }),
    defineRawRoute({
      method: 'GET',
      path: '/readyz',
      operationId: 'getReadiness',
      summary: 'The engines answer; 503 names which do not',
      description: 'Trouble with the cache is told but does not make it unready. The answer is at most a second old.',
      tag: 'health',
      access: 'public',
      response: Readiness,
      handleRaw: async (_request, reply) => {
        const at = now().getTime();
        if (last === undefined || at - last.at >= KEPT_MS) last = { at, answer: askAll(readiness) };
        const answer = await last.answer;
        reply.code(answer.status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
      },
    }),
    defineRawRoute({
      method: 'GET',
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'Figures for Prometheus',
      tag: 'health',
      access: 'public',
      handleRaw: async (_request, reply) =>
        reply
          .type(metrics.registry.contentType)
          .header('cache-control', 'no-store')
          .send(await metrics.registry.metrics()),
    }),
  ];
}
