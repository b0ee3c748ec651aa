import type { RequestListener } from 'node:http';
import compress from '@fastify/compress';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { KiranaError } from '@kirana/core';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { healthRoutes, type ReadinessCheck } from '../observe/health-routes.ts';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { admission } from './admission.ts';
import { asyncapiDocument } from './asyncapi-document.ts';
import type { Authenticate } from './authentication.ts';
import { answerClientError } from './client-error.ts';
import type { Idempotency } from './idempotency.ts';
import { endLateRequest } from './late-request.ts';
import { mountRoutes } from './mount-routes.ts';
import { answerObserver } from './observe-answers.ts';
import { openapiDocument } from './openapi-document.ts';
import { asKiranaError, isDatabaseRefusal, PROBLEM_TYPE, problemOf, retryAfterSeconds, statusOf } from './problem.ts';
import { rateLimits } from './rate-limits.ts';
import { repeatedReads } from './repeated-reads.ts';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import { validatorCompiler } from './route-schema.ts';
import { unknownRoutes } from './unknown-routes.ts';

export interface AppLimits {
  /** Largest decoded body, unless the route says otherwise. */
  readonly bodyBytes: number;
  /** Per API key and process, unless the key says otherwise. */
  readonly requestsPerMinute: number;
  /** Refused credentials per address and process. */
  readonly failuresPerMinute: number;
}

export const DEFAULT_LIMITS: AppLimits = { bodyBytes: 1_048_576, requestsPerMinute: 60_000, failuresPerMinute: 600 };

export interface AppDeps {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  readonly idempotency: Idempotency | null;
  readonly limits?: Partial<AppLimits>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: readonly ReadinessCheck[];
  readonly publicInfo: { readonly version: string; readonly publicUrl: string | null };
  readonly now: () => Date;
  /** Believe X-Forwarded-For of the proxy in front; off unless there is one. */
  readonly trustProxy?: boolean;
  /** Serve the API reference at /docs. */
  readonly docs?: boolean;
  /** Refuse answers that do not fit their published schema: for tests. */
  readonly checkAnswers?: boolean;
}

const MOST_PARAM_CHARACTERS = 2_048;
/** A whole request must have arrived after this: nobody holds a connection by sending a byte a second. */
const REQUEST_TIMEOUT_MS = 120_000;
const SWEEP_MS = 50;
const COMPRESS_FROM_BYTES = 1_024;

/** The one place where errors become answers. */
function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = asKiranaError(thrown, request.routeOptions.bodyLimit);
  const status = statusOf(error.code);
  if (status >= 500 && error.code !== 'SHUTTING_DOWN') {
    const fields = {
      requestId: request.id,
      route: request.routeOptions.url,
      code: error.code,
      err: error.cause ?? error,
    };
    request.log.error(fields, 'request failed');
  } else if (isDatabaseRefusal(thrown)) {
    request.log.warn(
      { requestId: request.id, route: request.routeOptions.url, err: thrown },
      'the database refused a value',
    );
  }
  const wait = retryAfterSeconds(error);
  if (wait !== undefined) reply.header('retry-after', wait);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.removeHeader('etag');
  reply.code(status).header('cache-control', 'no-store').type(PROBLEM_TYPE);
  reply.send(JSON.stringify(problemOf(error, request.id)));
}

const DOCS_LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><text x="0" y="28" fill="#fff" font-family="sans-serif" font-size="26" font-weight="600">Kirana</text></svg>';

function documentApi(app: FastifyInstance, { publicInfo, docs = true }: AppDeps): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kirana API',
        version: publicInfo.version,
        description:
          'Errors are RFC 9457 problems with a stable `code`. Lists are paged by `cursor`. Writes take an `Idempotency-Key`, kept 7 days. ' +
          'Money is in minor units, times are RFC 3339 in UTC.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      ...(publicInfo.publicUrl === null ? {} : { servers: [{ url: publicInfo.publicUrl }] }),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'API key, or a browser token where the call takes one' },
          token: { type: 'apiKey', in: 'query', name: 'token', description: 'Browser token, for EventSource' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  if (docs) {
    app.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      transformSpecification: () => openapiDocument(app),
      transformSpecificationClone: false,
      logo: { type: 'image/svg+xml', content: Buffer.from(DOCS_LOGO), href: '/docs', target: '_self' },
      theme: { title: 'Kirana API' },
    });
  }
}

/** Made when it is first asked for. */
function serveDocument(app: FastifyInstance, path: string, make: () => object): void {
  let document: string | undefined;
  app.get(path, { schema: { hide: true } }, async (_request, reply) => {
    document ??= JSON.stringify(make());
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

/** Observes every answer, and lets the quick way in front of the router repeat what may be repeated. */
function observeAnswers(app: FastifyInstance, deps: AppDeps, isClosing: () => boolean): void {
  const observe = answerObserver(deps);
  const repeated = repeatedReads({ isClosing, observe });
  app.decorateRequest('repeat', null);
  app.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method, routeOptions, admitted } = request;
    const route = routeOptions.url ?? 'none';
    observe({ requestId, route, method, status: reply.statusCode, ms: reply.elapsedTime, caller: admitted?.caller });
    repeated.note(request, reply);
    done();
  });
  // the framework has no place in front of its router; a server factory would have to set up all of the server again
  const [route] = app.server.listeners('request') as RequestListener[];
  app.server.removeAllListeners('request');
  app.server.on('request', (request, response) => {
    if (!repeated.answer(request, response)) route?.(request, response);
  });
}

/**
 * The HTTP side of the server: routes are mounted as they declare themselves. Close it to stop: calls under way are finished, streams are
 * ended, new calls are answered SHUTTING_DOWN.
 */
export function createApp(deps: AppDeps): FastifyInstance {
  const { log, metrics, now } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    bodyLimit: limits.bodyBytes,
    // a file may take longer to arrive: each call has a deadline of its own
    requestTimeout: 0,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    trustProxy: deps.trustProxy ?? false,
    routerOptions: { maxParamLength: MOST_PARAM_CHARACTERS },
    frameworkErrors: (error, request, reply) => {
      reply.header(REQUEST_ID_HEADER, request.id);
      answerError(error, request, reply);
    },
    clientErrorHandler: answerClientError,
  });
  const closing = new AbortController();
  app.addHook('preClose', async () => {
    closing.abort(new KiranaError('SHUTTING_DOWN'));
    // a connection whose call ends only now would stay open until its keep-alive time
    const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
    app.server.once('close', () => clearInterval(sweep));
  });
  app.setValidatorCompiler(validatorCompiler);
  // Handlers give prepared text; a serializer of the schema would read every answer a second time.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      [REQUEST_ID_HEADER]: request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    done(closing.signal.aborted ? new KiranaError('SHUTTING_DOWN') : undefined);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.streamsBody !== true) endLateRequest(request.raw, REQUEST_TIMEOUT_MS);
    done();
  });
  observeAnswers(app, deps, () => closing.signal.aborted);
  documentApi(app, deps);
  app.register(compress, {
    globalDecompression: false,
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip', 'deflate'],
    customTypes: /json|javascript|css|html|svg/,
  });
  const admit = admission({
    authenticate: deps.authenticate,
    rates: rateLimits(now),
    limits,
    onRefusal: (code) => metrics.refusals.inc({ code }),
  });
  const routes = [...deps.routes, ...healthRoutes({ metrics, readiness: deps.readiness, now })];
  app.register(async (scope) => {
    mountRoutes(scope, routes, {
      admission: admit,
      idempotency: deps.idempotency,
      closing: closing.signal,
      checkAnswers: deps.checkAnswers ?? false,
    });
    serveDocument(scope, '/openapi.json', () => openapiDocument(app));
    serveDocument(scope, '/asyncapi.json', asyncapiDocument);
  });
  app.setNotFoundHandler(unknownRoutes(routes, admit));
  return app;
}
