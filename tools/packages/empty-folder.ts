import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Packed } from './pack.ts';
import { mustRun } from './run-program.ts';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

const fileSpecs = (packed: readonly Packed[]): Record<string, string> =>
  Object.fromEntries(packed.map(({ json, tarball }) => [json.name, `file:${tarball}`]));

/** An empty folder into which packages are installed from their archives; all else comes from the registry. */
export async function installFolder(
  folder: string,
  packed: readonly Packed[],
  names: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const specs = fileSpecs(packed);
  const chosen = Object.fromEntries(names.map((name) => [name, specs[name] ?? '']));
  // what they need of each other is not on the registry either
  const overrides = Object.fromEntries(Object.entries(specs).filter(([name]) => !names.includes(name)));
  const json = { name: 'empty', private: true, type: 'module', dependencies: chosen, overrides };
  await writeFile(join(folder, 'package.json'), JSON.stringify(json, null, 2));
  await mustRun('npm', ['install', ...QUIET], { cwd: folder });
}

/** Installs a package that was just made: what it needs of ours comes from the archives. */
export async function installMade(folder: string, packed: readonly Packed[]): Promise<void> {
  const path = join(folder, 'package.json');
  const json = JSON.parse(await readFile(path, 'utf8')) as { devDependencies: Record<string, string> };
  const specs = fileSpecs(packed);
  const own = Object.keys(json.devDependencies);
  for (const name of own) json.devDependencies[name] = specs[name] ?? (json.devDependencies[name] as string);
  const overrides = Object.fromEntries(Object.entries(specs).filter(([name]) => !own.includes(name)));
  const peers = Object.fromEntries(own.flatMap((name) => (specs[name] === undefined ? [] : [[name, specs[name]]])));
  await writeFile(
    path,
    JSON.stringify({ ...json, peerDependencies: { '@kirana/adapter': peers['@kirana/adapter'] }, overrides }, null, 2),
  );
  await mustRun('npm', ['install', ...QUIET], { cwd: folder });
}
