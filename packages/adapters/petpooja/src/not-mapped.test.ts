import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoMenu } from './simulator/index.ts';

// Every field of a menu is read, or the README says why it is not: nothing is lost unsaid.

const sources = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !/test/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = /\n## What is not mapped, and why\n([\s\S]*?)(?=\n## |$)/.exec(readme)?.[1] ?? '';

/** Names of fields, without those inside what is kept as a whole. */
function fieldNames(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) fieldNames(one, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      names.add(name);
      if (name !== 'nutrition') fieldNames(inner, names);
    }
  }
  return names;
}

/** In public samples of API 2.1.0, and not in the demo menu. */
const SEEN_ELSEWHERE = ['deliveryhoursfrom1', 'deliveryhoursto1', 'deliveryhoursfrom2', 'deliveryhoursto2', 'landmark'];

const isRead = (name: string) => new RegExp(`\\b${name}\\b`).test(sources);
const isExplained = (name: string) => section.includes(`\`${name}\``);

test.each([...fieldNames(demoMenu()), ...SEEN_ELSEWHERE])('%s is read, or it is said why not', (name) => {
  expect(isRead(name) || isExplained(name)).toBe(true);
});
