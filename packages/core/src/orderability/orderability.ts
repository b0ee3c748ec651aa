import { Findings, instantOf } from './findings.ts';
import { ITEM_RULES, type ItemFacts, type OrderContext } from './item-rules.ts';
import type { Orderability } from './reason.ts';
import { maxQuantityAt } from './stock-rules.ts';
import { type StoreAvailability, type StoreFacts, storeAvailability } from './store-availability.ts';

/** Everything that decides whether a customer may buy an item at a store. */
export interface OrderabilityFacts {
  readonly store: StoreFacts;
  readonly item: ItemFacts;
}

/** How far nextAvailableAt looks ahead. */
const HORIZON_MS = 30 * 86_400_000;
const MAX_STEPS = 50;

function judge(item: ItemFacts, store: StoreAvailability, context: OrderContext): Findings {
  const findings = new Findings();
  findings.reasons.push(...store.reasons);
  findings.freshUntilMs = store.freshUntilMs;
  findings.blockedUntilMs = store.blockedUntilMs;
  for (const rule of ITEM_RULES) rule(item, store, findings, context);
  return findings;
}

/** The first moment it is orderable, or null with the moment before which that stays null (Infinity: for good). */
type Search = { readonly nextMs: number } | { readonly nextMs: null; readonly nullUntilMs: number };

/**
 * Looks for the first moment it is orderable by time alone. Every reason stands until its own change, so nothing before the last of
 * these changes can be the answer: that one is looked at next, and the search leaps from one to the next.
 */
function searchNext(item: ItemFacts, store: StoreAvailability, context: OrderContext, blockedUntilMs: number): Search {
  let nextMs = blockedUntilMs;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (nextMs > store.atMs + HORIZON_MS) return { nextMs: null, nullUntilMs: nextMs - HORIZON_MS };
    const findings = judge(item, store.at(nextMs), context);
    if (findings.reasons.length === 0) return { nextMs };
    nextMs = findings.blockedUntilMs;
  }
  return { nextMs: null, nullUntilMs: Number.POSITIVE_INFINITY };
}

/** Orderability of one item when the store's part is known already: the way for whole menus. */
export function itemOrderability(item: ItemFacts, store: StoreAvailability, context: OrderContext): Orderability {
  const { reasons, freshUntilMs, blockedUntilMs } = judge(item, store, context);
  const orderable = reasons.length === 0;
  const search: Search = orderable
    ? { nextMs: null, nullUntilMs: Number.POSITIVE_INFINITY }
    : searchNext(item, store, context, blockedUntilMs);
  // A return that is too far away now comes into sight later: the answer holds no longer than until then.
  const untilMs = search.nextMs === null ? Math.min(freshUntilMs, search.nullUntilMs) : freshUntilMs;
  return {
    orderable,
    reasons,
    ...(item.stock === undefined ? {} : { maxQuantity: maxQuantityAt(item.stock, store.atMs) }),
    nextAvailableAt: search.nextMs === null ? null : instantOf(search.nextMs),
    freshUntil: Number.isFinite(untilMs) ? instantOf(untilMs) : null,
  };
}

/**
 * May a customer buy this item at this store at this instant (ms), and if not, why, and until when? Pure: the same facts, context and
 * instant always give the same answer, on every surface.
 */
export const orderability = (
  facts: OrderabilityFacts,
  { atMs, ...context }: OrderContext & { readonly atMs: number },
): Orderability => itemOrderability(facts.item, storeAvailability(facts.store, atMs), context);
