import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { eventually } from './eventually.ts';
import { listen } from './live-events.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import {
  drained,
  freshCatalog,
  itemNamed,
  makeShop,
  type ProofShop,
  pushMenu,
  type ShopOptions,
} from './proof-shop.ts';

const LONG_MS = 120_000;
const DISH = 'Masala Dosa';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

let server: ProofServer;

beforeAll(async () => {
  server = await openProofServer();
}, LONG_MS);
afterAll(() => server?.close());

const shopIn = async (store: NonNullable<ShopOptions['store']>): Promise<ProofShop> => {
  const menu = demoMenu({ items: 12 });
  for (const category of menu.categories) category.categorytimings = '';
  const shop = await makeShop(server, { menu, store });
  await pushMenu(shop);
  return shop;
};

describe('opening hours across a change of the clock', () => {
  let london: ProofShop;
  beforeAll(async () => {
    const weekly = [
      { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '17:00' },
      { days: [7], from: '00:30', to: '03:00' },
    ];
    london = await shopIn({ zone: 'Europe/London', currency: 'GBP', hours: { weekly, exceptions: [] } });
  }, LONG_MS);

  // 29 March 2026: 01:00 becomes 02:00. 25 October 2026: 02:00 becomes 01:00.
  test.each([
    ['the Saturday before, 09:00 in winter', '2026-03-28T09:00:00Z', true, '2026-03-28T17:00:00.000Z'],
    ['a minute before that', '2026-03-28T08:59:00Z', false, '2026-03-28T09:00:00.000Z'],
    ['the Monday after, 09:00 in summer', '2026-03-30T08:00:00Z', true, '2026-03-30T16:00:00.000Z'],
    ['08:30 UTC is open in summer only', '2026-10-24T08:30:00Z', true, '2026-10-24T16:00:00.000Z'],
    ['08:30 UTC after summer', '2026-10-26T08:30:00Z', false, '2026-10-26T09:00:00.000Z'],
    ['in the night that is an hour short', '2026-03-29T00:45:00Z', true, '2026-03-29T02:00:00.000Z'],
    ['its end, 03:00 in summer', '2026-03-29T02:00:00Z', false, '2026-03-30T08:00:00.000Z'],
    ['the first 01:30 of the night that is an hour long', '2026-10-25T00:30:00Z', true, '2026-10-25T03:00:00.000Z'],
    ['the second 01:30', '2026-10-25T01:30:00Z', true, '2026-10-25T03:00:00.000Z'],
  ])('%s', async (_name, at, open, changes) => {
    const catalog = await london.client.stores.catalog(london.storeId, { at });
    const { availability } = itemNamed(catalog, DISH);
    expect(catalog.store.takesOrders).toBe(open);
    expect(availability.orderable).toBe(open);
    expect(availability.reasons.map(({ code }) => code)).toEqual(open ? [] : ['OUTSIDE_HOURS']);
    if (open) expect(catalog.freshUntil).toBe(changes);
    else expect(availability.nextAvailableAt).toBe(changes);
  });

  test('a holiday without windows is closed, midnight to midnight of the store', async () => {
    await london.client.patch('/v1/stores/{storeId}', {
      params: { path: { storeId: london.storeId } },
      body: {
        hours: {
          weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }],
          exceptions: [{ date: '2026-07-01', windows: [], reason: 'Stocktaking' }],
        },
      },
    });
    const takesOrders = async (at: string) =>
      (await london.client.stores.catalog(london.storeId, { at })).store.takesOrders;
    expect(await takesOrders('2026-06-30T22:59:59Z')).toBe(true);
    expect(await takesOrders('2026-06-30T23:00:00Z')).toBe(false);
    expect(await takesOrders('2026-07-01T22:59:59Z')).toBe(false);
    expect(await takesOrders('2026-07-01T23:00:00Z')).toBe(true);
  });
});

describe('the end of the day of a store', () => {
  test.each(['Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Apia'])(
    'in %s it is the next 05:00 there, and the item is back at that instant',
    async (zone) => {
      const shop = await shopIn({ zone, businessDayStart: '05:00' });
      const id = shop.simulator.menu.items.find(({ itemname }) => itemname === DISH)?.itemid ?? '';
      await shop.simulator.switchItem({ ids: [id], on: false, until: 'endofday' });
      await drained(shop.client);
      const { until } = itemNamed(await freshCatalog(shop), DISH).switch;
      if (until === null) throw new Error('there is no return time');
      const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      expect(local.format(new Date(until))).toBe('05:00');
      const ahead = Date.parse(until) - Date.now();
      expect(ahead).toBeGreaterThan(-60_000);
      expect(ahead).toBeLessThanOrEqual(25 * 3_600_000);
      const orderableAt = async (at: number) =>
        itemNamed(await shop.client.stores.catalog(shop.storeId, { at: new Date(at).toISOString() }), DISH).availability
          .orderable;
      expect(await orderableAt(Date.parse(until) - 1)).toBe(false);
      expect(await orderableAt(Date.parse(until))).toBe(true);
    },
    LONG_MS,
  );

  test('a local time that the clock skips or has twice is still one instant', async () => {
    const shop = await shopIn({ zone: 'Europe/London' });
    const id = shop.simulator.menu.items.find(({ itemname }) => itemname === DISH)?.itemid ?? '';
    const untilOf = async (local: string) => {
      await shop.simulator.switchItem({ ids: [id], on: false, until: local });
      await drained(shop.client);
      return itemNamed(await freshCatalog(shop), DISH).switch.until;
    };
    // 28 March 2027: 01:00 becomes 02:00. 31 October 2027: 02:00 becomes 01:00.
    expect(await untilOf('2027-03-28 01:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(await untilOf('2027-10-31 01:30')).toBe('2027-10-31T00:30:00.000Z');
    expect(await untilOf('2027-07-01 12:00')).toBe('2027-07-01T11:00:00.000Z');
  });
});

describe('a return time that is past already', () => {
  test('leaves the item orderable', async () => {
    const shop = await shopIn({ zone: 'Asia/Kolkata' });
    const id = shop.simulator.menu.items.find(({ itemname }) => itemname === DISH)?.itemid ?? '';
    const soon = new Date(Date.now() - 120_000);
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Kolkata',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    await shop.simulator.switchItem({ ids: [id], on: false, until: local.format(soon) });
    await drained(shop.client);
    const item = itemNamed(await freshCatalog(shop), DISH);
    expect(item.availability.orderable).toBe(true);
  });
});

describe('a return time that comes', () => {
  const AHEAD_MS = 2_000;

  test(
    'brings the item back by itself: told on the live stream, seen in the catalog, without anybody asking',
    async () => {
      const shop = await shopIn({ zone: 'Asia/Kolkata' });
      const { client, storeId } = shop;
      const itemId = itemNamed(await freshCatalog(shop), DISH).id;
      const listening = await listen(client, storeId);
      const until = new Date(Date.now() + AHEAD_MS).toISOString();
      const path = { storeId, itemId };
      await client.patch('/v1/stores/{storeId}/items/{itemId}', {
        params: { path },
        body: { switch: { on: false, until } },
      });
      const cached = async () => itemNamed(await client.stores.catalog(storeId), DISH);
      const off = await freshCatalog(shop);
      expect(itemNamed(off, DISH)).toMatchObject({ switch: { on: false, until }, availability: { orderable: false } });
      expect(off.freshUntil).toBe(until);
      await eventually(async () => {
        const item = await cached();
        expect(item.switch).toEqual({ on: true, until: null });
        expect(item.availability.orderable).toBe(true);
      });
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
      await eventually(() => expect(listening.events).toHaveLength(2));
      await listening.stop();
      const told = listening.events.flatMap((event) => (event.kind === 'switch.changed' ? [event.event] : []));
      expect(told.map((event) => event.data.storeItem.switch)).toEqual([
        { on: false, until },
        { on: true, until: null },
      ]);
      expect(told.map((event) => event.data.storeItem.itemId)).toEqual([itemId, itemId]);
      expect(told.at(-1)).toMatchObject({ causationid: 'timer' });
    },
    LONG_MS,
  );

  test(
    'is forgotten when somebody moves the switch before it',
    async () => {
      const shop = await shopIn({ zone: 'Asia/Kolkata' });
      const { client, storeId } = shop;
      const catalog = await freshCatalog(shop);
      const [first, second] = [DISH, 'Idli Sambar'].map(
        (name) => catalog.items.find((item) => item.name === name) ?? catalog.items[1],
      );
      const set = (itemId: string, body: { on: boolean; until: string | null }) =>
        client.patch('/v1/stores/{storeId}/items/{itemId}', {
          params: { path: { storeId, itemId } },
          body: { switch: body },
        });
      const until = new Date(Date.now() + AHEAD_MS).toISOString();
      await set(first?.id ?? '', { on: false, until });
      await set(first?.id ?? '', { on: false, until: null });
      await set(second?.id ?? '', { on: false, until });
      await eventually(async () => {
        const { items } = await client.stores.catalog(storeId);
        expect(items.find(({ id }) => id === second?.id)?.switch.on).toBe(true);
      });
      const { items } = await freshCatalog(shop);
      expect(items.find(({ id }) => id === first?.id)?.switch).toEqual({ on: false, until: null });
    },
    LONG_MS,
  );
});
