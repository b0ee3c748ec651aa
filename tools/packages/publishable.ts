import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: { readonly access?: string; readonly exports?: Readonly<Record<string, unknown>> };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly kirana?: { readonly type: string; readonly apiVersion: number; readonly manifest: string };
}

export interface Publishable {
  /** Absolute. */
  readonly folder: string;
  readonly json: PackageJson;
}

const foldersIn = (path: string): readonly string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(ROOT, path, entry.name)] : [],
  );

function readPackage(folder: string): readonly Publishable[] {
  try {
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
    return json.private === true ? [] : [{ folder, json }];
  } catch {
    return [];
  }
}

/** Every package that is published, those that others need first. */
export function publishablePackages(): readonly Publishable[] {
  const all = [...foldersIn('packages'), ...foldersIn('packages/adapters')].flatMap(readPackage);
  const sorted: Publishable[] = [];
  const place = (one: Publishable): void => {
    if (sorted.includes(one)) return;
    const needed = Object.keys({ ...one.json.dependencies, ...one.json.peerDependencies });
    for (const other of all) if (other !== one && needed.includes(other.json.name)) place(other);
    sorted.push(one);
  };
  for (const one of all) place(one);
  return sorted;
}
