import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KiranaError } from '@kirana/core';

export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly archive: string;
  /** Lets another server use the folder. The operating system does it too when the process ends in any way. */
  unlock(): void;
}

/**
 * Takes the folder for this process alone. Two processes on one PGlite folder lose rows without any error, so the lock is the operating
 * system's: an SQLite file held in exclusive mode, which a killed process cannot leave behind.
 * @throws DATA_FOLDER_LOCKED
 */
export async function lockDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive; commit; begin exclusive');
  } catch (error) {
    lock.close();
    throw new KiranaError(
      'DATA_FOLDER_LOCKED',
      { folder: path },
      { cause: error, detail: `Another server uses the data folder ${path}.` },
    );
  }
  return { path, database: join(path, 'database'), archive: join(path, 'archive'), unlock: () => lock.close() };
}

/** The key that seals everything, made at the first start. Whoever has it and the data can read all secrets. */
export async function folderSecretKey(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'secret-key');
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    // a link is made whole or not at all: two first starts agree on one key, a crash leaves none half written
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return (await readFile(file, 'utf8')).trim();
}
