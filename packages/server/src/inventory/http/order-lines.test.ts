import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openInventoryApp } from './test-inventory.ts';

interface Choice {
  readonly groupId: string;
  readonly optionId: string;
}

/** A group that an item asks to choose from, with one option that is an item itself. */
async function insertChoice(
  database: Database,
  { tenantId, storeId }: StockShop,
  itemId: string,
  optionItemId: string,
  min: number,
): Promise<Choice> {
  const choice = { groupId: newId('modifierGroup'), optionId: newId('modifierOption') };
  await database.tenant(tenantId, async (tx) => {
    const { merchant_id } = await tx.selectFrom('stores').select('merchant_id').executeTakeFirstOrThrow();
    const of = { tenant_id: tenantId };
    const named = { name: 'Extra', rank: 0 };
    await tx
      .insertInto('modifier_groups')
      .values({ ...of, ...named, id: choice.groupId, merchant_id, updated_at: new Date() })
      .execute();
    const option = { ...of, ...named, id: choice.optionId, group_id: choice.groupId, item_id: optionItemId };
    await tx
      .insertInto('modifier_options')
      .values({ ...option, diet: 'veg' })
      .execute();
    const link = { ...of, item_id: itemId, group_id: choice.groupId, min, max: null, rank: 0 };
    await tx.insertInto('item_modifier_groups').values(link).execute();
    await tx
      .insertInto('store_modifier_options')
      .values({
        ...of,
        store_id: storeId,
        option_id: choice.optionId,
        listed: true,
        price_minor: 0,
        updated_at: new Date(),
      })
      .execute();
  });
  return choice;
}

describe.each(testDatabases())('chosen modifiers on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  let shop: StockShop;
  let dish: string;
  let cheese: string;
  const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
  const post = (path: string, body: object) => app.call(shop, 'POST', at(path), body);

  beforeAll(async () => {
    database = await open();
    app = await openInventoryApp(database);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  beforeEach(async () => {
    shop = await insertSellingShop(database, ['untracked', 'counted']);
    [dish = '', cheese = ''] = shop.itemIds;
    await post('stock/counts', { itemId: cheese, onHand: 5 });
  });

  test('an option that is an item takes its stock, for each unit of the line', async () => {
    const { optionId } = await insertChoice(database, shop, dish, cheese, 0);
    const lines = [
      { itemId: dish, quantity: 2, modifiers: [{ optionId, quantity: 2 }] },
      { itemId: cheese, quantity: 2 },
    ];
    const cart = (await post('orderability', { lines })).body;
    expect(cart.shortfalls).toEqual([{ itemId: cheese, wanted: 6, sellable: 5, lines: [0, 1] }]);
    expect((await post('reservations', { id: 'a', lines })).body.params.shortfalls).toEqual(cart.shortfalls);
    expect((await post('reservations', { id: 'b', lines: [lines[0]] })).status).toBe(201);
    const { position } = (await app.call(shop, 'GET', at(`stock/${cheese}`))).body;
    expect(position.reserved).toBe(4);
  });

  test('an option that is switched off takes its line with it; what was held before hears its first answer', async () => {
    const { optionId } = await insertChoice(database, shop, dish, cheese, 0);
    const body = { id: 'a', lines: [{ itemId: dish, quantity: 1, modifiers: [{ optionId, quantity: 1 }] }] };
    const first = await post('reservations', body);
    const until = new Date(Date.now() + 60_000);
    const turn = (fields: { switched_off?: boolean; switched_off_until?: Date; listed?: boolean }) =>
      database.tenant(shop.tenantId, (tx) => tx.updateTable('store_modifier_options').set(fields).execute());
    await turn({ switched_off: true, switched_off_until: until });
    // any event of the store: the rows are read again
    await app.call(shop, 'PATCH', at(`items/${dish}`), { rank: 7 });
    const reasons = [{ code: 'MODIFIER_UNAVAILABLE', params: { optionId, until: until.toISOString() } }];
    const [line] = (await post('orderability', { lines: body.lines })).body.lines;
    expect(line).toMatchObject({ orderable: false, reasons, nextAvailableAt: until.toISOString() });
    expect((await post('reservations', { ...body, id: 'b' })).body.params.reasons).toEqual(reasons);
    await database.tenant(shop.tenantId, (tx) => tx.deleteFrom('store_modifier_options').execute());
    await app.call(shop, 'PATCH', at(`items/${dish}`), { rank: 8 });
    expect((await post('reservations', { ...body, id: 'b' })).status).toBe(404);
    expect((await post('reservations', body)).body).toEqual(first.body);
  });

  test('I21: a required choice with nothing left is refused by both', async () => {
    await insertChoice(database, shop, dish, cheese, 1);
    const lines = [{ itemId: dish, quantity: 1 }];
    expect((await post('orderability', { lines })).body.orderable).toBe(true);
    expect((await post('reservations', { id: 'a', lines })).status).toBe(201);
    await post('stock/counts', { itemId: cheese, onHand: 0 });
    const [line] = (await post('orderability', { lines })).body.lines;
    expect(line.reasons).toMatchObject([{ code: 'MODIFIER_UNAVAILABLE', params: { required: 1, orderable: 0 } }]);
    expect((await post('reservations', { id: 'b', lines })).body.params.reasons).toEqual(line.reasons);
  });

  test('a count that is not believed any more is refused by both', async () => {
    const strict = await openInventoryApp(database, { staleAfterMs: 60_000 });
    await database.tenant(shop.tenantId, (tx) =>
      tx
        .insertInto('reported_stock')
        .values({
          tenant_id: shop.tenantId,
          store_id: shop.storeId,
          item_id: cheese,
          source: 'con_a',
          warehouse: '',
          base: 5,
          deltas: '[]',
          heard_at: new Date(Date.now() - 120_000),
          first_heard_at: new Date(Date.now() - 120_000),
        })
        .execute(),
    );
    const lines = [{ itemId: cheese, quantity: 1 }];
    const [line] = (await strict.call(shop, 'POST', at('orderability'), { lines })).body.lines;
    expect(line.reasons).toMatchObject([{ code: 'STOCK_STALE' }]);
    const refused = await strict.call(shop, 'POST', at('reservations'), { id: 'a', lines });
    expect(refused.body.params.reasons).toEqual(line.reasons);
    expect((await post('reservations', { id: 'a', lines })).status).toBe(201);
    await strict.close();
  });
});
