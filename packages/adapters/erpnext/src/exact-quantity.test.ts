import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNumber, stockUnits, wholeUnits } from './exact-quantity.ts';

const whole = (text: string, per: number) => wholeUnits(exactNumber(text) as bigint, per);

describe('quantities of a site', () => {
  test.each([
    ['42.0', 1, { quantity: 42, exact: true }],
    ['1.25', 1_000, { quantity: 1_250, exact: true }],
    ['0.3333', 1_000, { quantity: 333, exact: false }],
    ['2.5', 1, { quantity: 2, exact: false }],
    ['-0.5', 1, { quantity: -1, exact: false }],
    ['-2.0', 1, { quantity: -2, exact: true }],
    ['2.999999999', 1, { quantity: 3, exact: true }],
    ['3.0000000000000004', 1, { quantity: 3, exact: true }],
    ['-5.551115123125783e-17', 1, { quantity: 0, exact: true }],
    ['1e3', 1, { quantity: 1_000, exact: true }],
    ['1e+16', 1, undefined],
  ])('%s in units of %d', (text, per, expected) => {
    expect(whole(text, per)).toEqual(expected);
  });

  test.each(['', 'many', '1,5', '0x10', '--1', 'NaN', 'Infinity'])('"%s" is no number', (text) => {
    expect(exactNumber(text)).toBeUndefined();
  });

  test('what is written in stock units is read as the same base units', () => {
    const sizes = fc.constantFrom(1, 7, 12, 453, 1_000);
    fc.assert(
      fc.property(fc.nat(1_000_000), sizes, fc.nat(500), (quantity, per, reserved) => {
        const held = BigInt(reserved) * 10n ** 18n;
        const written = stockUnits(quantity, per, held);
        expect(wholeUnits((exactNumber(written.toString()) as bigint) - held, per)?.quantity).toBe(quantity);
      }),
    );
  });
});
