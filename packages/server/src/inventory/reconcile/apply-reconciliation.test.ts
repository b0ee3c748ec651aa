import { type Command, KiranaError } from '@kirana/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import { testDatabases } from '../../database/test-database.ts';
import type { StockLedger } from '../stock-ledger.ts';
import { expectSoundLedger } from '../test-ledger-check.ts';
import { commandsOf, insertStockShop, openLedger, type StockShop } from '../test-stock.ts';
import { applyReconciliation } from './apply-reconciliation.ts';
import { proposeCounts } from './propose-counts.ts';
import { insertCounts, listCounts } from './reconciliation-count-rows.ts';
import { findReconciliation, insertReconciliation } from './reconciliation-rows.ts';

describe.each(testDatabases())('writing a reconciliation on $name', ({ open }) => {
  let database: Database;
  let ledger: StockLedger;
  let shop: StockShop;
  let itemId: string;
  const now = () => new Date();
  const termsOf = async () => new Map();

  beforeAll(async () => {
    database = await open();
    ledger = openLedger(database);
  }, 60_000);
  afterAll(async () => {
    await ledger.close();
    await database.close();
  });
  beforeEach(async () => {
    shop = await insertStockShop(database, ['counted', 'counted', 'counted']);
    [itemId = ''] = shop.itemIds;
    for (const of of shop.itemIds) await ledger.submit(shop.tenantId, commandsOf(shop.storeId).count(of, 10));
  });

  /** An approved reconciliation that counts 8 of each item. */
  async function approved(): Promise<string> {
    const { tenantId, storeId } = shop;
    const id = newId('reconciliation');
    const countedAtMs = Date.now();
    const basis = { kind: 'counts', countedAtMs } as const;
    const counts = shop.itemIds.map((of) => ({ itemId: of, externalId: null, quantity: 8 }));
    const proposing = { database, tenantId, storeId, terms: new Map(), basis, connectionId: null, complete: false };
    const done = await proposeCounts({ ...proposing, counts });
    await database.tenant(tenantId, async (tx) => {
      await insertReconciliation(tx, tenantId, {
        id,
        store_id: storeId,
        basis: 'counts',
        source: null,
        complete: false,
        counted_at: new Date(countedAtMs),
        max_share: 1,
        max_units: null,
        compared: done.compared,
        changes: done.counts.length,
        units: 6,
        needs_approval: [],
        left_out: [],
        left_out_count: 0,
        status: 'approved',
        request_key: null,
        hash: '',
        created_at: now(),
        created_by: 'key:test',
      });
      await insertCounts(tx, tenantId, id, done.counts);
    });
    return id;
  }

  async function apply(id: string, submit: StockLedger['submit']): Promise<void> {
    const { tenantId, storeId } = shop;
    const row = await database.tenant(tenantId, (tx) => findReconciliation(tx, tenantId, storeId, id));
    if (row === undefined) throw new Error('no such reconciliation');
    await applyReconciliation({ database, ledger: { submit }, termsOf, now }, row);
  }
  const onHand = async (of = itemId) => (await ledger.position(shop.tenantId, shop.storeId, of, null))?.position.onHand;
  const countsOf = (id: string) => database.tenant(shop.tenantId, (tx) => listCounts(tx, shop.tenantId, id, '', 10));
  const statusOf = (id: string) =>
    database.tenant(
      shop.tenantId,
      async (tx) => (await findReconciliation(tx, shop.tenantId, shop.storeId, id))?.status,
    );

  test('a sale between the look and the count is not lost', async () => {
    const { line, sell, receive } = commandsOf(shop.storeId);
    const id = await approved();
    const soon = Date.now() + 1_000;
    await apply(id, async (tenantId, command) => {
      if (command.kind === 'count' && command.itemId === itemId) {
        await ledger.submit(tenantId, sell('between', [line(itemId, 3)], soon));
        await ledger.submit(tenantId, { ...receive(itemId, 1), occurredAtMs: soon });
      }
      return ledger.submit(tenantId, command);
    });
    expect(await onHand()).toBe(6);
    expect((await countsOf(id))[0]).toMatchObject({ outcome: 'written', put_right: -2 });
    expect(await statusOf(id)).toBe('applied');
    await expectSoundLedger(database, shop);
  });

  test('stopped anywhere and done again, by several at once too, each count is written once', async () => {
    const { line, sell } = commandsOf(shop.storeId);
    const id = await approved();
    const soon = Date.now() + 1_000;
    let left = 0;
    // answers of what was written are lost, one more each time
    const losing = async (tenantId: string, command: Command) => {
      const answer = await ledger.submit(tenantId, command);
      left -= 1;
      if (left < 0) throw new KiranaError('DATABASE_UNAVAILABLE');
      return answer;
    };
    for (let round = 0; round < 3; round += 1) {
      left = round;
      await expect(apply(id, losing)).rejects.toThrow();
      expect(await statusOf(id)).toBe('approved');
    }
    await ledger.submit(shop.tenantId, sell('later', [line(itemId, 1)], soon));
    await Promise.all([1, 2, 3].map(() => apply(id, (tenantId, command) => ledger.submit(tenantId, command))));
    const ledgers = await Promise.all(
      shop.itemIds.map((of) => ledger.entries(shop.tenantId, shop.storeId, of, { limit: 10 })),
    );
    expect(ledgers.map((entries) => entries.filter(({ reason }) => reason === 'reconciled').length)).toEqual([1, 1, 1]);
    expect([await onHand(), await onHand(shop.itemIds[1])]).toEqual([7, 8]);
    expect((await countsOf(id)).map(({ outcome, put_right }) => [outcome, put_right])).toEqual([
      ['written', 0],
      ['written', 0],
      ['written', 0],
    ]);
    expect(await statusOf(id)).toBe('applied');
  });
});
