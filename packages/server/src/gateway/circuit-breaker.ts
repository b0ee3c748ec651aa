import { AdapterError } from '@kirana/adapter';
import { LRUCache } from 'lru-cache';

const FAILURES = 5;
const OPEN_MS = 30_000;

interface State {
  failures: number;
  openUntilMs: number;
}

/** After five failures in a row a connection's provider is left alone for half a minute, so that one dead provider costs others nothing. */
export class CircuitBreakers {
  readonly #now: () => Date;
  readonly #states = new LRUCache<string, State>({ max: 10_000 });

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @throws AdapterError('transient') while it is open. When the time is over, one more failure opens it again. */
  check(connectionId: string): void {
    const leftMs = (this.#states.get(connectionId)?.openUntilMs ?? 0) - this.#now().getTime();
    if (leftMs > 0) {
      throw new AdapterError('transient', 'the provider failed several times in a row and is left alone for a while', {
        retryAfterMs: leftMs,
      });
    }
  }

  succeeded(connectionId: string): void {
    this.#states.delete(connectionId);
  }

  failed(connectionId: string): void {
    const failures = (this.#states.get(connectionId)?.failures ?? 0) + 1;
    const openUntilMs = failures >= FAILURES ? this.#now().getTime() + OPEN_MS : 0;
    this.#states.set(connectionId, { failures, openUntilMs });
  }
}
