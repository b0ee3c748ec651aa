import type { Command } from '@kirana/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database/database.ts';
import { testDatabases } from './database/test-database.ts';
import type { DeliveryArchive } from './engines/archive/delivery-archive.ts';
import type { StockLedger } from './inventory/stock-ledger.ts';
import { commandsOf, insertStockShop, openLedger, type StockShop } from './inventory/test-stock.ts';
import { applyRetention } from './retention.ts';

const DAY_MS = 86_400_000;
const SETTINGS = { deliveriesDays: 90, eventsDays: 30, stockEffectsDays: 30, reservationsDays: 400 };

describe.each(testDatabases())('retention of stock on $name', ({ open }) => {
  let database: Database;
  let ledger: StockLedger;
  let shop: StockShop;
  let itemId: string;

  beforeAll(async () => {
    database = await open();
    ledger = openLedger(database);
    shop = await insertStockShop(database, ['counted']);
    [itemId = ''] = shop.itemIds;
  }, 60_000);
  afterAll(async () => {
    await ledger.close();
    await database.close();
  });

  const ask = (command: Command) => ledger.submit(shop.tenantId, command);
  /** As if so many days had gone by. */
  const apply = (days: number) =>
    applyRetention(
      {
        database,
        archive: { removeBefore: async () => 0 } as unknown as DeliveryArchive,
        now: () => new Date(Date.now() + days * DAY_MS),
      },
      SETTINGS,
    );
  const count = (table: 'stock_entries' | 'reservations' | 'reservation_holds' | 'stock_acknowledgements') =>
    database.tenant(shop.tenantId, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
      return rows[0]?.n;
    });

  test('what is kept to know repetitions goes after its time, what is open and the ledger never', async () => {
    const { line, reserve, receive, commit, release, sell } = commandsOf(shop.storeId);
    await ask(receive(itemId, 50, 'key-1'));
    await ask(sell('sale-1', [line(itemId, 1)]));
    for (const id of ['open', 'handed over', 'given back']) await ask(reserve(id, [line(itemId, 2)]));
    await ask(commit('handed over'));
    await ask(release('given back'));
    const entries = await count('stock_entries');
    expect(await apply(29)).toMatchObject({ stockEffects: 0, reservations: 0 });
    expect(await ask(sell('sale-1', [line(itemId, 1)]))).toMatchObject({ replayed: true });
    expect(await apply(31)).toMatchObject({ stockEffects: 2, reservations: 0 });
    expect(await ask(reserve('handed over', [line(itemId, 2)]))).toMatchObject({ replayed: true });
    expect(await apply(401)).toMatchObject({ stockEffects: 0, reservations: 2 });
    expect(await apply(4_000)).toMatchObject({ reservations: 0 });
    expect(await count('reservations')).toBe(1);
    expect(await count('reservation_holds')).toBe(1);
    expect(await count('stock_entries')).toBe(entries);
    const position = await ledger.position(shop.tenantId, shop.storeId, itemId, null);
    expect(position?.position).toMatchObject({ reserved: 2, onHand: 47 });
  });

  test('an acknowledgement stays until its source has counted so much later that nobody asks for it', async () => {
    const { report } = commandsOf(shop.storeId);
    const atMs = Date.now() - 60 * DAY_MS;
    await ledger.acknowledge(shop.tenantId, shop.storeId, [{ itemId, sequence: 1, source: 'con_a', atMs }]);
    expect(await apply(0)).toMatchObject({ acknowledgements: 0 });
    await ask(report(itemId, 1, { absolute: 47 }, { observedAtMs: atMs + 29 * DAY_MS }));
    expect(await apply(0)).toMatchObject({ acknowledgements: 0 });
    await ask(report(itemId, 2, { absolute: 47 }, { observedAtMs: atMs + 30 * DAY_MS }));
    expect(await apply(0)).toMatchObject({ acknowledgements: 1 });
    expect(await count('stock_acknowledgements')).toBe(0);
  });
});
