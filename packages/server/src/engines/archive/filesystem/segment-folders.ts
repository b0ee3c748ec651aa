import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isArchiveDay } from '../archive-key.ts';

const SEGMENT = /^[0-9a-z]+-[0-9a-f]+-[0-9]+\.seg$/;

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Makes the names in a folder durable: a file that was fdatasynced can still lose its name in a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder with its parents, durably. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first) return;
  }
}

/** The days that have a folder, oldest first. */
export async function listDays(root: string): Promise<string[]> {
  return (await readdir(root)).filter(isArchiveDay).sort();
}

/** Paths of a day's segments, oldest writer first; empty when the day has none. */
export async function listSegments(root: string, day: string): Promise<string[]> {
  const folder = join(root, day);
  try {
    return (await readdir(folder))
      .filter((name) => SEGMENT.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
