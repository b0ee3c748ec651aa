import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { refusal } from './refusal.ts';

const NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

const PackageJson = z.looseObject({
  name: z.string().regex(NAME),
  version: z.string().min(1).max(256),
  kirana: z.unknown().optional(),
  main: z.unknown().optional(),
  exports: z.unknown().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
});
export type PackageJson = z.infer<typeof PackageJson>;

export interface FoundPackage {
  /** The real folder, links followed. */
  readonly folder: string;
  readonly json: PackageJson;
}

export const isPath = (given: string): boolean => given.startsWith('.') || isAbsolute(given);

/** From a folder upwards, as Node looks for packages. */
function* placesOf(name: string, from: string): Generator<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    yield join(folder, 'node_modules', name);
    if (folder === dirname(folder)) return;
  }
}

async function readPackage(folder: string): Promise<FoundPackage | undefined> {
  let text: string;
  let real: string;
  try {
    real = await realpath(folder);
    text = await readFile(join(real, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  const parsed = PackageJson.safeParse(jsonOf(text));
  if (parsed.success) return { folder: real, json: parsed.data };
  const [issue] = parsed.error.issues;
  throw refusal('package_unreadable', {
    package: folder,
    why: `its package.json cannot be used: ${issue?.path.join('.') || '(whole)'}: ${issue?.message}`,
  });
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Finds a package by its name, from each of the folders upwards, or by its path. Runs none of its code. @throws ADAPTER_REFUSED */
export async function findPackage(given: string, from: readonly string[]): Promise<FoundPackage> {
  const [first = '.'] = from;
  if (!isPath(given) && !NAME.test(given)) {
    throw refusal('name_invalid', {
      package: given,
      why: 'it is neither the name of a package nor a path that begins with . or /',
    });
  }
  const places = isPath(given) ? [resolve(first, given)] : from.flatMap((folder) => [...placesOf(given, folder)]);
  for (const place of places) {
    const found = await readPackage(place);
    if (found !== undefined) return found;
  }
  throw refusal('not_found', {
    package: given,
    why: `it is not installed in ${resolve(first)}: install it there with your package manager, or set KIRANA_ADAPTERS_FROM`,
  });
}

/** A file of a package by what its package.json says; undefined when that leads out of it. */
export function fileOf(folder: string, path: string): string | undefined {
  const file = resolve(folder, path);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file;
}
