import type { ErrorCode, KiranaError, Origin, Scope } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Tx } from '../database/database.ts';

/** Who calls, as authentication found it. */
export interface Caller {
  /** `root` creates tenants and nothing else; a `token` is a browser's, bound to a store; a `key` belongs to a tenant; `anonymous` on public and hook routes. */
  readonly kind: 'root' | 'key' | 'token' | 'anonymous';
  /** Empty for root and anonymous. */
  readonly tenantId: string;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  /** Set when the key or token may see only this store. */
  readonly storeId: string | null;
}

/** One call: who, which request, from when. `origin` goes into every write and event. */
export interface Call {
  readonly caller: Caller;
  readonly tenantId: string;
  readonly requestId: string;
  readonly origin: Origin;
  readonly signal: AbortSignal;
  /**
   * Keeps the answer of success in the transaction of the effect: both are there or neither is, and a repetition under the same idempotency
   * key hears it. Gives it back, for the handler to return. Called when all is written, before events are appended (`appendEvents` comes
   * last). Without an idempotency key nothing is kept.
   * @throws IDEMPOTENCY_IN_FLIGHT when a repetition took the call over meanwhile; the effect is to be undone with its transaction
   */
  keepAnswer<T>(tx: Tx, body: T): Promise<T>;
  /** The idempotency key sent with it, of a route that says `keyed: 'by-effect'`; null: none was, or the server looks after it. */
  readonly idempotencyKey: string | null;
  /** Tells the caller that this is the answer of an earlier call; for routes that say `keyed: 'by-effect'`. */
  markReplayed(): void;
}

/** Who may call: a scope of the tenant's keys, the root key, anybody, or whoever the route itself authenticates (hooks). */
export type Access = Scope | 'root' | 'public' | 'hook';

type Shape = z.ZodType | undefined;
type Output<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteDeclaration<P extends Shape, Q extends Shape, B extends Shape, R extends Shape> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters as `:name`. The store in it must be called `:storeId`: store-bound keys and tokens are checked by that name. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly access: Access;
  /** Browser tokens are refused unless the route says that it takes them. */
  readonly browserTokens?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response?: R;
  /** Status of success; 200 unless set, 204 when there is no response schema. */
  readonly status?: number;
  /** The codes this route itself can answer, besides those every route can. Published. */
  readonly errors?: readonly ErrorCode[];
  readonly bodyLimitBytes?: number;
  /** The body is handed over as it comes, decoded, in any type: `request.body` is a stream. The handler bounds its size and its time. */
  readonly streamsBody?: true;
  /**
   * Done twice is not the same as done once: something is made, turned over or decided. The handler must `keepAnswer` in the transaction of
   * its effect. Not for a call that sets state to what it says (PATCH, PUT, DELETE, pause): repeated, it changes nothing.
   */
  readonly once?: true;
  /**
   * The effect itself is stored under the caller's id or idempotency key, in its own transaction, and a repetition hears what was first
   * answered. Nothing is kept beside it: two more transactions a call would say the same once more.
   */
  readonly keyed?: 'by-effect';
}

export interface RouteInput<P extends Shape, Q extends Shape, B extends Shape> {
  readonly params: Output<P>;
  readonly query: Output<Q>;
  readonly body: Output<B>;
}

/** A route as the app mounts it. */
export interface Route extends RouteDeclaration<Shape, Shape, Shape, Shape> {
  /** Gives the answer, checked against `response`. */
  readonly handle?: (input: never, call: Call) => Promise<unknown>;
  /** Answers by itself: prepared bytes, streams, provider-shaped replies. */
  readonly handleRaw?: (request: FastifyRequest, reply: FastifyReply, call: Call) => Promise<unknown>;
  /** Answers a call whose body could not be taken in. What it throws is answered as a problem. */
  readonly handleRefusedBody?: (
    error: KiranaError,
    request: FastifyRequest,
    reply: FastifyReply,
    requestId: string,
  ) => Promise<unknown>;
}

/** A route that takes and gives JSON: a declaration, then one function. */
export function defineRoute<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends Shape = undefined,
>(
  route: RouteDeclaration<P, Q, B, R> & {
    readonly handle: (input: RouteInput<P, Q, B>, call: Call) => Promise<R extends z.ZodType ? z.input<R> : void>;
  },
): Route {
  return route as unknown as Route;
}

/** A route that writes its own answer. Parameters, query and access are still declared, checked and published. */
export function defineRawRoute<P extends Shape = undefined, Q extends Shape = undefined, R extends Shape = undefined>(
  route: RouteDeclaration<P, Q, undefined, R> & {
    readonly handleRaw: (request: FastifyRequest, reply: FastifyReply, call: Call) => Promise<unknown>;
    readonly handleRefusedBody?: Route['handleRefusedBody'];
  },
): Route {
  return route as unknown as Route;
}
