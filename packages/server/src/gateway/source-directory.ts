import { createHash } from 'node:crypto';
import type { Verification } from '@kirana/adapter';
import { LRUCache } from 'lru-cache';
import { acceptedValues, type SecretValues } from '../identity/source-secrets.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { findConnection, findSourceByToken, type RoutedConnection } from './source-rows.ts';

/** A change of a token, secret or connection is seen by all processes after at most this. */
const TTL_MS = 3_000;
const MISS_TTL_MS = 1_000;

/** A source as the gateway uses it. */
export interface HookSource {
  readonly tenantId: string;
  readonly id: string;
  readonly adapter: HostedAdapter;
  readonly verification: Verification;
  readonly allowUnsigned: boolean;
  readonly secrets: SecretValues;
  readonly tokenUntil: Date | null;
}

type Found = { readonly source: HookSource } | { readonly unusable: string };

export interface SourceDirectory {
  /**
   * The source of a hook token; undefined: nobody's token.
   * @throws DATABASE_UNAVAILABLE, SECRET_KEY_UNKNOWN; an Error when the adapter is not installed or refuses the stored settings.
   */
  source(hookToken: string): Promise<HookSource | undefined>;
  connection(source: HookSource, account: string): Promise<RoutedConnection | undefined>;
}

export const hashOfToken = (hookToken: string): Buffer => createHash('sha256').update(hookToken).digest();

/** Finds who a message is for. Answers are kept for seconds; many messages at once ask the database once. */
export function sourceDirectory(
  deps: Pick<GatewayDeps, 'database' | 'adapters' | 'sourceSecrets' | 'now'>,
): SourceDirectory {
  const { database, adapters, sourceSecrets, now } = deps;

  async function load(hash: Buffer): Promise<Found | undefined> {
    const row = await database.system((tx) => findSourceByToken(tx, hash, now()));
    if (row === undefined) return undefined;
    const adapter = adapters.get(row.adapter);
    if (adapter === undefined) return { unusable: `the adapter "${row.adapter}" is not installed` };
    const verification = await adapter.verification(row.settings);
    if (verification === undefined) return { unusable: `the settings of source ${row.id} do not fit its adapter` };
    const secrets = await sourceSecrets.open(row.tenantId, row.secrets);
    const { tenantId, id, allowUnsigned, tokenUntil } = row;
    return { source: { tenantId, id, adapter, verification, allowUnsigned, secrets, tokenUntil } };
  }

  const sources = new LRUCache<string, Found, Buffer>({
    max: 5_000,
    ttl: TTL_MS,
    fetchMethod: (_key, _stale, { context }) => load(context),
  });
  // In a cache of their own: somebody guessing tokens must not push out the real ones.
  const misses = new LRUCache<string, true>({ max: 5_000, ttl: MISS_TTL_MS });

  const connections = new LRUCache<string, RoutedConnection, { source: HookSource; account: string }>({
    max: 20_000,
    ttl: TTL_MS,
    fetchMethod: (_key, _stale, { context: { source, account } }) =>
      database.system((tx) => findConnection(tx, source.tenantId, source.id, account)),
  });

  return {
    async source(hookToken) {
      const hash = hashOfToken(hookToken);
      const key = hash.toString('base64');
      if (misses.has(key)) return undefined;
      const found = await sources.fetch(key, { context: hash });
      if (found === undefined) {
        misses.set(key, true);
        return undefined;
      }
      if ('unusable' in found) throw new Error(found.unusable);
      const { source } = found;
      return source.tokenUntil === null || source.tokenUntil > now() ? source : undefined;
    },
    connection: (source, account) => connections.fetch(`${source.id}|${account}`, { context: { source, account } }),
  };
}

/** The values of the source's secrets that count at this moment. */
export const secretsAt = (source: HookSource, at: Date): Record<string, readonly string[]> =>
  acceptedValues(source.secrets, at);
