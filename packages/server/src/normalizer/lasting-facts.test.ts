import { expect, test } from 'vitest';
import { editItem, releaseItemFields } from '../catalog-writes/edit-item.ts';
import { editStoreItem, releaseStoreItemFields } from '../catalog-writes/edit-store-item.ts';
import { appendEvents } from '../events/event-rows.ts';
import { item, priced, switched } from './test-river.ts';
import { describeRivers, KINDS, MENU, origin, rowCounts } from './test-rivers.ts';

describeRivers('what outlasts the next delivery', ({ database, river, closeAll, storeItem }) => {
  test('a timer switches on again, and a newer word takes it away', async () => {
    const at = await river();
    await at.send([item('1'), item('2')]);
    const soon = new Date(Date.now() + 150).toISOString();
    await at.send([switched('1', false, soon), switched('2', false, soon)]);
    await at.send([switched('2', false, null)]);
    await expect
      .poll(async () => (await storeItem(at, '1'))?.switch, { timeout: 5_000 })
      .toEqual({ on: true, until: null });
    expect((await storeItem(at, '2'))?.switch).toEqual({ on: false, until: null });
    const byTimer = (await at.told()).filter(({ cause }) => cause === 'timer').map(({ kind }) => kind);
    expect(new Set(byTimer)).toEqual(new Set(['switch.changed']));
  });

  test('a store that is paused opens again by itself', async () => {
    const at = await river();
    const returnAt = new Date(Date.now() + 150).toISOString();
    await at.send([{ kind: 'store.status', path: '', status: { state: 'paused', returnAt, reason: 'busy' } }]);
    const state = async () => {
      const told = await at.told();
      return told.map(({ data }) => (data as { store?: { status: { state: string } } }).store?.status.state);
    };
    const states: unknown[] = [];
    await expect.poll(async () => states.push(...(await state())), { timeout: 5_000 }).toBe(2);
    expect(states).toEqual(['paused', 'open']);
  });

  test('what a person said survives a sync until it is released', async () => {
    const at = await river();
    await at.send([item('1')], { snapshotOf: ['item'] });
    const itemId = await at.idOf('1');
    const { tenantId, storeId } = at;
    await database().tenant(tenantId, async (tx) => {
      const name = await editItem(tx, { tenantId, itemId, fields: { name: 'By hand' } }, origin, new Date());
      const fields = { price: { priceMinor: 5_000, per: 1 } };
      const price = await editStoreItem(tx, { tenantId, storeId, itemId, fields }, origin, new Date());
      await appendEvents(tx, [...name.events, ...price.events], origin, new Date());
    });
    expect((await at.told()).slice(-2).map(({ kind }) => kind)).toEqual(['item.changed', 'price.changed']);
    await at.send([item('1', { item: { name: 'Of the provider' }, listing: { priceMinor: 1_100 } })], {
      snapshotOf: ['item'],
    });
    expect((await storeItem(at, '1'))?.priceMinor).toBe(5_000);
    expect(await at.told()).toEqual([]);
    const released = await database().tenant(tenantId, async (tx) => {
      const name = await releaseItemFields(tx, { tenantId, itemId, fields: ['name'] }, origin, new Date());
      const price = await releaseStoreItemFields(
        tx,
        { tenantId, storeId, itemId, fields: ['price'] },
        origin,
        new Date(),
      );
      return { name: name.item.name, price: price.storeItem.priceMinor };
    });
    expect(released).toEqual({ name: 'Of the provider', price: 1_100 });
  });

  test('I14: replaying twice adds no row and changes nothing, and an old menu never undoes a newer one', async () => {
    const at = await river();
    const old = await at.send(MENU, { snapshotOf: KINDS });
    const off = await at.send([switched('1', false)]);
    await at.send([...MENU.slice(0, 4), item('1', { listing: { priceMinor: 950 } }), ...MENU.slice(5)], {
      snapshotOf: KINDS,
    });
    await at.send([switched('1', true)]);
    await at.told();
    const before = await rowCounts(database(), at);
    for (const id of [old.id, off.id, old.id, off.id]) await at.normalizer.reapplyDelivery(at.tenantId, id, origin);
    expect(await at.told()).toEqual([]);
    expect(await storeItem(at, '1')).toMatchObject({ priceMinor: 950, switch: { on: true } });
    const once = await rowCounts(database(), at);
    expect({ ...once, events: 0 }).toEqual({ ...before, events: 0 });
    for (const id of [old.id, off.id]) await at.normalizer.reapplyDelivery(at.tenantId, id, origin);
    expect(await rowCounts(database(), at)).toEqual(once);
  });

  test('I3: with versions of the provider the end is the same in any order', async () => {
    const versioned = (version: number) =>
      item('1', { version: String(version), item: { name: `v${version}` }, listing: { priceMinor: 1_000 + version } });
    const facts = [
      [versioned(1)],
      [versioned(2)],
      [priced('1', 1_005, '5')],
      [{ ...switched('1', false), version: '4' }],
      [versioned(6)],
    ];
    const orders = [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
      [3, 4, 0, 2, 1],
      [2, 3, 1, 0, 4, 1, 2, 0],
    ];
    const ends = [];
    for (const order of orders) {
      await closeAll();
      const at = await river({ versions: 'sequence' });
      for (const index of order) await at.send((facts[index] ?? []) as ReturnType<typeof item>[]);
      const end = await storeItem(at, '1');
      ends.push({ price: end?.priceMinor, on: end?.switch.on });
    }
    expect(new Set(ends.map((end) => JSON.stringify(end)))).toEqual(
      new Set([JSON.stringify({ price: 1_006, on: false })]),
    );
  });
});
