import { randomBytes } from 'node:crypto';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import type { StockShop } from '../test-stock.ts';

/** A connection that calls items of the shop by these ids. @returns its id */
export async function insertItemMapping(
  database: Database,
  { tenantId, storeId }: StockShop,
  itemIds: Readonly<Record<string, string>>,
): Promise<string> {
  const [sourceId, connectionId] = [newId('source'), newId('connection')];
  await database.tenant(tenantId, async (tx) => {
    const { merchant_id } = await tx
      .selectFrom('stores')
      .select('merchant_id')
      .where('id', '=', storeId)
      .executeTakeFirstOrThrow();
    const of = { tenant_id: tenantId, name: 'Test', settings: '{}' };
    const secrets = randomBytes(16);
    await tx
      .insertInto('sources')
      .values({ ...of, id: sourceId, adapter: 'fake', secrets, hook_token_hash: randomBytes(32) })
      .execute();
    const connection = { ...of, id: connectionId, source_id: sourceId, merchant_id, account: 'a', status: 'active' };
    await tx
      .insertInto('connections')
      .values(connection as never)
      .execute();
    const mappings = Object.entries(itemIds).map(([externalId, itemId]) => ({
      tenant_id: tenantId,
      connection_id: connectionId,
      entity_kind: 'item' as const,
      external_id: externalId,
      entity_id: itemId,
      last_seen_at: new Date(),
    }));
    await tx.insertInto('source_mappings').values(mappings).execute();
  });
  return connectionId;
}
