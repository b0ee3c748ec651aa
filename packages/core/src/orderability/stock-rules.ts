import type { Findings } from './findings.ts';
import { instantOf } from './findings.ts';
import { enoughAtMs, type NeedFacts, nextStockChangeMs, type StockFacts, stockAt, unitsOf } from './stock-facts.ts';

/** Names the part when what is short is not the item itself. */
const partParams = (stock: StockFacts, need: NeedFacts) =>
  need.itemId === stock.itemId ? {} : { itemId: need.itemId };

function judgeNeed(stock: StockFacts, need: NeedFacts, atMs: number, findings: Findings): void {
  const { position, quantity } = need;
  if (position === null) {
    findings.refuse('OUT_OF_STOCK', partParams(stock, need), null);
    return;
  }
  if (position.tracking === 'untracked') return;
  const changesAtMs = nextStockChangeMs(position, atMs);
  if (Number.isFinite(changesAtMs)) findings.changesAt(changesAtMs);
  const { sellable, unblocked } = stockAt(position, atMs);
  if (sellable >= quantity) return;
  const endsAtMs = enoughAtMs(position, quantity, atMs);
  findings.refuse(unblocked >= quantity ? 'STOCK_BLOCKED' : 'OUT_OF_STOCK', partParams(stock, need), endsAtMs);
}

/** Zero stock, or stock that is all blocked, of the item or any part of it. */
export function judgeStock(stock: StockFacts, atMs: number, findings: Findings): void {
  for (const need of stock.needs) judgeNeed(stock, need, atMs, findings);
}

/** A count is believed for so long after its source was last heard from. */
export function judgeFreshness(stock: StockFacts, atMs: number, findings: Findings): void {
  const { staleAfterMs } = stock;
  if (staleAfterMs === null) return;
  for (const need of stock.needs) {
    const { position } = need;
    if (position === null || position.tracking === 'untracked' || position.heardAtMs === null) continue;
    const staleAtMs = position.heardAtMs + staleAfterMs;
    if (atMs < staleAtMs) findings.changesAt(staleAtMs);
    else findings.refuse('STOCK_STALE', { ...partParams(stock, need), heardAt: instantOf(position.heardAtMs) }, null);
  }
}

/** Most units of it that may be ordered at once, by stock and limits alone; null: no limit. */
export function maxQuantityAt(stock: StockFacts, atMs: number): number | null {
  let max = stock.maxQuantity ?? Number.POSITIVE_INFINITY;
  for (const need of stock.needs) max = Math.min(max, unitsOf(need, stock, atMs));
  return Number.isFinite(max) ? max : null;
}

/** The earliest moment at which the stock lets so many units go, as holds expire; null: not by time alone. */
function enoughForMs(stock: StockFacts, units: number, atMs: number): number | null {
  if (stock.maxQuantity !== null && units > stock.maxQuantity) return null;
  let latestMs = Number.NEGATIVE_INFINITY;
  for (const need of stock.needs) {
    if (unitsOf(need, stock, atMs) >= units) continue;
    const { position } = need;
    const ms = position?.tracking === 'counted' ? enoughAtMs(position, units * need.quantity, atMs) : null;
    if (ms === null) return null;
    latestMs = Math.max(latestMs, ms);
  }
  return latestMs;
}

/** Nothing of it may be sold, which is a reason of its own. */
const isOut = ({ position, quantity }: NeedFacts, atMs: number): boolean =>
  position === null || (position.tracking === 'counted' && stockAt(position, atMs).sellable < quantity);

/** More is asked for than may be ordered, by its limits and by what there is. */
export function judgeQuantity(stock: StockFacts, quantity: number, atMs: number, findings: Findings): void {
  const maxQuantity = maxQuantityAt({ ...stock, needs: stock.needs.filter((need) => !isOut(need, atMs)) }, atMs);
  if (maxQuantity === null || quantity <= maxQuantity) return;
  findings.refuse('QUANTITY_ABOVE_MAXIMUM', { quantity, maxQuantity }, enoughForMs(stock, quantity, atMs));
}

/** Whether one unit can be had, and if not, from when on by time alone (null: not by time). For options that are items. */
export function oneUnitAt(
  stock: StockFacts,
  atMs: number,
): { readonly has: boolean; readonly fromMs: number | null; readonly changesAtMs: number } {
  let changesAtMs = Number.POSITIVE_INFINITY;
  for (const { position } of stock.needs) {
    if (position?.tracking === 'counted') changesAtMs = Math.min(changesAtMs, nextStockChangeMs(position, atMs));
  }
  const has = (maxQuantityAt(stock, atMs) ?? 1) >= 1;
  return { has, fromMs: has ? null : enoughForMs(stock, 1, atMs), changesAtMs };
}
