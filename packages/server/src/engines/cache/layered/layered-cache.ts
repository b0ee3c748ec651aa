import type { AnswerCache } from '../answer-cache.ts';

/**
 * This process's memory in front of a cache that all processes share: a hit costs no network, a miss may still be another process's hit.
 * Who reads compares versions, so a near answer that has been overtaken is found out like any other.
 */
export function layerCaches(near: AnswerCache, far: AnswerCache): AnswerCache {
  return {
    async get(key) {
      const close = await near.get(key);
      if (close !== undefined) return close;
      const shared = await far.get(key);
      if (shared !== undefined) await near.set(key, shared);
      return shared;
    },
    getNow: (key) => near.getNow(key),
    async set(key, answer) {
      const [kept] = await Promise.all([near.set(key, answer), far.set(key, answer)]);
      return kept;
    },
    async invalidate(group, version) {
      await Promise.all([near.invalidate(group, version), far.invalidate(group, version)]);
    },
    check: () => far.check(),
    async close() {
      await Promise.all([near.close(), far.close()]);
    },
  };
}
