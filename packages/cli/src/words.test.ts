import { expect, test } from 'vitest';
import { given, listOf } from './flags.ts';
import { instantOf } from './instant-flag.ts';
import { pairsOf, ranksOf, settingsOf } from './pairs.ts';
import { readPage } from './read-page.ts';
import { chosenOf } from './stock-flags.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

test.each([
  ['2h', 'ago', '2026-11-22T08:00:00.000Z'],
  ['30m', 'ahead', '2026-11-22T10:30:00.000Z'],
  ['7d', 'ago', '2026-11-15T10:00:00.000Z'],
  ['2026-11-22T10:00:00+05:30', 'ago', '2026-11-22T04:30:00.000Z'],
] as const)('%s %s is %s', (text, direction, want) => {
  expect(instantOf(text, NOW, direction)).toBe(want);
});

test.each(['yesterday', '2026-11-22', '2026-11-22T10:00:00', '5', '2w', '2026-13-40T10:00:00Z'])(
  '%s is no time',
  (text) => {
    expect(() => instantOf(text, NOW, 'ago')).toThrow(/Not a time/);
  },
);

test('pairs keep what comes after the first equals sign', () => {
  expect(pairsOf(['a=b=c', 'd='])).toEqual({ a: 'b=c', d: '' });
  expect(settingsOf(['on=true', 'n=5', 'text=five'])).toEqual({ on: true, n: 5, text: 'five' });
  expect(() => pairsOf(['=x'])).toThrow(/Not name=value/);
});

test('ranks are whole numbers', () => {
  expect(ranksOf(['priceMinor=10', 'name=-5'])).toEqual({ priceMinor: 10, name: -5 });
  expect(() => ranksOf(['priceMinor=high'])).toThrow(/Not a rank/);
});

test('several values come from flags as they are, from the environment with commas', () => {
  expect(listOf(['a,b', 'c'])).toEqual(['a,b', 'c']);
  expect(listOf('a, b')).toEqual(['a', 'b']);
  expect(listOf(undefined)).toEqual([]);
});

test('fields without a value are left out', () => {
  expect(given({ a: 1, b: undefined, c: null })).toEqual({ a: 1, c: null });
});

test.each([
  [3, ['0', '1', '2'], '3'],
  [450, Array.from({ length: 450 }, (_, index) => String(index)), '450'],
  [1_000, Array.from({ length: 500 }, (_, index) => String(index)), null],
])('%i entries are read over pages of at most 200', async (limit, items, nextCursor) => {
  const asked: number[] = [];
  const page = await readPage({ limit }, async (query) => {
    asked.push(query.limit);
    const start = Number(query.cursor ?? 0);
    const end = Math.min(500, start + query.limit);
    return {
      items: Array.from({ length: end - start }, (_, index) => String(start + index)),
      nextCursor: end === 500 ? null : String(end),
    };
  });
  expect(page).toEqual({ items, nextCursor });
  expect(Math.max(...asked)).toBeLessThanOrEqual(200);
});

test('modifiers are of the lines they name', () => {
  const one = { optionId: 'mop_1', quantity: 1 };
  const two = { optionId: 'mop_2', quantity: 2 };
  expect(chosenOf(['0:mop_1', '2:mop_2=2', '0:mop_2=2'], 3)).toEqual(
    new Map([
      [0, [one, two]],
      [2, [two]],
    ]),
  );
  expect(() => chosenOf(['3:mop_1=1'], 3)).toThrow(/Not a line/);
  expect(() => chosenOf(['mop_1=1'], 3)).toThrow(/Not a line/);
  expect(() => chosenOf(['0:mop_1=many'], 3)).toThrow(/Not a quantity/);
});
