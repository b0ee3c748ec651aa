import type { BaseUnit, Diet, Item, Lot, OrderType, Schedule, TaxAmount, TaxComponent, Tracking } from '@kirana/core';
import type { Generated } from 'kysely';
import type { GeneratedJson, GeneratedTime, Json, JsonOrNull, Time, TimeOrNull } from './columns.ts';

export interface BrandsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
}

export interface CategoriesTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  parent_id: string | null;
  name: string;
  image_url: string | null;
  rank: number;
  active: boolean;
  schedule: Json<Schedule>;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface CatalogItemsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  parent_id: string | null;
  brand_id: string | null;
  name: string;
  description: string;
  images: Json<string[]>;
  sellable: boolean;
  variation_label: string | null;
  base_unit: BaseUnit;
  tax_code: JsonOrNull<Item['taxCode']>;
  diet: Diet;
  allergens: Json<string[]>;
  restrictions: Json<Item['restrictions']>;
  attributes: Json<Item['attributes']>;
  translations: Json<Item['translations']>;
  tags: Json<string[]>;
  removed: Generated<boolean>;
  created_at: Time;
  updated_at: Time;
}

export interface ItemBarcodesTable {
  tenant_id: string;
  item_id: string;
  code: string;
  unit: string | null;
}

export interface ItemUnitsTable {
  tenant_id: string;
  item_id: string;
  name: string;
  factor: number;
}

export interface ItemComponentsTable {
  tenant_id: string;
  item_id: string;
  component_id: string;
  quantity: number;
}

export interface TaxesTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
  component: TaxComponent;
  amount: Json<TaxAmount>;
  inclusive: boolean;
  base: 'core' | 'total';
  order_types: Json<OrderType[]>;
  valid_from: string | null;
  rank: number;
  active: boolean;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ChargesTable {
  tenant_id: string;
  id: string;
  store_id: string;
  purpose: 'packing' | 'service' | 'delivery';
  name: string;
  scope: 'order' | 'item';
  amount: Json<TaxAmount>;
  base: 'core' | 'total';
  order_types: Json<OrderType[]>;
  tax_ids: Json<string[]>;
  active: boolean;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ModifierGroupsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
  rank: number;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ModifierOptionsTable {
  tenant_id: string;
  id: string;
  group_id: string;
  item_id: string | null;
  name: string;
  diet: Diet;
  rank: number;
  removed: Generated<boolean>;
}

export interface StoreModifierOptionsTable {
  tenant_id: string;
  store_id: string;
  option_id: string;
  listed: boolean;
  price_minor: number;
  switched_off: Generated<boolean>;
  switched_off_until: TimeOrNull;
  updated_at: Time;
}

export interface ItemModifierGroupsTable {
  tenant_id: string;
  item_id: string;
  group_id: string;
  min: number;
  max: number | null;
  rank: number;
}

export interface StoreItemsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  listed: boolean;
  category_id: string | null;
  price_minor: number | null;
  list_price_minor: number | null;
  currency: string;
  per: number;
  tax_ids: Json<string[]>;
  tax_inclusive: boolean | null;
  packing_charge_minor: number;
  order_types: Json<OrderType[]>;
  schedule: Json<Schedule>;
  max_quantity: number | null;
  rank: number;
  switched_off: Generated<boolean>;
  switched_off_until: TimeOrNull;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface InventoryPositionsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  tracking: Tracking;
  on_hand: Generated<number>;
  reserved: Generated<number>;
  safety_stock: Generated<number>;
  incoming: Generated<number>;
  updated_at: GeneratedTime;
  /** How it was tracked before its first entry. */
  opening_tracking: Generated<Tracking>;
  blocked_damaged: Generated<number>;
  blocked_quality_check: Generated<number>;
  blocked_recalled: Generated<number>;
  blocked_expired: Generated<number>;
  /** Of its last entry; 0: none yet. */
  sequence: Generated<number>;
  lots: GeneratedJson<Lot[]>;
}
