import {
  APPROVAL_REASONS,
  ConnectionId,
  DEFAULT_BLAST_LIMITS,
  Instant,
  ItemId,
  Quantity,
  QuantityDelta,
  RECONCILE_REASONS,
  ReconciliationId,
  StoreId,
} from '@kirana/core';
import { z } from 'zod';
import type { CountRow } from './reconciliation-count-rows.ts';
import type { ReconciliationRow } from './reconciliation-rows.ts';

/** Counts in one list. */
export const MOST_COUNTS = 20_000;

const GivenCount = z
  .strictObject({
    itemId: ItemId.nullable().default(null),
    externalId: z.string().min(1).max(500).nullable().default(null).meta({
      description: "The provider's id of it instead, of the connection given as `source`",
    }),
    quantity: Quantity,
  })
  .meta({ id: 'GivenStockCount' });

export const NewReconciliation = z
  .strictObject({
    source: ConnectionId.nullable().default(null).meta({
      description:
        'Compare with what this connection last said; null: with whichever decides. With `counts`: whose ids they use',
    }),
    counts: z.array(GivenCount).min(1).max(MOST_COUNTS).nullable().default(null).meta({
      description: 'A list of counts to compare with instead: a stock-take, or the snapshot of a provider',
    }),
    complete: z.boolean().default(false).meta({ description: 'The list is all there is: what it leaves out is at 0' }),
    countedAt: Instant.nullable().default(null).meta({
      description: 'When it was counted; what happened since is laid over it. Null: now',
    }),
    maxShare: z.number().min(0).max(1).default(DEFAULT_BLAST_LIMITS.maxShare).meta({
      description: 'More of the positions compared than this would change: a person has to approve',
    }),
    maxUnits: z.int().nonnegative().nullable().default(DEFAULT_BLAST_LIMITS.maxUnits).meta({
      description: 'More units than this would change: a person has to approve; null: any number',
    }),
    apply: z.boolean().default(false).meta({ description: 'Write it at once, unless a person has to approve it' }),
  })
  .meta({ id: 'NewStockReconciliation' });
export type NewReconciliation = z.infer<typeof NewReconciliation>;

export const ApproveReconciliation = z
  .strictObject({
    expectedChanges: z.int().nonnegative().meta({ description: '`changes` of the reconciliation, repeated' }),
  })
  .meta({ id: 'ApproveStockReconciliation' });

export const ReconciliationStatus = z.enum(['agreed', 'proposed', 'approved', 'applied', 'rejected']).meta({
  id: 'StockReconciliationStatus',
  description: '`agreed`: nothing differs; `approved`: being written, approve it again to go on after a failure',
});

const LeftOut = z
  .strictObject({
    itemId: z.string().nullable(),
    externalId: z.string().nullable(),
    why: z.enum(['unknown', 'untracked', 'said_twice', 'no_count']).meta({
      id: 'StockLeftOutReason',
      description: 'no_count: the source reported changes and never how many there are',
    }),
  })
  .meta({ id: 'StockLeftOut' });

export const StockReconciliation = z
  .strictObject({
    id: ReconciliationId,
    storeId: StoreId,
    status: ReconciliationStatus,
    basis: z.enum(['source', 'counts']),
    source: ConnectionId.nullable(),
    complete: z.boolean(),
    countedAt: Instant.nullable(),
    maxShare: z.number(),
    maxUnits: z.int().nullable(),
    compared: z.int().nonnegative().meta({ description: 'Positions' }),
    changes: z.int().nonnegative().meta({ description: 'Positions that differ' }),
    units: z.int().nonnegative().meta({ description: 'All differences, either way' }),
    share: z.number().meta({ description: 'Of the positions compared, between 0 and 1' }),
    needsApproval: z.array(z.enum(APPROVAL_REASONS).meta({ id: 'ApprovalReason' })).meta({
      description:
        'Why a person has to approve; empty: `apply` writes it. list_cut_off: a complete list with under 80 % of what is in stock',
    }),
    leftOut: z
      .strictObject({ count: z.int().nonnegative(), items: z.array(LeftOut) })
      .meta({ description: 'What could not be compared; the first of it' }),
    written: z.int().nonnegative().meta({ description: 'Counts written so far' }),
    skipped: z.int().nonnegative().meta({ description: 'Left out, as the difference no longer stood' }),
    createdAt: Instant,
    createdBy: z.string(),
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'StockReconciliation' });
export type StockReconciliation = z.infer<typeof StockReconciliation>;

export const showReconciliation = (row: ReconciliationRow): StockReconciliation => ({
  id: row.id,
  storeId: row.store_id,
  status: row.status,
  basis: row.basis,
  source: row.source,
  complete: row.complete,
  countedAt: row.counted_at?.toISOString() ?? null,
  maxShare: row.max_share,
  maxUnits: row.max_units,
  compared: row.compared,
  changes: row.changes,
  units: row.units,
  share: row.compared === 0 ? 0 : row.changes / row.compared,
  needsApproval: [...row.needs_approval],
  leftOut: { count: row.left_out_count, items: [...row.left_out] },
  written: row.written,
  skipped: row.skipped,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
  finishedAt: row.finished_at?.toISOString() ?? null,
});

export const ReconciledCount = z
  .strictObject({
    itemId: ItemId,
    externalId: z.string().nullable(),
    onHand: Quantity.meta({ description: 'In the ledger, when it was compared' }),
    stated: Quantity.meta({ description: 'As it was said' }),
    said: Quantity.meta({ description: 'With our own changes that what was said cannot have in it' }),
    difference: QuantityDelta.meta({ description: '`said` less `onHand`' }),
    why: z.enum(RECONCILE_REASONS).meta({ id: 'ReconcileReason' }),
    outcome: z.enum(['written', 'agrees', 'moved', 'not_counted', 'refused']).nullable().meta({
      description:
        'Null: not yet. agrees: nothing differs any more; moved: another difference by now; not_counted: not kept or not counted any more',
    }),
    sequence: z.int().nullable().meta({ description: 'Of the entry that was written' }),
    putRight: QuantityDelta.meta({
      description: 'Units that moved while it was written, put back by a further entry; 0 as a rule',
    }),
  })
  .meta({ id: 'ReconciledStockCount' });

export const showCount = (row: CountRow): z.infer<typeof ReconciledCount> => ({
  itemId: row.item_id,
  externalId: row.external_id,
  onHand: row.on_hand,
  stated: row.stated,
  said: row.said,
  difference: row.said - row.on_hand,
  why: row.why,
  outcome: row.outcome,
  sequence: row.written_sequence,
  putRight: row.put_right,
});
