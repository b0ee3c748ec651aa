import { hash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type Admitted, rateHeaders } from './admission.ts';
import type { Answered } from './observe-answers.ts';
import { requestIdOf } from './request-id.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Set by a route whose answer hangs on nothing but the request and prepared bytes: gives these bytes while they are the present
     * answer, without waiting, and undefined as soon as they may not be.
     */
    repeat: (() => Uint8Array | undefined) | null;
  }
}

export interface RepeatedReadsDeps {
  readonly isClosing: () => boolean;
  readonly observe: (answered: Answered) => void;
}

/** A request that was answered, and its answer without the bytes. */
interface Note {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly OutgoingHttpHeader[];
  readonly route: string;
  readonly caller: Admitted['caller'];
  readonly readmit: NonNullable<Admitted['again']>;
  readonly repeat: NonNullable<FastifyRequest['repeat']>;
}

const MOST_NOTES = 10_000;
const REPEATABLE_STATUS = new Set([200, 304]);
/** They differ from call to call, and no answer looks at them but for the request id, which every answer gets anew. */
const OF_ONE_CALL = new Set(['x-request-id', 'traceparent', 'tracestate']);

/** All of a request that an answer may depend on, as it was sent. */
function textOf({ url, rawHeaders }: IncomingMessage): string {
  let text = url ?? '';
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? '';
    if (!OF_ONE_CALL.has(name.toLowerCase())) text += `\n${name}:${rawHeaders[n + 1]}`;
  }
  return text;
}

/** Names requests by a hash of their text, so that no note holds a key or token. */
function requestKeys(): (request: IncomingMessage) => string {
  // most connections ask the same again, and comparing costs less than hashing
  const lastOf = new WeakMap<Socket, { readonly text: string; readonly key: string }>();
  return (request) => {
    const text = textOf(request);
    const last = lastOf.get(request.socket);
    if (last?.text === text) return last.key;
    const key = hash('sha256', text, 'base64');
    lastOf.set(request.socket, { text, key });
    return key;
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** The headers of a note with those of this call in their places. */
function renewed(headers: readonly OutgoingHttpHeader[], fresh: Readonly<Record<string, string>>) {
  const copy = headers.slice();
  for (let n = 0; n < copy.length; n += 2) {
    const value = fresh[copy[n] as string];
    if (value !== undefined) copy[n + 1] = value;
  }
  return copy;
}

/**
 * Answers a read that was answered before, in front of the router. A point of sale asks for the same menu all day, and routing, parsing,
 * admitting and assembling headers anew cost several times the sending.
 *
 * The rule that makes it equal to the long way: the same bytes of the request, the same finding of who calls, and the same bytes of the
 * answer give the same status and headers. What else the long way looks at is asked again: whether the server is closing, whether the
 * finding still holds, the caller's limit, and whether the answer is the present one. Whenever one of them is not plainly so, the long
 * way decides.
 */
export function repeatedReads({ isClosing, observe }: RepeatedReadsDeps) {
  const notes = new LRUCache<string, Note>({ max: MOST_NOTES });
  const keyOf = requestKeys();
  return {
    /** True when it was answered; otherwise nothing has happened. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      if (request.method !== 'GET' || isClosing()) return false;
      const start = performance.now();
      const key = keyOf(request);
      const note = notes.get(key);
      if (note === undefined) return false;
      const body = note.repeat();
      // last, since it counts the call
      const rate = body === undefined ? undefined : note.readmit();
      if (rate === undefined) notes.delete(key);
      if (rate?.allowed !== true) return false;
      const { status, route, caller } = note;
      const requestId = requestIdOf(request);
      response.on('finish', () =>
        observe({ requestId, route, method: 'GET', status, ms: performance.now() - start, caller }),
      );
      response.writeHead(status, renewed(note.headers, { ...rateHeaders(rate), 'x-request-id': requestId }));
      response.end(status === 304 ? undefined : body);
      return true;
    },

    /** Called when the long way has sent its answer. */
    note({ raw, admitted, repeat, routeOptions }: FastifyRequest, reply: FastifyReply): void {
      if (repeat === null || admitted?.again === undefined || raw.method !== 'GET' || hasBody(raw)) return;
      const status = reply.statusCode;
      if (!REPEATABLE_STATUS.has(status)) return;
      const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, value ?? '']);
      const { caller, again: readmit } = admitted;
      notes.set(keyOf(raw), { status, headers, route: routeOptions.url ?? 'none', caller, readmit, repeat });
    },
  };
}
