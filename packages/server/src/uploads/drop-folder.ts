import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectionId } from '@kirana/core';
import { type DropPlace, type DroppedFile, mediaTypeOf, REPORT, SETTLED } from './dropped-file.ts';

/** A file that has not changed for so long is whole. */
const QUIET_MS = 2_000;

interface Seen {
  readonly size: number;
  readonly modifiedMs: number;
  readonly sinceMs: number;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A name that is free in a folder. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? name : name.replace(/(\.[^.]*)?$/, (end) => `-${copy}${end}`);
    if (!(await exists(join(folder, candidate)))) return candidate;
  }
}

/** A folder of this machine. Links are not followed, and names that begin with a dot are left alone. */
export function openDropFolder(root: string, nowMs: () => number, quietMs: number = QUIET_MS): DropPlace {
  let seen = new Map<string, Seen>();

  function dropped(
    folder: string,
    name: string,
    of: Pick<DroppedFile, 'connectionId' | 'location'>,
    at: Seen,
  ): DroppedFile {
    const path = join(folder, name);
    return {
      ...of,
      name,
      identity: `${path}\n${at.size}\n${at.modifiedMs}`,
      open: async () => createReadStream(path),
      async settle(outcome, report) {
        const target = join(folder, outcome);
        await mkdir(target, { recursive: true });
        const kept = await freeName(target, name);
        await writeFile(join(target, kept + REPORT), report);
        await rename(path, join(target, kept));
      },
    };
  }

  async function filesIn(folder: string, of: Pick<DroppedFile, 'connectionId' | 'location'>, found: Map<string, Seen>) {
    const ready: DroppedFile[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || mediaTypeOf(entry.name) === undefined) continue;
      const path = join(folder, entry.name);
      const facts = await stat(path).catch(() => undefined);
      if (facts === undefined) continue;
      const before = seen.get(path);
      const isSame = before !== undefined && before.size === facts.size && before.modifiedMs === facts.mtimeMs;
      const now = isSame ? before : { size: facts.size, modifiedMs: facts.mtimeMs, sinceMs: nowMs() };
      found.set(path, now);
      if (nowMs() - now.sinceMs >= quietMs) ready.push(dropped(folder, entry.name, of, now));
    }
    return ready;
  }

  return {
    origin: 'folder',
    pollMs: Math.min(1_000, quietMs),
    async list() {
      const found = new Map<string, Seen>();
      const ready: DroppedFile[] = [];
      const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
      for (const { name: connectionId, isDirectory } of folders.map((entry) => ({
        name: entry.name,
        isDirectory: entry.isDirectory(),
      }))) {
        if (!isDirectory || !ConnectionId.safeParse(connectionId).success) continue;
        const folder = join(root, connectionId);
        ready.push(...(await filesIn(folder, { connectionId, location: undefined }, found)));
        for (const inner of await readdir(folder, { withFileTypes: true })) {
          if (!inner.isDirectory() || SETTLED.has(inner.name) || inner.name.startsWith('.')) continue;
          ready.push(...(await filesIn(join(folder, inner.name), { connectionId, location: inner.name }, found)));
        }
      }
      seen = found;
      return ready;
    },
    close: () => undefined,
  };
}
