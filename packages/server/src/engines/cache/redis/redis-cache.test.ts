import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerOf, describeAnswerCache, newGroup } from '../answer-cache.suite.ts';
import type { AnswerCache } from '../answer-cache.ts';
import { answerKey } from '../answer-key.ts';
import { BreakableProxy, type PrivateRedis, startPrivateRedis, until } from './private-redis.ts';
import { openRedisCache, type RedisCacheOptions } from './redis-cache.ts';
import { parseRedisUrl } from './redis-url.ts';

const { env, unavailable } = inject('engines');
const url = env.REDIS_URL ?? '';
const missing = unavailable.find(({ engine }) => engine === 'redis')?.reason ?? 'no REDIS_URL';
const skipped = url === '' ? ` (skipped: ${missing})` : '';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: RedisCacheOptions): Promise<AnswerCache> {
  const cache = await openRedisCache(options);
  closing.push(() => cache.close());
  return cache;
}

async function proxyTo(port: number): Promise<{ proxy: BreakableProxy; port: number }> {
  const proxy = new BreakableProxy(port);
  closing.push(() => proxy.close());
  return { proxy, port: await proxy.listen() };
}

const isInUse = (cache: AnswerCache) =>
  cache.check().then(
    () => true,
    () => false,
  );

describe.skipIf(url === '')(`Redis, as the environment has it${skipped}`, () => {
  describeAnswerCache('Redis, all nodes', () => openRedisCache({ url }));

  test('finds out from one node that it is part of a cluster', async () => {
    const one = await open({ url: url.split(',')[0] ?? '' });
    const all = await open({ url });
    for (let n = 0; n < 20; n++) {
      const key = answerKey(newGroup(), 'a');
      expect(await one.set(key, answerOf(n))).toBe(true);
      expect((await all.get(key))?.version).toBe(n);
    }
  });

  test.each(['cut', 'hang'] as const)(
    'a cluster behind a network that is %s: misses, then is right again',
    async (how) => {
      const troubles: unknown[] = [];
      const natMap: Record<string, { host: string; port: number }> = {};
      const proxies: BreakableProxy[] = [];
      for (const { host, port } of parseRedisUrl(url).nodes) {
        const behind = await proxyTo(port);
        proxies.push(behind.proxy);
        natMap[`${host}:${port}`] = { host: '127.0.0.1', port: behind.port };
      }
      const nodes = Object.values(natMap).map(({ port }) => `redis://127.0.0.1:${port}`);
      const cache = await open({
        url: `${nodes.join(',')}?cluster=1`,
        natMap,
        onTrouble: (error) => troubles.push(error),
      });
      const direct = await open({ url });
      const groups = Array.from({ length: 12 }, newGroup);
      for (const group of groups) expect(await cache.set(answerKey(group, 'a'), answerOf(5))).toBe(true);
      proxies[1]?.[how]();
      await Promise.all(groups.map((group) => cache.invalidate(group, 6)));
      for (const group of groups) expect(await cache.get(answerKey(group, 'a'))).toBeUndefined();
      expect(troubles).toHaveLength(1);
      proxies[1]?.mend();
      await until(() => isInUse(cache));
      for (const group of groups) {
        expect(await direct.get(answerKey(group, 'a'))).toBeUndefined();
        expect(await cache.set(answerKey(group, 'a'), answerOf(6))).toBe(true);
      }
    },
  );
});

describe.skipIf(url === '')(`Redis, one node of our own${skipped}`, () => {
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startPrivateRedis();
  });
  afterAll(() => redis.stop());

  const direct = () => open({ url: `redis://127.0.0.1:${redis.port}` });

  describeAnswerCache('Redis, one node', () => openRedisCache({ url: `redis://127.0.0.1:${redis.port}/0` }));

  test.each(['cut', 'hang'] as const)(
    'a network that is %s: never an error, never an old answer, back by itself',
    async (how) => {
      const { proxy, port } = await proxyTo(redis.port);
      const troubles: unknown[] = [];
      const cache = await open({ url: `redis://127.0.0.1:${port}`, onTrouble: (error) => troubles.push(error) });
      const other = await direct();
      const [group, untouched] = [newGroup(), newGroup()];
      for (const name of [group, untouched]) await cache.set(answerKey(name, 'a'), answerOf(5));

      proxy[how]();
      const asked = await Promise.all(Array.from({ length: 100 }, () => cache.get(answerKey(group, 'a'))));
      expect(asked.filter((answer) => answer !== undefined)).toEqual([]);
      expect(await cache.set(answerKey(group, 'a'), answerOf(7))).toBe(false);
      await cache.invalidate(group, 6);
      await expect(cache.check()).rejects.toThrow();
      expect(troubles).toHaveLength(1);

      proxy.mend();
      await until(() => isInUse(cache));
      expect(await other.get(answerKey(group, 'a'))).toBeUndefined(); // it was told what it missed
      expect(await cache.set(answerKey(group, 'a'), answerOf(5))).toBe(false);
      expect(await cache.set(answerKey(group, 'a'), answerOf(6))).toBe(true);
      expect((await cache.get(answerKey(untouched, 'a')))?.version).toBe(5);
    },
  );

  test('opens while Redis is away, and comes into use', async () => {
    const { proxy, port } = await proxyTo(redis.port);
    proxy.cut();
    const troubles: unknown[] = [];
    const cache = await open({ url: `redis://127.0.0.1:${port}`, onTrouble: (error) => troubles.push(error) });
    const group = newGroup();
    await cache.invalidate(group, 3);
    expect(await cache.get(answerKey(group, 'a'))).toBeUndefined();
    expect(troubles).toHaveLength(1);
    proxy.mend();
    await until(() => isInUse(cache));
    expect(await (await direct()).set(answerKey(group, 'a'), answerOf(2))).toBe(false);
  });

  test('a Redis that went back in time is told again', async () => {
    const { proxy, port } = await proxyTo(redis.port);
    const cache = await open({ url: `redis://127.0.0.1:${port}` });
    const group = newGroup();
    await cache.set(answerKey(group, 'a'), answerOf(5));
    const hash = `kirana:answers:{${group}}`;
    const snapshot = await redis.raw.dumpBuffer(hash);
    await cache.invalidate(group, 6);
    proxy.cut();
    await redis.raw.restore(hash, 0, snapshot, 'REPLACE');
    const other = await direct();
    expect((await other.get(answerKey(group, 'a')))?.version).toBe(5); // nobody told it yet
    proxy.mend();
    await until(() => isInUse(cache));
    for (const reader of [cache, other]) expect(await reader.get(answerKey(group, 'a'))).toBeUndefined();
  });

  test('when more was missed than can be remembered, everything is removed', async () => {
    const { proxy, port } = await proxyTo(redis.port);
    const cache = await open({ url: `redis://127.0.0.1:${port}`, bounds: { remembered: 1, owed: 2 } });
    const groups = Array.from({ length: 5 }, newGroup);
    for (const group of groups) await cache.set(answerKey(group, 'a'), answerOf(5));
    await redis.raw.set('something of others', 'stays');
    proxy.cut();
    for (const group of groups.slice(0, 4)) await cache.invalidate(group, 6);
    proxy.mend();
    await until(() => isInUse(cache));
    for (const group of groups) expect(await cache.get(answerKey(group, 'a'))).toBeUndefined();
    expect(await redis.raw.get('something of others')).toBe('stays');
  });

  test('a full Redis stores nothing new, still serves, and still forgets', async () => {
    const cache = await direct();
    const [kept, ended] = [newGroup(), newGroup()];
    for (const group of [kept, ended]) await cache.set(answerKey(group, 'a'), answerOf(5));
    await redis.raw.config('SET', 'maxmemory', '1');
    try {
      expect(await cache.set(answerKey(kept, 'b'), answerOf(5))).toBe(false);
      expect(await cache.set(answerKey(kept, 'b'), answerOf(6))).toBe(false);
      await cache.invalidate(ended, 6);
      const other = await direct();
      expect((await other.get(answerKey(kept, 'a')))?.version).toBe(5);
      expect(await other.get(answerKey(ended, 'a'))).toBeUndefined();
    } finally {
      await redis.raw.config('SET', 'maxmemory', '0');
    }
    expect(await cache.set(answerKey(ended, 'a'), answerOf(5))).toBe(false);
  });

  test('a group is bounded, and expires as a whole', async () => {
    const cache = await direct();
    const group = newGroup();
    for (let n = 0; n < 600; n++) expect(await cache.set(answerKey(group, String(n)), answerOf(1))).toBe(true);
    expect(await redis.raw.hlen(`kirana:answers:{${group}}`)).toBeLessThanOrEqual(513);
    expect(await redis.raw.pttl(`kirana:answers:{${group}}`)).toBeGreaterThan(0);
    expect((await cache.get(answerKey(group, '599')))?.version).toBe(1);
  });

  test('what another version of the program wrote is a miss', async () => {
    const cache = await direct();
    const group = newGroup();
    await redis.raw.hset(`kirana:answers:{${group}}`, {
      floor: '5',
      'a:x': 'not ours',
      'a:y': Buffer.from([1, 255, 0, 0, 0]),
    });
    expect(await cache.get(answerKey(group, 'x'))).toBeUndefined();
    expect(await cache.get(answerKey(group, 'y'))).toBeUndefined();
    expect(await isInUse(cache)).toBe(true);
  });
});
