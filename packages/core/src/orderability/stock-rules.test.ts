import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumNeeds } from '../inventory/components.ts';
import { blockedTotal } from '../inventory/position.ts';
import { block, bundle, count, level, line, receive, reserve, sell } from '../inventory/test-stock-commands.ts';
import { StockStore } from '../inventory/test-stock-store.ts';
import { cartAboveMaximum, cartShortfalls } from './cart.ts';
import { itemOrderability } from './orderability.ts';
import { Orderability, type ReasonCode } from './reason.ts';
import type { NeedFacts, PositionFacts, StockFacts } from './stock-facts.ts';
import { storeAvailability } from './store-availability.ts';

const A = 'itm_a';
const ON = { on: true, until: null };
const OFF = { on: false, until: null };
const iso = (ms: number) => new Date(ms).toISOString();
const store = storeAvailability(
  {
    status: { state: 'open', returnAt: null, reason: null },
    hours: { weekly: [], exceptions: [] },
    zone: 'Asia/Kolkata',
  },
  1_000,
);
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
const stock = (position: PositionFacts | null, more: Partial<StockFacts> = {}): StockFacts => ({
  itemId: A,
  needs: [{ itemId: A, quantity: 1, position }],
  maxQuantity: null,
  untrackedMaxQuantity: null,
  staleAfterMs: null,
  ...more,
});
const need = (itemId: string, quantity: number, position: PositionFacts | null): NeedFacts => ({
  itemId,
  quantity,
  position,
});
const item = (of?: StockFacts, modifierGroups: Parameters<typeof itemOrderability>[0]['modifierGroups'] = []) => ({
  removed: false,
  sellable: true,
  storeItem: {
    listed: true,
    removed: false,
    switch: ON,
    schedule: [],
    price: { priceMinor: 1, currency: 'INR', per: 1 },
    orderTypes: [],
  },
  parent: null,
  categories: [],
  modifierGroups,
  ...(of === undefined ? {} : { stock: of }),
});
const judge = (of: StockFacts, quantity?: number) =>
  itemOrderability(item(of), store, {
    orderType: null,
    channel: null,
    ...(quantity === undefined ? {} : { quantity }),
  });

const held = [
  { atMs: 900, quantity: 1 },
  { atMs: 1_000, quantity: 2 },
  { atMs: 1_500, quantity: 3 },
  { atMs: 2_000, quantity: 4 },
];

// name, stock, quantity asked, codes, maxQuantity, nextAvailableAt, freshUntil
test.each<[string, StockFacts, number, ReasonCode[], number | null, number | null, number | null]>([
  ['there is some', stock(shelf()), 1, [], 10, null, null],
  ['all there is', stock(shelf()), 10, [], 10, null, null],
  ['more than there is', stock(shelf()), 11, ['QUANTITY_ABOVE_MAXIMUM'], 10, null, null],
  ['nothing on hand', stock(shelf({ onHand: 0 })), 1, ['OUT_OF_STOCK'], 0, null, null],
  ['all promised for good', stock(shelf({ reserved: 10 })), 1, ['OUT_OF_STOCK'], 0, null, null],
  ['all kept back', stock(shelf({ safetyStock: 10 })), 1, ['OUT_OF_STOCK'], 0, null, null],
  ['all blocked', stock(shelf({ blocked: 10 })), 1, ['STOCK_BLOCKED'], 0, null, null],
  ['blocked and promised', stock(shelf({ blocked: 4, reserved: 6 })), 1, ['STOCK_BLOCKED'], 0, null, null],
  [
    'promised, the rest blocked in vain',
    stock(shelf({ blocked: 4, reserved: 10 })),
    1,
    ['OUT_OF_STOCK'],
    0,
    null,
    null,
  ],
  ['the store does not keep it', stock(null), 1, ['OUT_OF_STOCK'], 0, null, null],
  ['untracked', stock(shelf({ tracking: 'untracked', onHand: 0 })), 99, [], null, null, null],
  [
    'untracked, under its cap',
    stock(shelf({ tracking: 'untracked' }), { untrackedMaxQuantity: 5 }),
    5,
    [],
    5,
    null,
    null,
  ],
  [
    'untracked, over its cap',
    stock(shelf({ tracking: 'untracked' }), { untrackedMaxQuantity: 5 }),
    6,
    ['QUANTITY_ABOVE_MAXIMUM'],
    5,
    null,
    null,
  ],
  ['holds past expiry do not count', stock(shelf({ reserved: 10, holds: held })), 1, [], 3, null, 1_500],
  ['a hold will expire', stock(shelf({ reserved: 10, holds: held.slice(2) })), 1, ['OUT_OF_STOCK'], 0, 1_500, 1_500],
  [
    'enough when the second expires',
    stock(shelf({ reserved: 10, holds: held })),
    7,
    ['QUANTITY_ABOVE_MAXIMUM'],
    3,
    2_000,
    1_500,
  ],
  [
    'oversold: what comes free fills the gap first',
    stock(shelf({ reserved: 13, holds: held.slice(2) })),
    1,
    ['OUT_OF_STOCK'],
    0,
    2_000,
    1_500,
  ],
  ['a lot will expire', stock(shelf({ expiring: [{ atMs: 3_000, quantity: 4 }] })), 1, [], 10, null, 3_000],
  [
    'a lot has expired',
    stock(shelf({ expiring: [{ atMs: 1_000, quantity: 4 }] })),
    7,
    ['QUANTITY_ABOVE_MAXIMUM'],
    6,
    null,
    null,
  ],
  ['the most in one order', stock(shelf(), { maxQuantity: 3 }), 3, [], 3, null, null],
  ['above the most in one order', stock(shelf(), { maxQuantity: 3 }), 4, ['QUANTITY_ABOVE_MAXIMUM'], 3, null, null],
  ['heard of lately', stock(shelf({ heardAtMs: 500 }), { staleAfterMs: 501 }), 1, [], 10, null, 1_001],
  [
    'not heard of for too long',
    stock(shelf({ heardAtMs: 500 }), { staleAfterMs: 500 }),
    1,
    ['STOCK_STALE'],
    10,
    null,
    null,
  ],
  ['nobody reports it', stock(shelf(), { staleAfterMs: 1 }), 1, [], 10, null, null],
  [
    'a bundle',
    stock(null, { needs: [need('x', 2, shelf()), need('y', 1, shelf({ onHand: 4 }))] }),
    4,
    [],
    4,
    null,
    null,
  ],
  [
    'a bundle without one part',
    stock(null, { needs: [need('x', 2, shelf({ onHand: 1 })), need('y', 1, shelf())] }),
    1,
    ['OUT_OF_STOCK'],
    0,
    null,
    null,
  ],
])('%s', (_name, of, quantity, codes, maxQuantity, nextAvailableMs, freshUntilMs) => {
  const answer = judge(of, quantity);
  expect(Orderability.parse(answer)).toEqual(answer);
  expect({ ...answer, reasons: answer.reasons.map(({ code }) => code) }).toEqual({
    orderable: codes.length === 0,
    reasons: codes,
    maxQuantity,
    nextAvailableAt: nextAvailableMs === null ? null : iso(nextAvailableMs),
    freshUntil: freshUntilMs === null ? null : iso(freshUntilMs),
  });
});

test('reasons name the part, the figures and the time', () => {
  const needs = [
    need('x', 2, shelf({ onHand: 1 })),
    need(A, 1, shelf({ blocked: 10 })),
    need('z', 1, shelf({ heardAtMs: 0 })),
  ];
  expect(judge(stock(null, { needs, staleAfterMs: 1, maxQuantity: 3 }), 4).reasons).toEqual([
    { code: 'OUT_OF_STOCK', params: { itemId: 'x' } },
    { code: 'STOCK_BLOCKED', params: {} },
    { code: 'STOCK_STALE', params: { itemId: 'z', heardAt: iso(0) } },
    { code: 'QUANTITY_ABOVE_MAXIMUM', params: { quantity: 4, maxQuantity: 3 } },
  ]);
});

describe('a required choice among options that are items', () => {
  const out = stock(shelf({ onHand: 0 }));
  const back = stock(shelf({ reserved: 10, holds: [{ atMs: 1_500, quantity: 1 }] }));
  const option = (of: StockFacts, isOn = true, until: number | null = null) => ({
    listed: true,
    switch: isOn ? ON : { ...OFF, until: until === null ? null : iso(until) },
    stock: of,
  });
  test.each([
    ['one left', [option(out), option(stock(shelf()))], true, null],
    ['none left', [option(out), option(out)], false, null],
    ['one comes free', [option(out), option(back)], false, 1_500],
    ['one comes free and is switched off until later', [option(back, false, 1_800)], false, 1_800],
    ['one comes free after its switch is on again', [option(back, false, 1_200)], false, 1_500],
    ['one comes free and is switched off for good', [option(back, false)], false, null],
  ])('%s', (_name, options, orderable, nextAvailableMs) => {
    const groups = [{ id: 'mgr_1', min: 1, max: null, options }];
    const answer = itemOrderability(item(undefined, groups), store, { orderType: null, channel: null });
    expect(answer.orderable).toBe(orderable);
    expect(answer.nextAvailableAt).toBe(nextAvailableMs === null ? null : iso(nextAvailableMs));
    expect('maxQuantity' in answer).toBe(false);
  });
});

test('a cart sums over its lines what each may have', () => {
  const lines = [
    { stock: stock(shelf(), { maxQuantity: 5 }), quantity: 4 },
    { stock: stock(null, { itemId: 'set', needs: [need(A, 2, shelf()), need('y', 1, null)] }), quantity: 4 },
    { stock: stock(shelf(), { maxQuantity: 5 }), quantity: 3 },
  ];
  expect(cartShortfalls(lines, 1_000)).toEqual([
    { itemId: A, wanted: 15, sellable: 10, lines: [0, 1, 2] },
    { itemId: 'y', wanted: 4, sellable: 0, lines: [1] },
  ]);
  expect(cartAboveMaximum(lines)).toEqual([{ itemId: A, quantity: 7, maxQuantity: 5 }]);
});

describe('orderability says what reserve decides', () => {
  const ITEMS = ['itm_a', 'itm_b', 'itm_u'];
  const few = fc.integer({ min: 1, max: 8 });
  const plain = fc.tuple(fc.constantFrom(...ITEMS), few).map(([itemId, quantity]) => line(itemId, quantity));
  const together = fc.tuple(fc.integer({ min: 1, max: 3 }), few).map(([perUnit, quantity]) =>
    bundle('itm_set', quantity, [
      { itemId: 'itm_a', quantity: perUnit },
      { itemId: 'itm_u', quantity: 1 },
    ]),
  );
  const asked = fc
    .tuple(fc.oneof(plain, together), fc.option(fc.integer({ min: 1, max: 6 })))
    .map(([of, maxQuantity]) => ({ ...of, maxQuantity }));
  const lot = fc.integer({ min: 1, max: 20 }).map((expiresAtMs) => ({
    lot: 'x',
    expiresOn: `2026-12-${String(expiresAtMs).padStart(2, '0')}`,
    expiresAtMs,
  }));
  const before = fc.oneof(
    fc
      .tuple(fc.nat(), asked, fc.integer({ min: 1, max: 15 }))
      .map(([id, of, ttlMs]) => reserve(`b${id}`, [of], { ttlMs })),
    fc.tuple(fc.constantFrom('itm_a', 'itm_b'), few, fc.option(lot)).map(([of, by, its]) => receive(null, of, by, its)),
    fc.tuple(fc.constantFrom('itm_a', 'itm_b'), few).map(([of, by]) => block('block', of, by)),
    fc.tuple(fc.constantFrom('itm_a', 'itm_b'), fc.nat(9)).map(([of, by]) => count(of, by)),
    fc.tuple(fc.constantFrom('itm_a', 'itm_b'), fc.nat(3)).map(([of, by]) => level('set_safety_stock', of, by)),
    fc.tuple(fc.nat(), asked).map(([id, of]) => sell(`s${id}`, [of])),
  );
  const setting = fc.tuple(fc.array(fc.tuple(fc.nat(3), before), { maxLength: 10 }), fc.nat(6), fc.option(fc.nat(9)));

  function after([steps, laterMs, cap]: typeof setting extends fc.Arbitrary<infer T> ? T : never) {
    const of = new StockStore().keep('itm_a').keep('itm_b').keep('itm_u', 'untracked');
    of.limits = { ...of.limits, untrackedMaxQuantity: cap };
    let atMs = 0;
    of.run(0, receive(null, 'itm_a', 9), receive(null, 'itm_b', 4));
    for (const [afterMs, command] of steps) {
      atMs += afterMs;
      of.run(atMs, command);
    }
    return { of, atMs: atMs + laterMs, cap };
  }

  /** What a reader sees in the rows, before any write has ended what is due. */
  function factsOf(of: StockStore, asking: ReturnType<typeof line>, cap: number | null): StockFacts {
    const needs = asking.needs.map(({ itemId, quantity }) => {
      const position = of.position(itemId);
      const row = [...of.rows.values()].find((one) => one.position === position);
      const holds = of.holds
        .filter((hold) => hold.itemId === itemId)
        .map((hold) => ({ atMs: hold.expiresAtMs, quantity: hold.quantity }));
      const expiring = (row?.lots ?? []).flatMap(({ expiresAtMs, quantity: units, expired }) =>
        expiresAtMs === null || units === expired ? [] : [{ atMs: expiresAtMs, quantity: units - expired }],
      );
      const byTime = (a: { atMs: number }, b: { atMs: number }) => a.atMs - b.atMs;
      const facts: PositionFacts = {
        ...position,
        blocked: blockedTotal(position),
        holds: holds.sort(byTime),
        expiring: expiring.sort(byTime),
        heardAtMs: null,
      };
      return need(itemId, quantity, facts);
    });
    return {
      itemId: asking.itemId,
      needs,
      maxQuantity: asking.maxQuantity,
      untrackedMaxQuantity: cap,
      staleAfterMs: null,
    };
  }

  test('of one item', () => {
    fc.assert(
      fc.property(setting, asked, (given, asking) => {
        const { of, atMs, cap } = after(given);
        const at = storeAvailability(
          {
            status: { state: 'open', returnAt: null, reason: null },
            hours: { weekly: [], exceptions: [] },
            zone: 'UTC',
          },
          atMs,
        );
        const facts = factsOf(of, asking, cap);
        const { orderable, maxQuantity = null } = itemOrderability(item(facts), at, {
          orderType: null,
          channel: null,
          quantity: asking.quantity,
        });
        expect(orderable).toBe(maxQuantity === null || asking.quantity <= maxQuantity);
        expect(of.run(atMs, reserve('now', [asking])).answers[0]?.outcome).toBe(orderable ? 'held' : 'refused');
      }),
      { numRuns: 1_000 },
    );
  });

  test('of a whole cart, with the same shortfalls', () => {
    fc.assert(
      fc.property(setting, fc.array(asked, { minLength: 1, maxLength: 4 }), (given, lines) => {
        const { of, atMs, cap } = after(given);
        const cart = lines.map((asking) => ({
          stock: factsOf(of, { ...asking, maxQuantity: null }, cap),
          quantity: asking.quantity,
        }));
        const shortfalls = cartShortfalls(cart, atMs);
        const answer = of.run(
          atMs,
          reserve(
            'now',
            lines.map((asking) => ({ ...asking, maxQuantity: null })),
          ),
        ).answers[0];
        if (answer?.outcome === 'refused') expect(answer.shortfalls).toEqual(shortfalls);
        else expect(shortfalls).toEqual([]);
        expect(sumNeeds(lines).map(({ itemId }) => itemId)).toEqual(
          expect.arrayContaining(shortfalls.map(({ itemId }) => itemId)),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
