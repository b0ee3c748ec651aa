import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import { testDatabases } from '../../database/test-database.ts';
import { appendEvents, type TenantEvent } from '../../events/event-rows.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openForTests } from './test-inventory.ts';

describe.each(testDatabases())('explanations on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let itemId: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const post = (path: string, body: object) => app.call(shop, 'POST', at(path), body);
  const edit = (fields: object) => app.call(shop, 'PATCH', at(`items/${itemId}`), fields);
  const explain = async (query = '') => (await app.call(shop, 'GET', at(`items/${itemId}/explain${query}`))).body;
  /** An instant between what was done before and what is done after. */
  const between = async () => {
    await delay(5);
    const instant = new Date().toISOString();
    await delay(5);
    return instant;
  };

  openForTests(open, (opened) => {
    ({ database, app } = opened);
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['counted']);
    [itemId = ''] = shop.itemIds;
    await post('stock/counts', { itemId, onHand: 2 });
  });

  test('nothing is wrong', async () => {
    const said = await explain();
    expect(said).toMatchObject({ orderability: { orderable: true }, because: [], unknown: [] });
    expect(said.entries).toMatchObject([{ kind: 'counted', sequence: 1 }]);
    expect(said.stock).toMatchObject({ sellable: 2 });
  });

  test('a switch, a price, a listing, a pause: who did it, and which event told of it', async () => {
    const actor = `key:key_${shop.tenantId}`;
    await edit({ switch: { on: false, until: null } });
    await edit({ listed: false });
    await app.call(shop, 'PUT', `/v1/stores/${shop.storeId}/status`, { state: 'paused' });
    const said = await explain();
    const told = said.because.map(({ reason, causes }: never) => [
      (reason as { code: string }).code,
      (causes as { actor: string; event: { kind: string; sequence: number } }[]).map(({ actor: who, event }) => [
        who,
        event.kind,
        event.sequence,
      ]),
    ]);
    expect(told).toEqual([
      ['STORE_PAUSED', [[actor, 'store.changed', 4]]],
      ['NOT_LISTED', [[actor, 'store_item.changed', 3]]],
      ['SWITCHED_OFF', [[actor, 'switch.changed', 2]]],
    ]);
    const person = said.sources.find(({ source }: { source: string }) => source === 'person');
    expect(person.values).toMatchObject({ listed: false });
  });

  test('a provider: the delivery it came with', async () => {
    const answer = (await edit({ switch: { on: false, until: null } })).body;
    const cause = newId('delivery');
    const told = { tenantId: shop.tenantId, stream: `store:${shop.storeId}`, subject: itemId } as const;
    const event: TenantEvent = {
      ...told,
      kind: 'switch.changed',
      data: { storeItem: answer.storeItem, changed: ['switch'] },
    };
    const origin = { actor: 'connection:con_1', requestId: '', cause };
    await database.tenant(shop.tenantId, (tx) => appendEvents(tx, [event], origin, new Date()));
    const [because] = (await explain()).because;
    expect(because.causes[0]).toMatchObject({ actor: 'connection:con_1', deliveryId: cause });
    expect(because.rule).toContain('switch');
  });

  test('stock: the entries that took it away', async () => {
    await post('reservations', { id: 'order-1', lines: [{ itemId, quantity: 2 }] });
    const [because] = (await explain()).because;
    expect(because).toMatchObject({
      reason: { code: 'OUT_OF_STOCK' },
      causes: [{ entry: { kind: 'reserved', sequence: 2, source: { kind: 'reservation', id: 'order-1' } } }],
    });
  });

  test('at a past instant: what was so then, and what cannot be known', async () => {
    const atFirst = await between();
    await edit({ switch: { on: false, until: null } });
    await post('sales', { id: 's', lines: [{ itemId, quantity: 2 }] });
    const then = await between();
    await edit({ switch: { on: true, until: null } });
    await post('stock/counts', { itemId, onHand: 7 });
    expect((await explain()).orderability.orderable).toBe(true);

    const off = await explain(`?at=${then}`);
    expect(off.because.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual([
      'SWITCHED_OFF',
      'OUT_OF_STOCK',
    ]);
    expect(off.because[1].causes[0].entry).toMatchObject({ kind: 'sold', source: { kind: 'sale', id: 's' } });
    expect(off.entries.map(({ kind }: { kind: string }) => kind)).toEqual(['sold', 'counted']);
    expect(off.stock).toMatchObject({ position: { onHand: 0 } });

    const before = await explain(`?at=${atFirst}`);
    expect(before.unknown.join(' ')).toContain('it changed since, and no event before is kept');
  });

  test('another tenant: 404', async () => {
    const stranger = await insertSellingShop(database, ['counted']);
    expect((await app.call(stranger, 'GET', at(`items/${itemId}/explain`))).status).toBe(404);
    const path = `/v1/stores/${stranger.storeId}/items/${itemId}/explain`;
    expect((await app.call(stranger, 'GET', path)).status).toBe(404);
  });
});
