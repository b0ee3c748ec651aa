import type { Balances, Entry } from './entry.ts';
import { applyEntry, foldEntries, type Opening } from './fold.ts';
import { blockedTotal, type Position } from './position.ts';

/** One thing wrong with the entries of a position. */
export type ChainProblem =
  | { readonly kind: 'gap'; readonly sequence: number; readonly expected: number }
  | {
      readonly kind: 'balance' | 'below_zero';
      readonly sequence: number;
      readonly figure: keyof Balances;
      readonly stored: number;
      readonly recomputed: number;
    }
  | {
      readonly kind: 'position';
      readonly figure: string;
      readonly stored: number | string;
      readonly recomputed: number | string;
    };

const FIGURES = ['onHand', 'blocked', 'reserved', 'safetyStock', 'incoming'] as const satisfies (keyof Balances)[];

const balancesOf = (position: Position): Balances => ({
  onHand: position.onHand,
  blocked: blockedTotal(position),
  reserved: position.reserved,
  safetyStock: position.safetyStock,
  incoming: position.incoming,
});

function comparePosition(stored: Position, folded: Position, problems: ChainProblem[]): void {
  const compare = (figure: string, said: number | string, recomputed: number | string): void => {
    if (said !== recomputed) problems.push({ kind: 'position', figure, stored: said, recomputed });
  };
  compare('onHand', stored.onHand, folded.onHand);
  compare('blocked.damaged', stored.blocked.damaged, folded.blocked.damaged);
  compare('blocked.quality_check', stored.blocked.quality_check, folded.blocked.quality_check);
  compare('blocked.recalled', stored.blocked.recalled, folded.blocked.recalled);
  compare('blocked.expired', stored.blocked.expired, folded.blocked.expired);
  compare('reserved', stored.reserved, folded.reserved);
  compare('safetyStock', stored.safetyStock, folded.safetyStock);
  compare('incoming', stored.incoming, folded.incoming);
  compare('sequence', stored.sequence, folded.sequence);
}

/**
 * Recomputes every balance from the entries, in the order given, and reports gaps in the sequence, balances that are not the sum of
 * the deltas, figures below zero, and a stored position that is not the fold. Nothing is repaired: that takes compensating entries.
 */
export function checkChain(opening: Opening, entries: Iterable<Entry>, stored?: Position): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  const stock = foldEntries(opening, []);
  let expected = 1;
  for (const entry of entries) {
    const { sequence } = entry;
    if (sequence !== expected) problems.push({ kind: 'gap', sequence, expected });
    expected = sequence + 1;
    applyEntry(stock, entry);
    const recomputed = balancesOf(stock.position);
    for (const figure of FIGURES) {
      const of = { sequence, figure, stored: entry.after[figure], recomputed: recomputed[figure] };
      if (of.stored !== of.recomputed) problems.push({ kind: 'balance', ...of });
      if (of.recomputed < 0) problems.push({ kind: 'below_zero', ...of });
    }
  }
  if (stored !== undefined) comparePosition(stored, stock.position, problems);
  return problems;
}
