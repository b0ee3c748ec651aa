import { expect, test } from 'vitest';
import { type ChainProblem, checkChain } from './chain.ts';
import type { Entry } from './entry.ts';
import { positionAt } from './fold.ts';
import { count, line, receive, reserve, sell } from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_a';
const opening = { storeId: STORE, itemId: A, tracking: 'counted' } as const;

function ledger(): StockStore {
  const store = new StockStore().keep(A);
  store.run(10, receive(null, A, 10, null, 10));
  store.run(20, reserve('r', [line(A, 4)]));
  store.run(30, sell('s', [line(A, 2)], 15));
  store.run(40, count(A, 7, null, 40));
  return store;
}

const changed = (entries: readonly Entry[], index: number, more: Partial<Entry>): Entry[] =>
  entries.map((entry, at) => (at === index ? { ...entry, ...more } : entry));

test('a sound ledger', () => {
  const store = ledger();
  expect(checkChain(opening, store.entries, store.position(A))).toEqual([]);
  expect(checkChain(opening, [])).toEqual([]);
});

test.each<[string, (entries: Entry[]) => Entry[], Partial<ChainProblem>[]]>([
  ['a missing first entry', (all) => all.slice(1), [{ kind: 'gap', sequence: 2, expected: 1 }]],
  ['a missing entry', (all) => all.toSpliced(1, 1), [{ kind: 'gap', sequence: 3, expected: 2 }]],
  ['an entry twice', (all) => all.toSpliced(1, 0, all[0] as Entry), [{ kind: 'gap', sequence: 1, expected: 2 }]],
  [
    'an edited balance',
    (all) => changed(all, 0, { after: { ...(all[0] as Entry).after, onHand: 11 } }),
    [{ kind: 'balance', sequence: 1, figure: 'onHand', stored: 11, recomputed: 10 }],
  ],
  [
    'an edited delta',
    (all) => changed(all, 1, { deltas: { ...(all[1] as Entry).deltas, reserved: 5 } }),
    [{ kind: 'balance', sequence: 2, figure: 'reserved', stored: 4, recomputed: 5 }],
  ],
])('%s', (_name, edit, want) => {
  const store = ledger();
  const problems = checkChain(opening, edit([...store.entries]));
  for (const problem of want) expect(problems).toContainEqual(problem);
});

test('a figure below zero is told', () => {
  const [first] = ledger().entries as [Entry];
  const below = { onHand: -1, blocked: 0, reserved: 0, safetyStock: 0, incoming: 0 };
  expect(checkChain(opening, [{ ...first, deltas: below, after: below }])).toContainEqual({
    kind: 'below_zero',
    sequence: 1,
    figure: 'onHand',
    stored: -1,
    recomputed: -1,
  });
});

test('a position that is not the fold of its entries', () => {
  const store = ledger();
  const stored = {
    ...store.position(A),
    reserved: 5,
    blocked: { ...store.position(A).blocked, recalled: 1 },
    sequence: 3,
  };
  expect(checkChain(opening, store.entries, stored)).toEqual([
    { kind: 'position', figure: 'blocked.recalled', stored: 1, recomputed: 0 },
    { kind: 'position', figure: 'reserved', stored: 5, recomputed: 4 },
    { kind: 'position', figure: 'sequence', stored: 3, recomputed: 4 },
  ]);
});

test('as of a time: what was known then, and what had happened by then', () => {
  const { entries } = ledger();
  const onHandAt = (atMs: number, by?: 'recorded' | 'occurred') => positionAt(opening, entries, atMs, by).onHand;
  expect([9, 10, 29, 30, 40].map((atMs) => onHandAt(atMs))).toEqual([0, 10, 10, 8, 7]);
  expect([9, 10, 15, 39, 40].map((atMs) => onHandAt(atMs, 'occurred'))).toEqual([0, 10, 8, 8, 7]);
  expect(positionAt(opening, entries, 20)).toMatchObject({ reserved: 4, sequence: 2 });
});
