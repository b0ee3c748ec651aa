import { describe, expect, test } from 'vitest';
import { Batch } from './batch.ts';
import type { Command } from './command.ts';
import { positionKey } from './position.ts';
import { MAX_QUANTITY } from './quantity.ts';
import { commit, count, line, receive, release, reserve, sell } from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ea';
const U = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ec';
const ELSEWHERE = 'sto_01k4f2m8r5e6s9v0a1b2c3d4e6';

/** Five of one item; `open` and `done` are reservations of two and one of it. */
const shop = () => {
  const store = new StockStore().keep(A).keep(U, 'untracked');
  store.run(0, receive('k1', A, 5), reserve('open', [line(A, 2)]), reserve('done', [line(A, 1)]), commit('done'));
  return store;
};
const answer = (command: Command, nowMs = 1, store = shop()) => store.run(nowMs, command).answers[0];
const elsewhere = <C extends Command>(command: C): C => ({ ...command, storeId: ELSEWHERE });

describe('a refusal says all that a reader needs', () => {
  test.each([
    [
      'more than one order may have',
      reserve('r', [line(A, 6, { maxQuantity: 5 })]),
      'QUANTITY_ABOVE_MAXIMUM',
      { itemId: A, quantity: 6, maxQuantity: 5 },
    ],
    [
      'another request of the same id',
      reserve('open', [line(A, 1)]),
      'RESERVATION_ID_REUSED',
      { reservationId: 'open' },
    ],
    ['no such reservation', commit('nobody'), 'NOT_FOUND', { reservationId: 'nobody' }],
    ['a reservation of another store', elsewhere(commit('open')), 'NOT_FOUND', { reservationId: 'open' }],
    [
      'an ended one of another store, asked for again',
      elsewhere(commit('done')),
      'NOT_FOUND',
      { reservationId: 'done' },
    ],
    ['an ended one', release('done'), 'RESERVATION_ENDED', { reservationId: 'done', status: 'committed' }],
    [
      'more than is held',
      commit('open', [{ line: 0, quantity: 3 }]),
      'COMMIT_BEYOND_HELD',
      { reservationId: 'open', line: 0, quantity: 3, held: 2 },
    ],
    [
      'a line that it does not have',
      commit('open', [{ line: 7, quantity: 1 }]),
      'COMMIT_BEYOND_HELD',
      { reservationId: 'open', line: 7, quantity: 1, held: 0 },
    ],
    ['another receipt of the same key', receive('k1', A, 6), 'IDEMPOTENCY_KEY_REUSED', { key: 'k1' }],
    ['a sale of what is not kept', sell('s', [line('itm_x', 1)]), 'NOT_FOUND', { itemId: 'itm_x' }],
    [
      'a sale of more than there may be',
      sell('s', [line(A, MAX_QUANTITY + 1)]),
      'QUANTITY_ABOVE_MAXIMUM',
      { itemId: A, quantity: MAX_QUANTITY + 1, maxQuantity: MAX_QUANTITY },
    ],
  ])('%s', (_name, command, code, params) => {
    expect(answer(command)).toEqual({ outcome: 'refused', code, params, shortfalls: [], reasons: [] });
  });

  test('past its time', () => {
    const expiredAt = new Date(100).toISOString();
    expect(answer(release('open'), 100)).toMatchObject({
      code: 'RESERVATION_EXPIRED',
      params: { reservationId: 'open', expiredAt },
    });
  });

  test('not enough, all or nothing and at best effort', () => {
    const params = { reservationId: 'r' };
    expect(answer(reserve('r', [line(A, 3)]))).toMatchObject({
      code: 'STOCK_INSUFFICIENT',
      params,
      shortfalls: [{ itemId: A, wanted: 3, sellable: 2, lines: [0] }],
    });
    const store = shop();
    store.run(1, count(A, 0));
    expect(answer(reserve('r', [line(A, 3)], { bestEffort: true }), 2, store)).toMatchObject({
      code: 'STOCK_INSUFFICIENT',
      params,
      shortfalls: [{ itemId: A, wanted: 3, sellable: 0, lines: [0] }],
    });
  });

  test('not orderable', () => {
    const reasons = [{ code: 'STORE_CLOSED' as const, params: {} }];
    expect(answer(reserve('r', [line(A, 1, { reasons })]))).toMatchObject({
      code: 'NOT_ORDERABLE',
      params: { itemId: A },
      reasons,
    });
  });

  test('too many open at once', () => {
    const store = shop();
    store.limits = { ...store.limits, maxOpenPerHolder: 1 };
    expect(answer(reserve('r', [line(A, 1)]), 1, store)).toMatchObject({
      code: 'HOLD_QUOTA_EXCEEDED',
      params: { limit: 1 },
    });
  });

  test('of what is not tracked, beyond what may be promised at all', () => {
    const store = shop();
    store.run(1, reserve('u1', [line(U, 10)]));
    expect(answer(reserve('u2', [line(U, MAX_QUANTITY - 9)]), 2, store)).toMatchObject({
      shortfalls: [{ itemId: U, sellable: MAX_QUANTITY - 10 }],
    });
  });
});

test('best effort gives no more of an item than one order may have, over all its lines', () => {
  const store = new StockStore().keep(A);
  store.run(0, receive(null, A, 100));
  const lines = [3, 4, 2].map((quantity) => line(A, quantity, { maxQuantity: 5 }));
  const [held] = store.run(1, reserve('r', lines, { bestEffort: true })).answers;
  expect(held).toMatchObject({ outcome: 'held', reservation: { lines: [{ held: 3 }, { held: 2 }, { held: 0 }] } });
});

test.each(['onHand', 'blocked', 'reserved', 'safetyStock', 'incoming'] as const)(
  'I1: an entry that would leave %s below zero is a mistake of ours, and is not made',
  (figure) => {
    const state = new StockStore().keep(A).load(1);
    const stocked = state.positions.get(positionKey(STORE, A));
    if (stocked === undefined) throw new Error('there is no position');
    const batch = new Batch(state);
    const from = { source: { kind: 'system', id: 'test' } as const, actor: 'system:test', occurredAtMs: 1 };
    const move = { kind: 'adjusted' as const, quantity: 1, [figure]: -1, blockKind: 'damaged' as const };
    expect(() => batch.write(stocked, move, from)).toThrowError(
      expect.objectContaining({ code: 'INTERNAL', params: { itemId: A, kind: 'adjusted' } }),
    );
    expect(batch.entries).toEqual([]);
  },
);
