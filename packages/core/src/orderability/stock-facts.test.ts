import { describe, expect, test } from 'vitest';
import { MAX_QUANTITY } from '../inventory/quantity.ts';
import { cartAboveMaximum, cartShortfalls } from './cart.ts';
import { Findings } from './findings.ts';
import { enoughAtMs, type PositionFacts, type StockFacts } from './stock-facts.ts';
import { judgeFreshness, judgeQuantity, judgeStock, oneUnitAt } from './stock-rules.ts';

const A = 'itm_a';
const NOW = 1_000;
const shelf = (more: Partial<PositionFacts> = {}): PositionFacts => ({
  tracking: 'counted',
  onHand: 10,
  blocked: 0,
  reserved: 0,
  safetyStock: 0,
  holds: [],
  expiring: [],
  heardAtMs: null,
  ...more,
});
const stock = (position: PositionFacts, quantity = 1, more: Partial<StockFacts> = {}): StockFacts => ({
  itemId: A,
  needs: [{ itemId: A, quantity, position }],
  maxQuantity: null,
  untrackedMaxQuantity: null,
  staleAfterMs: null,
  ...more,
});
const found = (judge: (findings: Findings) => void): Findings => {
  const findings = new Findings();
  judge(findings);
  return findings;
};

test('enough comes free when the gap below zero is filled too', () => {
  const position = shelf({
    blocked: 3,
    expiring: [{ atMs: 500, quantity: 2 }],
    reserved: 8,
    holds: [
      { atMs: 500, quantity: 2 },
      { atMs: 2_000, quantity: 1 },
      { atMs: 3_000, quantity: 4 },
    ],
    safetyStock: 1,
  });
  expect([1, 2, 3, 4].map((wanted) => enoughAtMs(position, wanted, NOW))).toEqual([3_000, 3_000, 3_000, null]);
});

test('what is all blocked is told apart from what is gone, to the unit', () => {
  const judge = (onHand: number) =>
    found((findings) => judgeStock(stock(shelf({ onHand, blocked: 1 }), 2), NOW, findings)).reasons;
  expect(judge(3)).toEqual([]);
  expect(judge(2)).toEqual([{ code: 'STOCK_BLOCKED', params: {} }]);
  expect(judge(1)).toEqual([{ code: 'OUT_OF_STOCK', params: {} }]);
});

test('only a count grows stale, and only where that is wanted', () => {
  const judge = (position: Partial<PositionFacts>, staleAfterMs: number | null) =>
    found((findings) =>
      judgeFreshness(stock(shelf({ heardAtMs: 100, ...position }), 1, { staleAfterMs }), NOW, findings),
    );
  expect(judge({}, 900).reasons).toMatchObject([{ code: 'STOCK_STALE' }]);
  expect(judge({}, 901)).toMatchObject({ reasons: [], freshUntilMs: 1_001 });
  expect(judge({}, null)).toMatchObject({ reasons: [], freshUntilMs: Number.POSITIVE_INFINITY });
  expect(judge({ tracking: 'untracked' }, 900).reasons).toEqual([]);
});

describe('more than may be ordered', () => {
  const judge = (quantity: number, maxQuantity: number | null) =>
    found((findings) => {
      const position = shelf({ reserved: 6, holds: [{ atMs: 5_000, quantity: 6 }] });
      judgeQuantity(stock(position, 2, { maxQuantity }), quantity, NOW, findings);
    });

  test('for now: until a hold ends', () => {
    expect(judge(2, 5).reasons).toEqual([]);
    expect(judge(5, 5)).toMatchObject({
      reasons: [{ code: 'QUANTITY_ABOVE_MAXIMUM', params: { quantity: 5, maxQuantity: 2 } }],
      blockedUntilMs: 5_000,
    });
    expect(judge(5, null).blockedUntilMs).toBe(5_000);
  });

  test('for good: beyond its limit, or beyond all there is', () => {
    expect(judge(5, 4).blockedUntilMs).toBe(Number.POSITIVE_INFINITY);
    expect(judge(6, null).blockedUntilMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('a part that there is enough of does not make it later', () => {
    const plenty = { itemId: 'itm_b', quantity: 1, position: shelf({ onHand: 5 }) };
    const short = { itemId: A, quantity: 1, position: shelf({ reserved: 6, holds: [{ atMs: 5_000, quantity: 6 }] }) };
    const of = { ...stock(shelf()), needs: [plenty, short] };
    expect(found((findings) => judgeQuantity(of, 5, NOW, findings)).blockedUntilMs).toBe(5_000);
  });
});

test('one unit of what is not tracked can be had', () => {
  expect(oneUnitAt(stock(shelf({ tracking: 'untracked', onHand: 0 })), NOW)).toEqual({
    has: true,
    fromMs: null,
    changesAtMs: Number.POSITIVE_INFINITY,
  });
});

describe('a cart', () => {
  test('of what is not tracked is limited by what may be promised at all', () => {
    const lines = [{ stock: stock(shelf({ tracking: 'untracked', reserved: 10 })), quantity: MAX_QUANTITY - 9 }];
    expect(cartShortfalls(lines, NOW)).toEqual([
      { itemId: A, wanted: MAX_QUANTITY - 9, sellable: MAX_QUANTITY - 10, lines: [0] },
    ]);
  });

  test('may have as many of an item as one order may, and not one more', () => {
    const line = (quantity: number) => ({ stock: stock(shelf(), 1, { maxQuantity: 5 }), quantity });
    expect(cartAboveMaximum([line(2), line(3)])).toEqual([]);
    expect(cartAboveMaximum([line(3), line(3)])).toEqual([{ itemId: A, quantity: 6, maxQuantity: 5 }]);
  });
});
