import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, roundRatio } from './rounding.ts';

test.each([
  [5n, 2n, 3n, 2n, 2n],
  [7n, 2n, 4n, 4n, 3n],
  [-5n, 2n, -3n, -2n, -2n],
  [1n, 3n, 0n, 0n, 0n],
  [2n, 3n, 1n, 1n, 0n],
  [-2n, 3n, -1n, -1n, 0n],
  [0n, 7n, 0n, 0n, 0n],
  [6n, 3n, 2n, 2n, 2n],
])('%s / %s is %s half up, %s half even, %s down', (numerator, denominator, halfUp, halfEven, down) => {
  const modes = ['half_up', 'half_even', 'down'] as const;
  expect(modes.map((mode) => roundRatio(numerator, denominator, mode))).toEqual([halfUp, halfEven, down]);
});

test.each([
  [24900, '2.5', 623],
  [24900, '2.500000', 623],
  [10_00, '18', 180],
  [1, '50', 1],
  [-1, '50', -1],
  [333, '0.000001', 0],
  [Number.MAX_SAFE_INTEGER, '100', Number.MAX_SAFE_INTEGER],
])('of %s, %s percent is %s', (minor, percent, want) => {
  expect(percentOf(minor, percent, 'half_up')).toBe(want);
});

test.each(['', '.5', '1,5', '-2', '1e3', ' 5', '1.1234567'])('"%s" percent is refused', (percent) => {
  expect(() => percentOf(100, percent, 'half_up')).toThrow(RangeError);
});

test('what does not fit a safe integer is refused, and so is a denominator of zero', () => {
  expect(() => percentOf(Number.MAX_SAFE_INTEGER, '101', 'half_up')).toThrow(RangeError);
  expect(() => roundRatio(1n, 0n, 'down')).toThrow(RangeError);
});

test('rounding is within half a unit (down: one unit towards zero) and mirrors the sign', () => {
  const mode = fc.constantFrom('half_up', 'half_even', 'down');
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 9n), mode, (numerator, denominator, how) => {
      const rounded = roundRatio(numerator, denominator, how);
      const error = numerator - rounded * denominator;
      const size = error < 0n ? -error : error;
      if (how === 'down') {
        expect(size < denominator).toBe(true);
        expect(error === 0n || error > 0n === numerator > 0n).toBe(true);
      } else {
        expect(size * 2n <= denominator).toBe(true);
      }
      expect(roundRatio(-numerator, denominator, how)).toBe(-rounded);
    }),
  );
});
