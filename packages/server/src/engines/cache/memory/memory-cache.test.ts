import { expect, test, vi } from 'vitest';
import { answerOf, describeAnswerCache } from '../answer-cache.suite.ts';
import { answerKey } from '../answer-key.ts';
import { openMemoryCache } from './memory-cache.ts';

describeAnswerCache('memory', () => openMemoryCache());

const body = Buffer.alloc(10_000);

test('stays within its bytes; what was used last stays', async () => {
  const cache = await openMemoryCache({ maxBytes: 100_000 });
  const keys = Array.from({ length: 50 }, (_, n) => answerKey(`t/${n}`, 'a'));
  for (const key of keys) {
    await cache.set(key, answerOf(1, body));
    await cache.get(keys[0] ?? '');
  }
  const kept = await Promise.all(keys.map(async (key) => (await cache.get(key)) !== undefined));
  expect(kept.filter(Boolean)).toHaveLength(9);
  expect([kept[0], kept[1], kept[49]]).toEqual([true, false, true]);
});

test('an answer larger than the cache is not stored, and ends the older one', async () => {
  const cache = await openMemoryCache({ maxBytes: 5_000 });
  const key = answerKey('t/s', 'a');
  expect(await cache.set(key, answerOf(1, 'small'))).toBe(true);
  expect(await cache.set(key, answerOf(2, body))).toBe(false);
  expect(await cache.get(key)).toBeUndefined();
});

test('an answer that made room keeps older ones out', async () => {
  const cache = await openMemoryCache({ maxBytes: 25_000 });
  await cache.set(answerKey('t/s', 'a'), answerOf(5, body));
  for (const other of ['t/1', 't/2', 't/3']) await cache.set(answerKey(other, 'a'), answerOf(1, body));
  expect(await cache.get(answerKey('t/s', 'a'))).toBeUndefined();
  expect(await cache.set(answerKey('t/s', 'a'), answerOf(4, body))).toBe(false);
});

test('when a version had to be forgotten, an answer that may be older waits it out', async () => {
  const cache = await openMemoryCache({ maxGroups: 2 });
  await cache.invalidate('t/1', 5);
  await cache.invalidate('t/2', 5);
  await cache.set(answerKey('t/3', 'a'), answerOf(1)); // t/1 goes
  expect(await cache.set(answerKey('t/1', 'a'), answerOf(4))).toBe(false);
  expect((await cache.get(answerKey('t/3', 'a')))?.version).toBe(1);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_001);
  expect(await cache.set(answerKey('t/1', 'a'), answerOf(4))).toBe(true);
  clock.mockRestore();
});

test('a group that goes takes its answers with it', async () => {
  const cache = await openMemoryCache({ maxGroups: 1 });
  await cache.set(answerKey('t/1', 'a'), answerOf(5));
  await cache.invalidate('t/2', 1);
  expect(await cache.get(answerKey('t/1', 'a'))).toBeUndefined();
});
