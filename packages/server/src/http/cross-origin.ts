import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from './route.ts';

const REQUEST_HEADERS = 'authorization, content-type, if-none-match, last-event-id, x-request-id';
/** What the SDK reads in a page: without `date` it could not tell how far the clock of the machine is off. */
const ANSWER_HEADERS = 'etag, date, warning, retry-after, ratelimit, ratelimit-policy, x-request-id, x-kirana-version';
const PREFLIGHT_SECONDS = '600';

const originOf = (request: FastifyRequest): string | undefined => request.headers.origin;

/**
 * Lets a page of any origin ask, without cookies, on routes that take browser tokens. Nothing is given away: the call itself needs a token,
 * and the token names its origins.
 */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, routes: readonly Route[]): void {
  const origin = originOf(request);
  const open = routes.filter((route) => route.browserTokens === true).map((route) => route.method);
  reply.header('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers');
  if (origin === undefined || open.length === 0) return;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-methods', open.join(', '));
  reply.header('access-control-allow-headers', REQUEST_HEADERS);
  reply.header('access-control-max-age', PREFLIGHT_SECONDS);
}

/** On the call itself, before it is known who calls, so that a page can read why it was refused. */
export function allowAsking(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'Origin');
  const origin = originOf(request);
  if (origin === undefined) return;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-expose-headers', ANSWER_HEADERS);
}

/** An API key is no business of a web page: the page may not read the answer. */
export const hideFromPages = (reply: FastifyReply): void => {
  reply.removeHeader('access-control-allow-origin');
};

/** A page's own same-origin read sends no Origin; whoever can leave it out could also forge it. */
export const isOriginAllowed = (request: FastifyRequest, origins: readonly string[]): boolean => {
  const origin = originOf(request);
  return origin === undefined || origins.includes(origin);
};
