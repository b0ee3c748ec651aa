import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from '../failure.ts';

type Parts = Readonly<Record<string, unknown>>;

/** The parts of a package.json that are looked at; each may be anything. */
export type PackageJson = Parts;

/** A folder with an adapter, as far as it can be known without running any code of it. */
export interface AdapterPackage {
  readonly folder: string;
  readonly packageJson: PackageJson;
  /** Path of the static manifest in the folder; undefined when package.json names none. */
  readonly manifestPath: string | undefined;
  /** What that file holds; undefined when it cannot be read as JSON. */
  readonly manifest: unknown;
}

export const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @throws CommandError when the folder has no package.json that can be read */
export async function readAdapterPackage(folder: string): Promise<AdapterPackage> {
  const root = resolve(folder);
  const packageJson = await readJson(join(root, 'package.json'));
  if (!isParts(packageJson)) {
    const next = 'Give the folder of the package: kirana adapter verify <dir>. A new one: npm create kirana-adapter.';
    throw new CommandError('usage', 'PACKAGE_MISSING', `${root} has no package.json that can be read.`, next);
  }
  const { kirana } = packageJson;
  const manifestPath = isParts(kirana) && typeof kirana.manifest === 'string' ? kirana.manifest : undefined;
  const manifest = manifestPath === undefined ? undefined : await readJson(join(root, manifestPath));
  return { folder: root, packageJson, manifestPath, manifest };
}
