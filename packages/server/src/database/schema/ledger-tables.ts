import type {
  Answer,
  BlockKind,
  EntryKind,
  EntryReason,
  EntrySource,
  LotDelta,
  ReportedDelta,
  ReportOrder,
  ReservationRecord,
  ReservationStatus,
  Shortfall,
  Tracking,
} from '@kirana/core';
import type { Json, JsonOrNull, Time, TimeOrNull } from './columns.ts';

/** `delta_…`: what it did; the figures without: how they were after it. */
export interface StockEntriesTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  sequence: number;
  kind: EntryKind;
  reason: EntryReason | null;
  quantity: number;
  delta_on_hand: number;
  delta_blocked: number;
  delta_reserved: number;
  delta_safety_stock: number;
  delta_incoming: number;
  on_hand: number;
  blocked: number;
  reserved: number;
  safety_stock: number;
  incoming: number;
  block_kind: BlockKind | null;
  tracking: Tracking | null;
  /** Null: it is about no lot. */
  lots: JsonOrNull<LotDelta[]>;
  source_kind: EntrySource['kind'];
  source_id: string;
  actor: string;
  occurred_at: Time;
  recorded_at: Time;
}

export interface ReservationsTable {
  tenant_id: string;
  id: string;
  store_id: string;
  holder: string;
  hash: string;
  lines: Json<ReservationRecord['lines']>;
  shortfalls: Json<readonly Shortfall[]>;
  made_at: Time;
  first_expires_at: Time;
  expires_at: Time;
  status: ReservationStatus;
  ended_at: TimeOrNull;
  end_hash: string | null;
}

/** Open holds only: one that has ended is in the entries. */
export interface ReservationHoldsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  reservation_id: string;
  quantity: number;
  expires_at: Time;
}

export interface StockEffectsTable {
  tenant_id: string;
  effect_key: string;
  store_id: string;
  hash: string;
  answer: Json<Answer>;
  recorded_at: Time;
}

export interface ReportedStockTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  source: string;
  warehouse: string;
  base: number | null;
  floor: JsonOrNull<ReportOrder>;
  deltas: Json<readonly ReportedDelta[]>;
  observed_at: TimeOrNull;
  heard_at: Time;
  first_heard_at: Time;
}

export interface StockAcknowledgementsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  source: string;
  sequence: number;
  acknowledged_at: Time;
}

export interface StockShortfallsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  sequence: number;
  missing: number;
  oversold: number;
  recorded_at: Time;
}
