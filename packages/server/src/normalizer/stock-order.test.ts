import { expect, test } from 'vitest';
import type { CheckedChange } from './check-changes.ts';
import { mergeReports, type StockChange, stockVersion } from './stock-order.ts';

const said = (amount: StockChange['amount'], more: Partial<StockChange> = {}): CheckedChange => {
  const change: StockChange = { kind: 'stock.reported', path: '', externalId: '1', amount, ...more };
  return { change, content: JSON.stringify(change) };
};
const count = (absolute: number, more?: Partial<StockChange>) => said({ absolute }, more);
const move = (delta: number, more?: Partial<StockChange>) => said({ delta }, more);
const at = (time: string) => ({ observedAt: `2026-11-22T${time}Z` });

test.each([
  ['changes add up', 'none', [move(-1), move(-2)], [{ delta: -3 }]],
  ['the last count stands', 'none', [count(5), count(7)], [{ absolute: 7 }]],
  ['a count and what came after it', 'none', [move(9), count(5), move(-2)], [{ absolute: 3 }]],
  [
    'another warehouse is another thing',
    'none',
    [count(5), count(7, { warehouse: 'b' })],
    [{ absolute: 5 }, { absolute: 7 }],
  ],
  ['at one time', 'timestamp', [move(-1, at('10:00:00')), move(-1, at('10:00:00.000'))], [{ delta: -2 }]],
  ['at two times', 'timestamp', [move(-1, at('10:00:00')), move(-1, at('10:00:01'))], [{ delta: -1 }, { delta: -1 }]],
  [
    'a sequence that is repeated is a repetition',
    'sequence',
    [move(-1, { sequence: 3 }), move(-1, { sequence: 3 })],
    [{ delta: -1 }, { delta: -1 }],
  ],
] as const)('%s', (_name, version, changes, want) => {
  expect(mergeReports(changes, version).map(({ change }) => 'amount' in change && change.amount)).toEqual(want);
});

test('an epoch is above every sequence and every time', () => {
  const version = (change: Partial<StockChange>, by: 'sequence' | 'timestamp') =>
    BigInt(stockVersion({ ...count(1).change, ...change } as StockChange, by) ?? -1);
  expect(version({ epoch: 1, sequence: 0 }, 'sequence')).toBeGreaterThan(
    version({ sequence: Number.MAX_SAFE_INTEGER }, 'sequence'),
  );
  expect(version({ epoch: 1, ...at('10:00:00') }, 'timestamp')).toBeGreaterThan(
    version({ observedAt: '9999-12-31T23:59:59Z' }, 'timestamp'),
  );
});
