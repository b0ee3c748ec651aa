import { hash } from 'node:crypto';
import { KiranaError, type Scope } from '@kirana/core';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.ts';
import { findKeyByHash, findKeyById, type KnownKey } from './authentication-rows.ts';
import { isBrowserToken, readBrowserToken } from './browser-token.ts';
import type { Caller } from './route.ts';

export interface Authenticated {
  readonly caller: Caller;
  /** Null: the server's default. */
  readonly requestsPerMinute: number | null;
  /** The web origins a browser token is good for; null for keys. */
  readonly origins: readonly string[] | null;
  /** Would the same credential be found to be the same just now, without asking? Left out where that cannot be said. */
  readonly holds?: () => boolean;
}

/** @throws KEY_INVALID, DATABASE_UNAVAILABLE */
export type Authenticate = (credential: string) => Promise<Authenticated>;

export interface AuthenticationDeps {
  readonly database: Pick<Database, 'system'>;
  readonly isRootKey: (key: string) => boolean;
  /** HMAC keys of browser tokens, the present one first. */
  readonly tokenKeys: readonly Uint8Array[];
  readonly now: () => Date;
}

/** A revoked key is refused after this at the latest. */
const KNOWN_FOR_MS = 3_000;
const UNKNOWN_FOR_MS = 1_000;
const MOST_KEYS = 20_000;
/** Longer than any key or token of ours. */
const MOST_CREDENTIAL_CHARACTERS = 8_192;
const TOKEN_SCOPES: readonly Scope[] = ['catalog:read'];

export const hashOfKey = (key: string): Buffer => hash('sha256', key, 'buffer');

const ROOT: Authenticated = {
  caller: { kind: 'root', tenantId: '', keyId: 'root', scopes: [], storeId: null },
  requestsPerMinute: null,
  origins: null,
};

const asKey = (key: KnownKey, holds: () => boolean): Authenticated => ({
  caller: { kind: 'key', tenantId: key.tenantId, keyId: key.id, scopes: key.scopes, storeId: key.storeId },
  requestsPerMinute: key.requestsPerMinute,
  origins: null,
  holds,
});

/** Finds who a credential is. What it found is kept for a moment; calls that come together ask the database once. */
export function createAuthentication({ database, isRootKey, tokenKeys, now }: AuthenticationDeps): Authenticate {
  type Found = { readonly key: KnownKey | null };
  const known = new LRUCache<string, Found, Pick<KnownKey, 'tenantId' | 'id'> | Buffer>({
    max: MOST_KEYS,
    ttl: KNOWN_FOR_MS,
    perf: { now: () => now().getTime() },
    ttlResolution: 0,
    ignoreFetchAbort: true,
    allowStaleOnFetchAbort: true,
    fetchMethod: async (_cacheKey, _stale, { context, options }) => {
      const key = await database.system((tx) =>
        Buffer.isBuffer(context) ? findKeyByHash(tx, context) : findKeyById(tx, context.tenantId, context.id),
      );
      if (key === undefined) options.ttl = UNKNOWN_FOR_MS;
      return { key: key ?? null };
    },
  });

  /** The very finding that is kept: after a moment, or once asked again, it is another. */
  const isKept = (cacheKey: string, found: Found): boolean => known.peek(cacheKey) === found;
  const refuse = () => new KiranaError('KEY_INVALID');

  async function byToken(text: string): Promise<Authenticated> {
    const token = readBrowserToken(tokenKeys, text, now());
    if (token === undefined) throw refuse();
    const { tenantId, keyId, storeId, origins } = token;
    const cacheKey = `${tenantId}|${keyId}`;
    const expiresAt = new Date(token.expiresAt);
    const found = await known.fetch(cacheKey, { context: { tenantId, id: keyId } });
    if (!found?.key) throw refuse();
    return {
      caller: { kind: 'token', tenantId, keyId, scopes: TOKEN_SCOPES, storeId },
      requestsPerMinute: found.key.requestsPerMinute,
      origins,
      holds: () => expiresAt > now() && isKept(cacheKey, found),
    };
  }

  return async (credential) => {
    if (credential.length > MOST_CREDENTIAL_CHARACTERS) throw refuse();
    if (isBrowserToken(credential)) return byToken(credential);
    const hash = hashOfKey(credential);
    const cacheKey = hash.toString('base64');
    const found = await known.fetch(cacheKey, { context: hash });
    if (found?.key) return asKey(found.key, () => isKept(cacheKey, found));
    if (isRootKey(credential)) return ROOT;
    throw refuse();
  };
}
