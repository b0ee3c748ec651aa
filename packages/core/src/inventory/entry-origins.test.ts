import { describe, expect, test } from 'vitest';
import { commit, line, receive, release, report, reserve, sell, track } from './test-stock-commands.ts';
import { StockStore } from './test-stock-store.ts';

const A = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ea';
const SETTLED_MS = 1_000_000;

const shop = () => {
  const store = new StockStore().keep(A);
  store.run(0, receive(null, A, 5));
  return store;
};
const told = ({ entries }: ReturnType<StockStore['run']>) =>
  entries.map(({ kind, reason, source, occurredAtMs }) => ({ kind, reason, source, occurredAtMs }));

describe('entries say where they come from, and when it happened', () => {
  test('given back', () => {
    const store = shop();
    store.run(1, reserve('r', [line(A, 2)]));
    expect(told(store.run(2, release('r')))).toEqual([
      { kind: 'released', reason: 'cancelled', source: { kind: 'reservation', id: 'r' }, occurredAtMs: 2 },
    ]);
  });

  test('handed over in part', () => {
    const store = shop();
    store.run(1, reserve('r', [line(A, 2)]));
    const source = { kind: 'reservation', id: 'r' };
    expect(told(store.run(9, commit('r', [{ line: 0, quantity: 1 }], 7)))).toEqual([
      { kind: 'committed', reason: null, source, occurredAtMs: 7 },
      { kind: 'released', reason: 'partly_committed', source, occurredAtMs: 7 },
    ]);
  });

  test('nothing of it handed over', () => {
    const store = shop();
    store.run(1, reserve('r', [line(A, 2)]));
    const outcome = store.run(2, commit('r', [{ line: 0, quantity: 0 }]));
    expect(outcome.entries.map(({ kind, quantity }) => [kind, quantity])).toEqual([['released', 2]]);
  });

  test('held until its time: by then, however late it is written', () => {
    const store = shop();
    store.run(1, reserve('r', [line(A, 2)], { ttlMs: 10 }));
    const outcome = store.run(500, sell('s', [line(A, 1)], 500));
    expect(told(outcome)[0]).toEqual({
      kind: 'expired',
      reason: null,
      source: { kind: 'reservation', id: 'r' },
      occurredAtMs: 11,
    });
    expect(store.reservations.get('r')).toMatchObject({ status: 'expired', endedAtMs: 11 });
  });

  test('past the date of its lot', () => {
    const store = new StockStore().keep(A);
    store.run(0, receive(null, A, 5, { lot: 'B-1', expiresOn: '1970-01-01', expiresAtMs: 100 }));
    expect(told(store.run(500, receive(null, A, 1)))[0]).toEqual({
      kind: 'blocked',
      reason: null,
      source: { kind: 'system', id: 'lot-expiry' },
      occurredAtMs: 100,
    });
  });
});

describe('a sale that is heard of late', () => {
  const reported = (amount: { absolute: number } | { delta: number }) => {
    const store = shop();
    store.run(SETTLED_MS, report(A, 1, amount, { observedAtMs: SETTLED_MS }));
    return store;
  };
  const source = { kind: 'sale', id: 's' };

  test('that the provider has counted without it does not go twice', () => {
    const store = reported({ absolute: 10 });
    const outcome = store.run(SETTLED_MS + 1, sell('s', [line(A, 2)], 100));
    expect(told(outcome)).toEqual([
      { kind: 'reported', reason: 'already_counted', source, occurredAtMs: 100 },
      { kind: 'sold', reason: 'sold_elsewhere', source, occurredAtMs: 100 },
    ]);
    expect(outcome.answers).toEqual([{ outcome: 'recorded', written: [{ itemId: A, sequence: 4 }], replayed: false }]);
    expect(store.position(A).onHand).toBe(10);
  });

  test.each([
    ['that it may not have counted', () => reported({ absolute: 10 }), SETTLED_MS - 1_000],
    ['that is said to be of tomorrow', () => reported({ absolute: 10 }), SETTLED_MS + 86_400_000],
    ['of what only changes are reported of', () => reported({ delta: 5 }), 100],
    ['of what nobody reports', shop, 100],
  ])('%s is a sale', (_name, open, occurredAtMs) => {
    const store = open();
    const before = store.position(A).onHand;
    const outcome = store.run(SETTLED_MS + 1, sell('s', [line(A, 2)], occurredAtMs));
    expect(outcome.entries.map(({ kind }) => kind)).toEqual(['sold']);
    expect(outcome.entries[0]?.occurredAtMs).toBe(Math.min(occurredAtMs, SETTLED_MS + 1));
    expect(store.position(A).onHand).toBe(before - 2);
  });

  test('of what is not tracked moves no figure', () => {
    const store = reported({ absolute: 10 });
    store.run(SETTLED_MS, track(A, 'untracked'));
    const outcome = store.run(SETTLED_MS + 1, sell('s', [line(A, 2)], 100));
    expect(outcome.entries.map(({ kind, deltas }) => [kind, deltas.onHand])).toEqual([['sold', 0]]);
  });
});
