import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from './refusal.ts';

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git']);

async function* filesOf(folder: string, inside = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of entries) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) yield* filesOf(folder, path);
    else if (entry.isFile()) yield path;
    // what it points to could change without a trace
    else throw refusal('package_unreadable', { package: folder, why: `it holds ${path}, which is no plain file` });
  }
}

/** `sha512-…` over the paths and bytes of all files of a package in the order of their paths, but for what it depends on. */
export async function packageIntegrity(folder: string): Promise<string> {
  const hash = createHash('sha512');
  const paths: string[] = [];
  for await (const path of filesOf(folder)) paths.push(path);
  for (const path of paths.sort()) {
    const bytes = await readFile(join(folder, path));
    hash.update(`${Buffer.byteLength(path)}:${path}${bytes.byteLength}:`).update(bytes);
  }
  return `sha512-${hash.digest('base64')}`;
}
