import { expect, test } from 'vitest';
import { judgeSnapshot } from './snapshot-guard.ts';

test.each([
  ['the first menu', 0, 93, true, 'apply'],
  ['nothing, and nothing before', 0, 0, true, 'apply'],
  ['an empty menu', 93, 0, true, 'empty'],
  ['exactly 80 %', 100, 80, true, 'apply'],
  ['just under 80 %', 100, 79, true, 'shrunken'],
  ['just under 80 % of few', 5, 3, true, 'shrunken'],
  ['the only item goes', 1, 0, true, 'empty'],
  ['it grows', 100, 900, true, 'apply'],
  ['part of a menu', 100, 3, false, 'apply'],
  ['an empty part', 100, 0, false, 'apply'],
] as const)('%s', (_name, previousCount, count, complete, want) => {
  expect(judgeSnapshot({ previousCount, count, complete })).toBe(want);
});
