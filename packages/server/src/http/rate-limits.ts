import { LRUCache } from 'lru-cache';

export interface RateVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until one more call is allowed when refused; until the bucket is full again otherwise. */
  readonly resetSeconds: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_BUCKETS = 50_000;

/** Token buckets in this process: a minute's calls may come at once, and refill evenly. With N processes a key gets up to N times as much. */
export function rateLimits(now: () => Date) {
  const buckets = new LRUCache<string, Bucket>({ max: MOST_BUCKETS });
  return {
    take(key: string, perMinute: number): RateVerdict {
      const at = now().getTime();
      const perMs = perMinute / 60_000;
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = { tokens: perMinute, at };
        buckets.set(key, bucket);
      }
      bucket.tokens = Math.min(perMinute, bucket.tokens + Math.max(0, at - bucket.at) * perMs);
      bucket.at = at;
      const allowed = bucket.tokens >= 1;
      if (allowed) bucket.tokens -= 1;
      const missing = allowed ? perMinute - bucket.tokens : 1 - bucket.tokens;
      return {
        allowed,
        limit: perMinute,
        remaining: Math.floor(bucket.tokens),
        resetSeconds: Math.max(1, Math.ceil(missing / perMs / 1000)),
      };
    },
  };
}
export type RateLimits = ReturnType<typeof rateLimits>;
