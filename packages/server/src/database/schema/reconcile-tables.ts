import type { ApprovalReason, ReconcileReason } from '@kirana/core';
import type { Json, Time, TimeOrNull } from './columns.ts';

/** Something that was said and cannot be compared. */
export interface LeftOut {
  readonly itemId: string | null;
  readonly externalId: string | null;
  readonly why: 'unknown' | 'untracked' | 'said_twice' | 'no_count';
}

export interface StockReconciliationsTable {
  tenant_id: string;
  id: string;
  store_id: string;
  /** `source`: what providers last said; `counts`: a list that was given. */
  basis: 'source' | 'counts';
  /** Id of the connection; null: the one that decides, or nobody's list. */
  source: string | null;
  complete: boolean;
  counted_at: TimeOrNull;
  max_share: number;
  max_units: number | null;
  compared: number;
  changes: number;
  units: number;
  needs_approval: Json<readonly ApprovalReason[]>;
  /** The first of them. */
  left_out: Json<readonly LeftOut[]>;
  left_out_count: number;
  /** `agreed`: nothing differed; `approved`: decided, and being written. */
  status: 'agreed' | 'proposed' | 'approved' | 'applied' | 'rejected';
  request_key: string | null;
  hash: string;
  created_at: Time;
  created_by: string;
  decided_at: TimeOrNull;
  decided_by: string | null;
  finished_at: TimeOrNull;
}

/** Only what differs. `looked_…`: what the second look found, before the count was written. */
export interface StockReconciliationCountsTable {
  tenant_id: string;
  reconciliation_id: string;
  item_id: string;
  external_id: string | null;
  sequence: number;
  on_hand: number;
  stated: number;
  said: number;
  why: ReconcileReason;
  looked_sequence: number | null;
  looked_said: number | null;
  looked_since: TimeOrNull;
  outcome: 'written' | 'agrees' | 'moved' | 'not_counted' | 'refused' | null;
  written_sequence: number | null;
  put_right: number;
}
