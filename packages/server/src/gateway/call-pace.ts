import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError } from '@kirana/adapter';
import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Calls that may come at once after a rest: those of so long. */
const AT_ONCE_MS = 5_000;
/** Who would have to wait longer comes again later, and holds nothing meanwhile. */
const LONGEST_WAIT_MS = 10_000;

/** Keeps the calls of each connection below what its adapter says the provider allows; in this process. */
export class CallPaces {
  readonly #now: () => Date;
  /** When the calls so far would have been made, evenly. */
  readonly #dueMs = new LRUCache<string, number>({ max: 10_000 });

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Milliseconds until the next call may be made, which is taken for made. @throws AdapterError('rate_limited') when that is long */
  take(connectionId: string, callsPerMinute: number): number {
    const nowMs = this.#now().getTime();
    const dueMs = Math.max(this.#dueMs.get(connectionId) ?? 0, nowMs);
    const waitMs = Math.max(0, dueMs - nowMs - AT_ONCE_MS);
    if (waitMs > LONGEST_WAIT_MS) {
      throw new AdapterError('rate_limited', `the provider allows ${callsPerMinute} calls a minute`, {
        retryAfterMs: waitMs,
      });
    }
    this.#dueMs.set(connectionId, dueMs + MINUTE_MS / callsPerMinute);
    return waitMs;
  }

  /** @throws AdapterError('rate_limited'); the reason of the signal when it is aborted */
  async wait(connectionId: string, callsPerMinute: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.take(connectionId, callsPerMinute);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
  }
}
