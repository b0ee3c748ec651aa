import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AnswerCache, CachedAnswer } from './answer-cache.ts';
import { answerGroup, answerKey } from './answer-key.ts';

export const newGroup = (): string => answerGroup(`ten_${randomUUID()}`, 'sto_1');

export const answerOf = (version: number, body: Uint8Array | string = `body ${version}`): CachedAnswer => ({
  version,
  etag: `"${version}"`,
  body: Buffer.from(body),
  freshUntilMs: null,
  versionToken: `${version}-0`,
});

/** What every cache must do. The tests share one cache, and each uses groups of its own. */
export function describeAnswerCache(name: string, open: () => Promise<AnswerCache>): void {
  describe(`answer cache: ${name}`, () => {
    let cache: AnswerCache;
    beforeAll(async () => {
      cache = await open();
      await cache.check();
    });
    afterAll(() => cache.close());

    test('gives back what was stored, byte for byte', async () => {
      const key = answerKey(newGroup(), 'menu?orderType=delivery&channel=web é 😀');
      const answer: CachedAnswer = {
        version: 2 ** 52 + 1,
        etag: '"ü-1"',
        body: randomBytes(1024 * 1024),
        freshUntilMs: Date.now() + 60_000,
        versionToken: '7-3',
      };
      expect(await cache.get(key)).toBeUndefined();
      expect(await cache.set(key, answer)).toBe(true);
      const got = await cache.get(key);
      expect({ ...got, body: 0 }).toEqual({ ...answer, body: 0 });
      expect(Buffer.compare(got?.body ?? Buffer.of(), answer.body)).toBe(0);
    });

    test('keeps an empty body', async () => {
      const key = answerKey(newGroup(), '');
      await cache.set(key, answerOf(1, ''));
      expect((await cache.get(key))?.body.byteLength).toBe(0);
    });

    test.each([
      ['an older version', 4, false, 'first'],
      ['the same version', 5, true, 'second'],
      ['a newer version', 6, true, 'second'],
    ])('%s over version 5', async (_name, version, stored, body) => {
      const key = answerKey(newGroup(), 'a');
      await cache.set(key, answerOf(5, 'first'));
      expect(await cache.set(key, answerOf(version, 'second'))).toBe(stored);
      expect(String((await cache.get(key))?.body)).toBe(body);
    });

    test('invalidating ends what is older in all variants, and only in that group', async () => {
      const group = newGroup();
      const other = answerKey(newGroup(), 'a');
      await cache.set(other, answerOf(1));
      for (const variant of ['a', 'b']) await cache.set(answerKey(group, variant), answerOf(5));
      await cache.invalidate(group, 5);
      expect((await cache.get(answerKey(group, 'a')))?.version).toBe(5);
      await cache.invalidate(group, 6);
      await cache.invalidate(group, 2); // late: changes nothing
      expect(await cache.get(answerKey(group, 'a'))).toBeUndefined();
      expect(await cache.get(answerKey(group, 'b'))).toBeUndefined();
      expect(await cache.set(answerKey(group, 'a'), answerOf(5))).toBe(false);
      expect(await cache.set(answerKey(group, 'a'), answerOf(6))).toBe(true);
      expect((await cache.get(other))?.version).toBe(1);
    });

    test('a newer answer of one variant ends the older ones of the others', async () => {
      const group = newGroup();
      await cache.set(answerKey(group, 'a'), answerOf(5));
      await cache.set(answerKey(group, 'b'), answerOf(6));
      expect(await cache.get(answerKey(group, 'a'))).toBeUndefined();
      expect(await cache.set(answerKey(group, 'c'), answerOf(5))).toBe(false);
    });

    test('what is given without waiting is what would be given, or nothing', async () => {
      const group = newGroup();
      const key = answerKey(group, 'a');
      const clock = vi.spyOn(Date, 'now');
      const now = Date.now();
      const steps: (() => Promise<unknown>)[] = [
        async () => {},
        () => cache.set(key, { ...answerOf(5), freshUntilMs: now + 60_000 }),
        async () => clock.mockReturnValue(now + 60_000),
        () => cache.set(key, { ...answerOf(5), freshUntilMs: now + 90_000 }),
        () => cache.set(answerKey(group, 'b'), answerOf(6)),
        () => cache.set(key, answerOf(6)),
        () => cache.invalidate(group, 7),
      ];
      try {
        for (const step of steps) {
          await step();
          const [atOnce, waited] = [cache.getNow(key), await cache.get(key)];
          expect([undefined, waited]).toContain(atOnce);
        }
      } finally {
        clock.mockRestore();
      }
    });

    test('is not served at or after freshUntilMs, nor makes it room for an older version', async () => {
      const key = answerKey(newGroup(), 'a');
      const now = Date.now();
      await cache.set(key, { ...answerOf(5), freshUntilMs: now + 60_000 });
      const clock = vi.spyOn(Date, 'now');
      try {
        clock.mockReturnValue(now + 59_999);
        expect((await cache.get(key))?.version).toBe(5);
        clock.mockReturnValue(now + 60_000);
        expect(await cache.get(key)).toBeUndefined();
        expect(await cache.set(key, answerOf(4))).toBe(false);
        expect(await cache.set(key, { ...answerOf(5), freshUntilMs: now + 90_000 })).toBe(true);
        expect((await cache.get(key))?.version).toBe(5);
      } finally {
        clock.mockRestore();
      }
    });

    test.each(['', 'no braces', '{}a', '{open'])('treats the key %j as a miss', async (key) => {
      expect(await cache.set(key, answerOf(1))).toBe(false);
      expect(await cache.get(key)).toBeUndefined();
    });

    test('whatever the interleaving: never below the floor, never older than seen, never a mixed body (I12, I17)', async () => {
      const version = fc.integer({ min: 0, max: 12 });
      const variant = fc.constantFrom('a', 'b');
      const step = fc.oneof(
        fc.record({ kind: fc.constant('set' as const), version, variant }),
        fc.record({ kind: fc.constant('get' as const), variant, version }),
        fc.record({ kind: fc.constant('invalidate' as const), version, variant }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 5 }), { maxLength: 12 }), async (rounds) => {
          const group = newGroup();
          let known = -1; // the newest version that a finished call has told or shown
          for (const round of rounds) {
            const before = known;
            await Promise.all(
              round.map(async ({ kind, version, variant }) => {
                const key = answerKey(group, variant);
                if (kind === 'invalidate') {
                  await cache.invalidate(group, version);
                  known = Math.max(known, version);
                } else if (kind === 'set') {
                  const stored = await cache.set(key, answerOf(version, `${variant} ${version}`));
                  if (stored) known = Math.max(known, version);
                } else {
                  const answer = await cache.get(key);
                  if (answer === undefined) return;
                  expect(answer.version).toBeGreaterThanOrEqual(before);
                  expect(String(answer.body)).toBe(`${variant} ${answer.version}`);
                  known = Math.max(known, answer.version);
                }
              }),
            );
          }
        }),
        { numRuns: 100 },
      );
    });
  });
}
