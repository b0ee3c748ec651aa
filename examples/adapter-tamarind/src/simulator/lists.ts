import type { ShopItem } from './shop.ts';

const menuOf = (shop: string, items: readonly ShopItem[]) => ({
  shop,
  version: 1,
  sections: [{ id: 'S1', title: 'Rice' }],
  dishes: items.map(({ id, name, price }) => ({ code: id, title: name, section: 'S1', price, veg: true })),
});

const availabilityOf = (shop: string, items: readonly ShopItem[]) => ({
  shop,
  dish: items[0]?.id ?? 'I-1',
  available: false,
  until: null,
});

/** What the shop says, by endpoint. */
export const lists: Readonly<Record<string, (shop: string, items: readonly ShopItem[]) => object>> = {
  menu: menuOf,
  availability: availabilityOf,
};
