import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const BEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;

/** Where engines are installed: per user and not per clone, because one of them takes minutes to build. */
export const enginesFolder = (): string =>
  process.env.KIRANA_ENGINES_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kirana', 'engines');

/**
 * The folder `name` (which carries the version), filled by `build` on its first use. It appears whole or not at all,
 * whoever is killed meanwhile; the lock only spares a second process the same work.
 */
export async function installOnce(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const parent = enginesFolder();
  const target = join(parent, name);
  if (await exists(target)) return target;
  await mkdir(parent, { recursive: true });
  const release = await lock(`${target}.lock`, () => exists(target));
  try {
    if (await exists(target)) return target;
    await removeLeftovers(parent, name);
    const partial = join(parent, `${name}.${process.pid}.partial`);
    await mkdir(partial);
    const started = performance.now();
    process.stderr.write(`engines: installing ${name} in ${parent}\n`);
    try {
      await build(partial);
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      if (!(await exists(target))) throw error;
    }
    process.stderr.write(`engines: installed ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return target;
  } finally {
    await release();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Folders of builds that were killed. Only the holder of the lock may call it. */
async function removeLeftovers(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(`${name}.`) && entry.endsWith('.partial')) await rm(join(parent, entry), { recursive: true });
  }
}

/** Waits for the lock, or until `isDone`; resolves to what releases it. */
async function lock(path: string, isDone: () => Promise<boolean>): Promise<() => Promise<void>> {
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(mine, String(process.pid));
  let said = false;
  try {
    while (true) {
      // a link, not an exclusive open: the lock then never exists without the pid in it
      const taken = await link(mine, path).then(
        () => true,
        () => false,
      );
      if (taken) break;
      if (await isDone()) return async () => {};
      if (await isStale(path)) await rm(path, { force: true });
      if (!said) process.stderr.write(`engines: waiting for the process that holds ${path}\n`);
      said = true;
      await delay(250);
    }
  } finally {
    await rm(mine, { force: true });
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(path, { force: true });
  };
}

async function isStale(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > STALE_AFTER_MS) return true;
    process.kill(Number(await readFile(path, 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
