import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEMO_CREDENTIALS, DEMO_RESTAURANT } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, KiranaApiError, type KiranaClient } from '../../packages/sdk/src/index.ts';
import type { RunningServer } from '../../packages/server/src/index.ts';
import { createTenant, ensureKey } from '../../packages/server/src/index.ts';

/** What the demo made at its first start, kept beside the data so that the next start finds it again. */
export interface DemoShop {
  readonly tenantId: string;
  readonly key: string;
  readonly storeId: string;
  readonly connectionId: string;
  /** Path of the webhook, with its token. */
  readonly hookPath: string;
  readonly hookSecret: string;
}

const ORIGIN = { actor: 'system:demo', requestId: 'demo', cause: null };

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

async function savedShop(file: string): Promise<DemoShop | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoShop;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The folder may have been made with another database: then the shop is not there, and a new one is made. */
async function isThere(shop: DemoShop, url: string): Promise<boolean> {
  try {
    await createKirana({ baseUrl: url, key: shop.key }).get('/v1/stores/{storeId}', {
      params: { path: { storeId: shop.storeId } },
    });
    return true;
  } catch (error) {
    if (error instanceof KiranaApiError && (error.status === 401 || error.status === 404)) return false;
    throw error;
  }
}

/** Finds the demo's shop, or makes it: tenant, merchant, store, PetPooja source and connection, all but the tenant over the API. */
export async function openDemoShop(
  server: RunningServer,
  folder: string,
  { key, fetchMenuUrl }: { key: string | undefined; fetchMenuUrl: string },
): Promise<{ shop: DemoShop; client: KiranaClient; made: boolean }> {
  const file = join(folder, 'demo.json');
  const saved = await savedShop(file);
  const known = saved !== undefined && (await isThere(saved, server.url)) ? saved : undefined;
  const shop = known ?? (await makeShop(server, key));
  const used = key === undefined ? shop : { ...shop, key };
  if (known !== undefined && key !== undefined) await ensureKey(server.database, shop.tenantId, key, ORIGIN);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(used, null, 2)}\n`, { mode: 0o600 });
  const client = createKirana({ baseUrl: server.url, key: used.key });
  // the simulator takes a free port at each start
  await client.patch('/v1/connections/{connectionId}', {
    params: { path: { connectionId: shop.connectionId } },
    body: { settings: { fetchMenuUrl } },
  });
  return { shop: used, client, made: known === undefined };
}

async function makeShop(server: RunningServer, keyText: string | undefined): Promise<DemoShop> {
  const { tenant, key } = await createTenant(
    { database: server.database, now: () => new Date() },
    { name: 'Demo', keyText },
    ORIGIN,
  );
  const client = createKirana({ baseUrl: server.url, key });
  const merchant = await client.post('/v1/merchants', { body: { name: 'Tulsi Kitchen' } });
  const store = await client.post('/v1/stores', {
    body: {
      merchantId: merchant.id,
      name: 'Tulsi Kitchen, Indiranagar',
      kind: 'restaurant',
      zone: 'Asia/Kolkata',
      currency: 'INR',
      defaultLocale: 'en-IN',
      hours: { weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }], exceptions: [] },
      businessDayStart: '05:00',
    },
  });
  const hookSecret = randomBytes(18).toString('base64url');
  const source = await client.post('/v1/sources', {
    body: {
      adapter: 'petpooja',
      name: 'PetPooja',
      settings: {},
      secrets: {
        hookSecret,
        appKey: DEMO_CREDENTIALS.appKey,
        appSecret: DEMO_CREDENTIALS.appSecret,
        accessToken: DEMO_CREDENTIALS.accessToken,
      },
    },
  });
  const connection = await client.post('/v1/connections', {
    body: {
      sourceId: source.source.id,
      merchantId: merchant.id,
      account: DEMO_RESTAURANT,
      name: 'Tulsi Kitchen at PetPooja',
      settings: {},
    },
  });
  await client.put('/v1/connections/{connectionId}/locations', {
    params: { path: { connectionId: connection.id } },
    body: { location: DEMO_RESTAURANT, storeId: store.id },
  });
  return {
    tenantId: tenant.id,
    key,
    storeId: store.id,
    connectionId: connection.id,
    hookPath: source.hookPath.replace(/\/$/, ''),
    hookSecret,
  };
}
