import type { CheckResult } from '@kirana/adapter';
import type { Database } from '../database/database.ts';
import type { HostedAdapters } from '../plugins/hosted-adapter.ts';
import type { SourceSecrets } from './source-secrets.ts';

/** Calls an adapter for us; the gateway knows how. */
export interface ConnectionChecks {
  /** Are the credentials of a connection good? @throws NOT_FOUND, CAPABILITY_MISSING, PROVIDER_UNREACHABLE, PROVIDER_RATE_LIMITED */
  check(tenantId: string, connectionId: string): Promise<CheckResult>;
}

/** What the identity room is given. */
export interface IdentityDeps {
  readonly database: Database;
  /** Installed adapters by id. */
  readonly adapters: HostedAdapters;
  readonly sourceSecrets: SourceSecrets;
  readonly adapterCalls: ConnectionChecks;
  /** HMAC keys of browser tokens, the present one first. */
  readonly tokenKeys: readonly Uint8Array[];
  /** How providers reach this server; null: hook URLs are given as paths only. */
  readonly publicUrl: string | null;
  /** Hosts in private ranges that settings may name; none unless given. */
  readonly allowPrivateHosts?: readonly string[];
  readonly now: () => Date;
}
