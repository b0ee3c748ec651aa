import type { Batch, Provenance } from './batch.ts';
import type { EntryReason } from './entry.ts';
import { lotted, takeFromLots } from './lots.ts';
import { noteOwnChange } from './own-change.ts';
import type { StockedPosition } from './stock-state.ts';

/** Units that have left a store, and what is said of it in the ledger. */
export interface Leaving {
  readonly kind: 'sold' | 'committed';
  readonly units: number;
  /** Promised units among them; they are no longer. */
  readonly reserved: number;
  readonly beyond: Extract<EntryReason, 'sold_beyond_on_hand' | 'committed_beyond_on_hand'>;
}

/**
 * Goods that have left are never refused. What leaves beyond on hand is found first, as a discrepancy. Of an untracked item nothing
 * is on hand, and only the promise ends.
 */
export function leaveStock(batch: Batch, stocked: StockedPosition, leaving: Leaving, from: Provenance): void {
  const { position } = stocked;
  const { kind, units, reserved, beyond } = leaving;
  const moved = kind === 'sold' ? ({ kind, reason: 'sold_elsewhere' } as const) : { kind };
  if (position.tracking === 'untracked') {
    batch.write(stocked, { ...moved, quantity: units, reserved: 0 - reserved }, from);
    return;
  }
  const missing = units - position.onHand;
  if (missing > 0) {
    batch.write(stocked, { kind: 'discrepancy', reason: beyond, quantity: missing, onHand: missing }, from);
    batch.missing(stocked, missing);
  }
  const { lots, nowMs } = { lots: stocked.lots, nowMs: batch.state.nowMs };
  const taken =
    lots.length === 0 ? [] : takeFromLots(lots, units, position.onHand - lotted(lots), nowMs, 'sellable_first');
  const unblocked = taken.reduce((sum, lot) => sum + lot.expired, 0);
  batch.write(
    stocked,
    {
      ...moved,
      quantity: units,
      onHand: 0 - units,
      reserved: 0 - reserved,
      ...(unblocked === 0 ? {} : { blocked: unblocked, blockKind: 'expired' as const }),
      lots: taken,
    },
    from,
  );
  noteOwnChange(stocked, { atMs: from.occurredAtMs, quantity: 0 - units });
}
