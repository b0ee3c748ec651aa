import type { ShopProduct, ShopVariant } from './shop.ts';

// One product in the two shapes Shopify has for it.

/** Ids are numbers in webhooks, of any length; JSON.stringify cannot write them, so they are marked and unquoted afterwards. */
const number = (id: string): string => `#${id}`;

export const restJson = (value: unknown): string => JSON.stringify(value).replace(/"#(\d+)"/g, '$1');

/** Webhooks have the time of the shop's zone. */
const inShopZone = (instant: string): string =>
  `${new Date(Date.parse(instant) + 19_800_000).toISOString().slice(0, 19)}+05:30`;

function restVariant(product: ShopProduct, variant: ShopVariant) {
  const [option1 = null, option2 = null, option3 = null] = product.optionNames.map(
    (name) => variant.options[name] ?? null,
  );
  const counts = [...variant.levels.values()].map(({ available }) => available);
  return {
    admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
    barcode: variant.barcode,
    compare_at_price: variant.compareAtPrice,
    id: number(variant.id),
    inventory_policy: variant.sellsBelowZero ? 'continue' : 'deny',
    inventory_management: variant.tracked ? 'shopify' : null,
    position: variant.position,
    price: variant.price,
    product_id: number(product.id),
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: inShopZone(variant.updatedAt),
    option1,
    option2,
    option3,
    image_id: null,
    inventory_item_id: number(variant.inventoryItemId),
    inventory_quantity: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** Of the variants a webhook has the first hundred. */
const MOST_VARIANTS = 100;

export const restProduct = (product: ShopProduct) => ({
  admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
  body_html: product.html,
  handle: product.handle,
  id: number(product.id),
  product_type: product.productType,
  title: product.title,
  updated_at: inShopZone(product.updatedAt),
  vendor: product.vendor,
  status: product.status,
  tags: product.tags.join(', '),
  variants: product.variants.slice(0, MOST_VARIANTS).map((variant) => restVariant(product, variant)),
  options: product.optionNames.map((name, index) => ({ name, position: index + 1 })),
  images: product.image === null ? [] : [{ src: product.image, position: 1 }],
  image: product.image === null ? null : { src: product.image, position: 1 },
  variant_gids: product.variants.map(({ id, updatedAt }) => ({
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    updated_at: updatedAt,
  })),
});

export const restLevel = (variant: ShopVariant, location: string) => ({
  inventory_item_id: number(variant.inventoryItemId),
  location_id: number(location),
  available: variant.tracked ? (variant.levels.get(location)?.available ?? 0) : null,
  updated_at: inShopZone(variant.levels.get(location)?.updatedAt ?? variant.updatedAt),
  admin_graphql_api_id: `gid://shopify/InventoryLevel/${location}?inventory_item_id=${variant.inventoryItemId}`,
});

export const graphqlItem = (variant: ShopVariant) => ({
  id: `gid://shopify/InventoryItem/${variant.inventoryItemId}`,
  tracked: variant.tracked,
});

export const graphqlProduct = (product: ShopProduct) => ({
  id: `gid://shopify/Product/${product.id}`,
  title: product.title,
  handle: product.handle,
  descriptionHtml: product.html,
  status: product.status.toUpperCase(),
  vendor: product.vendor,
  productType: product.productType,
  tags: product.tags,
  updatedAt: product.updatedAt,
  options: product.optionNames.map((name) => ({ name })),
  featuredMedia: product.image === null ? null : { preview: { image: { url: product.image } } },
});

export const graphqlVariant = (variant: ShopVariant) => ({
  id: `gid://shopify/ProductVariant/${variant.id}`,
  title: variant.title,
  price: variant.price,
  compareAtPrice: variant.compareAtPrice,
  sku: variant.sku,
  barcode: variant.barcode,
  position: variant.position,
  taxable: true,
  inventoryPolicy: variant.sellsBelowZero ? 'CONTINUE' : 'DENY',
  updatedAt: variant.updatedAt,
  selectedOptions: Object.entries(variant.options).map(([name, value]) => ({ name, value })),
  inventoryItem: graphqlItem(variant),
});

export function graphqlLevel(variant: ShopVariant, location: string) {
  const level = variant.levels.get(location);
  return {
    id: `gid://shopify/InventoryLevel/${location}?inventory_item_id=${variant.inventoryItemId}`,
    updatedAt: level?.updatedAt ?? variant.updatedAt,
    location: { id: `gid://shopify/Location/${location}` },
    item: graphqlItem(variant),
    // GraphQL has a number even for what is not tracked
    quantities: [{ name: 'available', quantity: level?.available ?? 0 }],
  };
}
