import { checkChain, type Entry, type Position, type StockEntry } from '@kirana/core';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../database/database.ts';
import { listEntries } from './entry-rows.ts';
import { POSITION_COLUMNS, type PositionRow, positionFromRow } from './position-lock-rows.ts';
import type { StockShop } from './test-stock.ts';

const asEntry = ({ occurredAt, recordedAt, ...entry }: StockEntry): Entry => ({
  ...entry,
  occurredAtMs: Date.parse(occurredAt),
  recordedAtMs: Date.parse(recordedAt),
});

/** Positions as they are stored, and all their entries, oldest first. */
export async function readLedger(
  database: Database,
  { tenantId, storeId }: StockShop,
): Promise<
  readonly { readonly position: Position; readonly opening: Position['tracking']; readonly entries: Entry[] }[]
> {
  return database.tenant(tenantId, async (tx) => {
    const { rows } = await sql<PositionRow & { opening_tracking: Position['tracking'] }>`
      select ${POSITION_COLUMNS}, opening_tracking from inventory_positions where store_id = ${storeId} order by item_id`.execute(
      tx,
    );
    const ledger = [];
    for (const row of rows) {
      const entries = await listEntries(tx, tenantId, storeId, row.item_id, { limit: 1_000_000 });
      ledger.push({
        position: positionFromRow(storeId, row),
        opening: row.opening_tracking,
        entries: entries.map(asEntry).reverse(),
      });
    }
    return ledger;
  });
}

/** I1, I4, I5, I6, I8 and I9 on what is stored, by SQL and by folding the entries again. */
export async function expectSoundLedger(database: Database, shop: StockShop): Promise<void> {
  for (const { position, opening, entries } of await readLedger(database, shop)) {
    const { storeId, itemId } = position;
    expect(checkChain({ storeId, itemId, tracking: opening }, entries, position)).toEqual([]);
  }
  const { rows: apart } = await database.tenant(shop.tenantId, (tx) =>
    sql`select p.item_id, p.reserved, coalesce(h.units, 0) as held from inventory_positions p
      left join (select store_id, item_id, sum(quantity) as units from reservation_holds group by 1, 2) h using (store_id, item_id)
      where p.reserved <> coalesce(h.units, 0)`.execute(tx),
  );
  expect(apart, 'I4: reserved is the sum of the holds').toEqual([]);
  const { rows: sums } = await database.tenant(shop.tenantId, (tx) =>
    sql`select p.item_id from inventory_positions p
      join (select store_id, item_id, count(*) as n, max(sequence) as last, sum(delta_on_hand) as on_hand, sum(delta_reserved) as reserved
        from stock_entries group by 1, 2) e using (store_id, item_id)
      where e.n <> p.sequence or e.last <> p.sequence or e.on_hand <> p.on_hand or e.reserved <> p.reserved`.execute(
      tx,
    ),
  );
  expect(sums, 'I5: dense, and the deltas add up').toEqual([]);
  const { rows: raised } = await database.tenant(shop.tenantId, (tx) =>
    sql`select item_id, sequence from stock_entries
      where kind = 'reserved' and on_hand - blocked - reserved - safety_stock < 0
        and item_id in (select item_id from inventory_positions where opening_tracking = 'counted')
        and item_id not in (select item_id from stock_entries where tracking is not null)`.execute(tx),
  );
  expect(raised, 'I9: no accepted reserve is oversold').toEqual([]);
  const { rows: ended } = await database.tenant(shop.tenantId, (tx) =>
    sql`select source_id, item_id from stock_entries
      where source_kind = 'reservation' and kind in ('committed', 'released', 'expired')
        and not (kind = 'released' and reason = 'partly_committed')
      group by 1, 2 having count(*) > 1`.execute(tx),
  );
  expect(ended, 'I6: a hold ends once').toEqual([]);
  await expectWholeHolds(database, shop);
}

/** I8: what a reservation was given is held at each of its positions, or has ended there. */
async function expectWholeHolds(database: Database, shop: StockShop): Promise<void> {
  const { rows } = await database.tenant(shop.tenantId, (tx) =>
    sql`with wanted as (
        select r.id, need ->> 'itemId' as item_id, sum((line ->> 'held')::bigint * (need ->> 'quantity')::bigint) as units
        from reservations r, jsonb_array_elements(r.lines) line, jsonb_array_elements(line -> 'needs') need
        group by 1, 2),
      entered as (select source_id as id, item_id, sum(quantity) as units from stock_entries where kind = 'reserved' group by 1, 2)
      select * from wanted full join entered using (id, item_id)
      where coalesce(wanted.units, 0) <> coalesce(entered.units, 0)`.execute(tx),
  );
  expect(rows, 'I8: all or nothing').toEqual([]);
}
