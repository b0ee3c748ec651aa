import { beforeEach, describe, expect, test } from 'vitest';
import { createPositions } from '../../catalog-writes/store-item-rows.ts';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openForTests, openInventoryApp } from './test-inventory.ts';

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
  max: number | null = null,
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
    const link = { ...of, item_id: itemId, group_id: choice.groupId, min, max, rank: 0 };
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

  openForTests(open, (opened) => {
    ({ database, app } = opened);
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

  const MISSING = 'MODIFIER_CHOICE_MISSING';
  const EXCEEDED = 'MODIFIER_CHOICE_EXCEEDED';
  test('I21: too few or too many of a group is refused by both; a line that says nothing of modifiers is not judged', async () => {
    const { groupId, optionId } = await insertChoice(database, shop, dish, cheese, 1, 2);
    const of = (units: number) => [{ optionId, quantity: units }];
    for (const [name, modifiers, reason] of [
      ['bare', undefined, null],
      ['none', [], { code: MISSING, params: { groupId, min: 1, max: 2, chosen: 0 } }],
      ['one', of(1), null],
      ['two', of(2), null],
      ['three', of(3), { code: EXCEEDED, params: { groupId, min: 1, max: 2, chosen: 3 } }],
      ['two and one', [...of(2), ...of(1)], { code: EXCEEDED, params: { groupId, min: 1, max: 2, chosen: 3 } }],
    ] as const) {
      const lines = [{ itemId: dish, quantity: 1, ...(modifiers === undefined ? {} : { modifiers }) }];
      const { body } = await post('orderability', { lines });
      expect(body.lines[0].reasons, name).toEqual(reason === null ? [] : [reason]);
      expect(body.lines[0].nextAvailableAt).toBeNull();
      const reserved = await post('reservations', { id: name.replaceAll(' ', '-'), lines });
      if (reason === null) expect(reserved.status, name).toBe(201);
      else
        expect(reserved).toMatchObject({ status: 409, body: { code: 'NOT_ORDERABLE', params: { reasons: [reason] } } });
      if (reason === null) await post(`reservations/${name}/release`, {});
    }
    // gone goods are never refused for what was chosen with them
    expect((await post('sales', { id: 's', lines: [{ itemId: dish, quantity: 1, modifiers: [] }] })).status).toBe(201);
  });

  test('a variation has the groups of the item it varies, unless it has them itself', async () => {
    const { groupId, optionId } = await insertChoice(database, shop, dish, cheese, 1, 1);
    const size = newId('item');
    const of = shop.tenantId;
    await database.tenant(of, async (tx) => {
      const { merchant_id } = await tx.selectFrom('stores').select('merchant_id').executeTakeFirstOrThrow();
      const row = await tx.selectFrom('catalog_items').selectAll().where('id', '=', dish).executeTakeFirstOrThrow();
      const json = {
        images: '[]',
        allergens: '[]',
        restrictions: '[]',
        attributes: '{}',
        translations: '{}',
        tags: '[]',
      };
      await tx
        .insertInto('catalog_items')
        .values({ ...row, ...json, id: size, merchant_id, parent_id: dish, tax_code: null })
        .execute();
      const at = await tx.selectFrom('store_items').selectAll().where('item_id', '=', dish).executeTakeFirstOrThrow();
      await tx
        .insertInto('store_items')
        .values({ ...at, item_id: size, tax_ids: '[]', order_types: '[]', schedule: '[]' })
        .execute();
      await createPositions(tx, of, shop.storeId, [size], 'untracked');
    });
    const ask = async (modifiers: object[]) =>
      (await post('orderability', { lines: [{ itemId: size, modifiers }] })).body.lines[0].reasons;
    expect(await ask([])).toEqual([{ code: MISSING, params: { groupId, min: 1, max: 1, chosen: 0 } }]);
    expect(await ask([{ optionId, quantity: 1 }])).toEqual([]);
    const own = { tenant_id: of, item_id: size, group_id: groupId, min: 0, max: 3, rank: 0 };
    await database.tenant(of, (tx) => tx.insertInto('item_modifier_groups').values(own).execute());
    await app.call(shop, 'PATCH', at(`items/${dish}`), { rank: 7 });
    expect(await ask([])).toEqual([]);
    expect(await ask([{ optionId, quantity: 3 }])).toEqual([]);
  });

  test('I21: an option that is an item has the limit of that item, over the whole order', async () => {
    const { groupId, optionId } = await insertChoice(database, shop, dish, cheese, 0);
    await app.call(shop, 'PATCH', at(`items/${cheese}`), { maxQuantity: 3 });
    const cheesy = (quantity: number, units: number) => ({
      itemId: dish,
      quantity,
      modifiers: [{ optionId, quantity: units }],
    });
    const reasons = (chosen: number) => [{ code: EXCEEDED, params: { groupId, optionId, max: 3, chosen } }];
    for (const [id, lines, chosen] of [
      ['a', [cheesy(3, 1)], null],
      ['b', [cheesy(2, 2)], 4],
      ['c', [cheesy(2, 1), { itemId: cheese, quantity: 2 }], 4],
      ['d', [cheesy(2, 1), { itemId: cheese, quantity: 1 }], null],
    ] as const) {
      const asked = (await post('orderability', { lines })).body;
      expect(asked.lines[0].reasons, id).toEqual(chosen === null ? [] : reasons(chosen));
      expect(asked.orderable).toBe(chosen === null);
      const reserved = await post('reservations', { id, lines });
      expect(reserved.status, id).toBe(chosen === null ? 201 : 409);
      if (chosen === null) await post(`reservations/${id}/release`, {});
      else expect(reserved.body.params.reasons).toEqual(reasons(chosen));
    }
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
