import type { SnapshotKind } from '@kirana/core';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** The world as an adapter may touch it, in pull, send and check only. */
export interface AdapterContext<Settings> {
  readonly settings: Settings;
  /** The provider's account and stores this connection stands for. */
  readonly account: string;
  readonly locations: readonly string[];
  readonly signal: AbortSignal;
  /** The server's clock. */
  now(): Date;
  /** @throws AdapterError('config') when the secret is not set. */
  secret(name: string): string;
  /** Only to `manifest.hosts`; time-outs, size limits and address checks are the server's. Non-2xx is returned, not thrown; no answer throws AdapterError('transient'). */
  http(request: HttpRequest): Promise<HttpAnswer>;
}

/** What is to be pulled. */
export interface PullRequest {
  /** One of `pullScopes`; null: everything. */
  readonly scope: string | null;
  /** `resume` of the last pull of this scope that came to its end: only what changed since then is asked for. Null: all there is. */
  readonly since: string | null;
  /** `cursor` of the page before; null: the first. The same one must give the same page again, as far as the provider does. */
  readonly cursor: string | null;
}

/** One page of a pull: raw bytes that join the river as a delivery for `endpoint`. */
export interface Page {
  readonly endpoint: string;
  readonly location: string | null;
  readonly bytes: Uint8Array;
  /** Null: this was the last. */
  readonly cursor: string | null;
  /** On the last page: what `since` is the next time. Left out, or null: the next pull begins anew. */
  readonly resume?: string | null;
  /**
   * On the last page: the kinds of which all pages of this pull together are the complete list, at each of their stores. What none of them names is removed
   * once the list has passed the guard against shrunken ones. Only where `since` was null.
   */
  readonly completes?: readonly SnapshotKind[];
}

export interface CheckResult {
  readonly ok: boolean;
  /** One sentence for the operator. Never a secret. */
  readonly detail: string;
}
