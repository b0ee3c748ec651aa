import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withBug } from './plant.ts';
import { RULE_BUGS } from './rule-bugs.ts';
import { ROOT } from './scratch-copy.ts';
import { STORED_BUGS } from './stored-bugs.ts';

const BUGS = [...RULE_BUGS, ...STORED_BUGS];

/** `npm run planted-bugs` plants each and runs what must catch it; here it is only seen that it still can. */
test.each(BUGS)('it can be planted that $name', (bug) => {
  const text = readFileSync(join(ROOT, bug.file), 'utf8');
  expect(withBug(bug, text)).not.toBe(text);
  for (const file of bug.caughtBy) expect(existsSync(join(ROOT, file)), file).toBe(true);
});

test('each is another one', () => {
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
});
