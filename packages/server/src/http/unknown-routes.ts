import { KiranaError } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from './admission.ts';
import { answerPreflight } from './cross-origin.ts';
import type { Route } from './route.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A route's path as an expression: parameters take one segment, a closing `*` takes the rest. */
const pattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : escaped(part)))
      .join('/')}$`,
  );

const pathOf = (request: FastifyRequest): string => (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
const isApi = (path: string): boolean => path.startsWith('/v1/') && !path.startsWith('/v1/hooks/');

/** Answers what no route took: preflights, OPTIONS, wrong methods, unknown paths. */
export function unknownRoutes(routes: readonly Route[], { identifyOnly }: Admission) {
  const patterns = routes.map((route) => ({ route, expression: pattern(route.path) }));

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const path = pathOf(request);
    const here = patterns.filter(({ expression }) => expression.test(path)).map(({ route }) => route);
    const methods = new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
    const allow = [...methods, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS' && here.length > 0) {
      answerPreflight(request, reply, here);
      return reply.code(204).header('allow', allow).send();
    }
    if (isApi(path)) await identifyOnly(request);
    if (here.length === 0) throw new KiranaError('ROUTE_NOT_FOUND');
    reply.header('allow', allow);
    throw new KiranaError('METHOD_NOT_ALLOWED', { allow });
  };
}
