import type { StockedPosition } from './stock-state.ts';

/** Keeps what we just did to on hand for reports that follow in the same batch. Those after it find it in the ledger. */
export function noteOwnChange(
  stocked: StockedPosition,
  change: { readonly atMs: number; readonly quantity: number; readonly counted?: number },
): void {
  const { atMs, quantity, counted = null } = change;
  stocked.ownChanges.push({ sequence: stocked.position.sequence, atMs, quantity, counted, acknowledgedAtMs: null });
}
