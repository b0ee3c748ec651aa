import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completed, type Given } from '../src/answers.ts';
import { packageFiles, writePackage } from '../src/write-package.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Where a new package finds what it depends on, without a network: the sources of this repository. */
const LINKS: Readonly<Record<string, string>> = {
  '@kirana/adapter': 'packages/adapters/contract',
  '@kirana/adapter-testkit': 'packages/adapters/testkit',
  zod: 'packages/adapters/contract/node_modules/zod',
  vitest: 'node_modules/vitest',
  typescript: 'node_modules/typescript',
  '@types/node': 'node_modules/@types/node',
};

/** Runs a package's tests on the sources of what it depends on. */
const SOURCES = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];
const conditions = ['@kirana/source'];
const VITEST_CONFIG = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { include: ['src/**/*.test.ts'], execArgv: SOURCES, maxWorkers: 1, testTimeout: 120_000 },
};

/** A folder in which new packages are written and can be run. */
export async function linkedFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'kirana-scaffold-'));
  for (const [name, target] of Object.entries(LINKS)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(join(link, '..'), { recursive: true });
    await symlink(join(ROOT, target), link);
  }
  return {
    folder,
    async write(name: string, given: Given): Promise<string> {
      const path = join(folder, name);
      const files = await packageFiles(completed({ id: 'lemon', ...given }), { version: '0.0.0', year: 2026 });
      await writePackage(path, files);
      await writeFile(join(path, 'vitest.config.ts'), `export default ${JSON.stringify(VITEST_CONFIG)};\n`);
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
