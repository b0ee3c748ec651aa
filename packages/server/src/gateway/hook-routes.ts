import type { HookRequest, Reply } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { defineRawRoute, type Route } from '../http/route.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { IncomingHook, receiveDelivery } from './receive-delivery.ts';
import type { SourceDirectory } from './source-directory.ts';

export interface HookRoutesDeps {
  readonly directory: SourceDirectory;
  readonly receiver: ReturnType<typeof receiveDelivery>;
  readonly budget: ByteBudget;
  readonly bodyLimitBytes: number;
}

/** Longer than any token of ours. */
const MOST_TOKEN = 200;

/** The path after the token, and the query with the first value of each name, as they came. */
function readUrl(url: string): { path: string; query: Record<string, string> } {
  const mark = url.indexOf('?');
  const pathname = mark < 0 ? url : url.slice(0, mark);
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))) query[name] ??= value;
  return { path: /^\/v1\/hooks\/[^/]*\/?(.*)$/s.exec(pathname)?.[1] ?? '', query };
}

function readHeaders(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

const send = (reply: FastifyReply, answer: Reply) =>
  reply
    .code(answer.status)
    .headers({ 'content-type': 'application/json', 'cache-control': 'no-store', ...answer.headers })
    .send(answer.body);

/** The decoded bytes, as the app keeps them for routes of this access; none for a GET. */
function bodyOf(request: FastifyRequest): Uint8Array {
  if (request.body instanceof Uint8Array) return request.body;
  if (request.body === undefined || request.body === null) return new Uint8Array();
  throw new Error('the body of a hook was parsed before it was verified');
}

/** Wherever providers send to. Who sends is proven here, by the adapter's verification on the raw bytes; the reply is in the provider's shape. */
export function hookRoutes(deps: HookRoutesDeps): Route[] {
  const { directory, receiver, budget } = deps;

  const sourceOf = async (request: FastifyRequest) => {
    const { hookToken } = request.params as { hookToken: string };
    return hookToken.length > MOST_TOKEN ? undefined : directory.source(hookToken);
  };

  async function refuseBody(error: KiranaError, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const source = await sourceOf(request);
    if (source === undefined) throw error;
    return send(reply, await receiver.refuseBody(source, readUrl(request.url).path, error));
  }

  async function handle(request: FastifyRequest, reply: FastifyReply, requestId: string): Promise<unknown> {
    const source = await sourceOf(request);
    // Says no more than a wrong signature does.
    if (source === undefined) throw new KiranaError('SIGNATURE_INVALID');
    const { path, query } = readUrl(request.url);
    const body = bodyOf(request);
    const message: HookRequest = { method: request.method, path, query, headers: readHeaders(request), body };
    const hook: IncomingHook = { request: message, url: request.url, requestId };
    let release: () => void;
    try {
      release = budget.take(body.byteLength);
    } catch (error) {
      return send(reply, await receiver.unavailable(source, hook, error));
    }
    try {
      return await send(reply, await receiver.receive(source, hook));
    } finally {
      release();
    }
  }

  const routes: Route[] = [];
  for (const method of ['POST', 'GET', 'PUT'] as const) {
    for (const [path, params, name] of [
      ['/v1/hooks/:hookToken/*', z.strictObject({ hookToken: z.string(), '*': z.string() }), 'receiveHookAt'],
      ['/v1/hooks/:hookToken', z.strictObject({ hookToken: z.string() }), 'receiveHook'],
    ] as const) {
      routes.push(
        defineRawRoute({
          method,
          path,
          operationId: `${name}${method === 'POST' ? '' : method === 'GET' ? 'ByGet' : 'ByPut'}`,
          summary: 'Receive a message of a provider',
          description:
            'The hook token names the source; its adapter says how a message proves itself and what the reply looks like.',
          tag: 'hooks',
          access: 'hook',
          params,
          errors: [
            'SIGNATURE_INVALID',
            'BODY_TOO_LARGE',
            'ENCODING_UNSUPPORTED',
            'OVERLOADED',
            'ARCHIVE_UNAVAILABLE',
            'DATABASE_UNAVAILABLE',
          ],
          bodyLimitBytes: deps.bodyLimitBytes,
          handleRaw: (request, reply, call) => handle(request, reply, call.requestId),
          handleRefusedBody: refuseBody,
        }) as Route,
      );
    }
  }
  return routes;
}
