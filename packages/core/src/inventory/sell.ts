import { type Answer, refuse } from './answer.ts';
import type { Batch, Provenance } from './batch.ts';
import type { Sell } from './command.ts';
import { sumNeeds } from './components.ts';
import { leaveStock } from './leave-stock.ts';
import { MAX_QUANTITY } from './quantity.ts';
import { authorityOf, isSeen } from './stock-authority.ts';
import type { StockedPosition } from './stock-state.ts';

/** A sale heard of only after the provider counted without those units must not take them a second time. */
function isCountedAlready(batch: Batch, stocked: StockedPosition, occurredAtMs: number): boolean {
  const { nowMs, terms } = batch.state;
  if (stocked.reports.length === 0 || occurredAtMs >= nowMs || stocked.position.tracking === 'untracked') return false;
  const by = authorityOf(stocked.reports, terms);
  return by?.absolute === true && isSeen({ atMs: occurredAtMs, acknowledgedAtMs: null }, by);
}

/** Records goods that left without a reservation. Never refused for stock: they are gone. */
export function sell(batch: Batch, command: Sell): Answer {
  const sums = sumNeeds(command.lines);
  for (const { itemId, quantity } of sums) {
    if (batch.find(command.storeId, itemId) === undefined) return refuse('NOT_FOUND', { itemId });
    if (quantity > MAX_QUANTITY)
      return refuse('QUANTITY_ABOVE_MAXIMUM', { itemId, quantity, maxQuantity: MAX_QUANTITY });
  }
  const from: Provenance = {
    source: { kind: 'sale', id: command.saleId },
    actor: command.actor,
    occurredAtMs: Math.min(command.occurredAtMs, batch.state.nowMs),
  };
  const written = sums.map(({ itemId, quantity: units }) => {
    const stocked = batch.find(command.storeId, itemId) as StockedPosition;
    if (isCountedAlready(batch, stocked, from.occurredAtMs)) {
      batch.write(stocked, { kind: 'reported', reason: 'already_counted', quantity: units, onHand: units }, from);
    }
    leaveStock(batch, stocked, { kind: 'sold', units, reserved: 0, beyond: 'sold_beyond_on_hand' }, from);
    return { itemId, sequence: stocked.position.sequence };
  });
  return { outcome: 'recorded', written, replayed: false };
}
