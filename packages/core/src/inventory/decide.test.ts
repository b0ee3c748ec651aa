import { describe, expect, test } from 'vitest';
import { EVENTS } from '../events/event.ts';
import type { Answer } from './answer.ts';
import { checkChain } from './chain.ts';
import type { Command } from './command.ts';
import { decideBatch } from './decide.ts';
import { Balances, StockEntry, toStockEntry } from './entry.ts';
import { ats, oversold, Position, sellable } from './position.ts';
import { Reservation, toReservation } from './reservation.ts';
import { stockChanged, stockShortfall } from './stock-events.ts';
import {
  adjust,
  block,
  bundle,
  commit,
  count,
  extend,
  level,
  line,
  receive,
  release,
  reserve,
  sell,
  track,
} from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ea';
const B = 'itm_01k4f2m8r5e6s9v0a1b2c3d4eb';
const U = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ec';
const SET = 'itm_01k4f2m8r5e6s9v0a1b2c3d4ed';
const set = (quantity: number) =>
  bundle(SET, quantity, [
    { itemId: A, quantity: 2 },
    { itemId: B, quantity: 1 },
  ]);

/** A has 10, B has 5, U is untracked. */
function shop(): StockStore {
  const store = new StockStore().keep(A).keep(B).keep(U, 'untracked');
  store.run(0, receive(null, A, 10), receive(null, B, 5));
  return store;
}

const said = (answer: Answer | undefined): string =>
  answer === undefined
    ? 'nothing'
    : answer.outcome === 'refused'
      ? answer.code
      : 'replayed' in answer && answer.replayed
        ? `${answer.outcome} again`
        : answer.outcome;

function figures(store: StockStore, itemId: string) {
  const { onHand, reserved } = store.position(itemId);
  return { onHand, reserved, ats: ats(store.position(itemId)) };
}

// name, steps of [at, command], what each is answered, what is left of A
test.each<[string, [number, Command][], string[], { onHand: number; reserved: number; ats: number }]>([
  ['exactly what is left', [[1, reserve('r1', [line(A, 10)])]], ['held'], { onHand: 10, reserved: 10, ats: 0 }],
  [
    'one more than is left',
    [[1, reserve('r1', [line(A, 11)])]],
    ['STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'a retry after stock ran out',
    [
      [1, reserve('r1', [line(A, 10)])],
      [2, reserve('r1', [line(A, 10)])],
    ],
    ['held', 'held again'],
    { onHand: 10, reserved: 10, ats: 0 },
  ],
  [
    'the same id, another quantity',
    [
      [1, reserve('r1', [line(A, 5)])],
      [2, reserve('r1', [line(A, 4)])],
    ],
    ['held', 'RESERVATION_ID_REUSED'],
    { onHand: 10, reserved: 5, ats: 5 },
  ],
  [
    'a retry after a refusal',
    [
      [1, reserve('r1', [line(A, 11)])],
      [2, receive(null, A, 1)],
      [3, reserve('r1', [line(A, 11)])],
    ],
    ['STOCK_INSUFFICIENT', 'recorded', 'held'],
    { onHand: 11, reserved: 11, ats: 0 },
  ],
  [
    'two lines of one item',
    [[1, reserve('r1', [line(A, 6), line(A, 5)])]],
    ['STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  ['a bundle and its part', [[1, reserve('r1', [set(4), line(A, 2)])]], ['held'], { onHand: 10, reserved: 10, ats: 0 }],
  [
    'a bundle and one part too many',
    [[1, reserve('r1', [set(4), line(A, 3)])]],
    ['STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'one line of two is short',
    [[1, reserve('r1', [line(A, 1), line(B, 6)])]],
    ['STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'best effort',
    [[1, reserve('r1', [set(3), line(A, 9)], { bestEffort: true })]],
    ['held'],
    { onHand: 10, reserved: 10, ats: 0 },
  ],
  [
    'best effort with nothing left',
    [
      [1, reserve('r1', [line(A, 10)])],
      [2, reserve('r2', [line(A, 1)], { bestEffort: true })],
    ],
    ['held', 'STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 10, ats: 0 },
  ],
  [
    'above its maximum',
    [[1, reserve('r1', [line(A, 2, { maxQuantity: 3 }), line(A, 2, { maxQuantity: 3 })])]],
    ['QUANTITY_ABOVE_MAXIMUM'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'at its maximum',
    [[1, reserve('r1', [line(A, 3, { maxQuantity: 3 })])]],
    ['held'],
    { onHand: 10, reserved: 3, ats: 7 },
  ],
  [
    'not orderable',
    [[1, reserve('r1', [line(A, 1, { reasons: [{ code: 'STORE_CLOSED', params: {} }] })])]],
    ['NOT_ORDERABLE'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'no such item',
    [[1, reserve('r1', [line('itm_none', 1)])]],
    ['STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'commit',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, commit('r1')],
    ],
    ['held', 'committed'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'commit twice',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, commit('r1')],
      [200, commit('r1')],
    ],
    ['held', 'committed', 'committed again'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'commit a part',
    [
      [1, reserve('r1', [set(2), line(A, 4)])],
      [
        2,
        commit('r1', [
          { line: 0, quantity: 1 },
          { line: 1, quantity: 4 },
        ]),
      ],
    ],
    ['held', 'committed'],
    { onHand: 4, reserved: 0, ats: 4 },
  ],
  [
    'commit more than held',
    [
      [1, reserve('r1', [line(A, 4)])],
      [
        2,
        commit('r1', [
          { line: 0, quantity: 3 },
          { line: 0, quantity: 2 },
        ]),
      ],
    ],
    ['held', 'COMMIT_BEYOND_HELD'],
    { onHand: 10, reserved: 4, ats: 6 },
  ],
  [
    'commit a line there is not',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, commit('r1', [{ line: 1, quantity: 1 }])],
    ],
    ['held', 'COMMIT_BEYOND_HELD'],
    { onHand: 10, reserved: 4, ats: 6 },
  ],
  [
    'another part of what was committed',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, commit('r1')],
      [3, commit('r1', [{ line: 0, quantity: 1 }])],
    ],
    ['held', 'committed', 'RESERVATION_ENDED'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'release',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, release('r1')],
      [3, release('r1')],
    ],
    ['held', 'released', 'released again'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'release what was committed',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, commit('r1')],
      [3, release('r1')],
    ],
    ['held', 'committed', 'RESERVATION_ENDED'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'commit what was released',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, release('r1')],
      [3, commit('r1')],
    ],
    ['held', 'released', 'RESERVATION_ENDED'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'commit an instant before expiry',
    [
      [0, reserve('r1', [line(A, 4)])],
      [99, commit('r1')],
    ],
    ['held', 'committed'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'commit at expiry',
    [
      [0, reserve('r1', [line(A, 4)])],
      [100, commit('r1')],
    ],
    ['held', 'RESERVATION_EXPIRED'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'release at expiry',
    [
      [0, reserve('r1', [line(A, 4)])],
      [100, release('r1')],
    ],
    ['held', 'RESERVATION_EXPIRED'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'units come free at expiry',
    [
      [0, reserve('r1', [line(A, 10)])],
      [99, reserve('r2', [line(A, 1)])],
      [100, reserve('r3', [line(A, 10)])],
    ],
    ['held', 'STOCK_INSUFFICIENT', 'held'],
    { onHand: 10, reserved: 10, ats: 0 },
  ],
  [
    'the id of an expired one',
    [
      [0, reserve('r1', [line(A, 1)])],
      [100, reserve('r1', [line(A, 1)])],
    ],
    ['held', 'held again'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'extend',
    [
      [0, reserve('r1', [line(A, 4)])],
      [99, extend('r1', 100)],
      [150, commit('r1')],
    ],
    ['held', 'extended', 'committed'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'extend at expiry',
    [
      [0, reserve('r1', [line(A, 4)])],
      [100, extend('r1', 100)],
    ],
    ['held', 'RESERVATION_EXPIRED'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'extend never shortens',
    [
      [0, reserve('r1', [line(A, 4)])],
      [1, extend('r1', 10)],
      [50, commit('r1')],
    ],
    ['held', 'extended', 'committed'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'what nobody made',
    [
      [1, commit('r9')],
      [1, release('r9')],
      [1, extend('r9', 5)],
    ],
    ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
    { onHand: 10, reserved: 0, ats: 10 },
  ],
  [
    'a sale',
    [
      [1, sell('s1', [set(2)])],
      [2, sell('s1', [set(2)])],
      [3, sell('s1', [set(1)])],
    ],
    ['recorded', 'recorded again', 'IDEMPOTENCY_KEY_REUSED'],
    { onHand: 6, reserved: 0, ats: 6 },
  ],
  [
    'a sale beyond on hand',
    [
      [1, reserve('r1', [line(A, 3)])],
      [2, sell('s1', [line(A, 12)])],
    ],
    ['held', 'recorded'],
    { onHand: 0, reserved: 3, ats: -3 },
  ],
  [
    'commit beyond on hand',
    [
      [1, reserve('r1', [line(A, 4)])],
      [2, count(A, 1)],
      [3, commit('r1')],
    ],
    ['held', 'recorded', 'committed'],
    { onHand: 0, reserved: 0, ats: 0 },
  ],
  [
    'a recount below what is promised',
    [
      [1, reserve('r1', [line(A, 8)])],
      [2, count(A, 5)],
      [3, reserve('r2', [line(A, 1)])],
    ],
    ['held', 'recorded', 'STOCK_INSUFFICIENT'],
    { onHand: 5, reserved: 8, ats: -3 },
  ],
  [
    'the same count again',
    [
      [1, count(A, 7, 'k')],
      [2, receive(null, A, 1)],
      [3, count(A, 7, 'k')],
    ],
    ['recorded', 'recorded', 'recorded again'],
    { onHand: 8, reserved: 0, ats: 8 },
  ],
  ['adjusted below nothing', [[1, adjust(A, -11)]], ['STOCK_INSUFFICIENT'], { onHand: 10, reserved: 0, ats: 10 }],
  ['adjusted to nothing', [[1, adjust(A, -10)]], ['recorded'], { onHand: 0, reserved: 0, ats: 0 }],
  [
    'blocked and unblocked',
    [
      [1, block('block', A, 6)],
      [2, block('block', A, 5)],
      [3, block('unblock', A, 7)],
      [4, block('unblock', A, 2)],
    ],
    ['recorded', 'STOCK_INSUFFICIENT', 'STOCK_INSUFFICIENT', 'recorded'],
    { onHand: 10, reserved: 0, ats: 6 },
  ],
  [
    'written off from blocked',
    [
      [1, block('block', A, 6)],
      [2, adjust(A, -7, { from: 'damaged' })],
      [3, adjust(A, -6, { from: 'damaged' })],
    ],
    ['recorded', 'STOCK_INSUFFICIENT', 'recorded'],
    { onHand: 4, reserved: 0, ats: 4 },
  ],
  [
    'blocked is not sold',
    [
      [1, block('block', A, 6)],
      [2, reserve('r1', [line(A, 5)])],
    ],
    ['recorded', 'STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 4 },
  ],
  [
    'safety stock is not sold',
    [
      [1, level('set_safety_stock', A, 8)],
      [2, reserve('r1', [line(A, 3)])],
    ],
    ['recorded', 'STOCK_INSUFFICIENT'],
    { onHand: 10, reserved: 0, ats: 2 },
  ],
])('%s', (_name, steps, want, left) => {
  const store = shop();
  expect(steps.map(([atMs, command]) => said(store.run(atMs, command).answers[0]))).toEqual(want);
  expect(figures(store, A)).toEqual(left);
  for (const itemId of [A, B, U]) {
    const opening = { storeId: STORE, itemId, tracking: store.openings.get(itemId) ?? 'counted' };
    expect(checkChain(opening, store.entriesOf(itemId), store.position(itemId))).toEqual([]);
    expect(Position.parse(store.position(itemId))).toEqual(store.position(itemId));
  }
});

describe('what is answered', () => {
  test('shortfalls name every item that is short, summed, with its lines', () => {
    const { answers } = shop().run(1, reserve('r1', [set(4), line(A, 4), line(B, 2)]));
    expect(answers[0]).toMatchObject({
      shortfalls: [
        { itemId: A, wanted: 12, sellable: 10, lines: [0, 1] },
        { itemId: B, wanted: 6, sellable: 5, lines: [0, 2] },
      ],
    });
  });

  test('best effort says what each line holds and what was short', () => {
    const store = shop();
    const { answers } = store.run(1, reserve('r1', [set(3), line(A, 9), line(B, 2)], { bestEffort: true }));
    const answer = answers[0];
    if (answer?.outcome !== 'held') throw new Error('not held');
    expect(answer.reservation.lines.map(({ held }) => held)).toEqual([3, 4, 2]);
    expect(answer.reservation.shortfalls).toEqual([{ itemId: A, wanted: 15, sellable: 10, lines: [0, 1] }]);
  });

  test('a retry hears the first answer, however the reservation went on', () => {
    const store = shop();
    const first = store.run(1, reserve('r1', [line(A, 4)])).answers[0];
    store.run(2, extend('r1', 500));
    store.run(3, commit('r1'));
    expect(store.run(4, reserve('r1', [line(A, 4)])).answers[0]).toEqual({ ...first, replayed: true });
  });

  test('a repeated commit hears what was handed over', () => {
    const store = shop();
    store.run(1, reserve('r1', [line(A, 4)]));
    const first = store.run(2, commit('r1', [{ line: 0, quantity: 3 }])).answers[0];
    const again = store.run(900, commit('r1', [{ line: 0, quantity: 3 }])).answers[0];
    expect(again).toEqual({ ...first, replayed: true });
    expect(first).toMatchObject({ reservation: { lines: [{ held: 4, committed: 3 }] } });
  });

  test('a reservation as people see it; past its time it is expired without any write', () => {
    const store = shop();
    store.run(1, reserve('order-1', [line(A, 4)], { holder: 'key_b' }));
    const record = store.reservations.get('order-1');
    if (record === undefined) throw new Error('not kept');
    expect(Reservation.parse(toReservation(record, 100)).status).toBe('held');
    expect(Reservation.parse(toReservation(record, 101))).toMatchObject({
      status: 'expired',
      endedAt: new Date(101).toISOString(),
    });
  });
});

describe('reservations', () => {
  test('an extension is capped by the longest life', () => {
    const store = shop();
    store.limits = { ...store.limits, maxLifetimeMs: 250 };
    const { answers } = store.run(0, reserve('r1', [line(A, 1)], { ttlMs: 1_000 }));
    expect(answers[0]).toMatchObject({ reservation: { expiresAtMs: 250 } });
    store.run(0, reserve('r2', [line(A, 1)]));
    expect(store.run(50, extend('r2', 900)).answers[0]).toMatchObject({ reservation: { expiresAtMs: 250 } });
    expect(store.holds.map((hold) => hold.expiresAtMs)).toEqual([250, 250]);
  });

  test('a key has only so many open at once; ended and expired ones do not count', () => {
    const store = shop();
    store.limits = { ...store.limits, maxOpenPerHolder: 2 };
    const make = (atMs: number, ...ids: string[]) =>
      store.run(atMs, ...ids.map((id) => reserve(id, [line(A, 1)]))).answers.map(said);
    expect(make(0, 'r1', 'r2', 'r3')).toEqual(['held', 'held', 'HOLD_QUOTA_EXCEEDED']);
    expect(make(0, 'r1')).toEqual(['held again']);
    expect(store.run(1, release('r1'), reserve('r4', [line(A, 1)])).answers.map(said)).toEqual(['released', 'held']);
    expect(make(100, 'r5')).toEqual(['held']);
    expect(store.run(100, reserve('r6', [line(A, 1)], { holder: 'key_b' })).answers.map(said)).toEqual(['held']);
  });

  test('untracked items are held without stock, under their cap', () => {
    const store = shop();
    store.limits = { ...store.limits, untrackedMaxQuantity: 20 };
    expect(store.run(0, reserve('r1', [line(U, 20)]), reserve('r2', [line(U, 21)])).answers.map(said)).toEqual([
      'held',
      'STOCK_INSUFFICIENT',
    ]);
    store.run(1, commit('r1'), sell('s1', [line(U, 3)]));
    expect(store.position(U)).toMatchObject({ onHand: 0, reserved: 0 });
    expect(store.entriesOf(U).map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['reserved', 20],
      ['committed', 20],
      ['sold', 3],
    ]);
  });

  test('what is made and ended in one batch leaves no hold to store', () => {
    const outcome = shop().run(0, reserve('r1', [line(A, 1)]), extend('r1', 500), commit('r1'));
    expect(outcome.answers.map(said)).toEqual(['held', 'extended', 'committed']);
    expect([outcome.holdsMade, outcome.holdsEnded, outcome.reservationsChanged]).toEqual([[], [], []]);
    expect(outcome.reservationsMade).toMatchObject([{ status: 'committed', expiresAtMs: 500 }]);
  });

  test('an extension in the batch that made it is stored with the hold', () => {
    expect(shop().run(0, reserve('r1', [line(A, 1)]), extend('r1', 500)).holdsMade).toMatchObject([
      { expiresAtMs: 500 },
    ]);
  });

  test('due holds are ended first, earliest first, and known though their reservation was not read', () => {
    const store = shop();
    store.run(0, reserve('r2', [line(A, 3)], { ttlMs: 60 }), reserve('r1', [line(A, 2)], { ttlMs: 60 }));
    store.run(0, reserve('r3', [line(A, 4)], { ttlMs: 50 }));
    const state = store.load(60);
    state.reservations.clear();
    const outcome = decideBatch(state, []);
    store.save(outcome);
    expect(outcome.entries.map(({ kind, source }) => [kind, source.id])).toEqual([
      ['expired', 'r3'],
      ['expired', 'r1'],
      ['expired', 'r2'],
    ]);
    expect(outcome.reservationsExpired).toEqual(['r3', 'r1', 'r2']);
    expect(store.run(61).entries).toEqual([]);
  });
});

test('past its time it ends nothing, even if no hold is given as due', () => {
  const store = shop();
  store.run(0, reserve('r1', [line(A, 4)]));
  const state = store.load(100);
  for (const stocked of state.positions.values()) stocked.dueHolds.splice(0);
  const { answers, entries } = decideBatch(state, [commit('r1'), release('r1'), extend('r1', 50)]);
  expect(answers.map(said)).toEqual(Array(3).fill('RESERVATION_EXPIRED'));
  expect(entries).toEqual([]);
});

test('events tell the state', () => {
  const store = shop();
  store.run(1, reserve('r1', [line(A, 8)]));
  const { shortfalls } = store.run(2, count(A, 6), reserve('r2', [line(U, 2)]));
  const changed = [stockChanged(store.position(A), 3), stockChanged(store.position(U), 1)];
  for (const data of changed) expect(EVENTS['stock.changed'].data.parse(data)).toEqual(data);
  expect(changed).toMatchObject([
    { ats: -2, sellable: 0, oversold: 2, entries: { from: 3, to: 3 } },
    { sellable: null, oversold: 0, entries: { from: 1, to: 1 } },
  ]);
  for (const shortfall of shortfalls.map(stockShortfall)) {
    expect(EVENTS['stock.shortfall'].data.parse(shortfall)).toEqual({
      storeId: STORE,
      itemId: A,
      missing: 0,
      oversold: 2,
      sequence: 3,
    });
  }
});

describe('shortfalls', () => {
  test('goods beyond on hand are found first, then leave', () => {
    const store = shop();
    store.run(1, reserve('r1', [line(A, 3)]));
    const outcome = store.run(2, sell('s1', [line(A, 12)], 1));
    expect(outcome.entries.map(({ kind, reason, quantity }) => [kind, reason, quantity])).toEqual([
      ['discrepancy', 'sold_beyond_on_hand', 2],
      ['sold', 'sold_elsewhere', 12],
    ]);
    expect(outcome.shortfalls).toEqual([{ storeId: STORE, itemId: A, missing: 2, oversold: 3, sequence: 4 }]);
    expect(sellable(store.position(A))).toBe(0);
  });

  test('a recount, a block or safety stock that leaves promises uncovered is told once', () => {
    const store = shop();
    store.run(1, reserve('r1', [line(A, 8)]));
    expect(store.run(2, count(A, 6)).shortfalls).toMatchObject([{ missing: 0, oversold: 2 }]);
    expect(store.run(3, block('block', A, 1)).shortfalls).toMatchObject([{ oversold: 3 }]);
    expect(store.run(4, receive(null, A, 1)).shortfalls).toEqual([]);
    expect(store.run(5, level('set_safety_stock', A, 50)).shortfalls).toMatchObject([{ oversold: 8 }]);
  });

  test('nothing promised is nothing oversold', () => {
    const store = shop();
    expect(store.run(1, level('set_safety_stock', A, 50)).shortfalls).toEqual([]);
    expect(oversold(store.position(A))).toBe(0);
    expect(store.run(2, count(U, 0), reserve('r1', [line(U, 5)])).shortfalls).toEqual([]);
  });
});

describe('the rest of the ledger', () => {
  test('what was ordered is no longer incoming', () => {
    const store = shop();
    store.run(1, level('set_incoming', A, 7));
    store.run(2, receive(null, A, 5));
    expect(store.position(A)).toMatchObject({ onHand: 15, incoming: 2 });
    store.run(3, receive(null, A, 5), { ...receive(null, B, 5), ordered: false });
    expect(store.position(A)).toMatchObject({ onHand: 20, incoming: 0 });
  });

  test('tracking can change', () => {
    const store = shop();
    store.run(1, track(U, 'counted'));
    expect(store.run(2, reserve('r1', [line(U, 1)])).answers.map(said)).toEqual(['STOCK_INSUFFICIENT']);
    store.run(3, count(U, 1));
    expect(store.run(4, reserve('r1', [line(U, 1)])).answers.map(said)).toEqual(['held']);
  });

  test('commands on what the store does not keep', () => {
    const commands = [sell('s1', [line('itm_none', 1)]), receive(null, 'itm_none', 1), count('itm_none', 1)];
    expect(
      shop()
        .run(1, ...commands)
        .answers.map(said),
    ).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });

  test('no figure above the most there may be', () => {
    const commands = [receive(null, A, 1e12), adjust(A, 1e12), sell('s1', [line(A, 2e12)])];
    expect(
      shop()
        .run(1, ...commands)
        .answers.map(said),
    ).toEqual(Array(3).fill('QUANTITY_ABOVE_MAXIMUM'));
  });

  test('every entry fits its schema', () => {
    const store = shop();
    store.run(1, reserve('r1', [line(A, 8)]), sell('s1', [line(A, 12)]), block('block', B, 2), commit('r1'));
    for (const entry of store.entries) {
      expect(StockEntry.parse(toStockEntry(entry))).toEqual(toStockEntry(entry));
      expect(Balances.parse(entry.after)).toEqual(entry.after);
    }
  });
});
