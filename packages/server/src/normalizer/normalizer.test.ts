import { expect, test } from 'vitest';
import { category, group, item, priced, switched } from './test-river.ts';
import { describeRivers, KINDS, MENU, rowCounts } from './test-rivers.ts';

describeRivers('the normalizer', ({ database, river, storeItem }) => {
  test('a menu becomes rows and events; the same menu again tells nothing', async () => {
    const at = await river();
    const first = await at.send(MENU, { snapshotOf: KINDS });
    expect(first).toMatchObject({ status: 'applied', code: null, problems: 0 });
    const told = await at.told();
    const kinds = Map.groupBy(told, ({ kind }) => kind);
    expect(kinds.get('item.changed')).toHaveLength(4);
    expect(kinds.get('store_item.changed')).toHaveLength(4);
    expect(kinds.get('category.changed')).toHaveLength(2);
    expect(kinds.get('tax.changed')).toHaveLength(1);
    expect(kinds.get('modifier_group.changed')).toHaveLength(1);
    expect(kinds.get('modifier_option.changed')).toHaveLength(2);
    expect(await storeItem(at, '1')).toMatchObject({
      priceMinor: 900,
      categoryId: await at.idOf('c2', 'category'),
      taxIds: [await at.idOf('t1', 'tax')],
    });
    expect((await storeItem(at, '3'))?.switch).toEqual({ on: false, until: null });
    const before = await rowCounts(database(), at);
    const second = await at.send(MENU, { snapshotOf: KINDS });
    expect(second).toMatchObject({ status: 'applied', changed: 0, problems: 0 });
    expect(await at.told()).toEqual([]);
    expect({ ...(await rowCounts(database(), at)), events: 0 }).toEqual({ ...before, events: 0 });
  });

  test('sequences of every stream are gapless from 1', async () => {
    const at = await river();
    for (const price of [100, 200, 300]) await at.send([item('1', { listing: { priceMinor: price } })]);
    const rows = await database().tenant(at.tenantId, (tx) =>
      tx
        .selectFrom('events')
        .select(['stream', 'sequence'])
        .where('tenant_id', '=', at.tenantId)
        .orderBy('sequence')
        .execute(),
    );
    for (const of of Map.groupBy(rows, ({ stream }) => stream).values()) {
      expect(of.map(({ sequence }) => sequence)).toEqual(of.map((_, index) => index + 1));
    }
  });

  test('off, on and off again are three facts, even of equal bytes', async () => {
    const at = await river();
    await at.send([item('1')]);
    await at.told();
    for (const on of [false, true, false]) await at.send([switched('1', on)]);
    expect((await at.told()).map(({ kind }) => kind)).toEqual(['switch.changed', 'switch.changed', 'switch.changed']);
    expect((await storeItem(at, '1'))?.switch.on).toBe(false);
  });

  test.each([
    ['the price alone', { listing: { priceMinor: 1100 } }, ['price.changed']],
    ['the listing', { listing: { rank: 4 } }, ['store_item.changed']],
    ['the item', { item: { description: 'New' } }, ['item.changed']],
    ['nothing', {}, []],
  ])('a change of %s is told as such', async (_name, change, kinds) => {
    const at = await river();
    await at.send([item('1')], { snapshotOf: ['item'] });
    await at.told();
    await at.send([item('1', change)], { snapshotOf: ['item'] });
    expect((await at.told()).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('a menu after a single price change counts, although it says what the last menu said', async () => {
    const at = await river();
    await at.send([item('1')], { snapshotOf: ['item'] });
    await at.send([priced('1', 1500)]);
    expect((await storeItem(at, '1'))?.priceMinor).toBe(1500);
    await at.send([item('1')], { snapshotOf: ['item'] });
    expect((await storeItem(at, '1'))?.priceMinor).toBe(1000);
  });

  test('what names something unknown waits and is applied when that arrives', async () => {
    const at = await river();
    await at.send([switched('1', false), priced('1', 700), switched('o1', false)]);
    await at.send([
      item('1', {
        listing: { categoryExternalId: 'late', priceMinor: undefined },
        modifierGroups: [{ externalId: 'g1', min: 0, max: 1, rank: 0 }],
      }),
      item('v', { parentExternalId: 'p' }),
    ]);
    expect(await storeItem(at, '1')).toMatchObject({ priceMinor: 700, categoryId: null, switch: { on: false } });
    await expect(at.idOf('v')).rejects.toThrow();
    await at.send([group('g1', ['o1']), category('late'), item('p', { item: { sellable: false } })]);
    expect(await storeItem(at, '1')).toMatchObject({ priceMinor: 700, categoryId: await at.idOf('late', 'category') });
    expect(await at.idOf('v')).toMatch(/^itm_/);
    const options = await database().tenant(at.tenantId, (tx) =>
      tx.selectFrom('store_modifier_options').selectAll().where('tenant_id', '=', at.tenantId).execute(),
    );
    expect(options.map(({ switched_off }) => switched_off)).toEqual([true]);
    const links = await database().tenant(at.tenantId, (tx) =>
      tx.selectFrom('item_modifier_groups').selectAll().where('tenant_id', '=', at.tenantId).execute(),
    );
    expect(links).toHaveLength(1);
    expect((await rowCounts(database(), at)).waiting_changes).toBe(0);
    await at.told();
  });

  test('an add-on in two groups is two options, and a switch moves both', async () => {
    const at = await river();
    await at.send([group('g1', ['o1']), group('g2', ['o1'])], { snapshotOf: KINDS });
    await at.told();
    await at.send([group('g1', ['o1']), group('g2', ['o1'])], { snapshotOf: KINDS });
    expect(await at.told()).toEqual([]);
    await at.send([switched('o1', false)]);
    expect((await at.told()).map(({ kind }) => kind)).toEqual(['modifier_option.changed', 'modifier_option.changed']);
  });

  test('a poke asks for a pull once it is applied', async () => {
    const at = await river();
    await at.send([{ kind: 'refetch', path: '', scope: null }]);
    await expect.poll(() => at.syncs).toEqual([at.connectionId]);
  });
});
