import { LRUCache } from 'lru-cache';

export interface Bounds {
  /** Groups whose version is remembered although Redis has it too. */
  readonly remembered: number;
  /** Groups whose version Redis does not have yet. */
  readonly owed: number;
}

export const DEFAULT_BOUNDS: Bounds = { remembered: 20_000, owed: 100_000 };

/**
 * What this process knows of the versions of groups. The owed ones Redis could not be told yet; the remembered ones are told again
 * when a connection was lost, because a restarted or failed-over Redis may have gone back in time.
 */
export class KnownFloors {
  readonly #remembered: LRUCache<string, number>;
  readonly #owed = new Map<string, number>();
  readonly #mostOwed: number;
  #overflowed = false;

  constructor(bounds: Bounds) {
    this.#remembered = new LRUCache({ max: bounds.remembered });
    this.#mostOwed = bounds.owed;
  }

  /** Is this version too old, as far as we know? */
  forbids(group: string, version: number): boolean {
    return version < Math.max(this.#remembered.get(group) ?? -1, this.#owed.get(group) ?? -1);
  }

  raise(group: string, version: number): void {
    this.#remembered.set(group, Math.max(version, this.#remembered.get(group) ?? -1));
  }

  owe(group: string, version: number): void {
    if (this.#overflowed) return;
    this.#owed.set(group, Math.max(version, this.#owed.get(group) ?? -1));
    if (this.#owed.size <= this.#mostOwed) return;
    this.#overflowed = true;
    this.#owed.clear();
  }

  oweAllRemembered(): void {
    for (const [group, version] of this.#remembered.entries()) this.owe(group, version);
  }

  get owesAny(): boolean {
    return this.#overflowed || this.#owed.size > 0;
  }

  /** Was more missed than could be remembered? Then everything in Redis may be too old. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  /** Everything in Redis was removed. */
  allRemoved(): void {
    this.#overflowed = false;
  }

  /** Some of what is owed; empty when nothing is. */
  owed(most: number): [group: string, version: number][] {
    return this.#owed.entries().take(most).toArray();
  }

  /** Redis was told; a higher version that came in meanwhile stays owed. */
  paid(group: string, version: number): void {
    if (this.#owed.get(group) === version) this.#owed.delete(group);
  }
}
