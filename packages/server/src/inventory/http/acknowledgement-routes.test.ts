import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import { testDatabases } from '../../database/test-database.ts';
import { stockTerms } from '../../normalizer/stock-terms-rows.ts';
import { commandsOf, type StockShop } from '../test-stock.ts';
import { type InventoryApp, insertSellingShop, openForTests } from './test-inventory.ts';

async function insertConnection(database: Database, { tenantId }: StockShop, acknowledges: boolean): Promise<string> {
  const [sourceId, connectionId] = [newId('source'), newId('connection')];
  await database.tenant(tenantId, async (tx) => {
    const { merchant_id } = await tx.selectFrom('stores').select('merchant_id').executeTakeFirstOrThrow();
    const of = { tenant_id: tenantId, name: 'Test', settings: '{}' };
    const hash = createHash('sha256').update(sourceId).digest();
    const source = { ...of, id: sourceId, adapter: 'plain', secrets: new Uint8Array([1]), hook_token_hash: hash };
    await tx.insertInto('sources').values(source).execute();
    const connection = { ...of, id: connectionId, source_id: sourceId, merchant_id, account: 'a' };
    await tx
      .insertInto('connections')
      .values({ ...connection, status: 'active', acknowledges_sales: acknowledges })
      .execute();
  });
  return connectionId;
}

describe.each(testDatabases())('acknowledged sales on $name', ({ open }) => {
  let database: Database;
  let app: InventoryApp;
  openForTests(
    open,
    (opened) => {
      ({ database, app } = opened);
    },
    (database) => ({ termsOf: stockTerms(database, 0) }),
  );

  test('a sale is laid over what the source counts until the source has it in its books', async () => {
    const shop = await insertSellingShop(database, ['counted']);
    const [itemId = ''] = shop.itemIds;
    const source = await insertConnection(database, shop, true);
    const at = (path: string) => `/v1/stores/${shop.storeId}/${path}`;
    const commands = commandsOf(shop.storeId);
    const report = (sequence: number, absolute: number, observedAtMs: number) =>
      app.room.ledger.submit(shop.tenantId, commands.report(itemId, sequence, { absolute }, { source, observedAtMs }));
    const onHand = async () => (await app.call(shop, 'GET', at(`stock/${itemId}`))).body.position.onHand;
    await report(1, 10, Date.now() - 5_000);
    const sale = await app.call(shop, 'POST', at('sales'), { id: 's', lines: [{ itemId, quantity: 2 }] });
    expect(await onHand()).toBe(8);
    await report(2, 10, Date.now());
    expect(await onHand()).toBe(8);
    const acknowledge = (body: object) => app.call(shop, 'POST', at('stock/acknowledgements'), body);
    const entries = sale.body.written;
    const said = { connectionId: source, entries };
    expect(await acknowledge(said)).toMatchObject({ status: 200, body: { entries: 1 } });
    await report(3, 8, Date.now() + 1_000);
    expect(await onHand()).toBe(8);
    // said again later it is the first word that counts
    const again = { ...said, acknowledgedAt: new Date().toISOString() };
    expect((await acknowledge(again)).status).toBe(200);
    expect((await acknowledge({ connectionId: newId('connection'), entries })).status).toBe(404);
    const stranger = await insertSellingShop(database, ['counted']);
    expect((await app.call(stranger, 'POST', at('stock/acknowledgements'), said)).status).toBe(404);
    expect((await acknowledge({ ...said, entries: [] })).status).toBe(400);
  });
});
