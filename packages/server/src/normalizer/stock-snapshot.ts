import {
  type Command,
  compareOrder,
  type ReportOrder,
  type SnapshotVerdict,
  type StockReport,
  snapshotCounts,
  statedBy,
} from '@kirana/core';
import { type LaneContext, versioningOf } from './lane-context.ts';
import type { ReadDelivery } from './read-delivery.ts';
import { type IncomingStock, isAtLocation } from './stock-order.ts';
import { type HeldStock, readHeldStock, readStockPlaces, type StockPlace } from './stock-place-rows.ts';
import { orderedReport, type StockDeps, stockCommands } from './stock-reports.ts';

/** The subject of a hold about a whole list of stock. */
export const ALL_STOCK = 'stock';

/** What a complete list of stock comes to. */
export interface JudgedList {
  readonly verdict: SnapshotVerdict;
  /** Positions of this connection that the list could have spoken of, and how many of them it does. */
  readonly previousCount: number;
  readonly count: number;
  /** What it leaves out, as the zeros that this stands for. */
  readonly absent: readonly AbsentStock[];
}

export interface AbsentStock {
  readonly item: HeldStock;
  readonly commands: readonly Command[];
}

/** A list that says of nothing to have more of it than zero, or less. */
export const NO_LIST: JudgedList = { verdict: 'apply', previousCount: 0, count: 0, absent: [] };

interface Stated {
  readonly itemId: string;
  readonly quantity: number;
  readonly said: Omit<StockReport, 'source'>;
}

function statedIn(
  lane: LaneContext,
  entries: readonly IncomingStock[],
  places: ReadonlyMap<string, StockPlace>,
): Stated[] {
  return entries.flatMap((entry) => {
    const itemId = places.get(entry.change.externalId)?.itemId;
    const said = orderedReport(lane, entry);
    if (itemId === undefined || typeof said === 'string' || !('absolute' in said.amount)) return [];
    return { itemId, quantity: said.amount.absolute, said };
  });
}

const newest = (orders: readonly ReportOrder[]): ReportOrder | undefined =>
  orders.reduce<ReportOrder | undefined>(
    (best, order) => (best === undefined || compareOrder(order, best) > 0 ? order : best),
    undefined,
  );

/** What is known of a position is as new as this. */
const newestKnown = ({ floor, deltas }: HeldStock): ReportOrder | undefined =>
  newest([...(floor === null ? [] : [floor]), ...deltas.map(({ order }) => order)]);

/** The list as a whole is as new as its newest entry; one without entries says only that it is newer than what is known. */
function orderOfAbsent(item: HeldStock, list: ReportOrder | undefined): ReportOrder {
  if (list !== undefined) return list;
  const known = newestKnown(item) ?? { epoch: 0, sequence: 0, tie: 0 };
  return { ...known, tie: known.tie + 1 };
}

/**
 * Judges a complete list against what this connection reported here before, warehouse by warehouse: when one of them looks cut off the list
 * does. Only what the list is newer than is looked at.
 */
export function judgeList(
  lane: LaneContext,
  list: { readonly deliveryId: string; readonly observedAtMs: number; readonly order: ReportOrder | undefined },
  stated: readonly Stated[],
  held: readonly HeldStock[],
): JudgedList {
  const isOlder = (item: HeldStock) =>
    list.order !== undefined && item.floor !== null && compareOrder(item.floor, list.order) > 0;
  const passed = new Set(held.filter(isOlder).map((item) => `${item.itemId}|${item.warehouse}`));
  const isNews = ({ itemId, warehouse }: { itemId: string; warehouse: string }) =>
    !passed.has(`${itemId}|${warehouse}`);
  const before = held.filter(
    (item) => isAtLocation(lane.location, item.warehouse) && isNews(item) && statedAt(lane, item) > 0,
  );
  const now = stated.filter(({ itemId, said }) => isNews({ itemId, warehouse: said.warehouse }));
  let verdict: SnapshotVerdict = 'apply';
  let count = 0;
  const absent: AbsentStock[] = [];
  for (const warehouse of new Set([...before, ...now.map(({ said }) => said)].map((of) => of.warehouse))) {
    const heldHere = before.filter((item) => item.warehouse === warehouse);
    const counts = now.filter(({ said }) => said.warehouse === warehouse);
    const heldBefore = heldHere.map(({ itemId }) => itemId);
    const judged = snapshotCounts({ counts, heldBefore, complete: true });
    const named = new Set(counts.map(({ itemId }) => itemId));
    count += named.size;
    if (judged.verdict !== 'apply') verdict = judged.verdict;
    for (const item of heldHere) {
      if (named.has(item.itemId)) continue;
      const order = orderOfAbsent(item, list.order);
      const said = { warehouse, order, amount: { absolute: 0 }, observedAtMs: list.observedAtMs };
      const at = { itemId: item.itemId, becomesCounted: false };
      absent.push({ item, commands: stockCommands(lane, at, list.deliveryId, said) });
    }
  }
  return { verdict, previousCount: before.length, count, absent };
}

const statedAt = ({ connectionId }: LaneContext, { warehouse, base, floor, deltas }: HeldStock): number =>
  statedBy([{ source: connectionId, warehouse, base, floor, deltas, observedAtMs: null, heardAtMs: 0 }]);

/** Reads what a complete list of stock comes to; a list that is none, or has an entry nobody can name, leaves nothing out. */
export async function readJudgedList(
  { database }: Pick<StockDeps, 'database'>,
  lane: LaneContext,
  delivery: { readonly id: string; readonly ingress: number; readonly receivedAt: Date },
  { stock }: Pick<ReadDelivery, 'stock'>,
): Promise<JudgedList> {
  if (!stock.isWhole || !stock.complete) return NO_LIST;
  const unread = [...stock.unread];
  const externalIds = [...stock.entries.map(({ change }) => change.externalId), ...unread];
  const { places, held } = await database.tenant(lane.tenantId, async (tx) => ({
    places: await readStockPlaces(tx, lane, externalIds),
    held: await readHeldStock(tx, lane),
  }));
  const stated = statedIn(lane, stock.entries, places);
  const unreadItems = new Set(unread.flatMap((externalId) => places.get(externalId)?.itemId ?? []));
  const times = stated.map(({ said }) => said.observedAtMs);
  const byReceipt =
    versioningOf(lane, 'stock') === 'none' ? { epoch: 0, sequence: delivery.ingress, tie: 0 } : undefined;
  const order = newest(stated.map(({ said }) => said.order)) ?? byReceipt;
  const observedAtMs = times.length === 0 ? delivery.receivedAt.getTime() : Math.max(...times);
  const spoken = held.filter(({ itemId }) => !unreadItems.has(itemId));
  return judgeList(lane, { deliveryId: delivery.id, observedAtMs, order }, stated, spoken);
}
