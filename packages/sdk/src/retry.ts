import { KiranaApiError, KiranaConnectionError, KiranaTimeoutError } from './errors.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;
/** A server that asks for more than this is not waited for: the caller knows better what to do meanwhile. */
const LONGEST_ASKED_MS = 60_000;
const PASSING = [429, 502, 503, 504];

/** Grows twofold from `firstMs` with each failure, at least half of it certain: callers that failed together do not come back together. */
export function backoffMs(failures: number, firstMs = FIRST_DELAY_MS, longestMs = LONGEST_DELAY_MS): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full / 2 + (Math.random() * full) / 2;
}

/** May the same call succeed a little later without anybody doing anything? */
export function isPassing(error: unknown): boolean {
  if (error instanceof KiranaApiError) {
    // the server knows what waiting mends; a bug of its own it would only show again
    return error.status === 500 ? false : (error.retryable ?? PASSING.includes(error.status));
  }
  return error instanceof KiranaTimeoutError || (error instanceof KiranaConnectionError && !isUnreadable(error));
}

/** For those who ask until they are stopped: a server that fails in its own ways is asked again too. */
export const comesBack = (error: unknown): boolean =>
  isPassing(error) || (error instanceof KiranaApiError && (error.status >= 500 || error.status === 408));

/** A whole answer came that no repetition makes readable. */
const isUnreadable = (error: KiranaConnectionError): boolean => error.cause instanceof SyntaxError;

/** How long to wait before the next attempt; undefined: do not repeat. */
export function retryDelayMs(error: unknown, failures: number): number | undefined {
  if (!isPassing(error)) return undefined;
  const asked = error instanceof KiranaApiError ? (error.retryAfterMs ?? 0) : 0;
  return asked > LONGEST_ASKED_MS ? undefined : Math.max(asked, backoffMs(failures));
}

/** Resolves after the delay. @throws the reason of the signal, as soon as it is aborted */
export function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
