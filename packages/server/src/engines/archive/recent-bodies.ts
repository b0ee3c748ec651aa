import { LRUCache } from 'lru-cache';

const MAX_BYTES = 32 * 1024 * 1024;

/** The bodies stored last: the normalizer reads a body a moment after the gateway put it. */
export class RecentBodies {
  readonly #bodies = new LRUCache<string, Uint8Array>({
    maxSize: MAX_BYTES,
    sizeCalculation: (bytes) => bytes.byteLength + 200, // an empty body still costs its key
  });

  add(key: string, bytes: Uint8Array): void {
    this.#bodies.set(key, bytes);
  }

  get(key: string): Uint8Array | undefined {
    return this.#bodies.get(key);
  }

  /** Forgets the days that retention removed. */
  removeBefore(day: string): void {
    for (const key of [...this.#bodies.keys()]) if (key < day) this.#bodies.delete(key);
  }
}
