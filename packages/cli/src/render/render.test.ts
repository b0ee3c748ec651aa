import { minorFromDecimal } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { renderDiff } from './diff.ts';
import { decimal, money } from './money.ts';
import { plain, plainLines } from './plain.ts';
import { renderTable, widthOf } from './table.ts';

describe('tables', () => {
  test('columns stand under their titles, numbers right', () => {
    const rows = [
      { name: 'Idli', count: 2 },
      { name: 'Masala Dosa', count: 10 },
    ];
    expect(renderTable(rows, { name: (row) => row.name, count: (row) => row.count })).toBe(
      'NAME         COUNT\nIdli             2\nMasala Dosa     10',
    );
  });

  test('nothing is said in words', () => {
    expect(renderTable([], { name: () => '' }, 'No stores.')).toBe('No stores.');
  });

  test.each([
    ['abc', 3],
    ['मसाला', 3],
    ['🍛', 2],
    ['寿司', 4],
  ])('%s takes %i columns', (text, want) => {
    expect(widthOf(text)).toBe(want);
  });

  test('long texts are cut, but not in the last column; ids never', () => {
    const id = 'dlv_01k4f2m8r5e6s9v0a1b2c3d4e5';
    const text = 'x'.repeat(100);
    const table = renderTable([{ id, text }], { a: (row) => row.text, id: (row) => row.id, b: (row) => row.text });
    expect(table).toContain(`${'x'.repeat(59)}…  ${id}  ${text}`);
  });
});

test('text from elsewhere cannot move the cursor or turn the direction', () => {
  expect(plain('a\u001b[2Jb\u202ec\nd')).toBe('a\\u001b[2Jb\\u202ec d');
  expect(plainLines('a\n\tb\u0007')).toBe('a\n\tb\\u0007');
});

test.each([
  [24_900, 'INR', '249.00'],
  [5, 'INR', '0.05'],
  [-150, 'INR', '-1.50'],
  [1_900, 'JPY', '1900'],
  [1_500, 'KWD', '1.500'],
])('%i %s is %s', (minor, currency, want) => {
  expect(decimal(minor, currency)).toBe(want);
  expect(minorFromDecimal(want, currency)).toBe(minor);
});

test('what is shown of any currency reads back the same at the server', () => {
  const wrong = Intl.supportedValuesOf('currency').filter(
    (currency) => minorFromDecimal(decimal(123_456, currency), currency) !== 123_456,
  );
  expect(wrong).toEqual([]);
});

test('a price for more than one unit says so', () => {
  expect(money({ priceMinor: 24_900, currency: 'INR', per: 1_000 })).toBe('INR 249.00 / 1000');
  expect(money(null)).toBeNull();
});

test('a difference is told field by field, only where there is one', () => {
  const text = renderDiff([
    {
      kind: 'price.changed',
      subject: 'itm_1',
      name: 'Idli',
      before: { price: { priceMinor: 100, currency: 'INR' }, rank: 1 },
      after: { price: { priceMinor: 250, currency: 'INR' }, rank: 1 },
    },
    {
      kind: 'switch.changed',
      subject: 'itm_2',
      before: { switch: { on: true, until: null } },
      after: { switch: { on: false, until: null } },
    },
    { kind: 'item.changed', subject: 'itm_3', before: null, after: { name: 'New' } },
  ]);
  expect(text.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['EVENT', 'WHAT', 'FIELD', 'BEFORE', 'AFTER'],
    ['price.changed', 'Idli', 'price', 'INR 1.00', 'INR 2.50'],
    ['switch.changed', 'itm_2', 'switch', 'on', 'off'],
    ['item.changed', 'itm_3', '–', '–', '{"name":"New"}'],
  ]);
});
