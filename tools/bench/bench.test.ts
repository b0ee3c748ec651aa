import { describe, expect, test } from 'vitest';
import { alternate } from './alternate.ts';
import { keepAsking } from './keep-asking.ts';
import { median, percentile } from './percentiles.ts';
import { below, jsonLine, type Measured, onPostgres, passes, plain } from './result.ts';
import { dice, shuffled } from './seeded.ts';
import { figure, table } from './table.ts';

const accept: Measured = {
  name: 'webhook-accept',
  value: 6123.456,
  unit: 'req/s',
  baseline: 10_000,
  ratio: 0.6123456,
  bar: { at: 'least', ratio: 0.6 },
  engines: 'embedded',
};

describe('samples', () => {
  test.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[5], 0.99, 5],
    [Array.from({ length: 100 }, (_, n) => n + 1), 0.99, 99],
  ])('the percentile of %j at %d is %d', (samples, share, want) => {
    expect(percentile(samples, share)).toBe(want);
  });

  test('the median of an even number lies between', () => {
    expect([median([4, 1, 3]), median([4, 1, 3, 2])]).toEqual([3, 2.5]);
    expect(() => median([])).toThrow(RangeError);
  });

  test('rounds alternate, the first of each is not counted, and the median ratio is of one round', async () => {
    const order: string[] = [];
    const from = (name: string, values: number[]) => async () => {
      order.push(name);
      return values.shift() ?? 0;
    };
    const runs = { baseline: from('baseline', [1, 100, 10, 50]), ours: from('ours', [1, 50, 9, 40]) };
    const compared = await alternate(3, runs, (value) => value);
    expect(compared).toMatchObject({ value: 40, baseline: 50, ratio: 0.8, ours: [50, 9, 40] });
    expect(order).toEqual(Array(4).fill(['baseline', 'ours']).flat());
  });
});

describe('loads', () => {
  test('what is shuffled with a seed is all there, and in the same order again', () => {
    const things = Array.from({ length: 100 }, (_, n) => n);
    const mixed = shuffled(things, dice(4));
    expect(mixed).toEqual(shuffled(things, dice(4)));
    expect(mixed).not.toEqual(things);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(things);
  });

  test('callers ask until the time is over, and what one of them hears ends it', async () => {
    expect(await keepAsking(20, 4, () => new Promise((resolve) => setTimeout(resolve, 1)))).toBeGreaterThan(0);
    await expect(keepAsking(20, 4, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});

describe('results', () => {
  test.each([
    ['above the least', accept, true],
    ['below the least', { ...accept, ratio: 0.59 }, false],
    ['at the most', { ...accept, ratio: 0.3, bar: { at: 'most', ratio: 0.3 } } as Measured, true],
    ['below a limit', { ...accept, ...below(100, 99) }, true],
    ['above a limit', { ...accept, ...below(100, 101) }, false],
    ['only to be known', { ...accept, ...plain(3) }, null],
  ])('%s', (_name, measured, want) => {
    expect(passes(measured)).toBe(want);
  });

  test('one JSON object a line, with these keys', () => {
    expect(jsonLine({ ...accept, note: 'for people' })).toBe(
      '{"name":"webhook-accept","value":6123,"unit":"req/s","baseline":10000,"ratio":0.6123,"bar":0.6,"pass":true,"engines":"embedded"}',
    );
  });

  test('what must be exact is counted in the object and told in the table', () => {
    const counts = { held: 1_000, oversold: 0, stranded: 0 };
    const sold: Measured = { ...accept, name: 'oversell', ...plain(512), unit: 'buyers/s', counts, note: 'one server' };
    expect(JSON.parse(jsonLine(sold))).toMatchObject({ name: 'oversell', pass: null, ...counts });
    expect(table([sold])).toContain('held 1,000, oversold 0, stranded 0, one server');
  });

  test('bars of the ledger are for PostgreSQL', () => {
    const bar = { at: 'least', ratio: 20 } as const;
    expect([onPostgres('postgres', bar), onPostgres('embedded', bar)]).toEqual([bar, null]);
  });

  test('figures have the digits that tell something', () => {
    expect([12_345.6, 99.94, 0.01234, 0].map(figure)).toEqual(['12,346', '99.9', '0.0123', '0']);
  });

  test('the table', () => {
    const missed: Measured = { ...accept, name: 'visible-p99', ...below(100, 120), unit: 'ms', note: 'a note' };
    expect(table([accept, missed])).toBe(
      [
        '   bench           engines   ratio  bar          value      baseline',
        '✓  webhook-accept  embedded   0.61  ≥ 0.6  6,123 req/s  10,000 req/s',
        '✗  visible-p99     embedded   1.20  ≤ 1         120 ms        100 ms  a note',
      ].join('\n'),
    );
  });
});
