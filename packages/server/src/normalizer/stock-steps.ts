import { type ChunkRun, type Incoming, NO_STOCK, type Outcome, type StockAnswers } from './chunk-run.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { dropHolds, openHolds } from './quarantine-rows.ts';
import type { ReadDelivery } from './read-delivery.ts';
import { type IncomingStock, isStock } from './stock-order.ts';
import { giveReports, type StockDeps, stockAnswerOf, submitAll } from './stock-reports.ts';
import { ALL_STOCK, type JudgedList, readJudgedList } from './stock-snapshot.ts';
import { readResolved } from './waiting-rows.ts';

/** What the ledger was given before a chunk is applied, and made of it. */
export interface StockStep {
  readonly answers: StockAnswers;
  /** Reports that waited for their items, now given. */
  readonly late: readonly Incoming[];
  /** With the last chunk of a delivery that lists all stock. */
  readonly list: JudgedList | undefined;
  /** Positions that the list leaves out and that changed by it. */
  readonly emptied: number;
}

export const NO_STOCK_STEP: StockStep = { answers: NO_STOCK, late: [], list: undefined, emptied: 0 };

/**
 * Gives the ledger the reports of one chunk, in no transaction of ours and before the one that counts them: what is lost in between is given
 * again, and says nothing new. The chunk after the last one is for what waited for the items of this delivery.
 */
export function stockSteps(
  deps: StockDeps,
  lane: LaneContext,
  delivery: DeliveryFacts,
  read: ReadDelivery,
): (index: number) => Promise<StockStep> {
  const last = read.chunks.length - 1;
  let judged: JudgedList | undefined;
  return async (index) => {
    if (index > last) return giveLate(deps, lane, judged);
    const entries = (read.chunks[index] ?? []).filter(isStock);
    const isListed = read.stock.isWhole && (entries.length > 0 || index === last);
    if (!isListed) return { ...NO_STOCK_STEP, answers: await giveReports(deps, lane, entries) };
    judged ??= await readJudgedList(deps, lane, delivery, read);
    const list = index === last ? judged : undefined;
    if (judged.verdict !== 'apply') return { ...NO_STOCK_STEP, answers: heldBack(entries), list };
    const answers = await giveReports(deps, lane, entries);
    return { answers, late: [], list, emptied: index === last ? await emptyAbsent(deps, lane, judged) : 0 };
  };
}

const heldBack = (entries: readonly IncomingStock[]): StockAnswers =>
  new Map(entries.map((entry) => [entry, { kind: 'held' }]));

async function giveLate(deps: StockDeps, lane: LaneContext, list: JudgedList | undefined): Promise<StockStep> {
  const resolved = await deps.database.tenant(lane.tenantId, (tx) => readResolved(tx, lane, undefined));
  const late = resolved.filter(isStock);
  return { answers: await giveReports(deps, lane, late), late, list, emptied: 0 };
}

/** Says that there is none of what a complete list leaves out. @returns how many positions that changed */
export async function emptyAbsent(
  deps: Pick<StockDeps, 'ledger'>,
  { tenantId }: Pick<LaneContext, 'tenantId'>,
  { absent }: JudgedList,
): Promise<number> {
  const groups = absent.map(({ commands }) => commands);
  const answers = await submitAll(deps, tenantId, groups);
  return answers.filter((answer) => stockAnswerOf(answer).kind === 'changed').length;
}

/** Holds a list that looks cut off for a person; one that does not ends what was held before. @returns the code the delivery ends with */
export async function settleList(
  run: ChunkRun,
  list: JudgedList | undefined,
  outcome: Outcome,
): Promise<'SNAPSHOT_SUSPICIOUS' | null> {
  if (list === undefined) return null;
  const { verdict, previousCount, count } = list;
  if (verdict === 'apply') {
    // what is held may be newer than a list that is replayed
    if (!run.delivery.again) await dropHolds(run, 'SNAPSHOT_SUSPICIOUS', [ALL_STOCK]);
    return null;
  }
  const deliveryId = run.delivery.id;
  const hold = { code: 'SNAPSHOT_SUSPICIOUS', subject: ALL_STOCK, itemId: null, deliveryId } as const;
  const proposed = { deliveryId, list: ALL_STOCK, previousCount, count, verdict };
  await openHolds(run, [{ ...hold, before: previousCount, proposed }], outcome);
  return 'SNAPSHOT_SUSPICIOUS';
}
