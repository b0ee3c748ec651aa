import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChain } from './chain.ts';
import type { Command } from './command.ts';
import { foldEntries } from './fold.ts';
import { type Lot, lotExpiryMs, lotted, takeFromLots } from './lots.ts';
import { ats, positionKey } from './position.ts';
import { adjust, block, commit, count, line, receive, report, reserve, sell } from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_a';
const lotOf = (name: string, expiresAtMs: number) => ({
  lot: name,
  expiresOn: `2026-12-${String(expiresAtMs).padStart(2, '0')}`,
  expiresAtMs,
});
const shelf = (name: string, expiresAtMs: number | null, quantity: number, expired = 0): Lot => ({
  lot: name,
  expiresOn: null,
  expiresAtMs,
  quantity,
  expired,
});
const lotsOf = (store: StockStore) =>
  (store.rows.get(positionKey(STORE, A))?.lots ?? []).map(({ lot, quantity, expired }) => [lot, quantity, expired]);

test.each([
  [
    'first expired, first out',
    [shelf('b', 20, 5), shelf('a', 10, 3)],
    4,
    0,
    [
      ['a', -3, 0],
      ['b', -1, 0],
    ],
  ],
  [
    'what never expires last',
    [shelf('n', null, 5), shelf('a', 10, 3)],
    4,
    0,
    [
      ['a', -3, 0],
      ['n', -1, 0],
    ],
  ],
  [
    'one date: by name',
    [shelf('b', 10, 5), shelf('a', 10, 3)],
    4,
    0,
    [
      ['a', -3, 0],
      ['b', -1, 0],
    ],
  ],
  ['then what is in no lot', [shelf('a', 10, 3)], 8, 5, [['a', -3, 0]]],
  [
    'expired ones only when nothing else is left',
    [shelf('x', 1, 4, 4), shelf('a', 10, 3)],
    5,
    1,
    [
      ['a', -3, 0],
      ['x', -1, -1],
    ],
  ],
])('%s', (_name, lots, quantity, unlotted, want) => {
  const taken = takeFromLots(lots, quantity, unlotted, 5, 'sellable_first');
  expect(taken.map((of) => [of.lot, of.quantity, of.expired])).toEqual(want);
});

test('written off as spoiled: expired ones first', () => {
  const taken = takeFromLots([shelf('x', 1, 4, 4), shelf('a', 10, 3)], 5, 0, 5, 'expired_first');
  expect(taken.map((of) => [of.lot, of.quantity, of.expired])).toEqual([
    ['x', -4, -4],
    ['a', -1, 0],
  ]);
});

test('a lot may be sold to the end of its day at the store', () => {
  expect(new Date(lotExpiryMs('2026-12-31', 'Asia/Kolkata')).toISOString()).toBe('2026-12-31T18:30:00.000Z');
  expect(() => lotExpiryMs('2026-02-30', 'Asia/Kolkata')).toThrow(RangeError);
});

describe('expiry', () => {
  function shop(): StockStore {
    const store = new StockStore().keep(A);
    store.run(0, receive(null, A, 4, lotOf('a', 10)), receive(null, A, 6, lotOf('b', 20)), receive(null, A, 2));
    return store;
  }

  test('what is left of a lot past its date is blocked as expired, once', () => {
    const store = shop();
    store.run(1, reserve('r', [line(A, 1)], { ttlMs: 100 }), commit('r'));
    expect(store.run(10).entries).toMatchObject([
      { kind: 'blocked', quantity: 3, blockKind: 'expired', occurredAtMs: 10 },
    ]);
    expect(store.run(11).entries).toEqual([]);
    expect(store.position(A)).toMatchObject({ onHand: 11, blocked: { expired: 3 } });
    expect(ats(store.position(A))).toBe(8);
  });

  test('a lot that comes in past its date is blocked at once', () => {
    const store = new StockStore().keep(A);
    store.run(11, receive(null, A, 4, lotOf('a', 10)));
    expect(ats(store.position(A))).toBe(0);
  });

  test('expired units do not go back to sale while in their lot, and are written off with it', () => {
    const store = shop();
    store.run(10);
    expect(store.run(11, block('unblock', A, 1, 'expired')).answers[0]).toMatchObject({ code: 'STOCK_INSUFFICIENT' });
    store.run(12, adjust(A, -4, { reason: 'spoiled', from: 'expired' }));
    expect(store.position(A)).toMatchObject({ onHand: 8, blocked: { expired: 0 } });
    expect(lotsOf(store)).toEqual([['b', 6, 0]]);
  });

  test('units damaged and expired at once leave both parts of blocked', () => {
    const store = new StockStore().keep(A);
    store.run(0, receive(null, A, 4, lotOf('a', 10)), block('block', A, 3, 'damaged'));
    store.run(10);
    const { entries } = store.run(11, adjust(A, -3, { reason: 'damaged', from: 'damaged' }));
    expect(entries.map(({ kind, deltas }) => [kind, deltas.blocked])).toEqual([
      ['unblocked', -3],
      ['adjusted', -3],
    ]);
    expect(store.position(A)).toMatchObject({ onHand: 1, blocked: { damaged: 0, expired: 1 } });
    expect(lotsOf(store)).toEqual([['a', 1, 1]]);
  });
});

test('lots always fit: within on hand, their expired part within blocked, and the fold of the entries', () => {
  const few = fc.integer({ min: 1, max: 8 });
  const lot = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(4, 8, 16)).map(([name, ms]) => lotOf(name, ms));
  const kind = fc.constantFrom('damaged' as const, 'expired' as const);
  const command: fc.Arbitrary<Command> = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(few, fc.option(lot)).map(([quantity, of]) => receive(null, A, quantity, of)) },
    { weight: 2, arbitrary: fc.tuple(fc.nat(), few).map(([id, quantity]) => sell(`s${id}`, [line(A, quantity)])) },
    fc.nat(12).map((onHand) => count(A, onHand)),
    fc
      .tuple(few, fc.option(kind))
      .map(([by, from]) => adjust(A, 0 - by, { from, reason: from === null ? 'lost' : 'spoiled' })),
    fc
      .tuple(fc.constantFrom('block' as const, 'unblock' as const), few, kind)
      .map(([what, by, of]) => block(what, A, by, of)),
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.nat(9))
      .map(([sequence, absolute]) => report(A, sequence, { absolute })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), command), { maxLength: 20 }), (steps) => {
      const store = new StockStore().keep(A);
      let atMs = 0;
      for (const [afterMs, of] of steps) {
        atMs += afterMs;
        store.run(atMs, of);
        const { onHand, blocked } = store.position(A);
        const lots = store.rows.get(positionKey(STORE, A))?.lots ?? [];
        expect(lotted(lots)).toBeLessThanOrEqual(onHand);
        expect(lots.reduce((sum, one) => sum + one.expired, 0)).toBeLessThanOrEqual(blocked.expired);
        for (const one of lots) {
          expect(one.quantity).toBeGreaterThan(0);
          const isPast = one.expiresAtMs !== null && one.expiresAtMs <= atMs;
          expect(one.expired).toBe(isPast ? one.quantity : 0);
        }
      }
      const opening = { storeId: STORE, itemId: A, tracking: 'counted' } as const;
      const entries = store.entriesOf(A);
      expect(checkChain(opening, entries, store.position(A))).toEqual([]);
      expect(foldEntries(opening, entries).lots).toEqual(store.rows.get(positionKey(STORE, A))?.lots);
    }),
    { numRuns: 1_000 },
  );
});
