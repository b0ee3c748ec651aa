import { catalogOf, type ShopItem } from './shop.ts';

const stockOf = (shop: string, items: readonly ShopItem[]) => ({
  shop,
  levels: items.map(({ id, quantity }) => ({ item: id, quantity, at: '2026-11-22T10:00:00Z' })),
});

/** What the shop says, by endpoint. */
export const lists: Readonly<Record<string, (shop: string, items: readonly ShopItem[]) => object>> = {
  catalog: catalogOf,
  stock: stockOf,
};
