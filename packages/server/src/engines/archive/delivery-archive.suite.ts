import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from './archive-key.ts';
import type { DeliveryArchive } from './delivery-archive.ts';

/** An archive under test; `reopen` closes it and opens it again over the same bytes. */
export interface ArchiveUnderTest {
  readonly archive: DeliveryArchive;
  reopen(): Promise<DeliveryArchive>;
  dispose(): Promise<void>;
}

/** All that a stream gives, in its order. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of stream) all.push(one);
  return all;
}

/** What every archive must do. Each test gets an empty one. */
export function describeDeliveryArchive(name: string, open: () => Promise<ArchiveUnderTest>): void {
  describe(`delivery archive: ${name}`, () => {
    let subject: ArchiveUnderTest;
    let archive: DeliveryArchive;
    beforeEach(async () => {
      subject = await open();
      archive = subject.archive;
    });
    afterEach(() => subject.dispose());

    test('gives back the bytes under a key made of the day and their hash', async () => {
      const bytes = randomBytes(2048);
      const key = await archive.put('20260301', bytes);
      expect(key).toBe(`20260301/${sha256Hex(bytes)}`);
      expect(Buffer.compare(await archive.get(key), bytes)).toBe(0);
    });

    test.each([
      ['empty', 0],
      ['one byte', 1],
      ['larger than a read window', 700_000],
    ])('keeps a body that is %s, also over a restart', async (_name, length) => {
      const bytes = randomBytes(length);
      const key = await archive.put('20260301', bytes);
      const restarted = await subject.reopen();
      expect(Buffer.compare(await restarted.get(key), bytes)).toBe(0);
    });

    test('stores the same bytes once per day, at once, later and after a restart', async () => {
      const bytes = randomBytes(500);
      await Promise.all([archive.put('20260301', bytes), archive.put('20260301', bytes)]);
      await archive.put('20260301', bytes);
      const restarted = await subject.reopen();
      await restarted.put('20260301', bytes);
      await restarted.put('20260302', bytes);
      const sha256 = sha256Hex(bytes);
      expect(await allOf(restarted.keys())).toEqual([`20260301/${sha256}`, `20260302/${sha256}`]);
    });

    test('takes 1,000 puts at once', async () => {
      const bodies = Array.from({ length: 1000 }, (_, n) => Buffer.from(`body ${n} `.repeat(20)));
      const keys = await Promise.all(bodies.map((bytes) => archive.put('20260301', bytes)));
      const restarted = await subject.reopen();
      expect((await allOf(restarted.keys())).sort()).toEqual(keys.toSorted());
      const read = await Promise.all(keys.map((key) => restarted.get(key)));
      expect(read.map((bytes) => Buffer.from(bytes).toString())).toEqual(bodies.map(String));
    });

    test.each([
      ['of an unknown body', `20260301/${'0'.repeat(64)}`],
      ['that climbs', `20260301/../20260301/${'0'.repeat(64)}`],
      ['that climbs by its day', `../20260301/${'0'.repeat(64)}`],
      ['in capitals', `20260301/${'A'.repeat(64)}`],
      ['with a line end behind it', `20260301/${'0'.repeat(64)}\n`],
      ['with a NUL', `20260301/${'0'.repeat(63)}\0`],
      ['that is empty', ''],
    ])('refuses a key %s', async (_name, key) => {
      await expect(archive.get(key)).rejects.toMatchObject({ code: 'ARCHIVE_BODY_MISSING' });
      await expect(archive.import(key, randomBytes(10))).rejects.toMatchObject({ code: 'ARCHIVE_BODY_MISSING' });
    });

    test.each(['2026-03-01', '../20260301', '', '202603011'])('refuses the day %j', async (day) => {
      await expect(archive.put(day, randomBytes(10))).rejects.toThrow(RangeError);
    });

    test('imports under exactly the given key, twice without harm, and checks the hash', async () => {
      const bytes = randomBytes(300);
      const key = `20250707/${sha256Hex(bytes)}`;
      await archive.import(key, bytes);
      await archive.import(key, bytes);
      expect(Buffer.compare(await archive.get(key), bytes)).toBe(0);
      expect(await allOf(archive.keys())).toEqual([key]);
      await expect(archive.import(key, randomBytes(300))).rejects.toMatchObject({ code: 'ARCHIVE_BODY_MISSING' });
    });

    test('retention removes the days before, whole, and nothing else; writing goes on', async () => {
      const gone = [await archive.put('20260227', randomBytes(10)), await archive.put('20260228', randomBytes(10))];
      const kept = [await archive.put('20260301', randomBytes(10)), await archive.put('20260302', randomBytes(10))];
      expect(await archive.removeBefore('20260301')).toBe(2);
      expect(await archive.removeBefore('20260301')).toBe(0);
      for (const key of gone) await expect(archive.get(key)).rejects.toMatchObject({ code: 'ARCHIVE_BODY_MISSING' });
      kept.push(await archive.put('20260301', randomBytes(10)));
      const late = await archive.put('20260227', randomBytes(10));
      const restarted = await subject.reopen();
      expect((await allOf(restarted.keys())).sort()).toEqual([...kept, late].sort());
    });

    test('is well, and refuses bodies after it was closed', async () => {
      await archive.check();
      await archive.close();
      await expect(archive.put('20260301', randomBytes(10))).rejects.toMatchObject({ code: 'ARCHIVE_UNAVAILABLE' });
    });
  });
}
