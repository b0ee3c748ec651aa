import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Answers, completed, idOf } from '../src/answers.ts';
import { packageFiles } from '../src/write-package.ts';

const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLE = join(ROOT, 'examples/adapter-tamarind');
/** What the guide does not make: the workspace's own. */
const OWN = ['package.json', 'README.md'];

/** What `npm create kirana-adapter …` of the guide would write. */
async function scaffolded(guide: string): Promise<Map<string, string>> {
  const [, command = ''] = /npm create kirana-adapter ([^`]*?)\ncd /.exec(guide) ?? [];
  const [name = '', ...words] = (command.match(/"[^"]*"|[^\s\\]+/g) ?? []).map((word) => word.replaceAll('"', ''));
  const flags: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const field = word.slice(2).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (word.startsWith('--') && !['', 'yes'].includes(field)) flags[field] = words[index + 1] ?? '';
  }
  const answers: Answers = completed({ id: idOf(name), ...flags });
  return new Map(await packageFiles(answers, { version: '0.0.0', year: 2026 }));
}

/** Files whose text stands in the guide, each after a line that ends with its name. */
const blocksOf = (guide: string): readonly (readonly [string, string])[] =>
  [...guide.matchAll(/`((?:src|fixtures)\/[^`\n]+)`[^`\n]*:\n\n```(?:ts|json)\n([\s\S]*?)```/g)].map(
    ([, path = '', text = '']) => [path, text],
  );

test('the guide, followed word for word, gives the example', async () => {
  const guide = await readFile(join(ROOT, 'docs/adapter-author.md'), 'utf8');
  const files = await scaffolded(guide);
  const [, removed = ''] = /\nrm ([^\n]+)\n/.exec(guide) ?? [];
  for (const path of removed.split(' ')) expect(files.delete(path), path).toBe(true);
  const blocks = blocksOf(guide);
  expect(blocks.length).toBeGreaterThan(12);
  for (const [path, text] of blocks) files.set(path, text);
  // npm run manifest
  files.set('kirana.manifest.json', await readFile(join(EXAMPLE, 'kirana.manifest.json'), 'utf8'));
  for (const path of OWN) files.delete(path);
  const there = (await readdir(EXAMPLE, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/node_modules|\/dist/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(EXAMPLE.length + 1))
    .filter((path) => !OWN.includes(path));
  expect(there.sort()).toEqual([...files.keys()].sort());
  for (const [path, text] of files) expect(await readFile(join(EXAMPLE, path), 'utf8'), path).toBe(text);
});
