import { AdapterError, type AdapterErrorKind } from '@kirana/adapter';
import { type ErrorCode, KiranaError } from '@kirana/core';

/** What a failed page means for its sync. */
export interface PullFailure {
  /** `wait`: try the same page again. `hold`: pull nothing more until somebody has looked. `fail`: this sync is over. */
  readonly verdict: 'wait' | 'hold' | 'fail';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

const BY_KIND: Readonly<Record<AdapterErrorKind, { verdict: PullFailure['verdict']; code: ErrorCode }>> = {
  transient: { verdict: 'wait', code: 'PROVIDER_UNREACHABLE' },
  rate_limited: { verdict: 'wait', code: 'PROVIDER_RATE_LIMITED' },
  auth: { verdict: 'hold', code: 'PROVIDER_REFUSED' },
  config: { verdict: 'hold', code: 'PROVIDER_REFUSED' },
  permanent: { verdict: 'fail', code: 'PROVIDER_REFUSED' },
  schema: { verdict: 'fail', code: 'DELIVERY_UNREADABLE' },
  bug: { verdict: 'fail', code: 'INTERNAL' },
};

export function pullFailure(error: unknown): PullFailure {
  if (error instanceof AdapterError) {
    return { ...BY_KIND[error.kind], detail: error.message, retryAfterMs: error.retryAfterMs ?? null };
  }
  // Our own engines: the provider is not to blame, and it heals by itself.
  if (error instanceof KiranaError && error.retryable) {
    return { verdict: 'wait', code: error.code, detail: error.message, retryAfterMs: null };
  }
  const code = error instanceof KiranaError ? error.code : 'INTERNAL';
  return { verdict: 'fail', code, detail: 'the page could not be taken in', retryAfterMs: null };
}

const LONGEST_WAIT_MS = 3_600_000;

/** Milliseconds until the next try: what the provider asks for, at most an hour, or 1 s doubling to 5 min; up to a quarter more at random. */
export function waitMs(attempts: number, retryAfterMs: number | null, random: number): number {
  const base = retryAfterMs ?? Math.min(1_000 * 2 ** Math.min(attempts - 1, 20), 300_000);
  return Math.round(Math.min(Math.max(base, 0), LONGEST_WAIT_MS) * (1 + random / 4));
}
