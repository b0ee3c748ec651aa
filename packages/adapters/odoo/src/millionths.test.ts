import { parseJson } from '@kirana/adapter';
import { expect, test } from 'vitest';
import { baseUnitsOf, decimalOf, millionthsOf, millionthsOfUnits } from './millionths.ts';

test.each([
  ['0.1', '0.1'],
  ['0.30000000000000004', '0.3'],
  ['75.30000000000001', '75.3'],
  ['99.99999999999999', '100'],
  ['-2.0', '-2'],
  ['12', '12'],
  ['1e-05', '0.00001'],
  ['1e-07', '0'],
  ['1.5e+3', '1500'],
  ['0.0000005', '0.000001'],
  ['-0.0', '0'],
])('%s is %s', (written, want) => {
  const value = millionthsOf(parseJson(Buffer.from(written)));
  expect(value === undefined ? undefined : decimalOf(value)).toBe(want);
});

test.each([null, false, true, '', 'many', [], '1.2.3', '0x1'])('%j is no number', (value) => {
  expect(millionthsOf(value)).toBeUndefined();
});

test('base units and back, exactly', () => {
  expect(baseUnitsOf(12_345_000n, 1_000)).toBe(12_345);
  expect(baseUnitsOf(2_500_000n, 12)).toBe(30);
  expect(baseUnitsOf(2_500_000n, 1)).toBeUndefined();
  expect(baseUnitsOf(-2_000_000n, 1)).toBe(-2);
  expect(Object.is(baseUnitsOf(0n, 1), 0)).toBe(true);
  expect(millionthsOfUnits(12_345, 1_000)).toBe(12_345_000n);
  expect(millionthsOfUnits(31, 12)).toBeUndefined();
});
