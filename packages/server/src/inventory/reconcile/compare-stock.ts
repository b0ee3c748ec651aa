import {
  ownChangesSince,
  type ReconcileReason,
  type SaidStock,
  saidByCount,
  saidBySource,
  type TermsOf,
} from '@kirana/core';
import type { Tx } from '../../database/database.ts';
import { type OwnChangesOf, readOwnChanges } from '../own-change-rows.ts';
import type { ComparedPosition } from './compare-rows.ts';

/** What the ledger is compared with: the last word of a source (null: of the one that decides), or counts made at an instant. */
export type Basis =
  | { readonly kind: 'source'; readonly source: string | null }
  | { readonly kind: 'counts'; readonly countedAtMs: number };

export interface Comparing {
  readonly tenantId: string;
  readonly storeId: string;
  readonly terms: TermsOf;
  readonly basis: Basis;
}

/** What was stated of an item by a list. */
export interface Stated {
  readonly stated: number;
  readonly why: ReconcileReason;
}

export interface Said extends SaidStock {
  /** What happens from now on is not in what was said if it happened after this (ms). */
  readonly unseenAfterMs: number;
}

/** Which of our own changes are laid over what was said. Null: there is nothing to compare with. */
function changesWanted({ basis, terms }: Comparing, position: ComparedPosition) {
  if (basis.kind === 'counts') {
    return { source: '', afterMs: basis.countedAtMs, unseenAfterMs: basis.countedAtMs };
  }
  return ownChangesSince(position.reports, basis.source, terms);
}

/**
 * What on hand should be, by item, with what we did ourselves laid over it. Those of which nobody said a count are left out. The first look
 * and the second one ask here, so that they agree.
 */
export async function readSaid(
  tx: Tx,
  comparing: Comparing,
  positions: readonly ComparedPosition[],
  stated: ReadonlyMap<string, Stated>,
): Promise<ReadonlyMap<string, Said>> {
  const { tenantId, storeId, terms, basis } = comparing;
  const views = new Map<string, NonNullable<ReturnType<typeof changesWanted>>>();
  const wanted: OwnChangesOf[] = [];
  for (const position of positions) {
    const view = changesWanted(comparing, position);
    if (view === null) continue;
    views.set(position.itemId, view);
    wanted.push({ itemId: position.itemId, afterMs: view.afterMs, source: view.source });
  }
  const changes = await readOwnChanges(tx, tenantId, storeId, wanted);
  const said = new Map<string, Said>();
  for (const { itemId, reports } of positions) {
    const view = views.get(itemId);
    if (view === undefined) continue;
    const own = changes.get(itemId) ?? [];
    const by = stated.get(itemId);
    const stock =
      basis.kind === 'source'
        ? saidBySource(reports, basis.source, own, terms)
        : by && saidByCount(by.stated, basis.countedAtMs, own, by.why);
    if (stock !== undefined) said.set(itemId, { ...stock, unseenAfterMs: view.unseenAfterMs });
  }
  return said;
}
