import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceSlip } from './price-slip.ts';

test.each([
  ['a usual rise', 24900, 26900, true, null],
  ['just under a hundred times', 249, 24899, true, null],
  ['a hundred times', 249, 24900, true, 'hundredfold'],
  ['to zero', 24900, 0, true, 'to_zero'],
  ['below zero', 24900, -1, true, 'negative'],
  ['below zero, an add-on', 0, -1, false, 'negative'],
  ['below zero, the first price', null, -1, true, 'negative'],
  ['a free first price', null, 0, true, null],
  ['still free', 0, 0, true, null],
  ['no longer free', 0, 24900, true, null],
  ['an add-on becomes free', 2000, 0, false, null],
  ['an add-on a hundred times dearer', 20, 2000, false, null],
  ['a hundredth', 24900, 249, true, null],
] as const)('%s', (_name, previous, next, sellable, want) => {
  expect(priceSlip(previous, next, { sellable })).toBe(want);
});

test('a change within a factor of a hundred, above zero, is never a slip', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: 1, max: 9_999 }), (previous, percent) => {
      const next = Math.max(1, Math.floor((previous * percent) / 100));
      fc.pre(next < previous * 100);
      expect(priceSlip(previous, next, { sellable: true })).toBeNull();
    }),
  );
});
