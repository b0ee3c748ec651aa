import type { Readable } from 'node:stream';
import { KiranaError } from '@kirana/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Admission, Admitted } from './admission.ts';
import { checkAnswer, checkKept } from './check-answer.ts';
import { decodeBody } from './decoded-body.ts';
import { type Answer, checkKey, type Idempotency, type Keep } from './idempotency.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { readJson } from './read-json.ts';
import { refusedBodyHandler } from './refused-body.ts';
import type { Call, Route } from './route.ts';
import { routeSchema } from './route-schema.ts';

declare module 'fastify' {
  interface FastifyRequest {
    admitted: Admitted | null;
  }
  interface FastifyContextConfig {
    streamsBody?: boolean;
  }
}

export interface MountDeps {
  readonly admission: Admission;
  readonly idempotency: Idempotency | null;
  /** Aborted when the app begins to close: streams end. */
  readonly closing: AbortSignal;
  /** Tests refuse an answer that does not fit its published schema; in production nothing is parsed twice. */
  readonly checkAnswers: boolean;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const actorOf = ({ caller }: Admitted): string =>
  caller.kind === 'key' || caller.kind === 'token' ? `key:${caller.keyId}` : caller.kind;

/** Aborts when the client has gone; a stream, to us or from us, also when the app closes. */
function signalOf(reply: FastifyReply, route: Route, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  if (reply.raw.destroyed) gone.abort();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const isStream = (route.handleRaw !== undefined && route.method === 'GET') || route.streamsBody === true;
  return isStream ? AbortSignal.any([gone.signal, closing]) : gone.signal;
}

type KeepAnswer = Call['keepAnswer'];

const keepNothing: KeepAnswer = async (_tx, body) => body;

/** Of a caller that may repeat itself. @throws REQUEST_INVALID */
function keyOf(request: FastifyRequest, route: Route): string | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || route.method === 'GET') return null;
  const { kind } = request.admitted?.caller ?? {};
  return kind === 'key' || kind === 'root' ? key : null;
}

function callOf(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  closing: AbortSignal,
  keepAnswer: KeepAnswer = keepNothing,
): Call {
  const { admitted } = request;
  if (admitted === null) throw new Error('a route was reached without admission');
  let signal: AbortSignal | undefined;
  return {
    caller: admitted.caller,
    tenantId: admitted.caller.tenantId,
    requestId: request.id,
    origin: { actor: actorOf(admitted), requestId: request.id, cause: null },
    // Most routes never look at it.
    get signal() {
      signal ??= signalOf(reply, route, closing);
      return signal;
    },
    keepAnswer,
    idempotencyKey: route.keyed === undefined ? null : checkKey(keyOf(request, route)),
    markReplayed: () => void reply.header('idempotent-replayed', 'true'),
  };
}

/** A body where none is declared is a misunderstanding, unless it says nothing. */
function refuseBody(body: unknown): void {
  const saysNothing =
    body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0);
  if (saysNothing) return;
  throw new KiranaError('REQUEST_INVALID', {}, { problems: [{ path: '/body', message: 'this call takes no body' }] });
}

function jsonHandler(route: Route, deps: MountDeps) {
  const { handle, response } = route;
  if (handle === undefined) throw new Error(`route ${route.operationId} has no handler`);
  const status = route.status ?? (response === undefined ? 204 : 200);

  async function answer(request: FastifyRequest, reply: FastifyReply, keep: Keep | null): Promise<Answer> {
    const { params, query, body } = request;
    if (route.body === undefined) refuseBody(body);
    let kept: string | undefined;
    const keepAnswer: KeepAnswer = async (tx, toKeep) => {
      kept = JSON.stringify(toKeep);
      await keep?.(tx, { status, body: kept });
      return toKeep;
    };
    const call = callOf(request, reply, route, deps.closing, keepAnswer);
    const result = await handle?.({ params, query, body } as never, call);
    const answered = response === undefined ? '' : JSON.stringify(result);
    if (deps.checkAnswers) {
      if (response !== undefined) checkAnswer(route, response, result);
      checkKept(route, kept, answered);
    }
    return { status, body: answered };
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const key = route.keyed === undefined ? keyOf(request, route) : null;
    const { caller, credential = '' } = request.admitted ?? {};
    let result: Answer;
    if (key !== null && caller !== undefined && deps.idempotency !== null) {
      const { id: requestId, method, body, url: path } = request;
      const repeatable = { caller, credential, key, requestId, method, path, body };
      const outcome = await deps.idempotency.run(repeatable, (keep) => answer(request, reply, keep));
      if (outcome.replayed) reply.header('idempotent-replayed', 'true');
      result = outcome;
    } else result = await answer(request, reply, null);
    reply.code(result.status).header('cache-control', 'no-store');
    if (result.body === '') return reply.send();
    return reply.type(result.status >= 400 ? PROBLEM_TYPE : JSON_TYPE).send(result.body);
  };
}

function rawHandler(route: Route, { closing }: MountDeps) {
  const { handleRaw } = route;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (route.access === 'hook') request.body ??= Buffer.alloc(0);
    return handleRaw?.(request, reply, callOf(request, reply, route, closing));
  };
}

function optionsOf(route: Route, deps: MountDeps): RouteOptions {
  const isRaw = route.handleRaw !== undefined;
  return {
    method: route.method,
    url: route.path,
    schema: routeSchema(route),
    config: { streamsBody: route.streamsBody === true },
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    // Raw routes send bytes that are compressed already.
    ...(isRaw ? { compress: false as const } : {}),
    onRequest: async (request, reply) => {
      request.admitted = await deps.admission.admit(route, request, reply);
    },
    preParsing: async (request, reply, payload) => decodeBody(request, reply, payload as never),
    ...refusedBodyHandler(route),
    handler: isRaw ? rawHandler(route, deps) : jsonHandler(route, deps),
  };
}

/** A type and a subtype; providers were seen to send less, which the framework would refuse before we have the bytes. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/** Mounts routes as declared: access, limits, bodies and schemas are checked before a handler runs. */
export function mountRoutes(app: FastifyInstance, routes: readonly Route[], deps: MountDeps): void {
  app.decorateRequest('admitted', null);
  app.register(async (api) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => (body.length === 0 ? undefined : readJson(body)),
    );
    for (const route of routes) if (route.access !== 'hook' && !route.streamsBody) api.route(optionsOf(route, deps));
  });
  app.register(async (streams) => {
    streams.removeAllContentTypeParsers();
    streams.addContentTypeParser('*', async (_request: FastifyRequest, payload: Readable) => payload);
    for (const route of routes) if (route.streamsBody) streams.route(optionsOf(route, deps));
  });
  app.register(async (hooks) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
    hooks.addHook('onRequest', async ({ headers }) => {
      const type = headers['content-type'];
      if (type !== undefined && !MEDIA_TYPE.test(type)) headers['content-type'] = 'application/octet-stream';
    });
    for (const route of routes) if (route.access === 'hook') hooks.route(optionsOf(route, deps));
  });
}
