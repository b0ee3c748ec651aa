import type { NatMap } from 'ioredis';
import type { AnswerCache, CachedAnswer } from '../answer-cache.ts';
import { isPast, splitAnswerKey } from '../answer-key.ts';
import { type Bounds, DEFAULT_BOUNDS, KnownFloors } from './known-floors.ts';
import { packAnswer, unpackAnswer } from './packed-answer.ts';
import { RedisSession } from './redis-session.ts';
import { parseRedisUrl } from './redis-url.ts';

export interface RedisCacheOptions {
  /** As `REDIS_URL`; see `parseRedisUrl`. Redis should not persist: what it brings back after a restart may be old. */
  readonly url: string;
  /** Hears once of each time Redis goes out of use; for the log. A full Redis stores nothing new and is no trouble. */
  readonly onTrouble?: (error: unknown) => void;
  /** How to reach cluster nodes that announce addresses of another network. */
  readonly natMap?: NatMap;
  /** For tests: how much is remembered while Redis is away. */
  readonly bounds?: Bounds;
}

const KEY_PREFIX = 'kirana:answers:';
const TTL_MS = 24 * 60 * 60 * 1000;
/** Answers of one group; the next one empties it. */
const MOST_VARIANTS = 512;

/**
 * Opens answers in Redis or a Redis Cluster. Waits for one try to connect; a Redis that is away is a cache that misses, and comes
 * into use when it is there.
 * @throws CONFIG_INVALID when the URL cannot be read.
 */
export async function openRedisCache(options: RedisCacheOptions): Promise<AnswerCache> {
  const cache = new RedisCache(options);
  await cache.start();
  return cache;
}

class RedisCache implements AnswerCache {
  readonly #floors: KnownFloors;
  readonly #session: RedisSession;

  constructor({ url, onTrouble = () => {}, natMap, bounds = DEFAULT_BOUNDS }: RedisCacheOptions) {
    this.#floors = new KnownFloors(bounds);
    this.#session = new RedisSession({
      target: parseRedisUrl(url),
      floors: this.#floors,
      keyPrefix: KEY_PREFIX,
      ttlMs: TTL_MS,
      onTrouble,
      ...(natMap === undefined ? {} : { natMap }),
    });
  }

  start(): Promise<void> {
    return this.#session.start();
  }

  async get(key: string): Promise<CachedAnswer | undefined> {
    const parts = splitAnswerKey(key);
    if (parts === undefined) return undefined;
    const hash = hashOf(parts.group);
    const packed = await this.#session.run(hash, (client) => client.field(hash, fieldOf(parts.variant)));
    if (packed === undefined || packed === null) return undefined;
    const answer = unpackAnswer(packed);
    // asked after the answer came: the version may have been raised while it was on its way
    if (answer === undefined || this.#floors.forbids(parts.group, answer.version)) return undefined;
    return isPast(answer.freshUntilMs, Date.now()) ? undefined : answer;
  }

  /** Nothing: what lies in Redis is across the network. */
  getNow(): undefined {}

  async set(key: string, answer: CachedAnswer): Promise<boolean> {
    const parts = splitAnswerKey(key);
    if (parts === undefined || this.#floors.forbids(parts.group, answer.version)) return false;
    const hash = hashOf(parts.group);
    const stored = await this.#session.run(hash, (client) =>
      client.setAnswer(hash, answer.version, fieldOf(parts.variant), packAnswer(answer), TTL_MS, MOST_VARIANTS),
    );
    return stored === true;
  }

  async invalidate(group: string, version: number): Promise<void> {
    const hash = hashOf(group);
    this.#floors.raise(group, version);
    this.#floors.owe(group, version); // before the attempt: whatever takes Redis out of use finds it owed
    const told = await this.#session.run(hash, async (client) => {
      await client.raiseFloor(hash, version, TTL_MS);
      return true;
    });
    if (told) this.#floors.paid(group, version);
  }

  /** @throws Error with the last trouble as its cause. */
  async check(): Promise<void> {
    const answered = await this.#session.run(KEY_PREFIX, async (client) => {
      await client.probe(KEY_PREFIX);
      return true;
    });
    if (!answered) throw new Error('Redis is not in use.', { cause: this.#session.lastError });
  }

  async close(): Promise<void> {
    await this.#session.close();
  }
}

const hashOf = (group: string): string => `${KEY_PREFIX}{${group}}`;
const fieldOf = (variant: string): string => `a:${variant}`; // never `floor`
