import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, openRiver, priced, type River, switched } from './test-river.ts';

const SECOND = 'shop-2';

describe.each(testDatabases())('two locations of one connection on $name', ({ open }) => {
  let database: Database;
  let river: River;
  let stores: readonly [string, string];
  beforeAll(async () => {
    database = await open();
    river = await openRiver(database);
    stores = [river.storeId, await river.addStore(SECOND)];
  });
  afterAll(async () => {
    await river?.close();
    await database?.close();
  });

  const at = async (storeId: string, externalId: string) => {
    const id = await river.idOf(externalId);
    const found = await database.tenant(river.tenantId, (tx) =>
      readStoreItemsLocked(tx, river.tenantId, storeId, [id]),
    );
    return found.get(id);
  };
  const priceAndSwitch = async (storeId: string, externalId: string) => {
    const found = await at(storeId, externalId);
    return [found?.priceMinor, found?.switch.on, found?.removed];
  };

  test('a menu, a price and a switch count at their own store only, for an item that both share', async () => {
    const [one, two] = stores;
    await river.send([item('1'), item('only-one')], { snapshotOf: ['item'] });
    await river.send([item('1', { listing: { priceMinor: 1_200 } }), item('only-two')], {
      snapshotOf: ['item'],
      location: SECOND,
    });
    expect(await priceAndSwitch(one, '1')).toEqual([1_000, true, false]);
    expect(await priceAndSwitch(two, '1')).toEqual([1_200, true, false]);
    expect(await at(one, 'only-two')).toBeUndefined();
    expect(await at(two, 'only-one')).toBeUndefined();
    await river.send([switched('1', false)], { location: SECOND });
    await river.send([priced('1', 900)]);
    expect(await priceAndSwitch(one, '1')).toEqual([900, true, false]);
    expect(await priceAndSwitch(two, '1')).toEqual([1_200, false, false]);
  });

  test('what one store leaves out stays at the other, and in the catalog until no store has it', async () => {
    const [one, two] = stores;
    const others = ['a', 'b', 'c', 'd'].map((id) => item(id));
    await river.send([item('1'), ...others], { snapshotOf: ['item'] });
    await river.send([item('1'), ...others], { snapshotOf: ['item'], location: SECOND });
    const itemId = await river.idOf('1');
    const isRemoved = async () =>
      (
        await database.tenant(river.tenantId, (tx) =>
          tx
            .selectFrom('catalog_items')
            .select('removed')
            .where('tenant_id', '=', river.tenantId)
            .where('id', '=', itemId)
            .executeTakeFirstOrThrow(),
        )
      ).removed;
    await river.send(others, { snapshotOf: ['item'] });
    expect((await at(one, '1'))?.removed).toBe(true);
    expect((await at(two, '1'))?.removed).toBe(false);
    expect(await isRemoved()).toBe(false);
    await river.send(others, { snapshotOf: ['item'], location: SECOND });
    expect((await at(two, '1'))?.removed).toBe(true);
    expect(await isRemoved()).toBe(true);
  });

  test("one store's failing delivery holds up its own lane only", async () => {
    const [one, two] = stores;
    await river.send([item('1'), item('2')]);
    await river.send([item('1'), item('2')], { location: SECOND });
    const stuck = await river.receive({ fail: 'transient' });
    const behind = await river.receive([switched('1', false)]);
    for (const on of [false, true, false]) {
      expect(await river.send([switched('1', on)], { location: SECOND })).toMatchObject({ status: 'applied' });
    }
    expect((await at(two, '1'))?.switch.on).toBe(false);
    expect((await at(one, '1'))?.switch.on).toBe(true);
    const pending = await database.tenant(river.tenantId, (tx) =>
      tx
        .selectFrom('deliveries')
        .select('id')
        .where('tenant_id', '=', river.tenantId)
        .where('status', '=', 'pending')
        .orderBy('ingress')
        .execute(),
    );
    expect(pending.map(({ id }) => id)).toEqual([stuck, behind]);
  });
});
