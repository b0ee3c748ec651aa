import { type BatchOutcome, type Command, DEFAULT_LIMITS } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { decideStored } from '../inventory/decide-stored.ts';
import { type DiffEntry, emptyOutcome, type Outcome } from './chunk-run.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import type { ReadDelivery } from './read-delivery.ts';
import { readStockPlaces } from './stock-place-rows.ts';
import { askFor, REPORTS_TOGETHER, stockAnswerOf } from './stock-reports.ts';
import { readJudgedList } from './stock-snapshot.ts';
import { readStockTerms } from './stock-terms-rows.ts';

/** Undoes its transaction and brings out what it would have done. */
class Undone extends Error {
  readonly outcome: BatchOutcome;
  constructor(outcome: BatchOutcome) {
    super('decided only to see what would come of it');
    this.outcome = outcome;
  }
}

interface Planned {
  readonly externalId: string | null;
  readonly itemId: string;
  readonly name: string;
  readonly onHand: number;
  readonly commands: readonly Command[];
}

/** What the ledger would do, by its own rules, on what it has now. */
async function decideAndUndo(
  database: Database,
  lane: LaneContext,
  commands: readonly Command[],
): Promise<BatchOutcome> {
  const { tenantId, store } = lane;
  try {
    return await database.tenant(tenantId, async (tx) => {
      const terms = await readStockTerms(tx, tenantId);
      const batch = {
        tenantId,
        storeId: store.id,
        commands,
        alsoItemIds: [],
        limits: DEFAULT_LIMITS,
        terms,
        staleAfterMs: null,
      };
      throw new Undone(await decideStored(tx, batch));
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

function diffOf({ touched }: BatchOutcome, planned: readonly Planned[]): DiffEntry[] {
  return touched.flatMap(({ position }) => {
    const before = planned.find(({ itemId }) => itemId === position.itemId);
    if (before === undefined || before.onHand === position.onHand) return [];
    const { itemId: id, externalId, name } = before;
    return [
      { entity: 'position', id, externalId, name, field: 'onHand', before: before.onHand, after: position.onHand },
    ];
  });
}

/** What the reports of stock of a delivery would change, slice by slice, of which none sees the one before it. Nothing is written. */
export async function planStock(
  deps: { readonly database: Database },
  lane: LaneContext,
  delivery: DeliveryFacts,
  read: ReadDelivery,
): Promise<{ readonly outcome: Outcome; readonly code: 'SNAPSHOT_SUSPICIOUS' | null }> {
  const outcome = emptyOutcome();
  const { entries } = read.stock;
  if (entries.length === 0 && !read.stock.isWhole) return { outcome, code: null };
  const list = await readJudgedList(deps, lane, delivery, read);
  if (list.verdict !== 'apply') {
    outcome.current += entries.length;
    return { outcome, code: 'SNAPSHOT_SUSPICIOUS' };
  }
  const externalIds = entries.map(({ change }) => change.externalId);
  const places = await deps.database.tenant(lane.tenantId, (tx) => readStockPlaces(tx, lane, externalIds));
  const { asked, answers } = askFor(lane, entries, places);
  for (const [entry, answer] of answers) {
    outcome.current += 1;
    if (answer.kind !== 'problem') continue;
    const { path, externalId } = entry.change;
    outcome.problems.push({ code: 'ITEM_INVALID', path, externalId, message: answer.message });
  }
  const planned: Planned[] = [
    ...asked.map(({ place, commands }) => ({ ...place, commands })),
    ...list.absent.map(({ item, commands }) => ({ ...item, externalId: null, commands })),
  ];
  for (let at = 0; at < planned.length; at += REPORTS_TOGETHER) {
    const slice = planned.slice(at, at + REPORTS_TOGETHER);
    const decided = await decideAndUndo(
      deps.database,
      lane,
      slice.flatMap(({ commands }) => commands),
    );
    outcome.diff.push(...diffOf(decided, slice));
    for (const answer of decided.answers) {
      if (answer.outcome === 'recorded') continue;
      const { kind } = stockAnswerOf(answer);
      if (kind === 'stale' || kind === 'known') outcome.stale += 1;
      else outcome.current += 1;
    }
  }
  return { outcome, code: null };
}
