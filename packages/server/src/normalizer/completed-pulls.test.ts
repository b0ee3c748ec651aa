import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, openRiver, type River, switched } from './test-river.ts';

const END = { completes: ['item'] } as const;

describe.each(testDatabases())('lists that come in several deliveries on $name', ({ open }) => {
  let database: Database;
  let current: River | undefined;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await database?.close();
  });
  afterEach(async () => {
    await current?.close();
    current = undefined;
  });
  const openOne = async (stock: 'boolean' | 'absolute' = 'boolean'): Promise<River> => {
    current = await openRiver(database, { stock });
    return current;
  };
  const listedAt = async (river: River, storeId: string, externalIds: readonly string[]): Promise<string[]> => {
    const ids = new Map<string, string>();
    for (const externalId of externalIds) ids.set(await river.idOf(externalId), externalId);
    const found = await database.tenant(river.tenantId, (tx) =>
      readStoreItemsLocked(tx, river.tenantId, storeId, [...ids.keys()]),
    );
    return [...found].flatMap(([id, { removed }]) => (removed ? [] : (ids.get(id) ?? []))).sort();
  };
  const listed = (river: River, ...externalIds: string[]) => listedAt(river, river.storeId, externalIds);
  const ALL = ['1', '2', '3', '4', '5', '6'];

  test('what none of the pages names is gone, and each page by itself removes nothing', async () => {
    const river = await openOne();
    await river.send(
      ALL.map((id) => item(id)),
      { requestId: 'sync-1' },
    );
    await river.send([item('1'), item('2'), item('3')], { requestId: 'sync-2' });
    await river.send([item('5'), item('6')], { requestId: 'sync-2' });
    expect(await listed(river, ...ALL)).toEqual(ALL);
    expect(await river.send(END, { endpoint: '$complete', requestId: 'sync-2' })).toMatchObject({ status: 'applied' });
    expect(await listed(river, ...ALL)).toEqual(['1', '2', '3', '5', '6']);
  });

  test('what was said after the first page stays, though no page names it', async () => {
    const river = await openOne();
    await river.send([item('1'), item('2')], { requestId: 'sync-1' });
    await river.send([item('new')]);
    await river.send([item('3')], { requestId: 'sync-1' });
    await river.send(END, { endpoint: '$complete', requestId: 'sync-1' });
    expect(await listed(river, '1', '2', '3', 'new')).toEqual(['1', '2', '3', 'new']);
  });

  test('a list that shrank too much waits for a person', async () => {
    const river = await openOne();
    await river.send(
      ALL.map((id) => item(id)),
      { requestId: 'sync-1' },
    );
    await river.send([item('1')], { requestId: 'sync-2' });
    const end = await river.send(END, { endpoint: '$complete', requestId: 'sync-2' });
    expect(end).toMatchObject({ status: 'applied', code: 'SNAPSHOT_SUSPICIOUS' });
    expect(await listed(river, ...ALL)).toEqual(ALL);
  });

  test('a page that could not be read may have named anything', async () => {
    const river = await openOne();
    await river.send(
      ALL.map((id) => item(id)),
      { requestId: 'sync-1' },
    );
    await river.send(
      ALL.slice(0, 5).map((id) => item(id)),
      { requestId: 'sync-2' },
    );
    await river.send({ fail: 'schema' }, { requestId: 'sync-2' });
    await river.send(END, { endpoint: '$complete', requestId: 'sync-2' });
    expect(await listed(river, ...ALL)).toEqual(ALL);
  });

  test('counts of several pages are one list: what it leaves out is zero', async () => {
    const river = await openOne('absolute');
    const five = ALL.slice(0, 5);
    const counts = (ids: readonly string[], absolute: number) =>
      ids.map((externalId) => ({ kind: 'stock.reported', path: '', externalId, amount: { absolute } }) as const);
    await river.send([...ALL.map((id) => item(id)), ...counts(ALL, 7)]);
    await river.send(counts(five.slice(0, 3), 8), { requestId: 'sync-2' });
    await river.send(counts(five.slice(3), 9), { requestId: 'sync-2' });
    await river.send({ completes: ['stock'] }, { endpoint: '$complete', requestId: 'sync-2' });
    const { rows } = await database.tenant(river.tenantId, async (tx) => ({
      rows: await tx
        .selectFrom('inventory_positions')
        .select(['item_id', 'on_hand'])
        .where('tenant_id', '=', river.tenantId)
        .execute(),
    }));
    const byItem = new Map(rows.map((row) => [row.item_id, Number(row.on_hand)]));
    const known = [];
    for (const id of ALL) known.push(byItem.get(await river.idOf(id)));
    expect(known).toEqual([8, 8, 8, 9, 9, 0]);
  });

  test('an alias means the item, for reports before and after it and for a new id', async () => {
    const river = await openOne('absolute');
    const stock = (externalId: string, absolute: number) =>
      ({ kind: 'stock.reported', path: '', externalId, amount: { absolute } }) as const;
    await river.send([stock('level:9', 4)]);
    await river.send([item('9', { aliases: ['level:9'] })]);
    const itemId = await river.idOf('9');
    expect(await river.idOf('level:9')).toBe(itemId);
    const onHand = async () => {
      const row = await database.tenant(river.tenantId, (tx) =>
        tx
          .selectFrom('inventory_positions')
          .select('on_hand')
          .where('tenant_id', '=', river.tenantId)
          .where('item_id', '=', itemId)
          .executeTakeFirst(),
      );
      return row === undefined ? undefined : Number(row.on_hand);
    };
    expect(await onHand()).toBe(4);
    await river.send([stock('level:9', 2)]);
    expect(await onHand()).toBe(2);
    await river.send([item('nine', { aliases: ['9'] })]);
    expect(await river.idOf('nine')).toBe(itemId);
    await river.send([item('other'), item('9', { aliases: ['other'] })]);
    expect(await river.idOf('other')).not.toBe(itemId);
  });

  test('what the provider does not count is not taken for zero', async () => {
    const river = await openOne('absolute');
    await river.send([item('counted'), item('endless', { tracking: 'untracked' })]);
    const rows = await database.tenant(river.tenantId, (tx) =>
      tx
        .selectFrom('inventory_positions')
        .select(['item_id', 'tracking'])
        .where('tenant_id', '=', river.tenantId)
        .execute(),
    );
    const tracking = new Map(rows.map((row) => [row.item_id, row.tracking]));
    expect(tracking.get(await river.idOf('counted'))).toBe('counted');
    expect(tracking.get(await river.idOf('endless'))).toBe('untracked');
  });

  test('a message of no one store asks for a pull, and may say nothing of a store', async () => {
    const river = await openOne();
    await river.addStore('shop-2');
    const poke = { endpoint: 'poke', location: null } as const;
    const sent = await river.send([{ kind: 'refetch', path: '', scope: null }], poke);
    expect(sent).toMatchObject({ status: 'applied' });
    await expect.poll(() => river.syncs).toEqual([river.connectionId]);
    expect(await river.send([switched('1', false)], poke)).toMatchObject({
      status: 'dead',
      code: 'CAPABILITY_MISSING',
    });
    const unknown = await river.send([{ kind: 'refetch', path: '', scope: 'nowhere' }]);
    expect(unknown).toMatchObject({ status: 'dead', code: 'CAPABILITY_MISSING' });
  });
});
