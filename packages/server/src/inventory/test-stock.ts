import type { Command, Count, Receive, Report, Reserve, ReserveLine, Tracking } from '@kirana/core';
import { sql } from 'kysely';
import { pino } from 'pino';
import { createPositions } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { insertShop } from '../live/test-shop.ts';
import { openStockLedger, type StockLedger, type StockLedgerDeps } from './stock-ledger.ts';

export const silent = pino({ level: 'silent' });

export const openLedger = (database: Database, more: Partial<StockLedgerDeps> = {}): StockLedger =>
  openStockLedger({ database, log: silent, ...more });

/** A store with items that are kept there, without entries. */
export interface StockShop {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemIds: readonly string[];
}

export async function insertStockShop(database: Database, trackings: readonly Tracking[]): Promise<StockShop> {
  const { tenantId, merchantId, storeId } = await insertShop(database);
  const itemIds = trackings.map(() => newId('item')).sort();
  await database.tenant(tenantId, async (tx) => {
    const ids = JSON.stringify(itemIds);
    await sql`insert into catalog_items (tenant_id, id, merchant_id, name, description, images, sellable, base_unit, diet, allergens,
        restrictions, attributes, translations, tags, created_at, updated_at)
      select ${tenantId}, id, ${merchantId}, 'Test', '', '[]', true, 'piece', 'veg', '[]', '[]', '{}', '{}', '[]', now(), now()
      from jsonb_array_elements_text(${ids}::text::jsonb) id`.execute(tx);
    await sql`insert into store_items (tenant_id, store_id, item_id, listed, currency, per, tax_ids, packing_charge_minor,
        order_types, schedule, rank, updated_at)
      select ${tenantId}, ${storeId}, id, true, 'INR', 1, '[]', 0, '[]', '{}', 0, now()
      from jsonb_array_elements_text(${ids}::text::jsonb) id`.execute(tx);
    for (const [index, tracking] of trackings.entries()) {
      await createPositions(tx, tenantId, storeId, [itemIds[index] as string], tracking);
    }
  });
  return { tenantId, storeId, itemIds };
}

/** What people ask of one store. */
export function commandsOf(storeId: string) {
  const asked = { storeId, actor: 'key:test' } as const;
  const source = { kind: 'person', id: 'key:test' } as const;
  const line = (itemId: string, quantity: number, needs = [{ itemId, quantity: 1 }]): ReserveLine => ({
    itemId,
    quantity,
    needs,
    maxQuantity: null,
    reasons: [],
  });
  return {
    line,
    reserve: (
      reservationId: string,
      lines: readonly ReserveLine[],
      more: Partial<Pick<Reserve, 'ttlMs' | 'bestEffort' | 'holder'>> = {},
    ): Reserve => ({
      kind: 'reserve',
      ...asked,
      reservationId,
      holder: 'key_a',
      ttlMs: 600_000,
      bestEffort: false,
      ...more,
      lines,
      hash: JSON.stringify([lines, more.bestEffort ?? false]),
    }),
    commit: (
      reservationId: string,
      lines: readonly { line: number; quantity: number }[] | null = null,
      occurredAtMs = Date.now() - 600_000,
    ): Command => ({ kind: 'commit', ...asked, reservationId, lines, occurredAtMs, hash: JSON.stringify(lines) }),
    release: (reservationId: string): Command => ({ kind: 'release', ...asked, reservationId, hash: 'release' }),
    extend: (reservationId: string, ttlMs: number): Command => ({
      kind: 'extend',
      ...asked,
      reservationId,
      ttlMs,
      hash: 'extend',
    }),
    sell: (saleId: string, lines: readonly ReserveLine[], occurredAtMs = Date.now() - 600_000): Command => ({
      kind: 'sell',
      ...asked,
      key: `sale:${saleId}`,
      saleId,
      lines,
      occurredAtMs,
      hash: JSON.stringify(lines),
    }),
    receive: (
      itemId: string,
      quantity: number,
      key: string | null = null,
      lot: Pick<Receive['lines'][number], 'lot' | 'expiresOn' | 'expiresAtMs'> = {
        lot: null,
        expiresOn: null,
        expiresAtMs: null,
      },
    ): Receive => ({
      kind: 'receive',
      ...asked,
      key,
      hash: JSON.stringify([itemId, quantity]),
      occurredAtMs: Date.now() - 600_000,
      reason: 'purchase',
      ordered: true,
      source,
      lines: [{ itemId, quantity, ...lot }],
    }),
    count: (itemId: string, onHand: number, key: string | null = null, occurredAtMs = Date.now() - 600_000): Count => ({
      kind: 'count',
      ...asked,
      itemId,
      source,
      key,
      occurredAtMs,
      onHand,
      reason: 'cycle_count',
      hash: String(onHand),
    }),
    block: (kind: 'block' | 'unblock', itemId: string, quantity: number): Command => ({
      kind,
      ...asked,
      itemId,
      source,
      key: null,
      occurredAtMs: Date.now(),
      quantity,
      blockKind: 'damaged',
      hash: '',
    }),
    safetyStock: (itemId: string, quantity: number): Command => ({
      kind: 'set_safety_stock',
      ...asked,
      itemId,
      source,
      key: null,
      occurredAtMs: Date.now(),
      quantity,
      hash: '',
    }),
    track: (itemId: string, tracking: Tracking): Command => ({
      kind: 'set_tracking',
      ...asked,
      itemId,
      source,
      key: null,
      occurredAtMs: Date.now(),
      tracking,
      hash: '',
    }),
    report: (
      itemId: string,
      sequence: number,
      amount: Report['report']['amount'],
      more: { source?: string; warehouse?: string; observedAtMs?: number } = {},
    ): Report => ({
      kind: 'report',
      ...asked,
      itemId,
      deliveryId: `dlv_${sequence}`,
      report: {
        source: more.source ?? 'con_a',
        warehouse: more.warehouse ?? '',
        order: { epoch: 1, sequence, tie: 0 },
        amount,
        observedAtMs: more.observedAtMs ?? Date.now(),
      },
    }),
  };
}
