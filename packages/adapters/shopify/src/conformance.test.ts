import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { type ShopifySimulator, simulator } from './simulator/index.ts';

const answer = (data: unknown) => ({ status: 200, body: { data } });

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
  holds(provider) {
    const { products } = (provider as ShopifySimulator).shop;
    const variants = products.flatMap((product) => product.variants);
    return {
      'item.upserted': [...products.map(({ id }) => `product:${id}`), ...variants.map(({ id }) => `variant:${id}`)],
      'category.upserted': [...new Set(products.map(({ productType }) => `type:${productType}`))],
      'stock.reported': variants
        .filter(({ tracked }) => tracked)
        .map(({ inventoryItemId }) => `inventory_item:${inventoryItemId}`),
    };
  },
  // The others tell of something that is not so in the demo shop, such as that a location stocks a variant no longer.
  sameAsPull: ['product_of_one_location', 'inventory_levels_update', 'inventory_levels_connect'],
  refusals: {
    'stock.set': [
      answer({ nodes: [null] }),
      answer({ nodes: [{ id: 'gid://shopify/InventoryItem/1', tracked: true, inventoryLevel: null }] }),
      { status: 200, body: { errors: [{ message: 'invalid id', extensions: { code: 'INVALID' } }] } },
    ],
  },
  scorecard: new URL('../scorecard.json', import.meta.url),
});
