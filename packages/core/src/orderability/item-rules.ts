import type { Category, StoreItem, Switch } from '../catalog/item.ts';
import type { Schedule } from '../identity/schedule.ts';
import type { OrderType } from '../pricing/tax.ts';
import { type Choice, judgeExceeded, judgeMissing } from './choice.ts';
import { type Findings, instantOf, untilMs } from './findings.ts';
import type { ReasonCode } from './reason.ts';
import type { StockFacts } from './stock-facts.ts';
import { judgeFreshness, judgeQuantity, judgeStock, oneUnitAt } from './stock-rules.ts';
import type { StoreAvailability } from './store-availability.ts';

/** What an item and the item it varies say alike at a store. */
export type ListingFacts = Readonly<Pick<StoreItem, 'listed' | 'removed' | 'switch' | 'schedule'>>;

/** Categories from the item's own up to the root. */
export type CategoryFacts = Readonly<Pick<Category, 'id' | 'active' | 'removed' | 'schedule'>>;

/** A modifier option at this store. `stock`: of the item the option is; absent: it is none, or its stock is not looked at. */
export interface OptionFacts {
  readonly listed: boolean;
  readonly switch: Readonly<Switch>;
  readonly stock?: StockFacts;
}

/** A choice the customer has to make: options as they are at this store. */
export interface ModifierGroupFacts {
  readonly id: string;
  /** How many options must be chosen at least; a group with 0 is never in the way. */
  readonly min: number;
  /** How many at most; null: no limit. */
  readonly max: number | null;
  readonly options: readonly OptionFacts[];
}

/** Everything about one item at one store that decides whether it can be ordered. */
export interface ItemFacts {
  readonly removed: boolean;
  readonly sellable: boolean;
  /** Null: this store does not have it. */
  readonly storeItem: (ListingFacts & Readonly<Pick<StoreItem, 'price' | 'orderTypes'>>) | null;
  /** The item this one varies: what takes a dish off sale takes its sizes off too. Null: it is no variation. */
  readonly parent: { readonly id: string; readonly removed: boolean; readonly listing: ListingFacts | null } | null;
  readonly categories: readonly CategoryFacts[];
  readonly modifierGroups: readonly ModifierGroupFacts[];
  /** Absent: stock is not looked at. */
  readonly stock?: StockFacts;
}

/** What the customer is about to do. Null: not said, and not judged. */
export interface OrderContext {
  readonly orderType: OrderType | null;
  readonly channel: string | null;
  /** Units asked for; absent: one. */
  readonly quantity?: number;
  /** Absent: nothing was said of modifiers, and whoever asks may choose later. */
  readonly choice?: Choice;
}

/** One reason for refusing an item. Reports to the findings, and gives nothing back. */
export type ItemRule = (facts: ItemFacts, store: StoreAvailability, findings: Findings, context: OrderContext) => void;

/** Names the parent when the reason is the parent's, not the item's own. */
const parentParams = (facts: ItemFacts) => (facts.parent === null ? {} : { parentId: facts.parent.id });

const removed: ItemRule = (facts, _store, findings) => {
  if (facts.removed || facts.storeItem?.removed === true) findings.refuse('ITEM_REMOVED', {}, null);
  if (facts.parent?.removed === true || facts.parent?.listing?.removed === true) {
    findings.refuse('ITEM_REMOVED', parentParams(facts), null);
  }
};

const sellable: ItemRule = (facts, _store, findings) => {
  if (!facts.sellable) findings.refuse('NOT_SELLABLE', {}, null);
};

const listed: ItemRule = (facts, _store, findings) => {
  if (facts.storeItem?.listed !== true) findings.refuse('NOT_LISTED', {}, null);
  if (facts.parent?.listing?.listed === false) findings.refuse('NOT_LISTED', parentParams(facts), null);
};

/** Whether a switch says on. Off until a time that has passed is on: the timer that turns the row is only housekeeping. */
function readSwitch(of: Readonly<Switch>, atMs: number): { readonly on: boolean; readonly onAtMs: number | null } {
  if (of.on) return { on: true, onAtMs: null };
  const { endsAtMs, over } = untilMs(of.until, atMs);
  return { on: over, onAtMs: endsAtMs };
}

function judgeSwitch(of: Readonly<Switch>, atMs: number, params: Record<string, string>, findings: Findings): void {
  const { on, onAtMs } = readSwitch(of, atMs);
  if (on) return;
  findings.refuse('SWITCHED_OFF', { ...params, ...(onAtMs === null ? {} : { until: instantOf(onAtMs) }) }, onAtMs);
}

const switchedOn: ItemRule = (facts, { atMs }, findings) => {
  if (facts.storeItem !== null) judgeSwitch(facts.storeItem.switch, atMs, {}, findings);
  const listing = facts.parent?.listing ?? null;
  if (listing !== null) judgeSwitch(listing.switch, atMs, parentParams(facts), findings);
};

const priced: ItemRule = (facts, _store, findings) => {
  if (facts.storeItem !== null && facts.storeItem.price === null) findings.refuse('NO_PRICE', {}, null);
};

function judgeSchedule(
  schedule: Schedule,
  store: StoreAvailability,
  findings: Findings,
  code: ReasonCode,
  params: Record<string, string>,
): void {
  const { open, changesAtMs } = store.schedule(schedule);
  if (open) findings.changesAt(changesAtMs);
  else
    findings.refuse(
      code,
      { ...params, ...(changesAtMs === null ? {} : { from: instantOf(changesAtMs) }) },
      changesAtMs,
    );
}

const inSchedule: ItemRule = (facts, store, findings) => {
  if (facts.storeItem !== null) judgeSchedule(facts.storeItem.schedule, store, findings, 'OUTSIDE_SCHEDULE', {});
  const listing = facts.parent?.listing ?? null;
  if (listing !== null) judgeSchedule(listing.schedule, store, findings, 'OUTSIDE_SCHEDULE', parentParams(facts));
};

const categoriesActive: ItemRule = (facts, _store, findings) => {
  for (const { id, active, removed: gone } of facts.categories) {
    if (!active || gone) findings.refuse('CATEGORY_INACTIVE', { categoryId: id }, null);
  }
};

const categoriesInSchedule: ItemRule = (facts, store, findings) => {
  for (const { id, schedule } of facts.categories) {
    judgeSchedule(schedule, store, findings, 'CATEGORY_OUTSIDE_SCHEDULE', { categoryId: id });
  }
};

const forOrderType: ItemRule = (facts, _store, findings, { orderType }) => {
  const orderTypes = facts.storeItem?.orderTypes ?? [];
  if (orderType === null || orderTypes.length === 0 || orderTypes.includes(orderType)) return;
  findings.refuse('ORDER_TYPE_UNAVAILABLE', { orderType }, null);
};

/** Whether an option can be chosen, and if not, from when on by time alone (null: not by time). */
function readOption(option: OptionFacts, atMs: number, findings: Findings): ReturnType<typeof readSwitch> {
  const switched = readSwitch(option.switch, atMs);
  if (option.stock === undefined) return switched;
  const { has, fromMs, changesAtMs } = oneUnitAt(option.stock, atMs);
  if (Number.isFinite(changesAtMs)) findings.changesAt(changesAtMs);
  if (has) return switched;
  if (fromMs === null || (!switched.on && switched.onAtMs === null)) return { on: false, onAtMs: null };
  return { on: false, onAtMs: Math.max(fromMs, switched.onAtMs ?? fromMs) };
}

const requiredChoices: ItemRule = (facts, { atMs }, findings) => {
  for (const { id, min, options } of facts.modifierGroups) {
    if (min === 0) continue;
    const switches = options.filter((option) => option.listed).map((option) => readOption(option, atMs, findings));
    const orderable = switches.filter((option) => option.on).length;
    const returnsMs = switches.flatMap(({ onAtMs }) => (onAtMs === null ? [] : [onAtMs])).sort((a, b) => a - b);
    findings.changesAt(returnsMs[0] ?? null);
    if (orderable >= min) continue;
    // The option that makes the minimum full is the one whose return lets customers order.
    const endsAtMs = returnsMs[min - orderable - 1] ?? null;
    findings.refuse('MODIFIER_UNAVAILABLE', { groupId: id, required: min, orderable }, endsAtMs);
  }
};

const enoughChosen: ItemRule = (_facts, _store, findings, { choice }) => {
  if (choice !== undefined) judgeMissing(choice, findings);
};

const notTooManyChosen: ItemRule = (_facts, _store, findings, { choice }) => {
  if (choice !== undefined) judgeExceeded(choice, findings);
};

const inStock: ItemRule = ({ stock }, { atMs }, findings) => {
  if (stock !== undefined) judgeStock(stock, atMs, findings);
};

const stockFresh: ItemRule = ({ stock }, { atMs }, findings) => {
  if (stock !== undefined) judgeFreshness(stock, atMs, findings);
};

const quantityAllowed: ItemRule = ({ stock }, { atMs }, findings, { quantity }) => {
  if (stock !== undefined) judgeQuantity(stock, quantity ?? 1, atMs, findings);
};

/** The rules, in the order of their codes. A new reason is its code in `ReasonCode` and its rule here. */
export const ITEM_RULES: readonly ItemRule[] = [
  removed,
  sellable,
  listed,
  switchedOn,
  priced,
  inSchedule,
  categoriesActive,
  categoriesInSchedule,
  forOrderType,
  requiredChoices,
  enoughChosen,
  notTooManyChosen,
  inStock,
  stockFresh,
  quantityAllowed,
];
