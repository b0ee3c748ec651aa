import { catalogOf, type ShopItem } from './shop.ts';

const stockOf = (shop: string, items: readonly ShopItem[]) => ({
  shop,
  items: items.map(({ id, quantity }) => ({ id, available: quantity > 0, until: null })),
});

/** What the shop says, by endpoint. */
export const lists: Readonly<Record<string, (shop: string, items: readonly ShopItem[]) => object>> = {
  catalog: catalogOf,
  stock: stockOf,
};
