import { hasScope, KiranaError, type Scope } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate, Authenticated } from './authentication.ts';
import { isBrowserToken } from './browser-token.ts';
import { allowAsking, hideFromPages, isOriginAllowed } from './cross-origin.ts';
import type { RateLimits, RateVerdict } from './rate-limits.ts';
import type { Caller, Route } from './route.ts';

export interface AdmissionDeps {
  readonly authenticate: Authenticate;
  readonly rates: RateLimits;
  readonly limits: { readonly requestsPerMinute: number; readonly failuresPerMinute: number };
  readonly onRefusal: (code: string) => void;
}

export interface Admitted {
  readonly caller: Caller;
  /** As it was sent; never logged. */
  readonly credential: string;
  /**
   * Admits the same request once more, without waiting: undefined when it must be judged anew. Takes from the same bucket; a refusal
   * takes nothing.
   */
  readonly again?: () => RateVerdict | undefined;
}

const NOBODY: Caller = { kind: 'anonymous', tenantId: '', keyId: '', scopes: [], storeId: null };
const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;
/** What a key bound to one store may do where no store is named; the lists show it only what is of its store. */
const WITHOUT_STORE: readonly Scope[] = ['catalog:read', 'operations:read'];

function credentialOf(request: FastifyRequest, route: Route | undefined): string {
  const { authorization, 'x-api-key': apiKey } = request.headers;
  if (authorization !== undefined) {
    const match = BEARER.exec(authorization);
    if (match?.[1] === undefined) throw new KiranaError('KEY_INVALID');
    return match[1];
  }
  if (typeof apiKey === 'string' && apiKey !== '') return apiKey;
  const query = request.query as Record<string, unknown>;
  if (route?.browserTokens === true && typeof query.token === 'string') {
    const { token } = query;
    // URLs end up in logs and histories of others: only what expires soon may stand in one.
    if (!isBrowserToken(token)) throw new KiranaError('KEY_INVALID');
    // The route's own schema knows nothing of it.
    delete query.token;
    return token;
  }
  throw new KiranaError('KEY_MISSING');
}

/** Throws unless the caller may use the route at all. Ids of other stores look like missing ones. */
function checkAccess(route: Route, { caller, origins }: Authenticated, request: FastifyRequest): void {
  const isToken = caller.kind === 'token';
  if (isToken && route.browserTokens !== true) throw new KiranaError('KEY_INVALID');
  const { storeId } = request.params as { storeId?: string };
  if (caller.storeId !== null && storeId !== undefined && storeId !== caller.storeId)
    throw new KiranaError('NOT_FOUND');
  if (origins !== null && !isOriginAllowed(request, origins)) throw new KiranaError('ORIGIN_FORBIDDEN');
  const { access } = route;
  if (access === 'public' || access === 'hook') return;
  if (access === 'root' || caller.kind === 'root') {
    if (access !== 'root' || caller.kind !== 'root') throw new KiranaError('SCOPE_MISSING', { scope: access });
    return;
  }
  const isNarrow = caller.storeId !== null && storeId === undefined && !WITHOUT_STORE.includes(access);
  if (isNarrow || !hasScope(caller.scopes, access)) throw new KiranaError('SCOPE_MISSING', { scope: access });
}

export const RATE_LEFT_HEADER = 'ratelimit';
/** How many calls this caller has left, and for how long. */
export const rateLeft = (rate: RateVerdict) => `"key";r=${rate.remaining};t=${rate.resetSeconds}`;

/** Decides who calls and whether they may, in this order: 401, 404 of a foreign store, 403, 429. */
export function admission({ authenticate, rates, limits, onRefusal }: AdmissionDeps) {
  /** Refused credentials cost the address that sends them; good ones are never held up by others behind the same address. */
  async function identify(request: FastifyRequest, credential: string): Promise<Authenticated> {
    try {
      return await authenticate(credential);
    } catch (error) {
      if (!(error instanceof KiranaError) || error.kind !== 'unauthorised') throw error;
      onRefusal(error.code);
      const rate = rates.take(`ip:${request.ip}`, limits.failuresPerMinute);
      if (rate.allowed) throw error;
      throw new KiranaError('RATE_LIMITED', { retryAfterSeconds: rate.resetSeconds });
    }
  }

  return {
    /** Unknown paths are no business of strangers either. */
    async identifyOnly(request: FastifyRequest): Promise<void> {
      await identify(request, credentialOf(request, undefined));
    },

    async admit(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<Admitted> {
      if (route.browserTokens === true) allowAsking(request, reply);
      if (route.access === 'public' || route.access === 'hook') return { caller: NOBODY, credential: '' };
      const credential = credentialOf(request, route);
      const found = await identify(request, credential);
      if (found.caller.kind !== 'token') hideFromPages(reply);
      checkAccess(route, found, request);
      const takeRate = () =>
        rates.take(`key:${found.caller.keyId}`, found.requestsPerMinute ?? limits.requestsPerMinute);
      const rate = takeRate();
      reply.headers({ 'ratelimit-policy': `"key";q=${rate.limit};w=60`, [RATE_LEFT_HEADER]: rateLeft(rate) });
      if (!rate.allowed) {
        throw new KiranaError('RATE_LIMITED', { limitPerMinute: rate.limit, retryAfterSeconds: rate.resetSeconds });
      }
      const { caller, holds } = found;
      return { caller, credential, ...(holds && { again: () => (holds() ? takeRate() : undefined) }) };
    },
  };
}
export type Admission = ReturnType<typeof admission>;
