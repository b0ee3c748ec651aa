import { expect, test } from 'vitest';
import { item } from './test-river.ts';
import { describeRivers, origin } from './test-rivers.ts';

describeRivers('what cannot be applied', ({ database, river }) => {
  test('a run cut off between chunks goes on where it stopped', async () => {
    const items = Array.from({ length: 1_200 }, (_, index) => item(String(index)));
    let cut = true;
    const at = await river({
      betweenChunks: async (done) => {
        if (!cut || done !== 2) return;
        cut = false;
        throw Object.assign(new Error('the process is gone'), { code: 'CUT' });
      },
    });
    const id = await at.receive(items, { snapshotOf: ['item'] });
    const row = await at.settle(id);
    if (row.status === 'dead') {
      // The test's cut is judged as a bug; a real one leaves the row pending. Put it back as a killed process would.
      await database().owner((db) =>
        db.updateTable('deliveries').set({ status: 'pending', finished_at: null }).where('id', '=', id).execute(),
      );
      at.normalizer.wake();
    }
    expect(await at.settle(id)).toMatchObject({ status: 'applied', chunks_done: 3, changed: 1_200 });
    const told = await at.told();
    expect(told.filter(({ kind }) => kind === 'item.changed')).toHaveLength(1_200);
    expect(new Set(told.map(({ kind, subject }) => `${kind}|${subject}`)).size).toBe(told.length);
  });

  test('one bad entry never stops the rest and is kept with its place', async () => {
    const at = await river();
    const bad = { ...item('bad'), item: { name: 5, sellable: true } } as unknown as ReturnType<typeof item>;
    const nul = item('nul', { item: { attributes: { note: 'a\0b' } } });
    const problems = [{ path: '/items/9', externalId: '9', message: 'price is not a number' }];
    const row = await at.send([item('1'), bad, nul, item('2')], { problems });
    expect(row).toMatchObject({ status: 'applied', problems: 3, changed: 2 });
    const letters = await database().tenant(at.tenantId, (tx) =>
      tx.selectFrom('dead_letters').selectAll().where('tenant_id', '=', at.tenantId).orderBy('path').execute(),
    );
    expect(letters.map(({ code, stage, external_id }) => [code, stage, external_id])).toEqual([
      ['ITEM_INVALID', 'item', '9'],
      ['ITEM_INVALID', 'item', 'bad'],
      ['ITEM_INVALID', 'item', 'nul'],
    ]);
  });

  test('an entry the database refuses is found and the others are applied', async () => {
    const at = await river();
    const wide = item('wide', { units: [{ name: 'u', factor: Number.MAX_SAFE_INTEGER }] });
    const huge = item('huge', { item: { barcodes: [{ code: 'x'.repeat(64), unit: null }] } });
    const row = await at.send([item('1'), wide, huge, item('2', { listing: { maxQuantity: 3_000_000_000 } })]);
    expect(row).toMatchObject({ status: 'applied', problems: 1, changed: 3 });
  });

  test('a dead delivery leaves a letter, the lane goes on, and a retry after the cause is gone resolves it', async () => {
    const at = await river();
    const dead = await at.send([item('1')], { location: 'shop-2' });
    expect(dead).toMatchObject({ status: 'dead', code: 'LOCATION_UNKNOWN' });
    expect(await at.send({ fail: 'schema' })).toMatchObject({ status: 'dead', code: 'DELIVERY_UNREADABLE' });
    expect(await at.send([item('2')], { connectionId: null })).toMatchObject({
      status: 'dead',
      code: 'CONNECTION_UNKNOWN',
    });
    await database().owner((db) =>
      db
        .insertInto('connection_locations')
        .values({
          tenant_id: at.tenantId,
          connection_id: at.connectionId,
          location: 'shop-2',
          store_id: at.storeId,
          snapshot_items: null,
          snapshot_ingress: null,
        })
        .execute(),
    );
    expect(await at.normalizer.planDelivery(at.tenantId, dead.id)).toMatchObject({ status: 'applied', total: 2 });
    expect(await at.normalizer.reapplyDelivery(at.tenantId, dead.id, origin)).toEqual({ status: 'applied' });
    const letters = await database().tenant(at.tenantId, (tx) =>
      tx
        .selectFrom('dead_letters')
        .select(['code', 'status'])
        .where('tenant_id', '=', at.tenantId)
        .orderBy('code')
        .execute(),
    );
    expect(letters).toEqual([
      { code: 'CONNECTION_UNKNOWN', status: 'open' },
      { code: 'DELIVERY_UNREADABLE', status: 'open' },
      { code: 'LOCATION_UNKNOWN', status: 'resolved' },
    ]);
  });

  test('trouble that passes keeps the delivery and the order of its lane', async () => {
    const at = await river();
    const waits = await at.receive({ fail: 'transient' });
    const behind = await at.receive([item('1')]);
    const row = async (id: string) =>
      database().tenant(at.tenantId, (tx) =>
        tx
          .selectFrom('deliveries')
          .selectAll()
          .where('tenant_id', '=', at.tenantId)
          .where('id', '=', id)
          .executeTakeFirstOrThrow(),
      );
    await expect.poll(async () => (await row(waits)).next_attempt_at, { timeout: 5_000 }).not.toBe(null);
    expect(await row(waits)).toMatchObject({ status: 'pending', code: 'PROVIDER_UNREACHABLE' });
    expect(await row(behind)).toMatchObject({ status: 'pending', attempts: 0 });
  });

  test('a delivery that ends the process three times is dead', async () => {
    const at = await river({ workers: false });
    const id = await at.receive([item('1')]);
    await database().owner((db) =>
      db.updateTable('deliveries').set({ unfinished_attempts: 3 }).where('id', '=', id).execute(),
    );
    await river();
    await expect.poll(async () => (await at.settle(id)).status, { timeout: 5_000 }).toBe('dead');
  });
});
