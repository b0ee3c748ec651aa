import { type Answer, refuse } from './answer.ts';
import type { Batch, Provenance } from './batch.ts';
import type { Receive } from './command.ts';
import { blockExpiredLots } from './due.ts';
import { lotReceived } from './lots.ts';
import { noteOwnChange } from './own-change.ts';
import { MAX_QUANTITY } from './quantity.ts';
import type { StockedPosition } from './stock-state.ts';

/** Goods came in: on hand rises, and incoming falls by what was ordered. A lot past its date is blocked at once. */
export function receive(batch: Batch, command: Receive): Answer {
  for (const { itemId, quantity } of command.lines) {
    const position = batch.find(command.storeId, itemId)?.position;
    if (position === undefined) return refuse('NOT_FOUND', { itemId });
    if (position.onHand + quantity > MAX_QUANTITY) return refuse('QUANTITY_ABOVE_MAXIMUM', { itemId, quantity });
  }
  const from: Provenance = { source: command.source, actor: command.actor, occurredAtMs: command.occurredAtMs };
  const written = command.lines.map((line) => {
    const { itemId, quantity } = line;
    const stocked = batch.find(command.storeId, itemId) as StockedPosition;
    const arrived = command.ordered ? Math.min(stocked.position.incoming, quantity) : 0;
    const lots = line.lot === null && line.expiresOn === null ? [] : [lotReceived(line, quantity)];
    batch.write(
      stocked,
      { kind: 'received', reason: command.reason, quantity, onHand: quantity, incoming: 0 - arrived, lots },
      from,
    );
    noteOwnChange(stocked, { atMs: command.occurredAtMs, quantity });
    if (lots.length > 0) blockExpiredLots(batch, stocked);
    return { itemId, sequence: stocked.position.sequence };
  });
  return { outcome: 'recorded', written, replayed: false };
}
