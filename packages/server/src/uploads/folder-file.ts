import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type DroppedFile, FileLeft, REPORT } from './dropped-file.ts';

/** A file as the listing saw it. */
export interface Seen {
  readonly size: number;
  readonly modifiedMs: number;
  readonly inode: number;
  readonly sinceMs: number;
}

/** Files in hand lie in here, so that a newer one of the same name has its own place. */
export const TAKING = 'taking';
const TAKEN_NAME = /^[0-9a-f]{8}-(.+)$/;

/** The name a file in `taking` came with. */
export const nameBefore = (taken: string): string | undefined => TAKEN_NAME.exec(taken)?.[1];

export const isAsSeen = (seen: Omit<Seen, 'sinceMs'>, facts: Stats): boolean =>
  facts.isFile() && seen.size === facts.size && seen.modifiedMs === facts.mtimeMs && seen.inode === facts.ino;

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

async function checkFolder(path: string): Promise<void> {
  if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is a link, or no folder`);
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (!isCode(error, 'EEXIST')) throw error;
  });
  await checkFolder(path);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Writes the report under a name that is free for the file too. Gives the file's name. */
async function writeReport(folder: string, name: string, report: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? name : name.replace(/(\.[^.]*)?$/, (end) => `-${copy}${end}`);
    if (await exists(join(folder, candidate))) continue;
    try {
      await writeFile(join(folder, candidate + REPORT), report, { flag: 'wx' });
      return candidate;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}

/** The bytes of a plain file that is as it was seen, and stays so until its end. */
async function openAsSeen(path: string, seen: Seen): Promise<Readable> {
  // a pipe would wait for its writer
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const check = async () => {
    if (!isAsSeen(seen, await handle.stat())) throw new FileLeft('the file changed while it was taken');
  };
  try {
    await check();
  } catch (error) {
    await handle.close();
    throw error;
  }
  const bytes = handle.createReadStream({ autoClose: false });
  async function* pieces() {
    yield* bytes;
    await check();
  }
  const stream = Readable.from(pieces(), { objectMode: false });
  // when it ends, and when it is given up
  stream.once('close', () => void handle.close().catch(() => undefined));
  return stream;
}

export interface FolderFile extends Pick<DroppedFile, 'connectionId' | 'location' | 'name'> {
  /** The connection's. */
  readonly home: string;
  /** Where it was laid down. */
  readonly folder: string;
  /** Its path in `taking`, when an earlier process left it there. */
  readonly taken: string | undefined;
  readonly seen: Seen;
}

/** Its identity is the same before and after it was taken. */
export function folderFile({ home, folder, taken, seen, ...file }: FolderFile): DroppedFile {
  let inHand = taken;

  async function take(): Promise<string> {
    await checkFolder(home);
    await checkFolder(folder);
    if (inHand !== undefined) {
      await checkFolder(join(folder, TAKING));
      return inHand;
    }
    const path = join(folder, file.name);
    if (!isAsSeen(seen, await lstat(path))) throw new FileLeft('the file changed');
    await makeFolder(join(folder, TAKING));
    const to = join(folder, TAKING, `${randomBytes(4).toString('hex')}-${file.name}`);
    await rename(path, to);
    inHand = to;
    return to;
  }

  return {
    ...file,
    identity: `${join(folder, file.name)}\n${seen.size}\n${seen.modifiedMs}`,
    open: async () => openAsSeen(await take(), seen),
    async settle(outcome, report) {
      const from = await take();
      const target = join(folder, outcome);
      await makeFolder(target);
      const kept = await writeReport(target, file.name, report);
      try {
        await rename(from, join(target, kept));
      } catch (error) {
        await rm(join(target, kept + REPORT), { force: true });
        if (isCode(error, 'ENOENT')) throw new FileLeft('another process moved the file', { cause: error });
        throw error;
      }
    },
  };
}
