import { randomBytes } from 'node:crypto';
import {
  DEMO_CREDENTIALS,
  demoMenu,
  type MenuPayload,
  PetpoojaSimulator,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, type KiranaClient, type paths, type StoreCatalog } from '../../packages/sdk/src/index.ts';
import { createTenant, type RunningServer } from '../../packages/server/src/index.ts';
import { eventually } from './eventually.ts';

type NewStore = paths['/v1/stores']['post']['requestBody']['content']['application/json'];

export interface ProofShop {
  readonly tenantId: string;
  readonly key: string;
  readonly client: KiranaClient;
  readonly merchantId: string;
  readonly storeId: string;
  readonly sourceId: string;
  readonly connectionId: string;
  readonly hookUrl: string;
  readonly hookSecret: string;
  readonly restaurant: string;
  readonly simulator: PetpoojaSimulator;
}

export interface ShopOptions {
  readonly menu?: MenuPayload;
  readonly fetchMenuUrl?: string;
  readonly hookSecret?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly store?: Partial<Omit<NewStore, 'merchantId'>>;
}

const ORIGIN = { actor: 'system:proof', requestId: 'proof', cause: null };

/** A tenant of its own. Its first key is the one thing a test takes from inside; over HTTP only the root key makes one. */
export async function makeTenant(server: RunningServer): Promise<{ tenantId: string; key: string }> {
  const { tenant, key } = await createTenant(
    { database: server.database, now: () => new Date() },
    { name: 'Proof' },
    ORIGIN,
  );
  return { tenantId: tenant.id, key };
}

/** A tenant with one restaurant that PetPooja sends to. */
export async function makeShop(server: RunningServer, options: ShopOptions = {}): Promise<ProofShop> {
  const { tenantId, key } = await makeTenant(server);
  return { tenantId, ...(await openShop(server.url, key, options)) };
}

/** Merchant, store, source and connection of a tenant, made over HTTP. */
export async function openShop(
  url: string,
  key: string,
  options: ShopOptions = {},
): Promise<Omit<ProofShop, 'tenantId'>> {
  const client = createKirana({ baseUrl: url, key });
  const menu = options.menu ?? demoMenu();
  const restaurant = menu.restaurants[0]?.details.menusharingcode ?? '';
  const merchant = await client.post('/v1/merchants', { body: { name: 'Tulsi Kitchen' } });
  const store = await client.post('/v1/stores', {
    body: {
      merchantId: merchant.id,
      name: 'Tulsi Kitchen, Indiranagar',
      kind: 'restaurant',
      zone: 'Asia/Kolkata',
      currency: 'INR',
      defaultLocale: 'en-IN',
      hours: { weekly: [], exceptions: [] },
      businessDayStart: '05:00',
      ...options.store,
    },
  });
  const hookSecret = options.hookSecret ?? randomBytes(18).toString('base64url');
  const source = await client.post('/v1/sources', {
    body: {
      adapter: 'petpooja',
      name: 'PetPooja',
      settings: {},
      secrets: { hookSecret, ...DEMO_CREDENTIALS, ...options.secrets },
    },
  });
  const connection = await client.post('/v1/connections', {
    body: {
      sourceId: source.source.id,
      merchantId: merchant.id,
      account: restaurant,
      name: 'Tulsi Kitchen at PetPooja',
      settings: options.fetchMenuUrl === undefined ? {} : { fetchMenuUrl: options.fetchMenuUrl },
    },
  });
  await client.put('/v1/connections/{connectionId}/locations', {
    params: { path: { connectionId: connection.id } },
    body: { location: restaurant, storeId: store.id },
  });
  const hookUrl = `${url}${source.hookPath.replace(/\/$/, '')}`;
  return {
    key,
    client,
    merchantId: merchant.id,
    storeId: store.id,
    sourceId: source.source.id,
    connectionId: connection.id,
    hookUrl,
    hookSecret,
    restaurant,
    simulator: new PetpoojaSimulator({ hookUrl, hookSecret, menu }),
  };
}

/** Resolves when nothing waits to be applied. */
export const drained = (client: KiranaClient, withinMs = 120_000): Promise<void> =>
  eventually(async () => {
    const { items } = await client.get('/v1/deliveries', { params: { query: { status: 'pending', limit: 1 } } });
    if (items.length > 0) throw new Error(`a delivery is still pending: ${JSON.stringify(items[0])}`);
  }, withinMs);

/** The catalog as the database has it: an instant asked for is never answered from a cache, which may be a second old. */
export const freshCatalog = ({ client, storeId }: Pick<ProofShop, 'client' | 'storeId'>): Promise<StoreCatalog> =>
  client.stores.catalog(storeId, { at: new Date().toISOString() });

/** Pushes the simulator's menu and waits until it is applied. */
export async function pushMenu(shop: Omit<ProofShop, 'tenantId'>): Promise<StoreCatalog> {
  const reply = await shop.simulator.pushMenu();
  if (reply.status !== 200) throw new Error(`the webhook answered ${reply.status}: ${reply.text}`);
  await drained(shop.client);
  return freshCatalog(shop);
}

type Item = StoreCatalog['items'][number];

/** An item or variation of an answer by name; a variation as "Item / Variation". */
export function itemNamed(catalog: StoreCatalog, name: string): Item | Item['variations'][number] {
  const [itemName, variationName] = name.split(' / ');
  const item = catalog.items.find((one) => one.name === itemName);
  const found = variationName === undefined ? item : item?.variations.find((one) => one.name === variationName);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
