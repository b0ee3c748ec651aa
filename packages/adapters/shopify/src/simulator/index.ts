import {
  openSimulatorServer,
  type ProviderSimulator,
  type Simulator,
  type SimulatorOptions,
} from '@kirana/adapter/simulator';
import { API_VERSION } from '../manifest.ts';
import { answerAdminApi } from './admin-api.ts';
import { BulkResults } from './bulk-results.ts';
import { demoShop } from './demo-shop.ts';
import { QuantityWrites } from './quantity-writes.ts';
import type { Shop } from './shop.ts';
import { triggers } from './triggers.ts';

export { throttled } from './admin-api.ts';
export { BulkResults } from './bulk-results.ts';
export { DEMO_LOCATIONS, DEMO_SHOP, demoShop } from './demo-shop.ts';
export { restLevel, restProduct } from './resources.ts';
export { Shop, type ShopProduct, type ShopVariant } from './shop.ts';
export { triggers } from './triggers.ts';
export { badDay, busyHour, type WebhookOptions, webhook } from './webhooks.ts';

const ACCESS_TOKEN = 'demo-access-token';
const SCOPES = ['read_products', 'write_inventory', 'read_locations'];

export interface ShopifySimulator extends ProviderSimulator {
  /** What people do in the shop; a pull sees it. */
  readonly shop: Shop;
  readonly bulk: BulkResults;
}

/** A Shopify of one shop on this machine: the Admin API as far as the adapter asks, and the storage of its bulk results. */
export async function startShopify({
  seed = 1,
  size = 12,
  port = 0,
}: SimulatorOptions = {}): Promise<ShopifySimulator> {
  const shop = demoShop({ seed, size });
  const bulk = new BulkResults();
  const writes = new QuantityWrites(shop);
  const server = await openSimulatorServer(
    (call) => {
      if (call.method === 'GET' && call.path.startsWith('/bulk/')) return bulk.download(call);
      if (call.method !== 'POST' || call.path !== `/admin/api/${API_VERSION}/graphql.json`) {
        return { status: 404, body: { errors: 'Not Found' } };
      }
      const api = { shop, bulk, writes, accessToken: ACCESS_TOKEN, scopes: SCOPES, baseUrl: server.baseUrl };
      return answerAdminApi(api, call);
    },
    { port },
  );
  return {
    ...server,
    shop,
    bulk,
    effects: writes.effects,
    installation: {
      account: shop.domain,
      locations: shop.locations,
      sourceSettings: {},
      connectionSettings: { baseUrl: server.baseUrl },
      secrets: { clientSecret: 'demo-client-secret', accessToken: ACCESS_TOKEN },
    },
  };
}

export const simulator: Simulator = { start: startShopify, triggers, accountParameter: 'shop' };
