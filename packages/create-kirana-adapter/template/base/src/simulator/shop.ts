import { seededRandom } from '@kirana/adapter/simulator';

export const SHOP = 'S-1';

export interface ShopItem {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly quantity: number;
}

/** Items of a made-up shop; the same seed makes the same. */
export function makeItems(seed: number, size: number): readonly ShopItem[] {
  const random = seededRandom(seed);
  return Array.from({ length: size }, (_, index) => ({
    id: `I-${index + 1}`,
    name: `Item ${index + 1}`,
    price: (10 + Math.floor(random() * 490) + 0.5).toFixed(2),
    quantity: Math.floor(random() * 40),
  }));
}

export const catalogOf = (shop: string, items: readonly ShopItem[]) => ({
  shop,
  categories: [{ id: 'C-1', name: 'Everything' }],
  items: items.map(({ id, name, price }) => ({ id, name, category: 'C-1', price })),
});
