import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectionId } from '@kirana/core';
import { type DropPlace, type DroppedFile, mediaTypeOf, SETTLED } from './dropped-file.ts';
import { type FolderFile, folderFile, isAsSeen, nameBefore, type Seen, TAKING } from './folder-file.ts';

/** A file that has not changed for so long is whole. */
const QUIET_MS = 2_000;

type Of = Pick<FolderFile, 'connectionId' | 'location' | 'home' | 'folder'>;

/** A folder of this machine. Links are not followed, and names that begin with a dot are left alone. */
export function openDropFolder(root: string, nowMs: () => number, quietMs: number = QUIET_MS): DropPlace {
  let seen = new Map<string, Seen>();

  /** What was seen of a plain file, when it has been quiet for long enough. */
  async function quiet(path: string, found: Map<string, Seen>): Promise<Seen | undefined> {
    const facts = await lstat(path).catch(() => undefined);
    if (facts?.isFile() !== true) return undefined;
    const before = seen.get(path);
    const now =
      before !== undefined && isAsSeen(before, facts)
        ? before
        : { size: facts.size, modifiedMs: facts.mtimeMs, inode: facts.ino, sinceMs: nowMs() };
    found.set(path, now);
    return nowMs() - now.sinceMs >= quietMs ? now : undefined;
  }

  /** Files that were laid down here, those in hand when a process ended first. */
  async function filesIn(of: Of, found: Map<string, Seen>): Promise<DroppedFile[]> {
    const ready: DroppedFile[] = [];
    const entries = await readdir(of.folder, { withFileTypes: true });
    const taking = join(of.folder, TAKING);
    const hasTaking = entries.some((entry) => entry.name === TAKING && entry.isDirectory());
    for (const taken of hasTaking ? await readdir(taking) : []) {
      const name = nameBefore(taken);
      const path = join(taking, taken);
      const at = name === undefined ? undefined : await quiet(path, found);
      if (name !== undefined && at !== undefined) ready.push(folderFile({ ...of, name, taken: path, seen: at }));
    }
    for (const { name } of entries.filter((entry) => entry.isFile() && mediaTypeOf(entry.name) !== undefined)) {
      const at = await quiet(join(of.folder, name), found);
      if (at !== undefined) ready.push(folderFile({ ...of, name, taken: undefined, seen: at }));
    }
    return ready;
  }

  return {
    origin: 'folder',
    pollMs: Math.min(1_000, quietMs),
    async list(onTrouble) {
      const found = new Map<string, Seen>();
      const ready: DroppedFile[] = [];
      const look = async (of: Of) => {
        try {
          ready.push(...(await filesIn(of, found)));
        } catch (error) {
          onTrouble(error);
        }
      };
      const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
      for (const entry of folders) {
        const connectionId = entry.name;
        if (!entry.isDirectory() || !ConnectionId.safeParse(connectionId).success) continue;
        const home = join(root, connectionId);
        await look({ connectionId, location: undefined, home, folder: home });
        // `look` told already when it cannot be read
        for (const inner of await readdir(home, { withFileTypes: true }).catch(() => [])) {
          if (!inner.isDirectory() || SETTLED.has(inner.name) || inner.name.startsWith('.')) continue;
          await look({ connectionId, location: inner.name, home, folder: join(home, inner.name) });
        }
      }
      seen = found;
      return ready;
    },
    close: () => undefined,
  };
}
