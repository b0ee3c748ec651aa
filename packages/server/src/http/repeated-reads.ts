import { hash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type Admitted, RATE_LEFT_HEADER, rateLeft } from './admission.ts';
import type { Answered } from './observe-answers.ts';
import type { RateVerdict } from './rate-limits.ts';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts';

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
  /** Where in `headers` the values stand that each call gets anew. */
  readonly places: { readonly requestId: number; readonly rateLeft: number };
  readonly route: string;
  readonly caller: Admitted['caller'];
  readonly readmit: NonNullable<Admitted['again']>;
  readonly repeat: NonNullable<FastifyRequest['repeat']>;
}

const MOST_NOTES = 10_000;
const REPEATABLE_STATUS = new Set([200, 304]);
/** They differ from call to call, and no answer looks at them but for the request id, which every answer gets anew. */
const OF_ONE_CALL = new Set([REQUEST_ID_HEADER, 'traceparent', 'tracestate']);

/** All of a request that an answer may depend on, as it was sent: named by a hash, so that no note holds a key or token. */
function keyOf({ url, rawHeaders }: IncomingMessage): string {
  let text = url ?? '';
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? '';
    if (!OF_ONE_CALL.has(name.toLowerCase())) text += `\n${name}:${rawHeaders[n + 1]}`;
  }
  return hash('sha256', text, 'base64');
}

/** What a connection asked last: most ask the same again, and comparing costs less than hashing. */
interface LastAsked {
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly key: string;
  note: Note | undefined;
}

function isAskedAgain(last: LastAsked, { url, rawHeaders }: IncomingMessage): boolean {
  if (last.url !== url || last.rawHeaders.length !== rawHeaders.length) return false;
  for (let n = 0; n < rawHeaders.length; n += 2) {
    if (last.rawHeaders[n] !== rawHeaders[n]) return false;
    if (last.rawHeaders[n + 1] !== rawHeaders[n + 1] && !OF_ONE_CALL.has((rawHeaders[n] ?? '').toLowerCase()))
      return false;
  }
  return true;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** The headers of a note with those of this call in their places. */
function renewed({ headers, places }: Note, rate: RateVerdict, requestId: string): OutgoingHttpHeader[] {
  const copy = headers.slice();
  copy[places.requestId] = requestId;
  copy[places.rateLeft] = rateLeft(rate);
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
  const lastAsked = new WeakMap<Socket, LastAsked>();

  function lastOf(request: IncomingMessage): LastAsked {
    const known = lastAsked.get(request.socket);
    if (known !== undefined && isAskedAgain(known, request)) {
      known.note ??= notes.get(known.key);
      return known;
    }
    const { url, rawHeaders } = request;
    const key = keyOf(request);
    const last: LastAsked = { url, rawHeaders, key, note: notes.get(key) };
    lastAsked.set(request.socket, last);
    return last;
  }

  return {
    /** True when it was answered; otherwise nothing has happened. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      if (request.method !== 'GET' || isClosing()) return false;
      const start = performance.now();
      const last = lastOf(request);
      const { note } = last;
      if (note === undefined) return false;
      const body = note.repeat();
      // last, since it counts the call
      const rate = body === undefined ? undefined : note.readmit();
      if (rate === undefined) {
        last.note = undefined;
        if (notes.peek(last.key) === note) notes.delete(last.key);
      }
      if (rate?.allowed !== true) return false;
      const { status, route, caller } = note;
      const requestId = requestIdOf(request);
      response.writeHead(status, renewed(note, rate, requestId));
      response.end(status === 304 ? undefined : body);
      observe({ requestId, route, method: 'GET', status, ms: performance.now() - start, caller });
      return true;
    },

    /** Called when the long way has sent its answer. */
    note({ raw, admitted, repeat, routeOptions }: FastifyRequest, reply: FastifyReply): void {
      if (repeat === null || admitted?.again === undefined || raw.method !== 'GET' || hasBody(raw)) return;
      const status = reply.statusCode;
      if (!REPEATABLE_STATUS.has(status)) return;
      const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, value ?? '']);
      const places = {
        requestId: headers.indexOf(REQUEST_ID_HEADER) + 1,
        rateLeft: headers.indexOf(RATE_LEFT_HEADER) + 1,
      };
      if (places.requestId === 0 || places.rateLeft === 0) return;
      const { caller, again: readmit } = admitted;
      notes.set(keyOf(raw), { status, headers, places, route: routeOptions.url ?? 'none', caller, readmit, repeat });
    },
  };
}
