import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, type KiranaClient } from '../../packages/sdk/src/index.ts';
import { openShop, pushMenu } from './proof-shop.ts';
import type { ClientItems } from './stock-clients.ts';

export interface CountedShop {
  readonly key: string;
  readonly storeId: string;
  readonly items: ClientItems;
  readonly itemIds: readonly string[];
}

const SCARCE_UNITS = 40;
const AMPLE_UNITS = 10_000_000;

/** A restaurant that counts two of its dishes, made over HTTP: there are few of one, and no end of the other. */
export async function openCountedShop(url: string, rootKey: string, restaurant: string): Promise<CountedShop> {
  const root = createKirana({ baseUrl: url, key: rootKey });
  const { key } = await root.post('/v1/tenants', { body: { name: 'Proof' } });
  const menu = demoMenu({ items: 30, restaurant });
  // a dish of the morning is not for sale in the evening
  for (const category of menu.categories) category.categorytimings = '';
  const shop = await openShop(url, key, { menu });
  const catalog = await pushMenu(shop);
  const plain = catalog.items.filter(
    (item) =>
      item.availability.orderable && item.variations.length === 0 && item.modifierGroups.every(({ min }) => min === 0),
  );
  const [scarce = '', ample = ''] = plain.map(({ id }) => id);
  if (ample === '') throw new Error('the menu has no two plain dishes');
  await startCounting(shop.client, shop.storeId, scarce, SCARCE_UNITS);
  await startCounting(shop.client, shop.storeId, ample, AMPLE_UNITS);
  return { key, storeId: shop.storeId, items: { scarce, ample }, itemIds: [scarce, ample] };
}

async function startCounting(client: KiranaClient, storeId: string, itemId: string, onHand: number): Promise<void> {
  const params = { path: { storeId } };
  await client.post('/v1/stores/{storeId}/stock/tracking', { params, body: { itemId, tracking: 'counted' } });
  await client.post('/v1/stores/{storeId}/stock/counts', { params, body: { itemId, onHand, reason: 'opening_count' } });
}
