import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS } from './checks/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README lists every check as it is, and no other', () => {
  const rows = CHECKS.map(({ id, title, why }) => `| \`${id}\` | ${title} | ${why} |`);
  expect(readme.split('\n').filter((line) => /^\| `[a-z]+\/[a-z0-9-]+` \|/.test(line))).toEqual(rows);
});

test('every check has an id of its own, a title and a reason', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  for (const { id, title, why } of CHECKS) {
    expect(id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    expect(title.length * why.length).toBeGreaterThan(0);
  }
});
