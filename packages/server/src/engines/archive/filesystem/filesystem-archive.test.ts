import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allOf, describeDeliveryArchive } from '../delivery-archive.suite.ts';
import { openFilesystemArchive } from './filesystem-archive.ts';
import type { OpenSegment } from './segment-file.ts';

const DAY = '20260301';
const newRoot = () => mkdtemp(join(tmpdir(), 'kirana-archive-'));

describeDeliveryArchive('filesystem', async () => {
  const root = await newRoot();
  let archive = await openFilesystemArchive({ root });
  return {
    archive,
    reopen: async () => {
      await archive.close();
      archive = await openFilesystemArchive({ root });
      return archive;
    },
    dispose: async () => {
      await archive.close();
      await rm(root, { recursive: true });
    },
  };
});

describe('filesystem archive', () => {
  let root: string;
  beforeEach(async () => {
    root = await newRoot();
  });
  afterEach(() => rm(root, { recursive: true }));

  const segments = async () => (await readdir(join(root, DAY))).sort().map((name) => join(root, DAY, name));

  /** Stores these bodies in one segment and gives their keys with the path of it. */
  async function written(bodies: readonly Buffer[]): Promise<{ keys: string[]; path: string }> {
    const archive = await openFilesystemArchive({ root });
    const keys: string[] = [];
    for (const bytes of bodies) keys.push(await archive.put(DAY, bytes));
    await archive.close();
    return { keys, path: (await segments())[0] ?? '' };
  }

  /** Which of these keys can be read by a new process. */
  async function readable(keys: readonly string[]): Promise<boolean[]> {
    const archive = await openFilesystemArchive({ root });
    return Promise.all(
      keys.map((key) =>
        archive.get(key).then(
          () => true,
          () => false,
        ),
      ),
    );
  }

  const three = () => [randomBytes(100), randomBytes(100), randomBytes(100)];

  test.each([
    ['inside the last payload', 50],
    ['inside the last header', 120],
  ])('a tail torn %s hides that record only, and a new writer is not disturbed', async (_name, missing) => {
    const { keys, path } = await written(three());
    await truncate(path, (await stat(path)).size - missing);
    expect(await readable(keys)).toEqual([true, true, false]);
    const again = await openFilesystemArchive({ root });
    const key = await again.put(DAY, randomBytes(100));
    await again.close();
    expect(await readable([...keys, key])).toEqual([true, true, false, true]);
  });

  test.each([
    ['noise', () => randomBytes(5000)],
    ['zeroes, as a power cut leaves them', () => Buffer.alloc(300_000)],
    ['half a magic', () => Buffer.from('KA')],
  ])('a tail of %s is passed over', async (_name, tail) => {
    const { keys, path } = await written(three());
    await appendFile(path, tail());
    expect(await readable(keys)).toEqual([true, true, true]);
  });

  test('a damaged payload is missing, never wrong, and is stored anew when it comes again', async () => {
    const bodies = three();
    const { keys, path } = await written(bodies);
    const file = await open(path, 'r+');
    await file.write(Buffer.from([1, 2, 3]), 0, 3, 60);
    await file.close();
    expect(await readable(keys)).toEqual([false, true, true]);
    const again = await openFilesystemArchive({ root });
    await again.put(DAY, bodies[0] ?? Buffer.alloc(0));
    await again.close();
    expect(await readable(keys)).toEqual([true, true, true]);
  });

  test('a damaged header hides that record only', async () => {
    const { keys, path } = await written([randomBytes(100), randomBytes(400_000), randomBytes(100)]);
    const file = await open(path, 'r+');
    await file.write(Buffer.from([9]), 0, 1, 144 + 5); // the length of the second record
    await file.close();
    expect(await readable(keys)).toEqual([true, false, true]);
  });

  test('another process reads what is being written', async () => {
    const writer = await openFilesystemArchive({ root });
    const reader = await openFilesystemArchive({ root });
    for (let n = 0; n < 5; n++) {
      const bytes = randomBytes(1000);
      const key = await writer.put(DAY, bytes);
      expect(Buffer.compare(await reader.get(key), bytes)).toBe(0);
    }
    await writer.close();
    await reader.close();
  });

  test('a full disk refuses that batch, leaves nothing of it, and the next segment goes on', async () => {
    let full = false;
    const openSegment: OpenSegment = async (path) => {
      const file = await open(path, 'wx');
      return {
        write: (async (bytes: Buffer, offset: number, length: number, position: number) => {
          if (!full) return file.write(bytes, offset, length, position);
          await file.write(bytes, offset, Math.min(length, 30), position);
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        }) as typeof file.write,
        datasync: () => file.datasync(),
        truncate: (length) => file.truncate(length),
        close: () => file.close(),
      };
    };
    const archive = await openFilesystemArchive({ root, openSegment });
    const before = await archive.put(DAY, randomBytes(100));
    full = true;
    const refused = await Promise.allSettled(Array.from({ length: 5 }, () => archive.put(DAY, randomBytes(100))));
    full = false;
    const after = await archive.put(DAY, randomBytes(100));
    for (const outcome of refused) {
      expect(outcome).toMatchObject({
        reason: { code: 'ARCHIVE_UNAVAILABLE', retryable: true, params: { reason: 'ENOSPC' } },
      });
    }
    expect(await allOf(archive.keys())).toEqual([before, after]);
    await archive.close();
    expect(await segments()).toHaveLength(2);
    expect(await readable([before, after])).toEqual([true, true]);
  });

  test('a failed fdatasync acknowledges nothing', async () => {
    const openSegment: OpenSegment = async (path) => {
      const file = await open(path, 'wx');
      file.datasync = () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }));
      return file;
    };
    const archive = await openFilesystemArchive({ root, openSegment });
    const bytes = randomBytes(100);
    for (let n = 0; n < 2; n++) {
      await expect(archive.put(DAY, bytes)).rejects.toMatchObject({ params: { reason: 'EIO' } });
    }
    expect(await allOf(archive.keys())).toEqual([]);
    await archive.close();
  });

  test('a body larger than a batch, and a queue of many batches', async () => {
    const archive = await openFilesystemArchive({ root });
    const bodies = Array.from({ length: 12 }, () => randomBytes(9_000_000));
    const keys = await Promise.all(bodies.map((bytes) => archive.put(DAY, bytes)));
    await archive.close();
    expect(await segments()).toHaveLength(2); // rotated at 64 MB
    expect((await readable(keys)).every(Boolean)).toBe(true);
  });

  test('check says when the folder cannot be written', async () => {
    const archive = await openFilesystemArchive({ root: join(root, 'inner') });
    await rm(join(root, 'inner'), { recursive: true });
    await expect(archive.check()).rejects.toMatchObject({ code: 'ARCHIVE_UNAVAILABLE' });
    await writeFile(join(root, 'inner'), 'a file where a folder should be');
    await expect(archive.put(DAY, randomBytes(10))).rejects.toMatchObject({ code: 'ARCHIVE_UNAVAILABLE' });
  });

  test('every key acknowledged before a kill -9 is readable', async () => {
    const script = fileURLToPath(new URL('./acknowledge-until-killed.ts', import.meta.url));
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [...process.execArgv, '--conditions=@kirana/source', script, root, DAY], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      const exited = once(child, 'exit');
      while (said.split('\n').length < 200) await sleep(5);
      child.kill('SIGKILL');
      await exited;
      acknowledged.push(...said.split('\n').slice(0, -1)); // the last line may be torn
    }
    expect(new Set(acknowledged).size).toBeGreaterThan(500);
    const kept = await readable(acknowledged);
    expect(kept.filter((isKept) => !isKept)).toEqual([]);
    expect((await readFile((await segments())[0] ?? '')).length).toBeGreaterThan(0);
  });
});
