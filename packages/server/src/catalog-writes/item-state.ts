import { changedFields, type Item, itemFields } from '@kirana/core';

export interface GroupLink {
  readonly groupId: string;
  readonly min: number;
  readonly max: number | null;
  readonly rank: number;
}

/** An item with what hangs on it: everything a source can state of it. */
export type ItemState = Item & {
  readonly modifierGroups: readonly GroupLink[];
  readonly units: readonly { readonly name: string; readonly factor: number }[];
  readonly components: readonly { readonly itemId: string; readonly quantity: number }[];
};

/** The fields a statement of an item can hold. */
export const ITEM_FIELDS = [
  ...(Object.keys(itemFields) as (keyof typeof itemFields)[]),
  'parentId',
  'brandId',
  'modifierGroups',
  'units',
  'components',
] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];

const UNSTATED: Pick<ItemState, ItemField> = {
  name: '-',
  description: '',
  images: [],
  sellable: true,
  variationLabel: null,
  baseUnit: 'piece',
  taxCode: null,
  diet: 'unknown',
  allergens: [],
  restrictions: {},
  attributes: {},
  translations: {},
  tags: [],
  barcodes: [],
  parentId: null,
  brandId: null,
  modifierGroups: [],
  units: [],
  components: [],
};

/** One of each key, in the order of the keys: lists that are sets compare equal however they were sent. */
function asSet<T>(list: readonly T[], keyOf: (entry: T) => string): T[] {
  const byKey = new Map(list.map((entry) => [keyOf(entry), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

type ItemBase = Pick<ItemState, 'id' | 'merchantId' | 'removed' | 'createdAt' | 'updatedAt'>;

/** The item as the merged values make it; what nobody states takes a plain default. */
export function itemFromValues(
  { id, merchantId, removed, createdAt, updatedAt }: ItemBase,
  values: Readonly<Record<string, unknown>>,
): ItemState {
  const stated = Object.fromEntries(
    ITEM_FIELDS.filter((field) => values[field] !== undefined).map((field) => [field, values[field]]),
  ) as Partial<ItemState>;
  const item = { ...UNSTATED, ...stated, id, merchantId, removed, createdAt, updatedAt };
  return {
    ...item,
    barcodes: asSet(item.barcodes, ({ code }) => code),
    modifierGroups: asSet(item.modifierGroups, ({ groupId }) => groupId),
    units: asSet(item.units, ({ name }) => name),
    components: asSet(item.components, ({ itemId }) => itemId),
  };
}

/** The item without what hangs on it, as events tell it. */
export function itemOf({ modifierGroups: _groups, units: _units, components: _components, ...item }: ItemState): Item {
  return item;
}

/** What really changed; everything when the item is new. */
export const itemChanges = (before: ItemState | undefined, after: ItemState): readonly string[] =>
  before === undefined ? ITEM_FIELDS : changedFields(before, after, [...ITEM_FIELDS, 'removed'] as const);
