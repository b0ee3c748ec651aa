import { type Answer, refuse } from './answer.ts';
import type { Batch, Move, Provenance } from './batch.ts';
import type { Adjust, Block, Count, SetLevel, SetTracking } from './command.ts';
import type { LotDelta } from './entry.ts';
import { type LeavingOrder, lotted, takeFromLots } from './lots.ts';
import { noteOwnChange } from './own-change.ts';
import { type BlockKind, blockedTotal } from './position.ts';
import { MAX_QUANTITY } from './quantity.ts';
import type { StockedPosition } from './stock-state.ts';

type Correction = Count | Adjust | Block | SetLevel | SetTracking;

function write(batch: Batch, stocked: StockedPosition, command: Correction, move: Move): Answer {
  const from: Provenance = { source: command.source, actor: command.actor, occurredAtMs: command.occurredAtMs };
  batch.write(stocked, move, from);
  const { itemId, sequence } = stocked.position;
  return { outcome: 'recorded', written: [{ itemId, sequence }], replayed: false };
}

/** Lots hold no more than is on hand: what a smaller figure leaves no room for goes, and blocked with it where it was expired. */
export function lotsWithin(
  batch: Batch,
  stocked: StockedPosition,
  onHand: number,
  order: LeavingOrder,
): Pick<Move, 'lots' | 'blocked' | 'blockKind'> {
  const { lots, position } = stocked;
  if (lots.length === 0 || onHand >= position.onHand) return {};
  const unlotted = position.onHand - lotted(lots);
  const taken: readonly LotDelta[] = takeFromLots(lots, position.onHand - onHand, unlotted, batch.state.nowMs, order);
  const unblocked = taken.reduce((sum, lot) => sum + lot.expired, 0);
  return { lots: taken, ...(unblocked === 0 ? {} : { blocked: unblocked, blockKind: 'expired' as const }) };
}

function count(batch: Batch, stocked: StockedPosition, command: Count): Answer {
  const { onHand, reason } = command;
  const delta = onHand - stocked.position.onHand;
  const lots = lotsWithin(batch, stocked, onHand, 'expired_first');
  const answer = write(batch, stocked, command, { kind: 'counted', reason, quantity: onHand, onHand: delta, ...lots });
  noteOwnChange(stocked, { atMs: command.occurredAtMs, quantity: delta, counted: onHand });
  return answer;
}

/** Units outside expired lots, blocked as this kind: those of lots leave with their lot. */
function blockedOutsideLots(stocked: StockedPosition, kind: Block['blockKind']): number {
  const inLots = kind === 'expired' ? stocked.lots.reduce((sum, lot) => sum + lot.expired, 0) : 0;
  return stocked.position.blocked[kind] - inLots;
}

/**
 * The units that leave are blocked as one kind, and may be of lots blocked as expired too. An entry moves one part of blocked, so the
 * other part goes first.
 */
function leaveBlocked(
  batch: Batch,
  stocked: StockedPosition,
  command: Adjust,
  moved: Move,
  blockKind: BlockKind,
): Move {
  const lots = moved.lots ?? [];
  const move: Move = { ...moved, blocked: 0 - moved.quantity, blockKind };
  const both = lots.reduce((sum, lot) => sum - lot.expired, 0);
  if (blockKind === 'expired' || both === 0) return move;
  write(batch, stocked, command, {
    kind: 'unblocked',
    quantity: both,
    blocked: 0 - both,
    blockKind: 'expired',
    lots: lots.filter((lot) => lot.expired < 0).map((lot) => ({ ...lot, quantity: 0 })),
  });
  return { ...move, lots: lots.map((lot) => ({ ...lot, expired: 0 })) };
}

function adjust(batch: Batch, stocked: StockedPosition, command: Adjust): Answer {
  const { quantity, reason, from, itemId } = command;
  const { onHand, blocked } = stocked.position;
  const units = Math.abs(quantity);
  if (onHand + quantity < 0) return refuse('STOCK_INSUFFICIENT', { itemId, quantity: units, onHand });
  if (onHand + quantity > MAX_QUANTITY) return refuse('QUANTITY_ABOVE_MAXIMUM', { itemId, quantity });
  const fromBlocked = quantity < 0 ? from : null;
  if (fromBlocked !== null && blocked[fromBlocked] < units) {
    return refuse('STOCK_INSUFFICIENT', { itemId, quantity: units, blocked: blocked[fromBlocked], kind: fromBlocked });
  }
  const expired = fromBlocked === 'expired' || reason === 'spoiled';
  const lots = lotsWithin(batch, stocked, onHand + quantity, expired ? 'expired_first' : 'sellable_first');
  const moved: Move = { kind: 'adjusted', reason, quantity: units, onHand: quantity, ...lots };
  const move = fromBlocked === null ? moved : leaveBlocked(batch, stocked, command, moved, fromBlocked);
  const answer = write(batch, stocked, command, move);
  noteOwnChange(stocked, { atMs: command.occurredAtMs, quantity });
  return answer;
}

function block(batch: Batch, stocked: StockedPosition, command: Block): Answer {
  const { kind, quantity, blockKind, itemId } = command;
  const { onHand } = stocked.position;
  if (kind === 'block') {
    const free = onHand - blockedTotal(stocked.position);
    return quantity > free
      ? refuse('STOCK_INSUFFICIENT', { itemId, quantity, unblocked: Math.max(0, free) })
      : write(batch, stocked, command, { kind: 'blocked', quantity, blocked: quantity, blockKind });
  }
  const free = blockedOutsideLots(stocked, blockKind);
  return quantity > free
    ? refuse('STOCK_INSUFFICIENT', { itemId, quantity, blocked: Math.max(0, free), kind: blockKind })
    : write(batch, stocked, command, { kind: 'unblocked', quantity, blocked: 0 - quantity, blockKind });
}

function setLevel(batch: Batch, stocked: StockedPosition, command: SetLevel): Answer {
  const { kind, quantity } = command;
  const { safetyStock, incoming } = stocked.position;
  return kind === 'set_safety_stock'
    ? write(batch, stocked, command, { kind: 'safety_stock_set', quantity, safetyStock: quantity - safetyStock })
    : write(batch, stocked, command, { kind: 'incoming_set', quantity, incoming: quantity - incoming });
}

/** What people set right: counts, adjustments, blocks, levels, tracking. The truth is stored even where it leaves promises uncovered. */
export function correctStock(batch: Batch, command: Correction): Answer {
  const stocked = batch.find(command.storeId, command.itemId);
  if (stocked === undefined) return refuse('NOT_FOUND', { itemId: command.itemId });
  switch (command.kind) {
    case 'count':
      return count(batch, stocked, command);
    case 'adjust':
      return adjust(batch, stocked, command);
    case 'block':
    case 'unblock':
      return block(batch, stocked, command);
    case 'set_safety_stock':
    case 'set_incoming':
      return setLevel(batch, stocked, command);
    case 'set_tracking':
      return write(batch, stocked, command, { kind: 'tracking_set', quantity: 0, tracking: command.tracking });
  }
}
