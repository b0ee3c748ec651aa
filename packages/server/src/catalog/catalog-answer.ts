import {
  BrandId,
  CategoryId,
  ChargeId,
  Currency,
  chargeFields,
  Instant,
  ItemId,
  itemFields,
  ModifierGroupId,
  ModifierOptionId,
  OpeningHours,
  Orderability,
  OrderType,
  Price,
  PriceBreakdown,
  Reason,
  StoreId,
  StoreKind,
  StoreStatus,
  Switch,
  storeItemFields,
  TaxId,
  taxFields,
  Zone,
} from '@kirana/core';
import { z } from 'zod';

/** In which situation an answer was asked for. */
export const CatalogContext = z
  .strictObject({
    orderType: OrderType.nullable(),
    channel: z.string().nullable(),
    at: Instant.nullable().meta({ description: 'The instant asked for; null: now' }),
  })
  .meta({ id: 'CatalogContext' });
export type CatalogContext = z.infer<typeof CatalogContext>;

/** May it be ordered in this context, and if not, why. */
const availability = Orderability.omit({ freshUntil: true }).meta({ id: 'Availability' });

const itemCore = {
  id: ItemId,
  name: itemFields.name,
  description: itemFields.description,
  images: itemFields.images,
  brand: z.strictObject({ id: BrandId, name: z.string() }).nullable(),
  sellable: itemFields.sellable,
  variationLabel: itemFields.variationLabel,
  baseUnit: itemFields.baseUnit,
  taxCode: itemFields.taxCode,
  diet: itemFields.diet,
  allergens: itemFields.allergens,
  restrictions: itemFields.restrictions,
  attributes: itemFields.attributes,
  translations: itemFields.translations,
  tags: itemFields.tags,
  barcodes: itemFields.barcodes,
  listed: storeItemFields.listed,
  categoryId: CategoryId.nullable(),
  price: Price.nullable(),
  breakdown: PriceBreakdown.nullable().meta({
    description: 'The price of one with its taxes, for this order type; null without a price',
  }),
  taxIds: z.array(TaxId),
  taxInclusive: storeItemFields.taxInclusive,
  packingChargeMinor: storeItemFields.packingChargeMinor,
  orderTypes: storeItemFields.orderTypes,
  schedule: storeItemFields.schedule,
  maxQuantity: storeItemFields.maxQuantity,
  rank: storeItemFields.rank,
  switch: Switch,
  availability,
  modifierGroups: z.array(
    z.strictObject({ groupId: ModifierGroupId, min: z.int(), max: z.int().nullable(), rank: z.int32() }),
  ),
};

/** A variation is sold by itself: its own id, price and availability. */
const CatalogVariation = z.strictObject({ ...itemCore, parentId: ItemId }).meta({ id: 'CatalogVariation' });

export const CatalogItem = z
  .strictObject({ ...itemCore, parentId: ItemId.nullable(), variations: z.array(CatalogVariation) })
  .meta({ id: 'CatalogItem' });
export type CatalogItem = z.infer<typeof CatalogItem>;

export const CatalogCategory = z
  .strictObject({
    id: CategoryId,
    parentId: CategoryId.nullable(),
    name: z.string(),
    imageUrl: z.string().nullable(),
    rank: z.int32(),
    active: z.boolean(),
    schedule: storeItemFields.schedule,
  })
  .meta({ id: 'CatalogCategory' });

const CatalogOption = z
  .strictObject({
    id: ModifierOptionId,
    name: z.string(),
    itemId: ItemId.nullable(),
    diet: itemFields.diet,
    priceMinor: z.int().nonnegative(),
    listed: z.boolean(),
    switch: Switch,
    available: z.boolean(),
    rank: z.int32(),
  })
  .meta({ id: 'CatalogModifierOption' });

export const CatalogModifierGroup = z
  .strictObject({ id: ModifierGroupId, name: z.string(), rank: z.int32(), options: z.array(CatalogOption) })
  .meta({ id: 'CatalogModifierGroup' });

export const CatalogTax = z.strictObject({ id: TaxId, ...taxFields }).meta({ id: 'CatalogTax' });
export const CatalogCharge = z
  .strictObject({ id: ChargeId, ...chargeFields, taxIds: z.array(TaxId) })
  .meta({ id: 'CatalogCharge' });

/** The version token: what the answer was read at. Compare for equality, or hand it to `minVersion`. */
export const VersionToken = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}(-\d{1,15})?$/)
  .meta({ id: 'VersionToken', example: '412-96' });

const answerHead = {
  version: VersionToken,
  freshUntil: Instant.nullable().meta({ description: 'Time alone changes it then; no cache may keep it longer' }),
  context: CatalogContext,
};

export const CatalogStore = z
  .strictObject({
    id: StoreId,
    name: z.string(),
    kind: StoreKind,
    zone: Zone,
    currency: Currency,
    defaultLocale: z.string(),
    hours: OpeningHours,
    status: StoreStatus,
    takesOrders: z.boolean(),
    reasons: z.array(Reason),
  })
  .meta({ id: 'CatalogStore' });

/** The whole menu of a store, as one customer-facing answer. */
export const StoreCatalog = z
  .strictObject({
    ...answerHead,
    store: CatalogStore,
    categories: z.array(CatalogCategory),
    items: z.array(CatalogItem).meta({ description: 'Listed items, by rank; variations inside their parent' }),
    modifierGroups: z.array(CatalogModifierGroup),
    taxes: z.array(CatalogTax),
    charges: z.array(CatalogCharge),
  })
  .meta({ id: 'StoreCatalog' });
export type StoreCatalog = z.infer<typeof StoreCatalog>;

export const CatalogItemAnswer = z.strictObject({ ...answerHead, item: CatalogItem }).meta({ id: 'CatalogItemAnswer' });
export type CatalogItemAnswer = z.infer<typeof CatalogItemAnswer>;

export const CatalogItemPage = z
  .strictObject({ ...answerHead, items: z.array(CatalogItem), nextCursor: z.string().nullable() })
  .meta({ id: 'CatalogItemPage' });
export type CatalogItemPage = z.infer<typeof CatalogItemPage>;
