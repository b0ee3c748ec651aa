import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { applyReport, MAX_LATER_DELTAS, type ReportTimes, reportOrder } from './reported-stock.ts';
import {
  type AuthoritativeStock,
  authorityOf,
  DEFAULT_TERMS,
  isSeen,
  LONGEST_UNACKNOWLEDGED_MS,
  type OwnChange,
  reportConflicts,
  reportedOnHand,
} from './stock-authority.ts';
import { commit, count, line, receive, report, reserve, sell, track } from './test-stock-commands.ts';
import { StockStore } from './test-stock-store.ts';

const A = 'itm_a';
const TERMS = new Map([
  ['con_a', { rank: 1, acknowledges: false, settleMs: 300 }],
  ['con_b', { rank: 2, acknowledges: false, settleMs: 300 }],
]);
function shop(): StockStore {
  const store = new StockStore().keep(A);
  store.terms = TERMS;
  return store;
}
const abs = (absolute: number) => ({ absolute });
const by = (delta: number) => ({ delta });
const verdicts = (store: StockStore, atMs: number, ...commands: Command[]) =>
  store
    .run(atMs, ...commands)
    .answers.map((answer) => (answer.outcome === 'reported' ? answer.verdict : answer.outcome));
const onHand = (store: StockStore) => store.position(A).onHand;

// name, reports in order of arrival at noon (10,000), verdicts, on hand
test.each<[string, Command[], string[], number]>([
  ['an absolute', [report(A, 1, abs(7))], ['applied'], 7],
  ['the same again', [report(A, 1, abs(7)), report(A, 1, abs(7))], ['applied', 'repeated'], 7],
  ['the same order, another figure', [report(A, 1, abs(7)), report(A, 1, abs(9))], ['applied', 'repeated'], 7],
  ['an older absolute', [report(A, 5, abs(7)), report(A, 4, abs(9))], ['applied', 'stale'], 7],
  ['a newer epoch starts again', [report(A, 5, abs(7)), report(A, 1, abs(9), { epoch: 2 })], ['applied', 'applied'], 9],
  ['an older epoch', [report(A, 1, abs(9), { epoch: 2 }), report(A, 5, abs(7))], ['applied', 'stale'], 9],
  ['the same figure later', [report(A, 1, abs(7)), report(A, 2, abs(7))], ['applied', 'unchanged'], 7],
  [
    'deltas after it',
    [report(A, 1, abs(7)), report(A, 3, by(-2)), report(A, 2, by(4))],
    ['applied', 'applied', 'applied'],
    9,
  ],
  [
    'a delta again',
    [report(A, 1, abs(7)), report(A, 2, by(-2)), report(A, 2, by(-2))],
    ['applied', 'applied', 'repeated'],
    5,
  ],
  ['a delta before its absolute', [report(A, 2, by(-2)), report(A, 1, abs(7))], ['unchanged', 'applied'], 5],
  ['a delta older than the absolute', [report(A, 2, abs(7)), report(A, 1, by(-2))], ['applied', 'stale'], 7],
  [
    'an absolute between deltas',
    [report(A, 1, by(3)), report(A, 3, by(-1)), report(A, 2, abs(7))],
    ['applied', 'applied', 'applied'],
    6,
  ],
  ['below zero', [report(A, 1, abs(5)), report(A, 2, abs(-3))], ['applied', 'applied'], 0],
  [
    'deltas below zero',
    [report(A, 1, abs(1)), report(A, 2, by(-3)), report(A, 3, by(5))],
    ['applied', 'applied', 'applied'],
    3,
  ],
  ['only deltas, on what was there', [receive(null, A, 9), report(A, 1, by(-2))], ['recorded', 'applied'], 7],
  [
    'warehouses sum',
    [report(A, 1, abs(7), { warehouse: 'x' }), report(A, 1, abs(4), { warehouse: 'y' })],
    ['applied', 'applied'],
    11,
  ],
  [
    'the other source is outranked',
    [report(A, 1, abs(7)), report(A, 9, abs(4), { source: 'con_b' })],
    ['applied', 'outranked'],
    7,
  ],
  [
    'more authority comes later',
    [report(A, 9, abs(4), { source: 'con_b' }), report(A, 1, abs(7))],
    ['applied', 'applied'],
    7,
  ],
  [
    'a sale it cannot have seen',
    [sell('s', [line(A, 2)], 9_800), report(A, 1, abs(7), { observedAtMs: 10_000 })],
    ['recorded', 'applied'],
    5,
  ],
  [
    'a sale it has seen',
    [sell('s', [line(A, 2)], 9_700), report(A, 1, abs(7), { observedAtMs: 10_000 })],
    ['recorded', 'applied'],
    7,
  ],
  [
    'a late sale it had seen',
    [report(A, 1, abs(7), { observedAtMs: 10_000 }), sell('s', [line(A, 2)], 9_700)],
    ['applied', 'recorded'],
    7,
  ],
  [
    'a late sale it had not seen',
    [report(A, 1, abs(7), { observedAtMs: 10_000 }), sell('s', [line(A, 2)], 9_701)],
    ['applied', 'recorded'],
    5,
  ],
  [
    'seen by the next count',
    [
      report(A, 1, abs(7), { observedAtMs: 9_000 }),
      sell('s', [line(A, 2)], 9_500),
      report(A, 2, abs(5), { observedAtMs: 9_900 }),
    ],
    ['applied', 'recorded', 'unchanged'],
    5,
  ],
  [
    'a clock ahead of ours swallows no sale',
    [report(A, 1, abs(7), { observedAtMs: 9e9 }), sell('s', [line(A, 2)], 10_000)],
    ['applied', 'recorded'],
    5,
  ],
  [
    'a commit',
    [
      report(A, 1, abs(7), { observedAtMs: 9_990 }),
      reserve('r', [line(A, 3)]),
      commit('r', null, 10_000),
      report(A, 2, abs(7), { observedAtMs: 9_995 }),
    ],
    ['applied', 'held', 'committed', 'unchanged'],
    4,
  ],
  [
    "a person's count it has not seen",
    [
      report(A, 1, abs(7), { observedAtMs: 9_000 }),
      count(A, 20, null, 9_950),
      report(A, 2, abs(6), { observedAtMs: 9_990 }),
    ],
    ['applied', 'recorded', 'unchanged'],
    20,
  ],
  [
    "a person's count, and both later",
    [
      report(A, 1, abs(7), { observedAtMs: 9_000 }),
      count(A, 20, null, 9_950),
      sell('s', [line(A, 1)], 9_960),
      report(A, 2, by(-4), { observedAtMs: 9_970 }),
    ],
    ['applied', 'recorded', 'recorded', 'applied'],
    15,
  ],
  ['of an untracked item', [track(A, 'untracked'), report(A, 1, abs(7))], ['recorded', 'applied'], 7],
])('%s', (_name, commands, want, left) => {
  const store = shop();
  expect(commands.flatMap((command) => verdicts(store, 10_000, command))).toEqual(want);
  expect(onHand(store)).toBe(left);
  const together = shop();
  expect(verdicts(together, 10_000, ...commands)).toEqual(want);
  expect(together.entries).toEqual(store.entries);
});

test('a replay adds no entry', () => {
  const store = shop();
  const reports = [report(A, 1, abs(-7)), report(A, 2, abs(4)), report(A, 3, by(2))];
  store.run(1, ...reports);
  const { length } = store.entries;
  expect(verdicts(store, 2, ...reports)).toEqual(['stale', 'repeated', 'repeated']);
  expect(store.entries.length).toBe(length);
  expect(store.entries.map(({ kind, reason, quantity }) => [kind, reason, quantity])).toEqual([
    ['discrepancy', 'reported_below_zero', 7],
    ['reported', 'absolute', 4],
    ['reported', 'delta', 2],
  ]);
});

test('a source that acknowledges has seen what it acknowledged before it counted, and nothing else', () => {
  const stock = applyReport(undefined, report(A, 1, abs(9), { observedAtMs: 1_000 }).report, 2_000).stock;
  const terms = new Map([['con_a', { rank: 1, acknowledges: true, settleMs: 300 }]]);
  const authority = authorityOf(stock === undefined ? [] : [stock], terms) as AuthoritativeStock;
  const sale = (acknowledgedAtMs: number | null, atMs = 0): OwnChange => ({
    sequence: 1,
    atMs,
    quantity: -2,
    counted: null,
    acknowledgedAtMs,
  });
  const countedAtMs = LONGEST_UNACKNOWLEDGED_MS + 5;
  const late = { ...authority, observedAtMs: countedAtMs };
  expect([sale(null, 5), sale(countedAtMs + 1, 5), sale(null, 6)].map((change) => isSeen(change, late))).toEqual([
    true,
    true,
    false,
  ]);
  expect([sale(1_000), sale(1_001), sale(null)].map((change) => isSeen(change, authority))).toEqual([
    true,
    false,
    false,
  ]);
  expect(reportedOnHand(authority, [sale(1_000), sale(1_001), sale(null)])).toBe(5);
});

test('sources that do not agree are shown', () => {
  const store = shop();
  store.run(
    1,
    report(A, 1, abs(7)),
    report(A, 1, abs(4), { source: 'con_b' }),
    report(A, 1, abs(7), { source: 'con_c' }),
  );
  const reports = store.load(1).positions.get('sto_01k4f2m8r5e6s9v0a1b2c3d4e5/itm_a')?.reports ?? [];
  expect(reportConflicts(reports, TERMS)).toEqual([{ source: 'con_b', stated: 4, decidedBy: 'con_a', decided: 7 }]);
  expect(reportConflicts([], TERMS)).toEqual([]);
});

test.each<[string, Partial<ReportTimes>, unknown]>([
  ['its sequence', { sequence: 4, observedAtMs: 9e12 }, { epoch: 1, sequence: 4, tie: 0 }],
  ['its time', { observedAtMs: 500 }, { epoch: 1, sequence: 500, tie: 77 }],
  ['our ingress', {}, { epoch: 1, sequence: 77, tie: 0 }],
  ['a time five minutes ahead', { observedAtMs: 301_000 }, { epoch: 1, sequence: 301_000, tie: 77 }],
  ['a time further ahead', { observedAtMs: 301_001 }, null],
])('the order of a report is %s', (_name, times, want) => {
  const given = { epoch: 1, sequence: null, observedAtMs: null, ingress: 77, receivedAtMs: 1_000 };
  expect(reportOrder({ ...given, ...times })).toEqual(want);
});

test('very many deltas are added up, oldest first', () => {
  let stock = applyReport(undefined, report(A, 1, abs(0)).report, 0).stock;
  for (let sequence = 2; sequence < 2 * MAX_LATER_DELTAS; sequence += 1) {
    stock = applyReport(stock, report(A, sequence, by(1)).report, 0).stock;
  }
  expect(stock?.deltas.length).toBe(MAX_LATER_DELTAS);
  expect(stock?.base).toBe(MAX_LATER_DELTAS - 2);
  expect(applyReport(stock, report(A, 3, by(1)).report, 0).verdict).toBe('stale');
});

describe('I3 final stock does not depend on the order or repetition of events', () => {
  const SETTLE_MS = 25;
  const NOW_MS = 1_000;
  const amount = fc.oneof(fc.integer({ min: -2, max: 30 }).map(abs), fc.integer({ min: -6, max: 6 }).map(by));
  // The provider's times grow with its sequence.
  const reports = fc
    .array(fc.tuple(fc.constantFrom('x', 'y'), fc.integer({ min: 1, max: 20 }), amount), { maxLength: 12 })
    .map((list) =>
      list.map(([warehouse, sequence, of]) => report(A, sequence, of, { warehouse, observedAtMs: sequence * 10 })),
    );
  const sales = fc
    .array(fc.tuple(fc.nat(5), fc.nat(250)), { maxLength: 6 })
    .map((list) => list.map(([quantity, atMs], index) => sell(`s${index}`, [line(A, quantity + 1)], atMs)));
  const outranked = fc
    .array(fc.tuple(fc.nat(20), amount), { maxLength: 4 })
    .map((list) =>
      list.map(([sequence, of]) => report(A, sequence, of, { source: 'con_b', observedAtMs: sequence * 10 })),
    );
  const opening = ['x', 'y'].map((warehouse) => report(A, 0, abs(20), { warehouse, observedAtMs: 0 }));
  /** Of two reports of one order the first counts, so a history has but one of each. */
  const distinct = (commands: readonly Command[]) => [
    ...new Map(
      commands.map((of) => [
        of.kind === 'report'
          ? `${of.report.source}${of.report.warehouse}${of.report.order.sequence}`
          : JSON.stringify(of),
        of,
      ]),
    ).values(),
  ];
  const history = fc.tuple(reports, sales, outranked).map((parts) => distinct([...opening, ...parts.flat()]));
  const shuffled = history.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list, ...list.slice(0, 3)], { minLength: list.length }).map((some) => [...some]),
    ),
  );

  test('shuffled and repeated, one by one or in batches', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 9 }), ([inOrder, some], size) => {
        const [one, other] = [shop(), shop()];
        const terms = new Map([...TERMS].map(([source, of]) => [source, { ...of, settleMs: SETTLE_MS }]));
        one.terms = terms;
        other.terms = terms;
        for (const of of inOrder) one.run(NOW_MS, of);
        const all = [...some, ...inOrder.filter((of) => !some.includes(of))];
        for (let from = 0; from < all.length; from += size) other.run(NOW_MS, ...all.slice(from, from + size));
        expect(onHand(other)).toBe(onHand(one));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('nobody configured: the default terms', () => {
  const stock = applyReport(undefined, report(A, 1, abs(9)).report, 0).stock;
  expect(authorityOf(stock === undefined ? [] : [stock], new Map())?.terms).toEqual(DEFAULT_TERMS);
});
