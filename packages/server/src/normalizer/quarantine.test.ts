import { expect, test } from 'vitest';
import { item, priced } from './test-river.ts';
import { describeRivers, origin } from './test-rivers.ts';

describeRivers('what is held for a person', ({ database, river, storeItem }) => {
  test.each([
    ['to zero', 0],
    ['below zero', -5],
    ['a hundredfold', 100_000],
  ])('a price that goes %s is held and the old one stays; a sane one later counts', async (_name, slip) => {
    const at = await river();
    await at.send([item('1')], { snapshotOf: ['item'] });
    await at.told();
    const held = [item('1', { item: { description: 'new' }, listing: { priceMinor: slip } })];
    await at.send(held, { snapshotOf: ['item'] });
    expect((await storeItem(at, '1'))?.priceMinor).toBe(1000);
    expect((await at.told()).map(({ kind }) => kind).sort()).toEqual(['item.changed', 'quarantine.opened']);
    await at.send(held, { snapshotOf: ['item'] });
    expect(await at.told()).toEqual([]);
    await at.send([priced('1', 1200)]);
    expect((await storeItem(at, '1'))?.priceMinor).toBe(1200);
    const rows = await database().tenant(at.tenantId, (tx) =>
      tx.selectFrom('quarantine').select('status').where('tenant_id', '=', at.tenantId).execute(),
    );
    expect(rows).toEqual([{ status: 'superseded' }]);
  });

  test('a shrunken list removes nothing until a person approves; an honest one removes what it leaves out', async () => {
    const at = await river();
    const items = Array.from({ length: 10 }, (_, index) => item(String(index)));
    await at.send(items, { snapshotOf: ['item'] });
    const nine = await at.send(items.slice(0, 9), { snapshotOf: ['item'] });
    expect(nine).toMatchObject({ status: 'applied', code: null });
    expect((await storeItem(at, '9'))?.removed).toBe(true);
    await at.send(items, { snapshotOf: ['item'] });
    expect((await storeItem(at, '9'))?.removed).toBe(false);
    await at.told();
    const three = await at.send(items.slice(0, 3), { snapshotOf: ['item'] });
    expect(three).toMatchObject({ status: 'applied', code: 'SNAPSHOT_SUSPICIOUS' });
    expect(await at.send([], { snapshotOf: ['item'] })).toMatchObject({ code: 'SNAPSHOT_SUSPICIOUS' });
    await at.send(items.slice(0, 3), { snapshotOf: ['item'] });
    expect((await storeItem(at, '5'))?.removed).toBe(false);
    const routes = new Map(at.normalizer.routes.map((route) => [route.operationId, route]));
    const call = { tenantId: at.tenantId, caller: { storeId: null }, origin } as never;
    const list = (await routes
      .get('listQuarantine')
      ?.handle?.({ query: { limit: 50, status: 'open' } } as never, call)) as {
      items: { id: string }[];
    };
    expect(list.items).toHaveLength(1);
    const quarantineId = list.items[0]?.id;
    const approve = routes.get('approveQuarantined')?.handle;
    expect(await approve?.({ params: { quarantineId } } as never, call)).toMatchObject({ status: 'approved' });
    expect((await storeItem(at, '5'))?.removed).toBe(true);
    expect((await storeItem(at, '2'))?.removed).toBe(false);
    await expect(approve?.({ params: { quarantineId } } as never, call)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
    await at.told();
  });

  test('an unreadable entry of a complete list is not taken for absent', async () => {
    const at = await river();
    await at.send([item('1'), item('2'), item('3'), item('4'), item('5')], { snapshotOf: ['item'] });
    const rest = [item('1'), item('2'), item('3'), item('4')];
    await at.send(rest, { snapshotOf: ['item'], problems: [{ path: '/items/5', externalId: '5', message: 'bad' }] });
    expect((await storeItem(at, '5'))?.removed).toBe(false);
    await at.send(rest, { snapshotOf: ['item'] });
    expect((await storeItem(at, '5'))?.removed).toBe(true);
  });
});
