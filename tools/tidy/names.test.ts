import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const sources = files.filter((file) => /^(packages|tools)\/.*\.ts$/.test(file) && !/\/generated\//.test(file));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const products = sources.filter(
  (file) => file.startsWith('packages/') && !/\.test\.ts$|\.suite\.ts$|\/tests\/|\/test-[^/]*\.ts$/.test(file),
);

describe('the code itself', () => {
  test('names say what is inside', () => {
    const empty = /(^|\/)(utils?|helpers?|common|shared|misc|managers?|lib|services?)(\/|\.[^/]*$)/;
    expect(sources.filter((file) => empty.test(file))).toEqual([]);
  });

  test('no file is longer than 400 lines', () => {
    const long = sources
      .filter((file) => !/\.test\.ts$/.test(file))
      .filter((file) => read(file).split('\n').length > 401);
    expect(long).toEqual([]);
  });

  test('the server reads the environment in config.ts and main.ts only', () => {
    const reading = products.filter(
      (file) => file.startsWith('packages/server/src/') && read(file).includes('process.env'),
    );
    expect(reading.filter((file) => !['config.ts', 'main.ts'].includes(basename(file)))).toEqual([]);
  });

  test('SQL lives with the rows', () => {
    const statement = /\b(selectFrom|insertInto|updateTable|deleteFrom)\(/;
    const allowed =
      /-rows\.ts$|\/database\/|\/engines\/|\/backup\/|\/identity\/(tenant-sealer|installation)\.ts$|\/retention\.ts$/;
    expect(products.filter((file) => statement.test(read(file)) && !allowed.test(file))).toEqual([]);
  });

  test('core is pure: no clock, no randomness', () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|\bprocess\.|Temporal\.Now/;
    expect(products.filter((file) => file.startsWith('packages/core/src/') && impure.test(read(file)))).toEqual([]);
  });

  test('every internal link of the documents leads somewhere', () => {
    const broken: string[] = [];
    for (const file of files.filter((name) => name.endsWith('.md') && !name.includes('node_modules'))) {
      for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:|mailto:|#|__)([^)#\s]+)/g)) {
        if (!existsSync(join(ROOT, file, '..', target))) broken.push(`${file} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
