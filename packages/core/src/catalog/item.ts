import { z } from 'zod';
import {
  BrandId,
  CategoryId,
  ItemId,
  MerchantId,
  ModifierGroupId,
  ModifierOptionId,
  StoreId,
  TaxId,
} from '../identity/ids.ts';
import { Schedule } from '../identity/schedule.ts';
import { Instant } from '../identity/store.ts';
import { Price } from '../pricing/money.ts';
import { OrderType } from '../pricing/tax.ts';
import { CleanText, StorableJson, StorableText } from './text.ts';

export const Diet = z.enum(['veg', 'non_veg', 'egg', 'vegan', 'other', 'unknown']).meta({ id: 'Diet' });
export type Diet = z.infer<typeof Diet>;

/** Legal limits on who may buy. */
export const Restrictions = z
  .strictObject({ minimumAgeYears: z.int().min(0).max(99).optional(), prescription: z.boolean().optional() })
  .meta({ id: 'Restrictions' });

/** What one base unit is: pieces are counted, weighed and poured goods are in grams and millilitres. */
export const BaseUnit = z.enum(['piece', 'g', 'ml']).meta({ id: 'BaseUnit' });
export type BaseUnit = z.infer<typeof BaseUnit>;

/** What a merchant sells, the same in all its stores. Every field can be stated by a provider or a person. */
export const itemFields = {
  name: CleanText.min(1).max(500),
  description: CleanText.max(10_000),
  images: z.array(StorableText.max(2_000)).max(50),
  sellable: z.boolean().meta({ description: 'False for a parent whose variations are what is sold' }),
  variationLabel: CleanText.max(200).nullable().meta({ description: 'Group the variations differ by: Size, Quantity' }),
  baseUnit: BaseUnit,
  taxCode: z.strictObject({ scheme: z.enum(['hsn', 'sac', 'other']), code: StorableText.max(40) }).nullable(),
  diet: Diet,
  allergens: z.array(CleanText.max(100)).max(100),
  restrictions: Restrictions,
  attributes: z.record(StorableText.max(100), StorableJson),
  translations: z.record(
    z.string().max(20),
    z.strictObject({ name: CleanText.max(500).optional(), description: CleanText.max(10_000).optional() }),
  ),
  tags: z.array(CleanText.max(100)).max(100),
  barcodes: z
    .array(z.strictObject({ code: StorableText.min(1).max(64), unit: StorableText.max(40).nullable() }))
    .max(100),
} as const;

export const Item = z
  .strictObject({
    id: ItemId,
    merchantId: MerchantId,
    parentId: ItemId.nullable(),
    brandId: BrandId.nullable(),
    ...itemFields,
    removed: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof Item>;

/** A switch says on or off sale, and nothing about quantity. `until` null: until somebody switches it on. */
export const Switch = z
  .strictObject({ on: z.boolean(), until: Instant.nullable() })
  .meta({ id: 'Switch', description: 'Off until then; null: until switched on' });
export type Switch = z.infer<typeof Switch>;

/** What differs per store: whether it is listed, its price, category, taxes, times. */
export const storeItemFields = {
  listed: z.boolean(),
  categoryId: CategoryId.nullable(),
  price: Price.nullable(),
  taxIds: z.array(TaxId).max(50),
  taxInclusive: z.boolean().nullable().meta({ description: 'Overrides the taxes; null: as each tax says' }),
  packingChargeMinor: z.int().nonnegative(),
  orderTypes: z.array(OrderType).meta({ description: 'Empty: all' }),
  schedule: Schedule,
  maxQuantity: z.int32().positive().nullable(),
  rank: z.int32(),
} as const;

export const StoreItem = z
  .strictObject({
    storeId: StoreId,
    itemId: ItemId,
    ...storeItemFields,
    switch: Switch,
    removed: z.boolean(),
    updatedAt: Instant,
  })
  .meta({ id: 'StoreItem' });
export type StoreItem = z.infer<typeof StoreItem>;

export const categoryFields = {
  name: CleanText.min(1).max(500),
  imageUrl: StorableText.max(2_000).nullable(),
  rank: z.int32(),
  active: z.boolean(),
  schedule: Schedule,
} as const;

export const Category = z
  .strictObject({
    id: CategoryId,
    merchantId: MerchantId,
    parentId: CategoryId.nullable(),
    ...categoryFields,
    removed: z.boolean(),
  })
  .meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

export const ModifierOption = z
  .strictObject({
    id: ModifierOptionId,
    name: CleanText.min(1).max(500),
    itemId: ItemId.nullable().meta({ description: 'The item this option is, if it is one' }),
    diet: Diet,
    rank: z.int32(),
  })
  .meta({ id: 'ModifierOption' });

export const ModifierGroup = z
  .strictObject({
    id: ModifierGroupId,
    merchantId: MerchantId,
    name: CleanText.min(1).max(500),
    rank: z.int32(),
    options: z.array(ModifierOption),
    removed: z.boolean(),
  })
  .meta({ id: 'ModifierGroup' });
export type ModifierGroup = z.infer<typeof ModifierGroup>;
