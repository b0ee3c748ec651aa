import { createApp } from '../../packages/server/src/http/app.ts';
import { openapiDocument } from '../../packages/server/src/http/openapi-document.ts';
import { createLog } from '../../packages/server/src/observe/log.ts';
import { createMetrics } from '../../packages/server/src/observe/metrics.ts';
import { declaredRoutes } from './declared-routes.ts';
import { stub } from './stub.ts';

/** The description of the whole API, from the declarations alone: no database, nothing listens. */
export async function openapi(): Promise<ReturnType<typeof openapiDocument>> {
  const app = createApp({
    routes: await declaredRoutes(),
    authenticate: stub,
    idempotency: null,
    log: createLog('silent'),
    metrics: createMetrics(),
    readiness: [],
    publicInfo: { version: '0.0.0', publicUrl: null },
    now: () => new Date(0),
    docs: false,
  });
  await app.ready();
  try {
    return openapiDocument(app);
  } finally {
    await app.close();
  }
}
