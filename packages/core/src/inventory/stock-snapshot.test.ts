import { expect, test } from 'vitest';
import { snapshotCounts } from './stock-snapshot.ts';

const items = (count: number) => Array.from({ length: count }, (_, at) => `itm_${at}`);
const counts = (count: number) => items(count).map((itemId) => ({ itemId, quantity: 3 }));

test('what a whole list leaves out is zero', () => {
  const given = { counts: counts(4), heldBefore: items(5), complete: true };
  expect(snapshotCounts(given)).toEqual({
    verdict: 'apply',
    counts: new Map([...counts(4).map(({ itemId, quantity }) => [itemId, quantity] as const), ['itm_4', 0]]),
  });
});

test('what part of a list leaves out is not said', () => {
  expect(snapshotCounts({ counts: counts(1), heldBefore: items(5), complete: false }).counts.size).toBe(1);
});

test.each([
  ['exactly 80 %', 80, 'apply'],
  ['under 80 %', 79, 'shrunken'],
  ['empty', 0, 'empty'],
])('%s of what was there', (_name, count, verdict) => {
  const judged = snapshotCounts({ counts: counts(count), heldBefore: items(100), complete: true });
  expect(judged.verdict).toBe(verdict);
  expect(judged.counts.size).toBe(verdict === 'apply' ? 100 : 0);
});

test('an item listed twice is one item, with its last count', () => {
  const twice = [
    { itemId: 'itm_0', quantity: 1 },
    { itemId: 'itm_0', quantity: 2 },
  ];
  expect(snapshotCounts({ counts: twice, heldBefore: items(2), complete: true }).verdict).toBe('shrunken');
  expect(snapshotCounts({ counts: twice, heldBefore: [], complete: true }).counts).toEqual(new Map([['itm_0', 2]]));
});
