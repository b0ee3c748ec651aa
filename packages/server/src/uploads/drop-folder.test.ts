import { rmSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDropFolder } from './drop-folder.ts';
import { type DroppedFile, FileLeft } from './dropped-file.ts';

const CONNECTION = 'con_01k4f2m8r5e6s9v0a1b2c3d4e5';
const fail = (error: unknown) => {
  throw error;
};

let root: string;
let home: string;
let file: string;
let nowMs: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kirana-drops-'));
  home = join(root, CONNECTION);
  file = join(home, 'a.csv');
  nowMs = 0;
  await mkdir(home);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const open = () => openDropFolder(root, () => nowMs);

/** What is listed when everything has been quiet. */
async function listed(place = open()): Promise<readonly DroppedFile[]> {
  await place.list(fail);
  nowMs += 2_000;
  return place.list(fail);
}

const text = async (dropped: DroppedFile | undefined) =>
  Buffer.concat((await (await dropped?.open())?.toArray()) ?? []).toString();

test('a newer file of the same name stays, and is taken by itself', async () => {
  await writeFile(file, 'first');
  const place = open();
  const [first] = await listed(place);
  expect(await text(first)).toBe('first');
  await writeFile(file, 'second');
  await first?.settle('done', '{}');
  expect(await readFile(join(home, 'done', 'a.csv'), 'utf8')).toBe('first');
  const [second] = await listed(place);
  expect(await text(second)).toBe('second');
  await writeFile(join(home, 'done', 'a-2.csv.report.json'), 'taken');
  await second?.settle('done', '{}');
  expect((await readdir(join(home, 'done'))).sort()).toEqual([
    'a-2.csv.report.json',
    'a-3.csv',
    'a-3.csv.report.json',
    'a.csv',
    'a.csv.report.json',
  ]);
  expect(await readdir(join(home, 'taking'))).toEqual([]);
});

test('a file in hand when the process ended is taken up again, as the same', async () => {
  await writeFile(file, 'first');
  const [before] = await listed();
  await text(before);
  const [after] = await listed();
  expect(after).toMatchObject({ name: 'a.csv', identity: before?.identity });
  expect(await text(after)).toBe('first');
  await after?.settle('failed', '{}');
  expect((await readdir(join(home, 'failed'))).sort()).toEqual(['a.csv', 'a.csv.report.json']);
  // whoever had it too leaves no report
  await expect(before?.settle('done', '{}')).rejects.toThrow(FileLeft);
  expect(await readdir(join(home, 'done'))).toEqual([]);
});

test('a file that changed after it was listed is left where it is', async () => {
  await writeFile(file, 'first');
  const [grown] = await listed();
  await appendFile(file, ' and more');
  await expect(grown?.open()).rejects.toThrow(FileLeft);
  await expect(grown?.settle('failed', '{}')).rejects.toThrow(FileLeft);
  expect(await readdir(home)).toEqual(['a.csv']);

  const [replaced] = await listed();
  const { atime, mtime } = await stat(file);
  await writeFile(`${file}.part`, 'other and more');
  await utimes(`${file}.part`, atime, mtime);
  await rename(`${file}.part`, file);
  await expect(replaced?.open()).rejects.toThrow(FileLeft);

  const [gone] = await listed();
  await unlink(file);
  await expect(gone?.open()).rejects.toThrow('ENOENT');
});

test('a file that grows while it is read does not come to an end', async () => {
  await writeFile(file, 'x'.repeat(1_000_000));
  const [growing] = await listed();
  const stream = await growing?.open();
  const [taken = ''] = await readdir(join(home, 'taking'));
  await appendFile(join(home, 'taking', taken), 'more');
  await expect(stream?.toArray()).rejects.toThrow(FileLeft);
});

test('links are not followed', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'kirana-outside-'));
  await writeFile(join(outside, 'secret.csv'), 'secret');
  await symlink(join(outside, 'secret.csv'), join(home, 'link.csv'));
  await symlink(outside, join(root, 'con_01k4f2m8r5e6s9v0a1b2c3d4e6'));
  await symlink(outside, join(home, 'north'));
  await symlink(outside, join(home, 'taking'));
  await writeFile(file, 'first');
  const files = await listed();
  expect(files.map(({ name }) => name)).toEqual(['a.csv']);
  await expect(files[0]?.open()).rejects.toThrow('is a link');
  await unlink(join(home, 'taking'));
  await symlink(outside, join(home, 'done'));
  const [again] = await listed();
  expect(await text(again)).toBe('first');
  await expect(again?.settle('done', '{}')).rejects.toThrow('is a link');
  // became a link after it was listed
  await rename(home, `${home}-moved`);
  await symlink(`${home}-moved`, home);
  await expect(again?.open()).rejects.toThrow('is a link');
  expect(await readdir(outside)).toEqual(['secret.csv']);
  await rm(outside, { recursive: true });
});

test('a folder that cannot be read keeps no other', async () => {
  const other = join(root, 'con_01k4f2m8r5e6s9v0a1b2c3d4e6');
  await mkdir(other);
  await writeFile(file, 'first');
  await writeFile(join(other, 'a.csv'), 'first');
  // a test may run as root, who can read everything: whichever folder is second is gone by then
  const clock = () => {
    rmSync(home, { recursive: true, force: true });
    rmSync(other, { recursive: true, force: true });
    return 0;
  };
  const troubles: unknown[] = [];
  const files = await openDropFolder(root, clock, 0).list((error) => troubles.push(error));
  expect(files).toHaveLength(1);
  expect(troubles).toMatchObject([{ code: 'ENOENT' }]);
});
