import { expect, test } from 'vitest';
import { inRange } from './version-range.ts';

test.each([
  ['1.2.3', '*', true],
  ['1.2.3', '', true],
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '=1.2.4', false],
  ['1.2.3', '1', true],
  ['1.2.3', '1.x', true],
  ['1.2.3', '1.3.x', false],
  ['1.2.3', '^1.0.0', true],
  ['1.2.3', '^1.2.4', false],
  ['2.0.0', '^1.2.3', false],
  ['0.3.1', '^0.3.0', true],
  ['0.4.0', '^0.3.0', false],
  ['0.0.3', '^0.0.3', true],
  ['0.0.4', '^0.0.3', false],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.9.0', '~1', true],
  ['1.2.3', '>=1.0.0 <2.0.0', true],
  ['2.0.0', '>=1.0.0 <2.0.0', false],
  ['1.2.3', '>= 1.0', true],
  ['1.2.3', '>1.2', false],
  ['1.3.0', '>1.2', true],
  ['1.2.9', '<=1.2', true],
  ['2.1.0', '^1.0.0 || ^2.0.0', true],
  ['3.0.0', '^1.0.0 || ^2.0.0', false],
  ['1.0.0-beta.2', '^1.0.0', true],
  ['1.2.3', '1.0.0 - 2.0.0', undefined],
  ['1.2.3', 'latest', undefined],
] as const)('%s in %s: %s', (version, range, expected) => {
  expect(inRange(version, range)).toBe(expected);
});
