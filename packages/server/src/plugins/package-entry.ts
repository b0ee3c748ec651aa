import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type FoundPackage, fileOf } from './plugin-package.ts';
import { refusal } from './refusal.ts';

const ALWAYS = ['import', 'node', 'default', 'module-sync'];

/** The first target whose conditions all hold, in the order the package wrote them. */
function targetOf(exports: unknown, conditions: ReadonlySet<string>): string | undefined {
  if (typeof exports === 'string') return exports;
  if (Array.isArray(exports)) return exports.map((one) => targetOf(one, conditions)).find((one) => one !== undefined);
  if (typeof exports !== 'object' || exports === null) return undefined;
  for (const [condition, value] of Object.entries(exports)) {
    const target = conditions.has(condition) ? targetOf(value, conditions) : undefined;
    if (target !== undefined) return target;
  }
  return undefined;
}

/** The URL of the module that an import of the package by its name would load. @throws ADAPTER_REFUSED */
export function packageEntry({ folder, json }: FoundPackage, conditions: readonly string[]): string {
  const { exports, main } = json;
  const root = typeof exports === 'object' && exports !== null && '.' in exports ? exports['.'] : exports;
  const target =
    root === undefined || root === null
      ? typeof main === 'string'
        ? main
        : 'index.js'
      : targetOf(root, new Set([...ALWAYS, ...conditions]));
  const file = target === undefined ? undefined : fileOf(folder, target);
  if (file !== undefined && existsSync(file)) return pathToFileURL(file).href;
  const why = `its entry ${target ?? '(none)'} is not there: the package was not built, or not published whole`;
  throw refusal('entry_missing', { package: json.name, why });
}

/** The conditions this process itself was started with, beside those that always hold. */
export function ownConditions(execArgv: readonly string[]): readonly string[] {
  return execArgv.flatMap((flag, at) => {
    if (flag.startsWith('--conditions=')) return flag.slice('--conditions='.length);
    return flag === '--conditions' || flag === '-C' ? (execArgv[at + 1] ?? []) : [];
  });
}
