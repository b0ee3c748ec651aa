import type { EventData, LoggedEvent } from '@kirana/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CatalogReader, catalogReader } from '../../catalog/catalog-reader.ts';
import { storeSnapshots } from '../../catalog/store-snapshots.ts';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import { openMemoryCache } from '../../engines/cache/memory/memory-cache.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertComponents, insertSellingShop, openInventoryApp } from './test-inventory.ts';

const RUNS = 15;
const NOW: { readonly orderType: null; readonly channel: null; readonly at: null } = {
  orderType: null,
  channel: null,
  at: null,
};
/** A hold so short that it ends while nobody writes. */
const SHORT_MS = 1_000;

type Step =
  | { readonly do: 'count' | 'block' | 'unblock' | 'safety' | 'receive'; readonly item: number; readonly units: number }
  | { readonly do: 'reserve'; readonly item: number; readonly units: number; readonly short: boolean }
  | { readonly do: 'release' | 'commit'; readonly nth: number }
  | { readonly do: 'switch'; readonly item: number; readonly on: boolean }
  | { readonly do: 'wait' };

const item = fc.nat(4);
const units = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('count' as const), item, units }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('block' as const, 'unblock' as const), item, units }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('safety' as const, 'receive' as const), item, units }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('reserve' as const), item, units, short: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('release' as const, 'commit' as const), nth: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), item, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
);

describe.each(testDatabases())('stock on the menu on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let reader: CatalogReader;
  const told: LoggedEvent[] = [];

  beforeAll(async () => {
    database = await open();
    app = await openInventoryApp(database);
    const policy = { limits: { untrackedMaxQuantity: null }, staleAfterMs: null };
    const now = () => app.now ?? new Date();
    const snapshots = storeSnapshots({ database, policy, now });
    reader = catalogReader({ database, snapshots, policy, cache: await openMemoryCache(), now });
    database.onWritten((events) => {
      told.push(...events);
      reader.noteEvents(events);
    });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  type Said = Readonly<Record<string, readonly string[]>>;
  const codes = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

  async function menuOf({ tenantId, storeId }: StockShop): Promise<Said> {
    const { answer } = await reader.catalog(tenantId, storeId, NOW, undefined);
    const { items } = JSON.parse(Buffer.from(answer.body).toString());
    return Object.fromEntries(
      items.map(({ id, availability }: { id: string; availability: { reasons: { code: string }[] } }) => [
        id,
        codes(availability.reasons),
      ]),
    );
  }

  async function askedOf(shop: StockShop): Promise<Said> {
    const { body } = await app.call(shop, 'GET', `/v1/stores/${shop.storeId}/orderability`);
    return Object.fromEntries(
      body.items.map(({ itemId, reasons }: { itemId: string; reasons: { code: string }[] }) => [
        itemId,
        codes(reasons),
      ]),
    );
  }

  /** What the live stream left its readers with, for those items of which it said anything. */
  function heardOf({ storeId }: StockShop): ReadonlyMap<string, EventData<'orderability.changed'>> {
    const heard = new Map<string, EventData<'orderability.changed'>>();
    for (const event of told) {
      if (event.kind !== 'orderability.changed' || event.stream !== `store:${storeId}`) continue;
      heard.set(event.subject, event.data as EventData<'orderability.changed'>);
    }
    return heard;
  }

  /** Counted a, b and w; c is a bundle of 2 a and a b; d holds 2 of c. */
  async function openShop(): Promise<StockShop> {
    const shop = await insertSellingShop(database, ['counted', 'counted', 'counted', 'untracked', 'untracked']);
    const [a = '', b = '', , c = '', d = ''] = shop.itemIds;
    await insertComponents(database, shop, c, [
      { itemId: a, quantity: 2 },
      { itemId: b, quantity: 1 },
    ]);
    await insertComponents(database, shop, d, [{ itemId: c, quantity: 2 }]);
    return shop;
  }

  test('I21: the menu, its cache and the live stream say of stock what orderability and reserving say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const shop = await openShop();
        const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
        const post = async (path: string, body: object) => {
          const answered = await app.call(shop, 'POST', at(path), body);
          expect([200, 201, 409, 422]).toContain(answered.status);
          return answered;
        };
        const made: string[] = [];
        app.now = new Date();
        for (const [n, one] of steps.entries()) {
          if ('item' in one) {
            const itemId = shop.itemIds[one.item] as string;
            if (one.do === 'count') await post('stock/counts', { itemId, onHand: one.units });
            else if (one.do === 'block' || one.do === 'unblock')
              await post('stock/blocks', {
                itemId,
                quantity: one.units + 1,
                kind: 'damaged',
                release: one.do === 'unblock',
              });
            else if (one.do === 'safety')
              await post('stock/levels', { itemId, level: 'safety_stock', quantity: one.units });
            else if (one.do === 'receive')
              await post('stock/receipts', { lines: [{ itemId, quantity: one.units + 1 }] });
            else if (one.do === 'switch')
              await app.call(shop, 'PATCH', at(`items/${itemId}`), { switch: { on: one.on, until: null } });
            else if (one.do === 'reserve') {
              const ttlSeconds = one.short ? SHORT_MS / 1_000 : 600;
              const id = `r${n}`;
              const lines = [{ itemId, quantity: one.units + 1 }];
              const before = (await askedOf(shop))[itemId] ?? [];
              const { status } = await post('reservations', { id, ttlSeconds, lines });
              if (status < 300) made.push(id);
              if (status < 300) expect(before).toEqual([]);
              else if (one.units === 0) expect(before).not.toEqual([]);
            }
          } else if (one.do === 'wait') {
            // holds end by database time, whose clock no test moves
            await new Promise((resolve) => setTimeout(resolve, SHORT_MS + 20));
            app.now = new Date();
          } else if (made.length > 0) {
            const id = made[one.nth % made.length];
            await post(`reservations/${id}/${one.do}`, {});
          }
          expect(await menuOf(shop)).toEqual(await askedOf(shop));
        }
        await app.room.ledger.settle(shop.tenantId, shop.storeId, shop.itemIds);
        const last = await askedOf(shop);
        for (const [itemId, said] of heardOf(shop)) {
          // a bundle is as its parts are
          if (shop.itemIds.indexOf(itemId) > 2) continue;
          const reason = last[itemId]?.find((code) => code === 'OUT_OF_STOCK' || code === 'STOCK_BLOCKED') ?? null;
          expect(said).toMatchObject({ inStock: reason === null, reason });
        }
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('what a part is short of is told with what takes it, and only when it matters to anybody', async () => {
    const shop = await openShop();
    const [a = '', b = '', w = '', c = '', d = ''] = shop.itemIds;
    const post = (path: string, body: object) => app.call(shop, 'POST', `/v1/stores/${shop.storeId}/${path}`, body);
    await post('stock/counts', { itemId: a, onHand: 9 });
    await post('stock/counts', { itemId: b, onHand: 9 });
    await post('stock/counts', { itemId: w, onHand: 9 });
    told.length = 0;
    const flips = () =>
      told.filter(({ kind }) => kind === 'orderability.changed').map(({ subject, data }) => [subject, data]);
    // 9 → 5 of a: d takes 4, so nothing changes for anybody
    await post('reservations', { id: 'one', lines: [{ itemId: a, quantity: 5 }] });
    await post('reservations', { id: 'two', lines: [{ itemId: w, quantity: 8 }] });
    expect(flips()).toEqual([]);
    await post('reservations', { id: 'three', lines: [{ itemId: a, quantity: 1 }] });
    expect(flips()).toMatchObject([[a, { inStock: true, reason: null, sellable: 3, usedIn: [c, d].sort() }]]);
    expect(await menuOf(shop)).toEqual({ [a]: [], [b]: [], [w]: [], [c]: [], [d]: ['OUT_OF_STOCK'] });
    await post('reservations', { id: 'four', lines: [{ itemId: w, quantity: 1 }] });
    expect(flips()).toMatchObject([
      [a, {}],
      [w, { inStock: false, reason: 'OUT_OF_STOCK', sellable: 0, usedIn: [] }],
    ]);
    await post('reservations/four/release', {});
    expect(flips().at(-1)).toMatchObject([w, { inStock: true, sellable: 1 }]);
  });
});
