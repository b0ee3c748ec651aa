import {
  blockedTotal,
  type ItemFacts,
  type LoggedEvent,
  type PositionFacts,
  type Store,
  type StoreItem,
} from '@kirana/core';
import type { PositionView } from '../stock-views.ts';

/** What was so at an instant, as far as the log tells, and what it does not. */
export interface PastFacts {
  readonly facts: ItemFacts;
  readonly store: Store;
  readonly unknown: readonly string[];
}

/** The newest state by then; null: it did not change since it is kept; undefined: it changed later, and what it was before is not kept. */
function stateAt<T>(
  events: readonly LoggedEvent[],
  atMs: number,
  read: (event: LoggedEvent) => T | undefined,
): T | null | undefined {
  let changedLater = false;
  for (const event of events) {
    const state = read(event);
    if (state === undefined) continue;
    if (Date.parse(event.recordedAt) <= atMs) return state;
    changedLater = true;
  }
  return changedLater ? undefined : null;
}

const storeItemIn =
  (itemId: string) =>
  (event: LoggedEvent): StoreItem | undefined =>
    event.subject === itemId && 'storeItem' in event.data ? event.data.storeItem : undefined;

const storeIn = (event: LoggedEvent): Store | undefined =>
  event.kind === 'store.changed' && 'store' in event.data ? (event.data.store as Store) : undefined;

const listing = ({ listed, removed, switch: state, schedule }: StoreItem) => ({
  listed,
  removed,
  switch: state,
  schedule,
});

/**
 * The facts of now with what the events of the store say was different. `events` are of the store's stream, the newest first. Categories,
 * modifiers and the item itself are taken as they are now.
 */
export function pastFacts(
  now: { facts: ItemFacts; store: Store },
  itemId: string,
  events: readonly LoggedEvent[],
  atMs: number,
): PastFacts {
  const unknown = ['Categories, modifier options and the item itself are as they are now, not as they were.'];
  const store = stateAt(events, atMs, storeIn);
  if (store === undefined)
    unknown.push('What the hours and status of the store were: it changed since, and no event before is kept.');
  const item = stateAt(events, atMs, storeItemIn(itemId));
  if (item === undefined)
    unknown.push('What the item was at the store: it changed since, and no event before is kept.');
  let { facts } = now;
  if (item) facts = { ...facts, storeItem: { ...listing(item), price: item.price, orderTypes: item.orderTypes } };
  if (facts.parent !== null) {
    const parent = stateAt(events, atMs, storeItemIn(facts.parent.id));
    if (parent === undefined) unknown.push('What the item that this one varies was: no event before is kept.');
    if (parent) facts = { ...facts, parent: { ...facts.parent, listing: listing(parent) } };
  }
  return { facts, store: store ?? now.store, unknown };
}

/** A position of the past: what was held then is held for good, as it is not known any more until when. */
export const pastPosition = ({ position }: PositionView): PositionFacts => ({
  tracking: position.tracking,
  onHand: position.onHand,
  blocked: blockedTotal(position),
  reserved: position.reserved,
  safetyStock: position.safetyStock,
  holds: [],
  expiring: [],
  heardAtMs: null,
});
