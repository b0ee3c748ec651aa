import { describe, expect, test } from 'vitest';
import { commit, count, line, receive, reserve, sell } from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ea';

const shop = () => {
  const store = new StockStore().keep(A);
  store.run(0, receive(null, A, 5));
  return store;
};
const told = ({ entries }: ReturnType<StockStore['run']>) =>
  entries.map(({ kind, reason, quantity, after }) => [kind, reason, quantity, after.onHand]);

describe('goods leave', () => {
  test('all that is on hand, and nothing was wrong', () => {
    const outcome = shop().run(1, sell('s1', [line(A, 5)], 1));
    expect(told(outcome)).toEqual([['sold', 'sold_elsewhere', 5, 0]]);
    expect(outcome.shortfalls).toEqual([]);
  });

  test('one unit more is found first', () => {
    const outcome = shop().run(1, sell('s1', [line(A, 6)], 1));
    expect(told(outcome)).toEqual([
      ['discrepancy', 'sold_beyond_on_hand', 1, 6],
      ['sold', 'sold_elsewhere', 6, 0],
    ]);
    expect(outcome.shortfalls).toEqual([{ storeId: STORE, itemId: A, missing: 1, oversold: 0, sequence: 3 }]);
  });

  test('one unit more than a recount left, when it was promised before', () => {
    const store = shop();
    store.run(1, reserve('r1', [line(A, 5)]));
    store.run(2, count(A, 4));
    const outcome = store.run(3, commit('r1', null, 3));
    expect(told(outcome)).toEqual([
      ['discrepancy', 'committed_beyond_on_hand', 1, 5],
      ['committed', null, 5, 0],
    ]);
    expect(store.position(A)).toMatchObject({ onHand: 0, reserved: 0 });
    expect(outcome.shortfalls).toEqual([{ storeId: STORE, itemId: A, missing: 1, oversold: 0, sequence: 5 }]);
  });
});
