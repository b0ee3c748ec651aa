import { changedFields, type Price, type StoreItem, type Switch } from '@kirana/core';

/** A store item with its price taken apart, as sources state it: one may know the price, another the list price. */
export interface StoreItemState {
  readonly storeId: string;
  readonly itemId: string;
  readonly currency: string;
  readonly listed: boolean;
  readonly categoryId: string | null;
  readonly priceMinor: number | null;
  readonly listPriceMinor: number | null;
  readonly per: number;
  readonly taxIds: StoreItem['taxIds'];
  readonly taxInclusive: boolean | null;
  readonly packingChargeMinor: number;
  readonly orderTypes: StoreItem['orderTypes'];
  readonly schedule: StoreItem['schedule'];
  readonly maxQuantity: number | null;
  readonly rank: number;
  readonly switch: Switch;
  readonly removed: boolean;
  readonly updatedAt: string;
}

/** The fields a statement of a store item can hold. The switch is none: whoever moved it last decides. */
export const STORE_ITEM_FIELDS = [
  'listed',
  'categoryId',
  'priceMinor',
  'listPriceMinor',
  'per',
  'taxIds',
  'taxInclusive',
  'packingChargeMinor',
  'orderTypes',
  'schedule',
  'maxQuantity',
  'rank',
] as const;
export type StoreItemField = (typeof STORE_ITEM_FIELDS)[number];

/** The fields of a price, which people see and edit as one. */
export const PRICE_FIELDS = ['priceMinor', 'listPriceMinor', 'per'] as const;

const UNSTATED: Pick<StoreItemState, StoreItemField> = {
  listed: true,
  categoryId: null,
  priceMinor: null,
  listPriceMinor: null,
  per: 1,
  taxIds: [],
  taxInclusive: null,
  packingChargeMinor: 0,
  orderTypes: [],
  schedule: [],
  maxQuantity: null,
  rank: 0,
};

type StoreItemBase = Pick<StoreItemState, 'storeId' | 'itemId' | 'currency' | 'switch' | 'removed' | 'updatedAt'>;

/** The store item as the merged values make it; what nobody states takes a plain default. */
export function storeItemFromValues(
  { storeId, itemId, currency, switch: moved, removed, updatedAt }: StoreItemBase,
  values: Readonly<Record<string, unknown>>,
): StoreItemState {
  const stated = Object.fromEntries(
    STORE_ITEM_FIELDS.filter((field) => values[field] !== undefined).map((field) => [field, values[field]]),
  ) as Partial<StoreItemState>;
  return { ...UNSTATED, ...stated, storeId, itemId, currency, switch: moved, removed, updatedAt };
}

export function priceOf(state: StoreItemState): Price | null {
  if (state.priceMinor === null) return null;
  const list = state.listPriceMinor === null ? {} : { listPriceMinor: state.listPriceMinor };
  return { priceMinor: state.priceMinor, currency: state.currency, per: state.per, ...list };
}

/** As events and the API tell it. */
export function storeItemOf(state: StoreItemState): StoreItem {
  const { currency: _currency, priceMinor: _price, listPriceMinor: _list, per: _per, ...rest } = state;
  return { ...rest, price: priceOf(state) };
}

const TOLD_FIELDS = [
  'listed',
  'categoryId',
  'price',
  'taxIds',
  'taxInclusive',
  'packingChargeMinor',
  'orderTypes',
  'schedule',
  'maxQuantity',
  'rank',
  'switch',
  'removed',
] as const;

/** What really changed, with the price as one field; everything when it is new. */
export const storeItemChanges = (before: StoreItemState | undefined, after: StoreItemState): readonly string[] =>
  before === undefined ? TOLD_FIELDS : changedFields(storeItemOf(before), storeItemOf(after), TOLD_FIELDS);
