import type { TermsOf } from '@kirana/core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { testDatabases } from '../../database/test-database.ts';
import { type InventoryApp, insertSellingShop, openForTests, openInventoryApp } from '../http/test-inventory.ts';
import { expectSoundLedger } from '../test-ledger-check.ts';
import { commandsOf, type StockShop } from '../test-stock.ts';
import { insertItemMapping } from './test-reconcile.ts';

const MINUTE = 60_000;

describe.each(testDatabases())('reconciliation over HTTP on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let items: readonly string[];
  const path = 'stock/reconciliations';
  const at = (what: string) => `/v1/stores/${shop.storeId}/${what}`;
  const post = (what: string, body: object = {}, headers = {}) => app.call(shop, 'POST', at(what), body, headers);
  const get = async (what: string) => (await app.call(shop, 'GET', at(what))).body;
  const item = (index: number): string => items[index] ?? '';
  const onHand = async (index: number) => (await get(`stock/${item(index)}`)).position.onHand;
  const submit = (command: Parameters<InventoryApp['room']['ledger']['submit']>[1]) =>
    app.room.ledger.submit(shop.tenantId, command);
  const counts = (id: string) => get(`${path}/${id}/counts`);

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, [...Array<'counted'>(10).fill('counted'), 'untracked']);
    items = shop.itemIds;
    for (const itemId of items.slice(0, 10)) await submit(commandsOf(shop.storeId).count(itemId, 10));
  });

  const given = (quantities: Readonly<Record<number, number>>) =>
    Object.entries(quantities).map(([index, quantity]) => ({ itemId: item(Number(index)), quantity }));

  test('proposes what differs and changes nothing', async () => {
    const made = await post(path, { counts: given({ 0: 10, 1: 8, 2: 13 }) });
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'proposed', compared: 3, changes: 2, units: 5, needsApproval: ['share'], written: 0 },
    });
    expect((await counts(made.body.id)).items).toMatchObject([
      { itemId: item(1), onHand: 10, said: 8, difference: -2, why: 'counted', outcome: null },
      { itemId: item(2), difference: 3 },
    ]);
    expect(await onHand(1)).toBe(10);
    expect(await get(`${path}/${made.body.id}`)).toEqual(made.body);
    expect((await get(`${path}?status=proposed`)).items).toEqual([made.body]);
    expect((await get(`${path}?status=applied`)).items).toEqual([]);
  });

  test('approval takes the figure, writes compensating entries, and writes them once', async () => {
    const { id } = (await post(path, { counts: given({ 1: 8, 2: 13 }) })).body;
    const wrong = await post(`${path}/${id}/approve`, { expectedChanges: 3 });
    expect(wrong).toMatchObject({
      status: 409,
      body: { code: 'RECONCILIATION_CHANGES_DIFFER', params: { changes: 2, expectedChanges: 3 } },
    });
    expect(await onHand(1)).toBe(10);
    const all = await Promise.all([1, 2, 3].map(() => post(`${path}/${id}/approve`, { expectedChanges: 2 })));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await get(`${path}/${id}`)).toMatchObject({ status: 'applied', written: 2, skipped: 0 });
    expect([await onHand(1), await onHand(2)]).toEqual([8, 13]);
    const entries = (await get(`stock/${item(1)}/entries`)).items;
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ kind: 'counted', reason: 'reconciled', source: { kind: 'system', id } });
    expect((await counts(id)).items).toMatchObject([{ outcome: 'written', sequence: 2, putRight: 0 }, {}]);
    expect((await post(`${path}/${id}/reject`)).body.code).toBe('STATE_CONFLICT');
    await expectSoundLedger(database, shop);
  });

  test('small enough, it is applied at once; a repetition of the key is the same reconciliation', async () => {
    const body = { counts: given({ 0: 10, 1: 9, 2: 10, 3: 10, 4: 10 }), apply: true };
    const key = { 'idempotency-key': 'stock-take-1' };
    const first = await post(path, body, key);
    expect(first.body).toMatchObject({ status: 'applied', changes: 1, written: 1, needsApproval: [] });
    const again = await post(path, body, key);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect((await post(path, { ...body, apply: false }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await get(path)).items).toHaveLength(1);
    expect(await onHand(1)).toBe(9);
  });

  test('beyond the limits apply only proposes; nothing that differs is agreed', async () => {
    const wide = { maxShare: 1, apply: true };
    const tooMany = (await post(path, { ...wide, maxUnits: 2, counts: given({ 0: 7 }) })).body;
    expect(tooMany).toMatchObject({ status: 'proposed', needsApproval: ['units'] });
    expect(await onHand(0)).toBe(10);
    expect((await post(path, { ...wide, counts: given({ 0: 10 }) })).body).toMatchObject({ status: 'agreed' });
    expect((await post(path, { ...wide, counts: given({ 0: 7 }) })).body).toMatchObject({ status: 'applied' });
    expect(await onHand(0)).toBe(7);
  });

  test('a complete list leaves out what is not there; one that looks cut off needs a person', async () => {
    const most = Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => [index, 10]));
    const whole = (await post(path, { counts: given(most), complete: true, apply: true })).body;
    expect(whole).toMatchObject({ status: 'applied', compared: 10, changes: 1 });
    expect((await counts(whole.id)).items).toMatchObject([{ itemId: item(9), said: 0, why: 'not_listed' }]);
    const wide = { maxShare: 1, maxUnits: null, complete: true, apply: true };
    const cut = (await post(path, { counts: given({ 0: 10, 1: 10 }), ...wide })).body;
    expect(cut).toMatchObject({ status: 'proposed', changes: 7, needsApproval: ['list_cut_off'] });
  });

  test('rejected, it stays as it is', async () => {
    const { id } = (await post(path, { counts: given({ 1: 8 }) })).body;
    expect((await post(`${path}/${id}/reject`)).body).toMatchObject({ status: 'rejected' });
    expect((await post(`${path}/${id}/reject`)).body).toMatchObject({ status: 'rejected' });
    expect((await post(`${path}/${id}/approve`, { expectedChanges: 1 })).body.code).toBe('STATE_CONFLICT');
    expect(await onHand(1)).toBe(10);
  });

  test('what moved since is compared again: the same difference stands, another one is left out', async () => {
    const { line, sell, count, receive } = commandsOf(shop.storeId);
    const { id } = (await post(path, { counts: given({ 0: 8, 1: 8, 2: 8, 3: 8 }) })).body;
    const later = Date.now() + 1;
    app.now = new Date(later + 1);
    // a sale after the counting changes what was counted and what is on hand alike
    await submit(sell('after', [line(item(0), 1)], later));
    // one from before it, heard of only now, explains a part of the difference
    await submit(sell('before', [line(item(1), 1)], Date.now() - MINUTE));
    await submit(count(item(2), 8, null, later));
    await submit(receive(item(3), 5));
    app.now = null;
    const done = (await post(`${path}/${id}/approve`, { expectedChanges: 4 })).body;
    expect(done).toMatchObject({ status: 'applied', written: 1, skipped: 3 });
    const outcomes = (await counts(id)).items.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes).toEqual(['written', 'moved', 'agrees', 'moved']);
    expect([await onHand(0), await onHand(1), await onHand(2), await onHand(3)]).toEqual([7, 9, 8, 15]);
  });

  test('what was counted earlier: what happened since is laid over it', async () => {
    const { line, sell } = commandsOf(shop.storeId);
    const countedAt = new Date(Date.now() - 5 * MINUTE).toISOString();
    await submit(sell('since', [line(item(0), 3)], Date.now() - MINUTE));
    const { id } = (await post(path, { counts: given({ 0: 9 }), countedAt })).body;
    expect((await counts(id)).items).toMatchObject([{ onHand: 7, stated: 9, said: 6, difference: -1 }]);
  });

  test('what cannot be compared is named: unknown, untracked, said twice', async () => {
    const source = await insertItemMapping(database, shop, { known: item(2) });
    const body = [...given({ 10: 3, 1: 10 }), ...given({ 0: 4 }), ...given({ 0: 5 })];
    const made = await post(path, { source, counts: [...body, { externalId: 'nobody-knows', quantity: 1 }] });
    expect(made.body).toMatchObject({ status: 'agreed', compared: 1, leftOut: { count: 4 } });
    expect(made.body.leftOut.items.map(({ why }: { why: string }) => why).sort()).toEqual([
      'said_twice',
      'said_twice',
      'unknown',
      'untracked',
    ]);
    const twice = await post(path, { counts: [...given({ 0: 4 }), ...given({ 0: 5 })], complete: true });
    expect((await counts(twice.body.id)).items.map(({ itemId }: { itemId: string }) => itemId)).not.toContain(item(0));
  });

  describe('with a provider', () => {
    const report = (index: number, sequence: number, absolute: number, observedAtMs = Date.now()) =>
      submit(
        commandsOf(shop.storeId).report(item(index), sequence, { absolute }, { source: connectionId, observedAtMs }),
      );
    let connectionId: string;
    beforeEach(async () => {
      connectionId = await insertItemMapping(database, shop, { 'ext-0': item(0), 'ext-1': item(1) });
    });

    test('a list may use its ids', async () => {
      const list = [
        { externalId: 'ext-0', quantity: 8 },
        { externalId: 'ext-9', quantity: 1 },
      ];
      const made = (await post(path, { source: connectionId, counts: list })).body;
      expect(made).toMatchObject({ changes: 1, leftOut: { items: [{ externalId: 'ext-9', why: 'unknown' }] } });
      expect((await counts(made.id)).items).toMatchObject([{ itemId: item(0), externalId: 'ext-0', said: 8 }]);
    });

    test('its last word is compared, with our sales it cannot have counted; written, nothing differs', async () => {
      const { line, sell, count } = commandsOf(shop.storeId);
      const countedAt = Date.now() - 20 * MINUTE;
      await submit(count(item(0), 10, null, countedAt));
      await report(0, 1, 12);
      await submit(sell('unseen', [line(item(0), 2)], Date.now()));
      expect(await onHand(0)).toBe(10);
      expect((await post(path, { source: connectionId })).body).toMatchObject({ status: 'agreed', compared: 1 });
      await report(1, 1, 4, Date.now() - MINUTE);
      const { sequence } = (await get(`stock/${item(1)}`)).position;
      // a later count of a person stands against it: nothing to propose
      await submit(count(item(1), 6, null, Date.now()));
      expect((await get(`stock/${item(1)}`)).position).toMatchObject({ onHand: 6, sequence: sequence + 1 });
      expect((await post(path, {})).body).toMatchObject({ status: 'agreed', compared: 2 });
    });

    test('a source that does not decide is compared when it is asked for', async () => {
      const terms: TermsOf = new Map([
        [connectionId, { rank: 200, acknowledges: false, settleMs: 0 }],
        ['con_first', { rank: 1, acknowledges: false, settleMs: 0 }],
      ]);
      const own = await openInventoryApp(database, { termsOf: async () => terms });
      const { report: say } = commandsOf(shop.storeId);
      const past = Date.now() + 1;
      for (const [source, absolute] of [
        ['con_first', 10],
        [connectionId, 3],
      ] as const) {
        await own.room.ledger.submit(shop.tenantId, say(item(0), 1, { absolute }, { source, observedAtMs: past }));
      }
      const proposed = (await own.call(shop, 'POST', at(path), { source: connectionId })).body;
      expect(proposed).toMatchObject({ changes: 1, units: 7, basis: 'source' });
      const approve = at(`${path}/${proposed.id}/approve`);
      expect((await own.call(shop, 'POST', approve, { expectedChanges: 1 })).body).toMatchObject({ written: 1 });
      expect(await onHand(0)).toBe(3);
      const again = (await own.call(shop, 'POST', at(path), { source: connectionId })).body;
      expect(again).toMatchObject({ status: 'agreed' });
      await own.close();
    });
  });

  test('another tenant: 404; what is no request: 400', async () => {
    const { id } = (await post(path, { counts: given({ 1: 8 }) })).body;
    const stranger = await insertSellingShop(database, ['counted']);
    const foreign = [
      await app.call(stranger, 'POST', at(path), { counts: given({ 0: 1 }) }),
      await app.call(stranger, 'GET', at(path)),
      await app.call(stranger, 'GET', at(`${path}/${id}`)),
      await app.call(stranger, 'GET', at(`${path}/${id}/counts`)),
      await app.call(stranger, 'POST', at(`${path}/${id}/approve`), { expectedChanges: 1 }),
      await app.call(stranger, 'POST', at(`${path}/${id}/reject`)),
      await app.call(stranger, 'GET', `/v1/stores/${stranger.storeId}/${path}/${id}`),
      await post(path, { source: 'con_01k4f2m8r5e6s9v0a1b2c3d4e5' }),
      await post(path, { counts: [...given({ 1: 8 }), { itemId: stranger.itemIds[0], quantity: 1 }] }),
    ];
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404));
    const wrong = [
      await post(path, { counts: [] }),
      await post(path, { counts: [{ quantity: 1 }] }),
      await post(path, { counts: [{ externalId: 'x', quantity: 1 }] }),
      await post(path, { counts: [{ itemId: item(0), quantity: -1 }] }),
      await post(path, { complete: true }),
      await post(path, { countedAt: new Date().toISOString() }),
      await post(path, { maxShare: 2 }),
      await post(`${path}/${id}/approve`, {}),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 400));
  });
});
