import { priceSlip } from '@kirana/core';
import { isOlder, type Order, type Versioning } from './change-order.ts';
import type { ItemWork } from './item-work.ts';
import { restated } from './item-work.ts';
import type { Hold } from './quarantine-rows.ts';

export interface StatedPrice {
  readonly priceMinor?: number | null | undefined;
  readonly listPriceMinor?: number | undefined;
  readonly per?: number | undefined;
}

/** What was found out about prices in this chunk. */
export interface PriceFindings {
  readonly holds: Hold[];
  /** Items whose price is sane now: what was held of them is dropped. */
  readonly sane: Set<string>;
}

/**
 * Takes a price in, unless it looks like somebody's slip: then the old one stays, with its base and list price, and the new one is held.
 * @returns false when a newer price has been heard already.
 */
export function foldPrice(
  work: ItemWork,
  stated: StatedPrice,
  {
    order,
    versioning,
    sellable,
    deliveryId,
  }: { order: Order; versioning: Versioning; sellable: boolean; deliveryId: string },
  findings: PriceFindings,
): boolean {
  const values = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  if (Object.keys(values).length === 0) return true;
  if (isOlder(order, work.storeSaid.marks.price, versioning)) return false;
  work.touched = true;
  const slip = slipOf(work, stated, sellable);
  if (slip !== null) {
    work.storeSaid = restated(work.storeSaid, {}, 'price', order);
    findings.sane.delete(work.itemId);
    findings.holds.push({
      code: 'PRICE_SUSPICIOUS',
      subject: work.itemId,
      itemId: work.itemId,
      before: believedPrice(work),
      proposed: { ...values, slip, deliveryId },
      deliveryId,
    });
    return true;
  }
  work.storeSaid = restated(work.storeSaid, values, 'price', order);
  if (stated.priceMinor !== undefined) findings.sane.add(work.itemId);
  return true;
}

/** The last price believed: this connection's own, or the one the store sells at. */
function believedPrice(work: ItemWork): number | null {
  const own = work.storeSaid.said.priceMinor;
  return typeof own === 'number' ? own : (work.storeBefore?.priceMinor ?? null);
}

function slipOf(work: ItemWork, { priceMinor, per }: StatedPrice, sellable: boolean) {
  if (priceMinor === undefined || priceMinor === null) return null;
  const believed = believedPrice(work);
  const saidPer = work.storeSaid.said.per;
  const believedPer = typeof saidPer === 'number' ? saidPer : (work.storeBefore?.per ?? 1);
  // 24900 per 1000 g and 25 per 1 g are one price: compare for the same quantity.
  const comparable = believed === null ? null : Math.round((believed * (per ?? believedPer)) / believedPer);
  return priceSlip(comparable, priceMinor, { sellable });
}
