import { describe, expect, test } from 'vitest';
import type { ItemFacts, OptionFacts } from './item-rules.ts';
import { itemOrderability } from './orderability.ts';
import type { PositionFacts, StockFacts } from './stock-facts.ts';
import { storeAvailability } from './store-availability.ts';

const ON = { on: true, until: null };
const OFF = { on: false, until: null };
const iso = (ms: number) => new Date(ms).toISOString();
const offUntil = (ms: number) => ({ on: false, until: iso(ms) });
const listing = { listed: true, removed: false, switch: ON, schedule: [] };
const store = storeAvailability(
  {
    status: { state: 'open', returnAt: null, reason: null },
    hours: { weekly: [], exceptions: [] },
    zone: 'Asia/Kolkata',
  },
  1_000,
);

const kept = (position: Partial<PositionFacts>): StockFacts => ({
  itemId: 'itm_a',
  needs: [
    {
      itemId: 'itm_a',
      quantity: 1,
      position: {
        tracking: 'counted',
        onHand: 1,
        blocked: 0,
        reserved: 0,
        safetyStock: 0,
        holds: [],
        expiring: [],
        heardAtMs: null,
        ...position,
      },
    },
  ],
  maxQuantity: null,
  untrackedMaxQuantity: null,
  staleAfterMs: null,
});
/** All of it is held until then. */
const freeAt = (ms: number): StockFacts => kept({ reserved: 1, holds: [{ atMs: ms, quantity: 1 }] });

const item = (more: Partial<ItemFacts>): ItemFacts => ({
  removed: false,
  sellable: true,
  storeItem: { ...listing, price: { priceMinor: 1, currency: 'INR', per: 1 }, orderTypes: [] },
  parent: null,
  categories: [],
  modifierGroups: [],
  ...more,
});
const judge = (more: Partial<ItemFacts>) => itemOrderability(item(more), store, { orderType: null, channel: null });
const choose = (min: number, ...options: Omit<OptionFacts, 'listed'>[]) =>
  judge({
    modifierGroups: [{ id: 'mgr_1', min, max: null, options: options.map((option) => ({ listed: true, ...option })) }],
  });

describe('a required choice among options that are kept', () => {
  test.each([
    ['held until later', ON, 5_000],
    ['held until later, and switched off until before that', offUntil(3_000), 5_000],
    ['held until later, and switched off for longer', offUntil(8_000), 8_000],
  ])('%s', (_name, of, nextMs) => {
    expect(choose(1, { switch: of, stock: freeAt(5_000) })).toMatchObject({
      orderable: false,
      reasons: [{ code: 'MODIFIER_UNAVAILABLE', params: { groupId: 'mgr_1', required: 1, orderable: 0 } }],
      nextAvailableAt: iso(nextMs),
      freshUntil: iso(5_000),
    });
  });

  test('switched off for good, it does not come back with its stock', () => {
    expect(choose(1, { switch: OFF, stock: freeAt(5_000) })).toMatchObject({ orderable: false, nextAvailableAt: null });
  });

  test('the option that makes the number full decides', () => {
    const options = [{ switch: ON }, { switch: ON, stock: freeAt(5_000) }, { switch: offUntil(3_000) }];
    expect(choose(1, ...options).orderable).toBe(true);
    expect(choose(2, ...options).nextAvailableAt).toBe(iso(3_000));
    expect(choose(3, ...options).nextAvailableAt).toBe(iso(5_000));
    expect(choose(4, ...options).nextAvailableAt).toBe(null);
  });

  test('what can be had now is asked again when its lot expires', () => {
    const stock = kept({ expiring: [{ atMs: 4_000, quantity: 1 }] });
    expect(choose(1, { switch: ON, stock })).toMatchObject({ orderable: true, freshUntil: iso(4_000) });
    expect(choose(1, { switch: ON, stock: kept({}) }).freshUntil).toBe(null);
  });

  test('a choice that may be left out is not looked at', () => {
    expect(choose(0, { switch: offUntil(3_000) })).toMatchObject({ orderable: true, freshUntil: null });
  });
});

test('an item whose parent the store gave up names the parent', () => {
  const parent = { id: 'itm_p', removed: false, listing: { ...listing, removed: true } };
  expect(judge({ parent }).reasons).toEqual([{ code: 'ITEM_REMOVED', params: { parentId: 'itm_p' } }]);
});

test('schedules that never come have no time of return, and say whose they are', () => {
  const schedule = [{ days: [], from: '08:00', to: '09:00' }];
  const parent = { id: 'itm_p', removed: false, listing: { ...listing, schedule } };
  const categories = [{ id: 'cat_a', active: true, removed: false, schedule }];
  expect(judge({ parent, categories })).toMatchObject({
    reasons: [
      { code: 'OUTSIDE_SCHEDULE', params: { parentId: 'itm_p' } },
      { code: 'CATEGORY_OUTSIDE_SCHEDULE', params: { categoryId: 'cat_a' } },
    ],
    nextAvailableAt: null,
  });
});
