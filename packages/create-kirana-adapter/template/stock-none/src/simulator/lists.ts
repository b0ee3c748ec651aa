import { catalogOf, type ShopItem } from './shop.ts';

/** What the shop says, by endpoint. */
export const lists: Readonly<Record<string, (shop: string, items: readonly ShopItem[]) => object>> = {
  catalog: catalogOf,
};
