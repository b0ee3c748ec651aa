import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Context, type Contexts, contextNamed, NO_CONTEXTS, parseContexts } from './context.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** KIRANA_CONFIG, or `kirana/contexts.json` in the user's configuration folder. */
export function contextsPath(env: Env): string {
  if (env.KIRANA_CONFIG) return env.KIRANA_CONFIG;
  const folder =
    env.XDG_CONFIG_HOME || (process.platform === 'win32' && env.LOCALAPPDATA) || join(homedir(), '.config');
  return join(folder, 'kirana', 'contexts.json');
}

/** None when there is no file yet. @throws CommandError when it is damaged */
export async function readContexts(path: string): Promise<Contexts> {
  try {
    return parseContexts(await readFile(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NO_CONTEXTS;
    throw error;
  }
}

/** Replaces the file in one step. Nobody else may read it: it holds keys. */
async function writeContexts(path: string, contexts: Contexts): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, `${JSON.stringify(contexts, null, 2)}\n`, { mode: 0o600 });
  // an old draft keeps its own mode
  await chmod(draft, 0o600);
  await rename(draft, path);
}

/** Saves a context and, unless told otherwise, makes it the current one. */
export async function saveContext(path: string, name: string, context: Context, { use = true } = {}): Promise<void> {
  const before = await readContexts(path);
  const current = use ? name : before.current;
  await writeContexts(path, { version: 1, current, contexts: { ...before.contexts, [name]: context } });
}

/** @throws CommandError when there is no such context */
export async function useContext(path: string, name: string): Promise<void> {
  const before = await readContexts(path);
  contextNamed(before, name);
  await writeContexts(path, { ...before, current: name });
}

/** @throws CommandError when there is no such context */
export async function deleteContext(path: string, name: string): Promise<void> {
  const before = await readContexts(path);
  contextNamed(before, name);
  const { [name]: _deleted, ...contexts } = before.contexts;
  await writeContexts(path, { version: 1, current: before.current === name ? null : before.current, contexts });
}
