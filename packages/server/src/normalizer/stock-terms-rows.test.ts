import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { insertShop } from '../live/test-shop.ts';
import { stockTerms } from './stock-terms-rows.ts';

describe.each(testDatabases())('terms of sources on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  afterAll(() => database.close());

  test('a connection is believed as it says: rank, rank over stock, settle time, acknowledgements', async () => {
    const { tenantId, merchantId } = await insertShop(database);
    const [plain, edited] = [newId('connection'), newId('connection')];
    await database.tenant(tenantId, async (tx) => {
      const of = { tenant_id: tenantId, name: 'Test', settings: '{}' };
      const sourceId = newId('source');
      const hash = createHash('sha256').update(sourceId).digest();
      const source = { ...of, id: sourceId, adapter: 'plain', secrets: new Uint8Array([1]), hook_token_hash: hash };
      await tx.insertInto('sources').values(source).execute();
      const row = { ...of, source_id: sourceId, merchant_id: merchantId, status: 'active' } as const;
      await tx
        .insertInto('connections')
        .values({ ...row, id: plain, account: 'a' })
        .execute();
      await tx
        .insertInto('connections')
        .values({
          ...row,
          id: edited,
          account: 'b',
          rank: 20,
          authority: '{"stock":5}',
          stock_settle_seconds: 60,
          acknowledges_sales: true,
        })
        .execute();
    });
    expect(await stockTerms(database)(tenantId)).toEqual(
      new Map([
        [plain, { rank: 100, acknowledges: false, settleMs: 300_000 }],
        [edited, { rank: 5, acknowledges: true, settleMs: 60_000 }],
      ]),
    );
  });
});
