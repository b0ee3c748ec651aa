import type { ErrorKind } from '@kirana/core';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asKiranaError } from './problem.ts';
import type { Route } from './route.ts';

/** What reading a body can end in: too much of it, an encoding we do not know, bytes that do not decode. */
const OF_BODIES: readonly ErrorKind[] = ['too_large', 'unsupported', 'invalid'];

/** Lets a route that asks for it answer a body that could not be taken in; every other error goes on to the app's own answer. */
export function refusedBodyHandler(route: Route) {
  const { handleRefusedBody, bodyLimitBytes } = route;
  if (handleRefusedBody === undefined) return {};
  return {
    errorHandler: async (thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const error = asKiranaError(thrown, bodyLimitBytes);
      // a handler that was reached has its body
      const isUnread = request.body === undefined || request.body === null;
      if (!isUnread || !OF_BODIES.includes(error.kind)) throw thrown;
      return handleRefusedBody(error, request, reply, request.id);
    },
  };
}
