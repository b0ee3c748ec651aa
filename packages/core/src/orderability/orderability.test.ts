import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WeeklyWindow } from '../identity/schedule.ts';
import type { Choice } from './choice.ts';
import type { ItemFacts } from './item-rules.ts';
import { itemOrderability, type OrderabilityFacts, orderability } from './orderability.ts';
import { Orderability, ReasonCode } from './reason.ts';
import type { PositionFacts, StockFacts } from './stock-facts.ts';
import { storeAvailability } from './store-availability.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const ON = { on: true, until: null };
const OFF = { on: false, until: null };
const offUntil = (until: string) => ({ on: false, until });
const iso = (instant: string) => new Date(instant).toISOString();
/** Sunday noon in Kolkata. */
const NOON = '2026-11-22T12:00+05:30';
const lunch = [{ days: EVERY_DAY, from: '11:00', to: '15:00' }];
const dinner = [{ days: EVERY_DAY, from: '18:00', to: '22:00' }];
const catA = 'cat_01k4f2m8r5e6s9v0a1b2c3d4e5';
const parentId = 'itm_01k4f2m8r5e6s9v0a1b2c3d4e5';

type Given = Partial<Omit<ItemFacts, 'storeItem'>> & {
  storeItem?: Partial<NonNullable<ItemFacts['storeItem']>> | null;
  store?: Partial<OrderabilityFacts['store']>;
  choice?: Choice;
};

const facts = ({ store, storeItem, choice: _, ...item }: Given = {}): OrderabilityFacts => ({
  store: {
    status: { state: 'open', returnAt: null, reason: null },
    hours: { weekly: [], exceptions: [] },
    zone: 'Asia/Kolkata',
    ...store,
  },
  item: {
    removed: false,
    sellable: true,
    parent: null,
    categories: [],
    modifierGroups: [],
    ...item,
    storeItem:
      storeItem === null
        ? null
        : {
            listed: true,
            removed: false,
            switch: ON,
            schedule: [],
            price: { priceMinor: 24900, currency: 'INR', per: 1 },
            orderTypes: [],
            ...storeItem,
          },
  },
});
const listing = { listed: true, removed: false, switch: ON, schedule: [] };
const category = { id: catA, active: true, removed: false, schedule: [] };
const option = (of: { on: boolean; until: string | null }, listed = true) => ({ listed, switch: of });
const group = (min: number, ...options: ReturnType<typeof option>[]) => ({ id: 'mgr_1', min, max: null, options });
const shelf: PositionFacts = {
  tracking: 'counted',
  onHand: 5,
  blocked: 0,
  reserved: 0,
  safetyStock: 0,
  holds: [],
  expiring: [],
  heardAtMs: null,
};
const status = (state: 'closed' | 'paused', returnAt: string | null = null) => ({
  store: { status: { state, returnAt, reason: null } },
});

const T14 = iso('2026-11-22T14:00+05:30');
const T15 = iso('2026-11-22T15:00+05:30');
const T16 = iso('2026-11-22T16:00+05:30');
const T18 = iso('2026-11-22T18:00+05:30');
const PAST = iso('2026-11-22T11:59+05:30');

// name, facts, codes, nextAvailableAt, freshUntil
test.each<[string, Given, ReasonCode[], string | null, string | null]>([
  ['all is well', {}, [], null, null],
  ['the store is closed', status('closed'), ['STORE_CLOSED'], null, null],
  ['the store is paused until', status('paused', T14), ['STORE_PAUSED'], T14, T14],
  ['the pause is over', status('paused', PAST), [], null, null],
  ['the store is paused for good', status('paused'), ['STORE_PAUSED'], null, null],
  ['within hours', { store: { hours: { weekly: lunch, exceptions: [] } } }, [], null, T15],
  ['outside hours', { store: { hours: { weekly: dinner, exceptions: [] } } }, ['OUTSIDE_HOURS'], T18, T18],
  ['removed', { removed: true }, ['ITEM_REMOVED'], null, null],
  ['removed at this store', { storeItem: { removed: true } }, ['ITEM_REMOVED'], null, null],
  ['a parent of sizes', { sellable: false }, ['NOT_SELLABLE'], null, null],
  ['not at this store', { storeItem: null }, ['NOT_LISTED'], null, null],
  ['not listed', { storeItem: { listed: false } }, ['NOT_LISTED'], null, null],
  ['switched off', { storeItem: { switch: OFF } }, ['SWITCHED_OFF'], null, null],
  ['switched off until', { storeItem: { switch: offUntil(T14) } }, ['SWITCHED_OFF'], T14, T14],
  ['switched off until now', { storeItem: { switch: offUntil(iso(NOON)) } }, [], null, null],
  ['no price', { storeItem: { price: null } }, ['NO_PRICE'], null, null],
  ['outside its schedule', { storeItem: { schedule: dinner } }, ['OUTSIDE_SCHEDULE'], T18, T18],
  ['category inactive', { categories: [{ ...category, active: false }] }, ['CATEGORY_INACTIVE'], null, null],
  ['category removed', { categories: [{ ...category, removed: true }] }, ['CATEGORY_INACTIVE'], null, null],
  [
    'a category further up',
    { categories: [category, { ...category, active: false }] },
    ['CATEGORY_INACTIVE'],
    null,
    null,
  ],
  [
    'outside the times of its category',
    { categories: [{ ...category, schedule: dinner }] },
    ['CATEGORY_OUTSIDE_SCHEDULE'],
    T18,
    T18,
  ],
  ['for delivery too', { storeItem: { orderTypes: ['pickup', 'delivery'] } }, [], null, null],
  ['not for delivery', { storeItem: { orderTypes: ['pickup'] } }, ['ORDER_TYPE_UNAVAILABLE'], null, null],
  [
    'its parent is off',
    { parent: { id: parentId, removed: false, listing: { ...listing, switch: offUntil(T14) } } },
    ['SWITCHED_OFF'],
    T14,
    T14,
  ],
  ['its parent is removed', { parent: { id: parentId, removed: true, listing: null } }, ['ITEM_REMOVED'], null, null],
  [
    'its parent is not listed',
    { parent: { id: parentId, removed: false, listing: { ...listing, listed: false } } },
    ['NOT_LISTED'],
    null,
    null,
  ],
  [
    'its parent has times',
    { parent: { id: parentId, removed: false, listing: { ...listing, schedule: lunch } } },
    [],
    null,
    T15,
  ],
  ['enough choices', { modifierGroups: [group(1, option(ON), option(OFF))] }, [], null, null],
  ['an optional group', { modifierGroups: [group(0, option(OFF))] }, [], null, null],
  ['too few choices', { modifierGroups: [group(2, option(ON), option(OFF))] }, ['MODIFIER_UNAVAILABLE'], null, null],
  [
    'an option that is not listed',
    { modifierGroups: [group(1, option(ON, false))] },
    ['MODIFIER_UNAVAILABLE'],
    null,
    null,
  ],
  [
    'choices that come back',
    { modifierGroups: [group(2, option(offUntil(T16)), option(offUntil(T14)), option(OFF))] },
    ['MODIFIER_UNAVAILABLE'],
    T16,
    T14,
  ],
  [
    'two waits: the later counts',
    { storeItem: { switch: offUntil(T14), schedule: dinner } },
    ['SWITCHED_OFF', 'OUTSIDE_SCHEDULE'],
    T18,
    T14,
  ],
  [
    'back after closing time',
    { store: { hours: { weekly: lunch, exceptions: [] } }, storeItem: { switch: offUntil(T16) } },
    ['SWITCHED_OFF'],
    iso('2026-11-23T11:00+05:30'),
    T15,
  ],
  [
    'times that never meet',
    { store: { hours: { weekly: lunch, exceptions: [] } }, storeItem: { schedule: dinner } },
    ['OUTSIDE_SCHEDULE'],
    null,
    T15,
  ],
  [
    'back in more than 30 days',
    { storeItem: { switch: offUntil('2026-12-23T12:00:00Z') } },
    ['SWITCHED_OFF'],
    null,
    '2026-11-23T12:00:00.000Z',
  ],
  [
    'everything at once, in the fixed order',
    {
      store: { status: { state: 'closed', returnAt: null, reason: 'rain' }, hours: { weekly: dinner, exceptions: [] } },
      removed: true,
      sellable: false,
      storeItem: { listed: false, switch: OFF, price: null, schedule: dinner, orderTypes: ['dine_in'] },
      categories: [{ ...category, active: false, schedule: dinner }],
      modifierGroups: [group(1, option(OFF))],
      choice: {
        groups: [
          { id: 'mgr_1', min: 0, max: 1 },
          { id: 'mgr_2', min: 1, max: 2 },
        ],
        options: [{ optionId: 'mop_1', groupId: 'mgr_1', quantity: 2, ordered: 0, maxQuantity: null }],
      },
      stock: {
        itemId: parentId,
        needs: [
          { itemId: 'itm_out', quantity: 1, position: { ...shelf, onHand: 0 } },
          { itemId: 'itm_blocked', quantity: 1, position: { ...shelf, blocked: 5, heardAtMs: Date.parse(NOON) - 1 } },
          { itemId: 'itm_capped', quantity: 6, position: { ...shelf, tracking: 'untracked' } },
        ],
        maxQuantity: null,
        untrackedMaxQuantity: 5,
        staleAfterMs: 1,
      },
    },
    ReasonCode.options.filter((code) => code !== 'STORE_PAUSED'),
    null,
    T18,
  ],
])('%s', (_name, given, codes, nextAvailableAt, freshUntil) => {
  const { choice } = given;
  const context = { orderType: 'delivery' as const, channel: null, ...(choice === undefined ? {} : { choice }) };
  const answer = orderability(facts(given), { ...context, atMs: Date.parse(NOON) });
  expect(Orderability.parse(answer)).toEqual(answer);
  const { maxQuantity: _judgedInItsOwnTests, ...said } = answer;
  expect({ ...said, reasons: answer.reasons.map((reason) => reason.code) }).toEqual({
    orderable: codes.length === 0,
    reasons: codes,
    nextAvailableAt,
    freshUntil,
  });
});

test('reasons carry what a text for people needs', () => {
  const given = facts({
    ...status('paused', T14),
    storeItem: { switch: offUntil(T16), orderTypes: ['pickup'] },
    categories: [{ ...category, schedule: dinner }],
    parent: { id: parentId, removed: false, listing: { ...listing, switch: OFF } },
    modifierGroups: [group(2, option(ON))],
  });
  expect(orderability(given, { orderType: 'delivery', channel: null, atMs: Date.parse(NOON) }).reasons).toEqual([
    { code: 'STORE_PAUSED', params: { until: T14 } },
    { code: 'SWITCHED_OFF', params: { until: T16 } },
    { code: 'SWITCHED_OFF', params: { parentId } },
    { code: 'CATEGORY_OUTSIDE_SCHEDULE', params: { categoryId: catA, from: T18 } },
    { code: 'ORDER_TYPE_UNAVAILABLE', params: { orderType: 'delivery' } },
    { code: 'MODIFIER_UNAVAILABLE', params: { groupId: 'mgr_1', required: 2, orderable: 1 } },
  ]);
});

test('an order type that is not said is not judged', () => {
  const given = facts({ storeItem: { orderTypes: ['pickup'] } });
  expect(orderability(given, { orderType: null, channel: null, atMs: Date.parse(NOON) }).orderable).toBe(true);
});

describe('for any facts', () => {
  const start = Date.parse('2026-10-23T00:00Z');
  const days = (count: number) => fc.integer({ min: 0, max: count * 96 }).map((quarter) => start + quarter * 900_000);
  const returnAt = fc.option(days(6).map((ms) => new Date(ms).toISOString()));
  const someSwitch = fc.record({ on: fc.boolean(), until: returnAt });
  const hour = fc.nat(24).map((value) => `${String(value).padStart(2, '0')}:00`);
  const window = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: hour,
    to: hour,
  });
  const schedule: fc.Arbitrary<WeeklyWindow[]> = fc.oneof(
    { weight: 2, arbitrary: fc.constant<WeeklyWindow[]>([]) },
    fc.array(window, { minLength: 1, maxLength: 2 }),
  );
  const rarely = fc.nat(9).map((value) => value === 0);
  const mostly = rarely.map((value) => !value);
  const unitsAt = fc
    .array(fc.record({ atMs: days(6), quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 })
    .map((units) => units.sort((a, b) => a.atMs - b.atMs));
  const position: fc.Arbitrary<PositionFacts> = fc.record({
    tracking: fc.constantFrom('counted', 'counted', 'counted', 'untracked'),
    onHand: fc.nat(12),
    blocked: fc.nat(3),
    reserved: fc.integer({ min: 0, max: 9 }),
    safetyStock: fc.nat(2),
    holds: unitsAt,
    expiring: unitsAt,
    heardAtMs: fc.option(days(6), { freq: 2 }),
  });
  const stock: fc.Arbitrary<StockFacts> = fc.record({
    itemId: fc.constant('itm_1'),
    needs: fc.array(
      fc.record({
        itemId: fc.constantFrom('itm_1', 'itm_2'),
        quantity: fc.integer({ min: 1, max: 3 }),
        position: fc.option(position, { freq: 20 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    maxQuantity: fc.option(fc.integer({ min: 1, max: 4 })),
    untrackedMaxQuantity: fc.option(fc.nat(5)),
    staleAfterMs: fc.option(fc.constant(3 * 86_400_000)),
  });
  const withStock = <T extends object>(of: fc.Arbitrary<T>): fc.Arbitrary<T & { stock?: StockFacts }> =>
    fc.tuple(of, fc.option(stock, { freq: 3 })).map(([one, its]) => (its === null ? one : { ...one, stock: its }));
  const anyListing = fc.record({ listed: mostly, removed: rarely, switch: someSwitch, schedule });
  const item: fc.Arbitrary<ItemFacts> = withStock(
    fc.record({
      removed: rarely,
      sellable: mostly,
      storeItem: fc.record({
        listed: mostly,
        removed: rarely,
        switch: someSwitch,
        schedule,
        price: mostly.map((has) => (has ? { priceMinor: 100, currency: 'INR', per: 1 } : null)),
        orderTypes: rarely.map((pickupOnly) => (pickupOnly ? ['pickup' as const] : [])),
      }),
      parent: fc.option(fc.record({ id: fc.constant(parentId), removed: rarely, listing: fc.option(anyListing) })),
      categories: fc.array(fc.record({ id: fc.constant(catA), active: mostly, removed: rarely, schedule }), {
        maxLength: 2,
      }),
      modifierGroups: fc.array(
        fc.record({
          id: fc.constant('mgr_1'),
          min: fc.nat(2),
          max: fc.constant(null),
          options: fc.array(withStock(fc.record({ listed: mostly, switch: someSwitch })), { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
    }),
  );
  const store = fc.record({
    status: fc.record({
      state: fc.constantFrom('open' as const, 'open' as const, 'closed' as const, 'paused' as const),
      returnAt,
      reason: fc.constant(null),
    }),
    hours: fc.record({
      weekly: schedule,
      exceptions: fc.array(
        fc.record({
          date: fc.integer({ min: 23, max: 29 }).map((day) => `2026-10-${day}`),
          windows: fc.array(fc.record({ from: hour, to: hour }), { maxLength: 1 }),
        }),
        { maxLength: 2 },
      ),
    }),
    zone: fc.constantFrom('Asia/Kolkata', 'Europe/London'),
  });
  const anyFacts = fc.record({ store, item });
  const context = { orderType: 'delivery' as const, channel: null, quantity: 2 };
  const samples = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });
  const between = (fromMs: number, toMs: number, part: number) =>
    Math.min(toMs - 1, Math.floor(fromMs + part * (toMs - fromMs)));

  test('the answer holds until freshUntil', () => {
    fc.assert(
      fc.property(anyFacts, days(5), samples, (given, atMs, parts) => {
        const answer = orderability(given, { ...context, atMs });
        expect(answer.orderable).toBe(answer.reasons.length === 0);
        const untilMs = answer.freshUntil === null ? atMs + 60 * 86_400_000 : Date.parse(answer.freshUntil);
        expect(untilMs).toBeGreaterThan(atMs);
        for (const part of parts) {
          const later = orderability(given, { ...context, atMs: between(atMs, untilMs, part) });
          expect(later).toEqual(answer);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('it is orderable at nextAvailableAt and not before', () => {
    fc.assert(
      fc.property(anyFacts, days(5), samples, (given, atMs, parts) => {
        const { orderable, nextAvailableAt } = orderability(given, { ...context, atMs });
        if (orderable) expect(nextAvailableAt).toBeNull();
        const horizonMs = nextAvailableAt === null ? atMs + 14 * 86_400_000 : Date.parse(nextAvailableAt);
        if (nextAvailableAt !== null) expect(orderability(given, { ...context, atMs: horizonMs }).orderable).toBe(true);
        if (!orderable) {
          for (const part of parts) {
            const betweenMs = between(atMs, horizonMs, part);
            expect(orderability(given, { ...context, atMs: betweenMs }).orderable).toBe(false);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("an item judged with the store's part worked out once is judged the same", () => {
    fc.assert(
      fc.property(store, fc.array(item, { maxLength: 5 }), days(5), (of, items, atMs) => {
        const once = storeAvailability(of, atMs);
        for (const one of items) {
          const alone = orderability({ store: of, item: one }, { ...context, atMs });
          expect(itemOrderability(one, once, context)).toEqual(alone);
        }
      }),
    );
  });
});
