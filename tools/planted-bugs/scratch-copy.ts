import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What tests of packages need; the rest stays where it is. */
const COPIED = ['packages', 'tools/engines', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const OURS = '@kirana';

/** The working tree as it is now, in a folder of its own that may be broken: nobody else sees it. */
export function makeScratchCopy(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kirana-planted-')));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...COPIED], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of new Set(files.split('\0'))) {
    if (file === '' || !existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  for (const place of ['.', ...packageFolders(folder)]) linkModules(folder, place);
  return folder;
}

/** Folders with a package in them, from the root. */
const packageFolders = (folder: string): readonly string[] =>
  ['packages', 'packages/adapters'].flatMap((above) =>
    readdirSync(join(folder, above))
      .map((name) => join(above, name))
      .filter((place) => existsSync(join(folder, place, 'package.json'))),
  );

/** Installed packages are shared; ours are those of the copy, which is what is broken. */
function linkModules(folder: string, place: string): void {
  const from = join(ROOT, place, 'node_modules');
  if (!existsSync(from)) return;
  const to = join(folder, place, 'node_modules');
  mkdirSync(join(to, OURS), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== OURS && name !== '.vite') symlinkSync(join(from, name), join(to, name));
  }
  for (const name of existsSync(join(from, OURS)) ? readdirSync(join(from, OURS)) : []) {
    const ours = relative(realpathSync(ROOT), realpathSync(join(from, OURS, name)));
    symlinkSync(join(folder, ours), join(to, OURS, name));
  }
}
