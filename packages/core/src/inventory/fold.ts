import type { Entry } from './entry.ts';
import { applyLotDeltas, type Lot } from './lots.ts';
import { emptyPosition, type Position, type Tracking, type WorkingPosition } from './position.ts';

/** A position and the lots its units are in. */
export interface FoldedStock {
  readonly position: WorkingPosition;
  readonly lots: Lot[];
}

/** Lays one entry over a position and its lots: the only way in which either changes. */
export function applyEntry(stock: FoldedStock, entry: Entry): void {
  const { position } = stock;
  const { deltas } = entry;
  position.onHand += deltas.onHand;
  position.reserved += deltas.reserved;
  position.safetyStock += deltas.safetyStock;
  position.incoming += deltas.incoming;
  if (entry.blockKind !== null) position.blocked[entry.blockKind] += deltas.blocked;
  if (entry.tracking !== null) position.tracking = entry.tracking;
  if (entry.lots.length > 0) applyLotDeltas(stock.lots, entry.lots);
  position.sequence = entry.sequence;
}

/** Whose entries these are, and how it was tracked before the first of them. */
export interface Opening {
  readonly storeId: string;
  readonly itemId: string;
  readonly tracking: Tracking;
}

/** A position is the fold of its entries, given in order of sequence. */
export function foldEntries(opening: Opening, entries: Iterable<Entry>): FoldedStock {
  const stock: FoldedStock = { position: emptyPosition(opening.storeId, opening.itemId, opening.tracking), lots: [] };
  for (const entry of entries) applyEntry(stock, entry);
  return stock;
}

/** Which time an as-of question means: what we knew then, or what had happened by then as we know now. */
export type AsOf = 'recorded' | 'occurred';

/**
 * The position as of an instant (ms). By `occurred` a figure may pass below zero, as when goods were sold before we heard that they came.
 * Its `reserved` holds also what was past expiry and not ended yet.
 */
export function positionAt(opening: Opening, entries: Iterable<Entry>, atMs: number, by: AsOf = 'recorded'): Position {
  const before: Entry[] = [];
  for (const entry of entries) {
    if ((by === 'recorded' ? entry.recordedAtMs : entry.occurredAtMs) <= atMs) before.push(entry);
  }
  return foldEntries(opening, before).position;
}
