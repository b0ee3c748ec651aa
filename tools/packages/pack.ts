import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Publishable } from './publishable.ts';
import { mustRun } from './run-program.ts';

export interface Packed extends Publishable {
  /** Path of the archive. */
  readonly tarball: string;
}

const PNPM = ['-y', 'pnpm@12.21.0'];

/** Builds a package from its sources. @throws Error with what the build said */
export const build = ({ folder }: Publishable): Promise<string> =>
  mustRun('npm', ['run', '--silent', 'build'], { cwd: folder });

/** Packs as it would be published: ranges of the workspace and `publishConfig` are filled in. */
export async function pack(one: Publishable, destination: string): Promise<Packed> {
  const file = `${one.json.name.replace(/^@/, '').replace('/', '-')}-${one.json.version}.tgz`;
  await mustRun('npx', [...PNPM, 'pack', '--pack-destination', destination], { cwd: one.folder });
  return { ...one, tarball: join(destination, file) };
}

/** Only what types cannot be wrong about: packages without types are programs. */
async function typeComplaints(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  const result = await checkPackage(createPackageFromTarballData(bytes));
  if (result.types === false) return [];
  // these packages are for import alone, in the resolutions that know `exports`
  const seen = result.problems.filter(
    (problem) =>
      !('resolutionKind' in problem && problem.resolutionKind === 'node10') &&
      !['CJSResolvesToESM'].includes(problem.kind),
  );
  return seen.map((problem) => `${name}: ${problem.kind} ${JSON.stringify(problem)}`);
}

/** What publint and are-the-types-wrong say of an archive; empty when nothing. */
export async function complaintsOf({ json, tarball }: Packed): Promise<readonly string[]> {
  const bytes = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, level: 'warning', strict: true });
  const lint = messages.map((message) => `${json.name}: ${formatMessage(message, pkg) ?? message.code}`);
  const untyped = json.exports === undefined;
  return [...lint, ...(untyped ? [] : await typeComplaints(json.name, bytes))];
}
