import { expect, test } from 'vitest';
import { quantityFromJson } from './decimal.ts';

test.each([
  ['pieces', 12, 1, 12],
  ['text', '12', 1, 12],
  ['kilograms in grams', '1.25', 1_000, 1_250],
  ['zeros that say nothing', '3.000', 1, 3],
  ['what a float would lose', '4.35', 100, 435],
  ['below zero', '-0.5', 1_000, -500],
  ['zero', '-0', 1, 0],
  ['less than a base unit', '1.2345', 1_000, undefined],
  ['half a piece', '0.5', 1, undefined],
  ['a word', 'some', 1, undefined],
  ['nothing', '', 1, undefined],
  ['an exponent', '1e3', 1, undefined],
  ['more than there can be', '1000000000001', 1, undefined],
] as const)('%s', (_name, value, baseUnits, want) => {
  expect(quantityFromJson(value, baseUnits)).toBe(want);
});
