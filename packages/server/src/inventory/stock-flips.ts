import {
  type BatchOutcome,
  isFlip,
  type Position,
  type StockedPosition,
  type StockVerdict,
  stockVerdict,
} from '@kirana/core';
import type { Tx } from '../database/database.ts';
import { readComponentUses } from './component-use-rows.ts';
import type { LoadedState } from './stock-state-rows.ts';

/** A position whose stock lets something be ordered now, or stops it, where it did not before. */
export interface StockFlip {
  readonly position: Position;
  readonly usedIn: readonly string[];
}

/** How positions stand before a batch is decided: they are worked on in place. */
export const verdictsOf = (positions: Iterable<StockedPosition>): ReadonlyMap<string, StockVerdict> =>
  new Map([...positions].map(({ position }) => [position.itemId, stockVerdict(position)]));

/** Items of which a source was not heard for so long that its count was not believed, and is heard now. */
function heardAgain({ reportsChanged }: BatchOutcome, loaded: LoadedState, staleAfterMs: number | null): Set<string> {
  if (staleAfterMs === null) return new Set();
  const again = reportsChanged.filter(({ itemId, stock }) =>
    loaded.reports.some(
      (known) =>
        known.itemId === itemId && known.source === stock.source && known.heardAtMs + staleAfterMs <= loaded.nowMs,
    ),
  );
  return new Set(again.map(({ itemId }) => itemId));
}

interface Known {
  readonly loaded: LoadedState;
  readonly locked: readonly StockedPosition[];
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
}

/**
 * What a batch did to what can be ordered: few of its positions, since most have enough before and after. Of a part it counts how much the
 * things take that are put together from it.
 */
export async function findFlips(
  tx: Tx,
  tenantId: string,
  outcome: BatchOutcome,
  before: ReadonlyMap<string, StockVerdict>,
  { loaded, locked, staleAfterMs }: Known,
): Promise<readonly StockFlip[]> {
  const again = heardAgain(outcome, loaded, staleAfterMs);
  // a source that says the same again makes no entry
  const heard = locked.filter(({ position }) => again.has(position.itemId));
  const moved = [...new Set([...outcome.touched, ...heard])].flatMap(({ position }) => {
    const was = before.get(position.itemId) ?? { sellable: 0, unblocked: 0 };
    const is = stockVerdict(position);
    return isFlip(was, is, Number.POSITIVE_INFINITY) || again.has(position.itemId) ? [{ position, was, is }] : [];
  });
  if (moved.length === 0) return [];
  const uses = Map.groupBy(
    await readComponentUses(
      tx,
      tenantId,
      moved.map(({ position }) => position.itemId),
    ),
    ({ itemId }) => itemId,
  );
  return moved.flatMap(({ position, was, is }) => {
    const of = uses.get(position.itemId) ?? [];
    const mostNeeded = Math.max(1, ...of.map(({ quantity }) => quantity));
    const flips = again.has(position.itemId) || isFlip(was, is, mostNeeded);
    return flips ? [{ position, usedIn: of.map(({ usedIn }) => usedIn) }] : [];
  });
}
