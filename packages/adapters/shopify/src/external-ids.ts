// Products, variants and inventory items are numbered apart, so a number alone could mean any of them.

export const productKey = (id: string): string => `product:${id}`;
export const variantKey = (id: string): string => `variant:${id}`;
/** Another name of the variant: all that messages about stock say. */
export const inventoryItemKey = (id: string): string => `inventory_item:${id}`;
/** Shopify has no ids for types of products: the name is the id. */
export const productTypeKey = (name: string): string => `type:${name}`;

const KEY = /^(variant|inventory_item):(\d{1,30})$/;

/** The global id of what can have stock; undefined for anything else. */
export function stockedGid(externalId: string): string | undefined {
  const [, kind, id] = KEY.exec(externalId) ?? [];
  if (id === undefined) return undefined;
  return kind === 'variant' ? `gid://shopify/ProductVariant/${id}` : `gid://shopify/InventoryItem/${id}`;
}

export const locationGid = (id: string): string => `gid://shopify/Location/${id}`;
