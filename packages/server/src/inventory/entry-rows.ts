import { type StockEntry, toStockEntry } from '@kirana/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { StockEntriesTable } from '../database/schema.ts';
import type { StockPage } from './stock-views.ts';

const entryFromRow = (row: Selectable<StockEntriesTable>): StockEntry =>
  toStockEntry({
    storeId: row.store_id,
    itemId: row.item_id,
    sequence: row.sequence,
    kind: row.kind,
    reason: row.reason,
    quantity: row.quantity,
    deltas: {
      onHand: row.delta_on_hand,
      blocked: row.delta_blocked,
      reserved: row.delta_reserved,
      safetyStock: row.delta_safety_stock,
      incoming: row.delta_incoming,
    },
    after: {
      onHand: row.on_hand,
      blocked: row.blocked,
      reserved: row.reserved,
      safetyStock: row.safety_stock,
      incoming: row.incoming,
    },
    blockKind: row.block_kind,
    tracking: row.tracking,
    lots: row.lots ?? [],
    source: { kind: row.source_kind, id: row.source_id },
    actor: row.actor,
    occurredAtMs: row.occurred_at.getTime(),
    recordedAtMs: row.recorded_at.getTime(),
  });

/** Entries of a position, the newest first. */
export async function listEntries(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemId: string,
  { after, limit }: StockPage,
): Promise<StockEntry[]> {
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
  if (!Number.isSafeInteger(before)) return [];
  const rows = await tx
    .selectFrom('stock_entries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .where('item_id', '=', itemId)
    .where('sequence', '<', before)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows.map(entryFromRow);
}
