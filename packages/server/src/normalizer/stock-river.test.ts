import { type Answer, type Change, KiranaError } from '@kirana/core';
import { expect, test } from 'vitest';
import { hosted } from '../plugins/in-process-adapter.ts';
import { item, plainAdapter, type River, switched } from './test-river.ts';
import { describeRivers, origin, rowCounts } from './test-rivers.ts';

type StockChange = Extract<Change, { kind: 'stock.reported' }>;
type More = Partial<Pick<StockChange, 'warehouse' | 'observedAt' | 'sequence' | 'epoch'>>;

const report = (externalId: string, amount: StockChange['amount'], more: More): StockChange => ({
  kind: 'stock.reported',
  path: `/stock/${externalId}`,
  externalId,
  amount,
  ...more,
});
const counted = (externalId: string, absolute: number, more: More = {}) => report(externalId, { absolute }, more);
const moved = (externalId: string, delta: number, more: More = {}) => report(externalId, { delta }, more);

const view = async (at: River, externalId: string) =>
  at.ledger.position(at.tenantId, at.storeId, await at.idOf(externalId), null);
const onHand = async (at: River, externalId: string) => (await view(at, externalId))?.position.onHand;
const entries = async (at: River, externalId: string) =>
  (await at.ledger.entries(at.tenantId, at.storeId, await at.idOf(externalId), { limit: 50 })).map(
    ({ kind, quantity }) => ({ kind, quantity }),
  );
const items = (count: number) => Array.from({ length: count }, (_, index) => item(String(index)));

describeRivers('stock as providers report it', ({ database, river }) => {
  test('ends in the ledger: counts and changes of counts, in one delivery with the items they are of', async () => {
    const at = await river({ stock: 'delta' });
    expect(await at.send([counted('1', 7), item('1'), counted('2', 4), item('2')])).toMatchObject({
      status: 'applied',
      problems: 0,
      changed: 4,
    });
    expect(await onHand(at, '1')).toBe(7);
    expect(await at.send([moved('1', -2), moved('1', -1), counted('2', 0)])).toMatchObject({ status: 'applied' });
    expect([await onHand(at, '1'), await onHand(at, '2')]).toEqual([4, 0]);
    expect(await entries(at, '1')).toMatchObject([
      { kind: 'reported', quantity: 3 },
      { kind: 'reported', quantity: 7 },
    ]);
    expect((await at.told()).filter(({ kind }) => kind === 'stock.changed')).toHaveLength(4);
  });

  test('a count out of order and a repeated one change nothing; the delivery says so', async () => {
    const at = await river({ stock: 'absolute', versions: 'sequence' });
    await at.send([item('1', { version: '1' })]);
    await at.send([counted('1', 9, { sequence: 20 })]);
    expect(await at.send([counted('1', 50, { sequence: 19 })])).toMatchObject({ status: 'stale', changed: 0 });
    expect(await at.send([counted('1', 50, { sequence: 20 })])).toMatchObject({ status: 'stale', changed: 0 });
    expect(await onHand(at, '1')).toBe(9);
    await at.send([counted('1', 3, { sequence: 1, epoch: 1 })]);
    expect(await onHand(at, '1')).toBe(3);
  });

  test('by the time the provider looked, where that is declared; a time nobody can believe is a problem', async () => {
    const at = await river({ stock: 'absolute', versions: 'timestamp' });
    await at.send([item('1')]);
    await at.send([counted('1', 9, { observedAt: '2026-11-22T10:00:00Z' })]);
    expect(await at.send([counted('1', 5, { observedAt: '2026-11-22T09:59:59Z' })])).toMatchObject({ status: 'stale' });
    expect(await at.send([counted('1', 5, { observedAt: '2099-01-01T00:00:00Z' })])).toMatchObject({ problems: 1 });
    expect(await at.send([counted('1', 5)])).toMatchObject({ problems: 1 });
    expect(await onHand(at, '1')).toBe(9);
  });

  test('a change that comes before the list it follows is counted after it', async () => {
    const at = await river({ stock: 'delta', versions: 'sequence' });
    await at.send([item('1', { version: '1' })]);
    await at.send([moved('1', -2, { sequence: 11 })]);
    await at.send([counted('1', 10, { sequence: 10 })], { snapshotOf: ['stock'] });
    expect(await onHand(at, '1')).toBe(8);
  });

  test('a count below zero is zero and a recorded discrepancy', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send([item('1'), counted('1', 5)]);
    await at.send([counted('1', -3)]);
    expect(await onHand(at, '1')).toBe(0);
    expect((await entries(at, '1')).map(({ kind }) => kind)).toEqual(['reported', 'discrepancy', 'reported']);
  });

  test('two warehouses are summed, and two locations of one store too', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send([item('1')]);
    await at.send([counted('1', 5, { warehouse: 'front' }), counted('1', 20, { warehouse: 'cellar' })]);
    expect(await onHand(at, '1')).toBe(25);
    await at.send([counted('1', 4, { warehouse: 'front' })]);
    expect(await onHand(at, '1')).toBe(24);
    await database().owner((db) =>
      db
        .insertInto('connection_locations')
        .values({
          tenant_id: at.tenantId,
          connection_id: at.connectionId,
          location: 'annex',
          store_id: at.storeId,
          snapshot_items: null,
          snapshot_ingress: null,
        })
        .execute(),
    );
    await at.send([counted('1', 3)], { location: 'annex' });
    expect(await onHand(at, '1')).toBe(27);
  });

  test('of two sources the one with more authority over stock decides, and the difference shows', async () => {
    const at = await river({ stock: 'absolute' });
    const second = await at.addConnection(1);
    await at.send([item('1'), counted('1', 5)]);
    const itemId = await at.idOf('1');
    await database().owner(async (db) => {
      const mapping = {
        tenant_id: at.tenantId,
        connection_id: second,
        entity_kind: 'item',
        external_id: 'one',
      } as const;
      const seen = { entity_id: itemId, content_hash: null, provider_version: null, last_delivery_id: null };
      await db
        .insertInto('source_mappings')
        .values({ ...mapping, ...seen, last_seen_at: new Date() })
        .execute();
    });
    await at.send([counted('one', 8)], { connectionId: second });
    expect(await onHand(at, '1')).toBe(8);
    expect(await at.send([counted('1', 6)])).toMatchObject({ status: 'stale' });
    expect(await view(at, '1')).toMatchObject({
      position: { onHand: 8 },
      conflicts: [{ source: at.connectionId, stated: 6, decidedBy: second, decided: 8 }],
    });
    const authority = JSON.stringify({ stock: 0 });
    await database().owner((db) =>
      db.updateTable('connections').set({ authority }).where('id', '=', at.connectionId).execute(),
    );
    await at.send([counted('1', 7)]);
    expect(await onHand(at, '1')).toBe(7);
  });

  test('a switch never writes on hand', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send([item('1'), counted('1', 5)]);
    await at.send([switched('1', false)]);
    await at.send([switched('1', true)]);
    expect(await entries(at, '1')).toHaveLength(1);
    expect(await onHand(at, '1')).toBe(5);
  });

  test('what is reported of an unknown item waits for it: the newest count, and every change after it', async () => {
    const at = await river({ stock: 'delta' });
    expect(await at.send([counted('1', 4)])).toMatchObject({ status: 'applied', problems: 0, changed: 0 });
    await at.send([counted('1', 9)]);
    await at.send([moved('1', -1)]);
    await at.send([moved('1', -1)]);
    expect(await at.send([item('1')])).toMatchObject({ status: 'applied', changed: 4, chunks_done: 2 });
    expect(await onHand(at, '1')).toBe(7);
    expect(await rowCounts(database(), at)).toMatchObject({ waiting_changes: 0, dead_letters: 0 });
  });

  test('stock and the item it is of in one turn of the lane', async () => {
    const at = await river({ stock: 'absolute', workers: false });
    const ids = [
      await at.receive([counted('1', 4)]),
      await at.receive([item('1')]),
      await at.receive([counted('1', 6)]),
    ];
    ids.push(await at.receive([switched('1', false)]));
    const other = await at.openAnother();
    for (const id of ids) expect(await at.settle(id)).toMatchObject({ status: 'applied' });
    expect(await onHand(at, '1')).toBe(6);
    await other.close();
  });

  test('an item becomes counted with the first report of a source; what a person decides after that stays', async () => {
    const at = await river({ stock: 'boolean' });
    await at.send([item('1')]);
    expect(await view(at, '1')).toMatchObject({ position: { tracking: 'untracked', sequence: 0 } });
    await at.normalizer.close();
    const other = await at.openAnother({
      adapters: new Map([['plain', hosted(plainAdapter('plain', 'none', 'absolute'))]]),
    });
    await at.settle(await at.receive([counted('1', 4), counted('1', 5, { warehouse: 'cellar' })]));
    expect(await view(at, '1')).toMatchObject({ position: { tracking: 'counted', onHand: 9, sequence: 3 } });
    const itemId = await at.idOf('1');
    const person = {
      storeId: at.storeId,
      itemId,
      actor: 'key:test',
      source: { kind: 'person', id: 'key:test' },
    } as const;
    const tracking = { kind: 'set_tracking', tracking: 'untracked', key: null, hash: '', occurredAtMs: 0 } as const;
    await at.ledger.submit(at.tenantId, { ...person, ...tracking });
    await at.settle(await at.receive([counted('1', 6)]));
    expect(await view(at, '1')).toMatchObject({ position: { tracking: 'untracked', onHand: 11 } });
    await other.close();
  });

  test('a list that looks cut off is held as a whole, and done when a person approves', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send(items(10));
    const all = items(10).map((_, index) => counted(String(index), 5));
    expect(await at.send(all, { snapshotOf: ['stock'] })).toMatchObject({ status: 'applied', code: null });
    const cut = await at.send([counted('0', 3), counted('1', 4)], { snapshotOf: ['stock'] });
    expect(cut).toMatchObject({ status: 'applied', code: 'SNAPSHOT_SUSPICIOUS', changed: 0 });
    expect(await at.send([], { snapshotOf: ['stock'] })).toMatchObject({ code: 'SNAPSHOT_SUSPICIOUS' });
    await at.send([counted('0', 3), counted('1', 4)], { snapshotOf: ['stock'] });
    expect([await onHand(at, '0'), await onHand(at, '9')]).toEqual([5, 5]);
    await at.send([counted('9', 6)]);
    const routes = new Map(at.normalizer.routes.map((route) => [route.operationId, route]));
    const call = { tenantId: at.tenantId, caller: { storeId: null }, origin } as never;
    const query = { limit: 50, status: 'open' };
    const list = await routes.get('listQuarantine')?.handle?.({ query } as never, call);
    const { items: open } = list as { items: { id: string; code: string }[] };
    expect(open).toMatchObject([{ code: 'SNAPSHOT_SUSPICIOUS', before: 10, proposed: { count: 2, list: 'stock' } }]);
    const params = { quarantineId: open[0]?.id };
    expect(await routes.get('approveQuarantined')?.handle?.({ params } as never, call)).toMatchObject({
      status: 'approved',
    });
    const after = await Promise.all(['0', '1', '2', '9'].map((id) => onHand(at, id)));
    expect(after).toEqual([3, 4, 0, 6]);
  });

  test('what an honest list leaves out is gone; what could not be read is not', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send(items(10));
    const list = items(10).map((_, index) => counted(String(index), 5));
    await at.send(list, { snapshotOf: ['stock'] });
    const problems = [{ path: '/stock/9', externalId: '9', message: 'no number' }];
    const done = await at.send(list.slice(0, 8), { snapshotOf: ['stock'], problems });
    expect(done).toMatchObject({ status: 'applied', code: null, changed: 1 });
    expect([await onHand(at, '7'), await onHand(at, '8'), await onHand(at, '9')]).toEqual([5, 0, 5]);
  });

  test('a replay adds nothing, twice, and tells nothing', async () => {
    const at = await river({ stock: 'delta' });
    const first = await at.receive([item('1'), item('2')]);
    await at.settle(first);
    const ids = [
      await at.receive([counted('1', 9), counted('2', 3)], { snapshotOf: ['stock'] }),
      await at.receive([moved('1', -2), moved('1', -1)]),
      await at.receive([counted('9', 1)]),
      await at.receive([counted('2', 4)], { snapshotOf: ['stock'] }),
    ];
    const before = [];
    for (const id of ids) before.push((await at.settle(id)).status);
    await at.told();
    const counts = await rowCounts(database(), at);
    const history = [await entries(at, '1'), await entries(at, '2')];
    for (let round = 0; round < 2; round += 1) {
      for (const id of [first, ...ids]) await at.normalizer.reapplyDelivery(at.tenantId, id, origin);
    }
    expect(await rowCounts(database(), at)).toEqual(counts);
    expect([await entries(at, '1'), await entries(at, '2')]).toEqual(history);
    expect(await at.told()).toEqual([]);
  });

  test('a plan says what would change and writes nothing', async () => {
    const at = await river({ stock: 'absolute' });
    await at.send([item('1'), item('2'), counted('1', 9), counted('2', 9)]);
    const held = at.openAnother({ workers: false });
    await database().owner((db) =>
      db.updateTable('connections').set({ status: 'paused' }).where('id', '=', at.connectionId).execute(),
    );
    const id = await at.receive([counted('1', 4), counted('2', 9), counted('3', 9)]);
    const plan = await (await held).planDelivery(at.tenantId, id);
    expect(plan).toMatchObject({ status: 'applied', total: 1, problems: 0 });
    expect(plan.changes).toMatchObject([
      { kind: 'stock.changed', externalId: '1', name: 'Item 1', before: { onHand: 9 }, after: { onHand: 4 } },
    ]);
    expect(await entries(at, '1')).toHaveLength(1);
    await (await held).close();
  });

  test.each([
    ['counts from an adapter that declares a switch', 'boolean', [counted('1', 4)], [], 'CAPABILITY_MISSING'],
    ['changes from one that declares counts', 'absolute', [moved('1', 4)], [], 'CAPABILITY_MISSING'],
    ['a list from one that declares a switch', 'boolean', [], ['stock'], 'CAPABILITY_MISSING'],
    ['changes in a complete list', 'delta', [moved('1', 4)], ['stock'], 'DELIVERY_UNREADABLE'],
  ] as const)('%s end the delivery', async (_name, stock, changes, snapshotOf, code) => {
    const at = await river({ stock });
    expect(await at.send(changes, { snapshotOf })).toMatchObject({ status: 'dead', code });
  });

  test('a crash after the ledger and before the end of the delivery repeats what adds nothing', async () => {
    let lost = 0;
    const at: River = await river({
      stock: 'delta',
      ledger: {
        submit: async (tenantId, command): Promise<Answer> => {
          const answer = await at.ledger.submit(tenantId, command);
          lost += 1;
          if (lost <= 2) throw new KiranaError('DATABASE_UNAVAILABLE');
          return answer;
        },
      },
    });
    await at.send([item('1')]);
    expect(await at.send([counted('1', 9), moved('1', -2)])).toMatchObject({ status: 'applied', problems: 0 });
    await at.send([moved('1', -2)]);
    expect(await onHand(at, '1')).toBe(5);
    expect(lost).toBeGreaterThan(2);
    expect(await entries(at, '1')).toHaveLength(2);
  });

  test('a report that waited is not lost when the process ends before the ledger has it', async () => {
    const reached = Promise.withResolvers<void>();
    const frozen = Promise.withResolvers<void>();
    const at: River = await river({
      stock: 'absolute',
      betweenChunks: async () => {
        reached.resolve();
        await frozen.promise;
      },
    });
    // applied by itself: a delivery of several chunks
    await at.receive([counted('1', 4)]);
    const menu = await at.receive(items(501));
    await reached.promise;
    await database().owner((db) =>
      db
        .updateTable('lanes')
        .set({ leased_until: new Date(0) })
        .execute(),
    );
    const second = await at.openAnother();
    expect(await at.settle(menu)).toMatchObject({ status: 'applied', chunks_done: 3 });
    expect(await onHand(at, '1')).toBe(4);
    frozen.resolve();
    await second.close();
  });
});
