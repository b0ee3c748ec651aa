import { KiranaError } from '@kirana/core';

/**
 * Lets a bounded number of requests run at once; the others wait in order. The HTTP agent would bound them too, but counts
 * the wait for a free connection as a connection that does not come about.
 */
export class RequestSlots {
  readonly #most: number;
  readonly #mostWaiting: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  /** @throws OVERLOADED when too many wait already. */
  async run<T>(request: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await this.#turn();
    else this.#running += 1;
    try {
      return await request();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next(); // hands its slot on
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= this.#mostWaiting) throw new KiranaError('OVERLOADED', { queue: 'archive' });
    await new Promise<void>((turn) => this.#waiting.push(turn));
  }
}
