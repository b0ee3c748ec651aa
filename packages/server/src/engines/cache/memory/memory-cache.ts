import { LRUCache } from 'lru-cache';
import type { AnswerCache, CachedAnswer } from '../answer-cache.ts';
import { isPast, splitAnswerKey } from '../answer-key.ts';

export interface MemoryCacheOptions {
  /** What the answers may take together; 256 MB by default. The ones not used for longest go first. */
  readonly maxBytes?: number;
  /** How many groups are remembered, with or without answers; 100,000 by default. */
  readonly maxGroups?: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
const MAX_GROUPS = 100_000;
const ENTRY_BYTES = 500; // keys, objects and lists around the bytes
/** No answer takes longer from reading its version to `set`. */
const LATE_SET_MS = 60_000;

interface Group {
  version: number;
  raisedAtMs: number;
  /** Keys of its answers; all of them are of this version. */
  keys: Set<string>;
}

interface Held {
  readonly answer: CachedAnswer;
  readonly group: string;
}

export function openMemoryCache(options: MemoryCacheOptions = {}): Promise<AnswerCache> {
  return Promise.resolve(new MemoryCache(options));
}

class MemoryCache implements AnswerCache {
  readonly #answers: LRUCache<string, Held>;
  readonly #groups: LRUCache<string, Group>;
  /** Until then a group we do not know may be one whose version was forgotten while an older answer was being made. */
  #unknownRefusedUntilMs = 0;

  constructor({ maxBytes = MAX_BYTES, maxGroups = MAX_GROUPS }: MemoryCacheOptions) {
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: bytesOf,
      dispose: ({ group }, key, reason) => {
        if (reason === 'evict') this.#groups.peek(group)?.keys.delete(key);
      },
    });
    this.#groups = new LRUCache({
      max: maxGroups,
      dispose: (group, _name, reason) => {
        if (reason === 'evict') this.#forget(group);
      },
    });
  }

  async get(key: string): Promise<CachedAnswer | undefined> {
    return this.getNow(key);
  }

  getNow(key: string): CachedAnswer | undefined {
    const held = this.#answers.get(key);
    if (held === undefined || isPast(held.answer.freshUntilMs, Date.now())) return undefined;
    this.#groups.get(held.group); // used: its group must not be the next to go
    return held.answer;
  }

  async set(key: string, answer: CachedAnswer): Promise<boolean> {
    const parts = splitAnswerKey(key);
    if (parts === undefined) return false;
    if (this.#groups.peek(parts.group) === undefined && Date.now() < this.#unknownRefusedUntilMs) return false;
    const group = this.#raise(parts.group, answer.version);
    if (answer.version < group.version) return false;
    const held = { answer, group: parts.group };
    this.#answers.set(key, held);
    if (this.#answers.peek(key) !== held) return false; // larger than the whole cache
    group.keys.add(key);
    return true;
  }

  async invalidate(group: string, version: number): Promise<void> {
    this.#raise(group, version);
  }

  async check(): Promise<void> {}

  async close(): Promise<void> {
    this.#answers.clear();
    this.#groups.clear();
  }

  #raise(name: string, version: number): Group {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = { version, raisedAtMs: Date.now(), keys: new Set() };
      this.#groups.set(name, group);
    } else if (version > group.version) {
      for (const key of group.keys) this.#answers.delete(key);
      group.keys.clear();
      group.version = version;
      group.raisedAtMs = Date.now();
    }
    return group;
  }

  #forget(group: Group): void {
    for (const key of group.keys) this.#answers.delete(key);
    this.#unknownRefusedUntilMs = Math.max(this.#unknownRefusedUntilMs, group.raisedAtMs + LATE_SET_MS);
  }
}

const bytesOf = ({ answer: { body, etag } }: Held): number => body.byteLength + 2 * etag.length + ENTRY_BYTES;
