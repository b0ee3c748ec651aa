import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Given, STOCKS, VERIFICATIONS } from '../src/answers.ts';
import { linkedFolder } from './linked-package.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const SOURCES = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];

const DIRECTIONS = {
  both: {},
  pushes: { pulls: false },
  pulls: { pushes: false },
} satisfies Record<string, Given>;

/** Every package there can be, by a name that says which. */
const ALL: readonly (readonly [string, Given])[] = Object.entries(DIRECTIONS).flatMap(([direction, given]) =>
  STOCKS.flatMap((stock) =>
    (direction === 'pulls' ? VERIFICATIONS.slice(0, 1) : VERIFICATIONS).map((verification): [string, Given] => [
      `${direction}-${stock}-${verification}`,
      { ...given, stock, verification },
    ]),
  ),
);

/** Compares each package's manifest with what its code says; prints those that differ. */
const COMPARE = `
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { staticManifest } from '@kirana/adapter';
for (const name of readdirSync('.').filter((one) => /^(both|pushes|pulls)-/.test(one))) {
  const { default: adapter } = await import('./' + name + '/src/index.ts');
  const text = readFileSync(name + '/kirana.manifest.json', 'utf8');
  const written = JSON.stringify(staticManifest(adapter), null, 2) + '\\n';
  if (written !== text) console.log(name, isDeepStrictEqual(JSON.parse(text), JSON.parse(written)) ? 'order' : written);
}`;

let linked: Awaited<ReturnType<typeof linkedFolder>>;
beforeAll(async () => {
  linked = await linkedFolder();
  for (const [name, given] of ALL) await linked.write(name, given);
});
afterAll(() => linked.remove());

describe('every package that can be made', () => {
  test('has the manifest its own script would write', async () => {
    await writeFile(join(linked.folder, 'compare.mjs'), COMPARE);
    const { stdout } = await run(process.execPath, [...SOURCES, 'compare.mjs'], { cwd: linked.folder });
    expect(stdout).toBe('');
    expect(await readdir(linked.folder)).toHaveLength(ALL.length + 2);
  });

  test('is right in its types', async () => {
    const options = { noEmit: true, customConditions: ['@kirana/source'], declaration: false, rootDir: null };
    const config = {
      extends: './both-counts-hmac-hex/tsconfig.json',
      compilerOptions: { ...options, allowImportingTsExtensions: true, types: ['node'] },
      include: ['./*/src'],
      exclude: [],
    };
    await writeFile(join(linked.folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = await run(tsc, ['-p', linked.folder]).catch((error) => error as { stdout: string });
    expect(stdout.split('\n').filter((line) => line.startsWith('../') === false && line !== '')).toEqual([]);
  });
});

test.each([
  'both-counts-hmac-hex',
  'both-switch-shared-secret',
  'pushes-none-unsigned',
  'pushes-switch-basic',
  'pulls-counts-hmac-hex',
])('%s passes the kit', async (name) => {
  const vitest = join(ROOT, 'node_modules/.bin/vitest');
  const cwd = join(linked.folder, name);
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1', FORCE_COLOR: '' };
  const result = await run(vitest, ['run', '--reporter=dot'], { cwd, env }).then(
    ({ stdout }) => ({ ok: true, stdout }),
    (error: { stdout: string }) => ({ ok: false, stdout: error.stdout }),
  );
  expect(result.ok ? '' : result.stdout).toBe('');
});
