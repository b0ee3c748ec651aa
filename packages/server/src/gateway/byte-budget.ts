import { KiranaError } from '@kirana/core';

/** Bytes of webhook bodies this process works on at once. Beyond it senders are asked to come again. */
export class ByteBudget {
  readonly #most: number;
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Gives the function that gives them back. @throws OVERLOADED */
  take(bytes: number): () => void {
    if (this.#used + bytes > this.#most) throw new KiranaError('OVERLOADED', { queue: 'bodies' });
    this.#used += bytes;
    return () => {
      this.#used -= bytes;
    };
  }
}
