import { type Answer, type Command, KiranaError, type ReportOrder, reportOrder, type StockReport } from '@kirana/core';
import type { Database } from '../database/database.ts';
import type { StockLedger } from '../inventory/stock-ledger.ts';
import type { StockAnswer } from './chunk-run.ts';
import { type LaneContext, versioningOf } from './lane-context.ts';
import { type IncomingStock, observedMs, reportTimes, warehouseOf } from './stock-order.ts';
import { readStockPlaces, type StockPlace } from './stock-place-rows.ts';

export interface StockDeps {
  readonly database: Database;
  /** Where reported stock ends. */
  readonly ledger: Pick<StockLedger, 'submit'>;
}

/** Reports that the ledger is given at a time: it takes no more than so many that wait. */
export const REPORTS_TOGETHER = 500;

/** What a lane says of a position, as the ledger hears it. */
export function stockCommands(
  lane: LaneContext,
  place: Pick<StockPlace, 'itemId'> & { readonly becomesCounted: boolean },
  deliveryId: string,
  said: Omit<StockReport, 'source'>,
): readonly Command[] {
  const { connectionId, store } = lane;
  const asked = { storeId: store.id, itemId: place.itemId, actor: `connection:${connectionId}` };
  const report = { ...asked, kind: 'report', deliveryId, report: { source: connectionId, ...said } } as const;
  if (!place.becomesCounted) return [report];
  const counted = {
    ...asked,
    kind: 'set_tracking',
    tracking: 'counted',
    key: null,
    hash: '',
    source: { kind: 'delivery', id: deliveryId },
    occurredAtMs: said.observedAtMs,
  } as const;
  return [counted, report];
}

/** The first report of a source makes an item one that is counted; what a person decides after that stays. */
export const becomesCounted = ({ tracking, heard }: StockPlace): boolean => tracking === 'untracked' && !heard;

const isPassing = (error: unknown): boolean =>
  error instanceof KiranaError && (error.kind === 'unavailable' || error.kind === 'too_many');

const refusalOf = (error: unknown): Answer => ({
  outcome: 'refused',
  code: error instanceof KiranaError ? error.code : 'INTERNAL',
  params: {},
  shortfalls: [],
  reasons: [],
});

/**
 * Gives commands to the ledger, which batches them, and waits for all of it. One that it cannot write is refused by itself.
 * @returns the answer to the last command of each group. @throws what passes: everything may be given again
 */
export async function submitAll(
  { ledger }: Pick<StockDeps, 'ledger'>,
  tenantId: string,
  groups: readonly (readonly Command[])[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < groups.length; at += REPORTS_TOGETHER) {
    const asked = groups
      .slice(at, at + REPORTS_TOGETHER)
      .map((commands) => Promise.allSettled(commands.map((command) => ledger.submit(tenantId, command))));
    for (const settled of await Promise.all(asked)) {
      const failed = settled.find((result) => result.status === 'rejected' && isPassing(result.reason));
      if (failed?.status === 'rejected') throw failed.reason;
      const last = settled.at(-1);
      answers.push(last?.status === 'fulfilled' ? last.value : refusalOf(last?.reason));
    }
  }
  return answers;
}

/** The report of an entry, or why it is none. */
export function orderedReport(lane: LaneContext, entry: IncomingStock): Omit<StockReport, 'source'> | string {
  const order: ReportOrder | null = reportOrder(reportTimes(entry, versioningOf(lane, 'stock')));
  if (order === null) return 'observedAt: too far ahead of our clock to be believed';
  const { amount } = entry.change;
  return { warehouse: warehouseOf(lane.location, entry.change), order, amount, observedAtMs: observedMs(entry) };
}

export function stockAnswerOf(answer: Answer): StockAnswer {
  if (answer.outcome === 'reported') {
    switch (answer.verdict) {
      case 'applied':
        return { kind: 'changed' };
      case 'unchanged':
        return { kind: 'unchanged' };
      case 'repeated':
        return { kind: 'known' };
      default:
        return { kind: 'stale' };
    }
  }
  const code = answer.outcome === 'refused' ? answer.code : 'INTERNAL';
  return code === 'NOT_FOUND' ? { kind: 'unknown' } : { kind: 'problem', message: `the ledger refused it: ${code}` };
}

/** An entry of the delivery with the commands it comes to. */
export interface Asked {
  readonly entry: IncomingStock;
  readonly place: StockPlace;
  readonly commands: readonly Command[];
}

/** What entries come to where the item is known; the others are answered already. */
export function askFor(
  lane: LaneContext,
  entries: readonly IncomingStock[],
  places: ReadonlyMap<string, StockPlace>,
): { readonly asked: readonly Asked[]; readonly answers: Map<IncomingStock, StockAnswer> } {
  const asked: Asked[] = [];
  const answers = new Map<IncomingStock, StockAnswer>();
  const counted = new Set<string>();
  for (const entry of entries) {
    const place = places.get(entry.change.externalId);
    const said = orderedReport(lane, entry);
    if (place === undefined) answers.set(entry, { kind: 'unknown' });
    else if (typeof said === 'string') answers.set(entry, { kind: 'problem', message: said });
    else {
      const isFirst = becomesCounted(place) && !counted.has(place.itemId);
      if (isFirst) counted.add(place.itemId);
      const at = { itemId: place.itemId, becomesCounted: isFirst };
      asked.push({ entry, place, commands: stockCommands(lane, at, entry.deliveryId, said) });
    }
  }
  return { asked, answers };
}

/**
 * Gives reports to the ledger, outside any transaction of ours. Given again after a crash they are repetitions: their order names them.
 * @throws what passes
 */
export async function giveReports(
  deps: StockDeps,
  lane: LaneContext,
  entries: readonly IncomingStock[],
): Promise<Map<IncomingStock, StockAnswer>> {
  if (entries.length === 0) return new Map();
  const externalIds = entries.map(({ change }) => change.externalId);
  const places = await deps.database.tenant(lane.tenantId, (tx) => readStockPlaces(tx, lane, externalIds));
  const { asked, answers } = askFor(lane, entries, places);
  const given = await submitAll(
    deps,
    lane.tenantId,
    asked.map(({ commands }) => commands),
  );
  for (const [index, { entry }] of asked.entries()) {
    const answer = given[index];
    if (answer !== undefined) answers.set(entry, stockAnswerOf(answer));
  }
  return answers;
}
