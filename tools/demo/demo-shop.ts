import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  DEMO_CREDENTIALS,
  DEMO_RESTAURANT,
  type PetpoojaSimulator,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, KiranaApiError, type KiranaClient } from '../../packages/sdk/src/index.ts';
import type { RunningServer } from '../../packages/server/src/index.ts';
import { createTenant, ensureKey } from '../../packages/server/src/index.ts';
import { type DemoHook, mendHook, simulatorOf } from './demo-hook.ts';

/** What the demo made at its first start, kept beside the data so that the next start finds it again. */
export interface DemoShop extends DemoHook {
  readonly tenantId: string;
  readonly key: string;
  readonly storeId: string;
  readonly connectionId: string;
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

export interface OpenedShop {
  readonly shop: DemoShop;
  readonly client: KiranaClient;
  readonly simulator: PetpoojaSimulator;
  /** What became of the shop at this start, for people. */
  readonly told: string;
  /** Null while it takes in what comes; else "paused" or "held", with the reason. */
  readonly stopped: string | null;
}

export interface DemoOptions {
  readonly key: string | undefined;
  readonly fetchMenuUrl: string;
  /** As the saved context has it, which a person may have renewed there. */
  readonly contextHook?: DemoHook | undefined;
}

const secretText = (): string => randomBytes(18).toString('base64url');

/** Finds the demo's shop, or makes it: tenant, merchant, store, PetPooja source and connection, all but the tenant over the API. */
export async function openDemoShop(
  server: RunningServer,
  folder: string,
  { key, fetchMenuUrl, contextHook }: DemoOptions,
): Promise<OpenedShop> {
  const file = join(folder, 'demo.json');
  const saved = await savedShop(file);
  const known = saved !== undefined && (await isThere(saved, server.url)) ? saved : undefined;
  if (known !== undefined && key !== undefined) await ensureKey(server.database, known.tenantId, key, ORIGIN);
  const found = known ?? (await makeShop(server, key));
  const client = createKirana({ baseUrl: server.url, key: key ?? found.key });
  const params = { path: { connectionId: found.connectionId } };
  const connection = await client.get('/v1/connections/{connectionId}', { params });
  const source = await client.get('/v1/sources/{sourceId}', { params: { path: { sourceId: connection.sourceId } } });
  const hooks = known === undefined || contextHook === undefined ? ([found] as const) : ([contextHook, found] as const);
  const { hook, told } = await mendHook(client, server.url, source, {
    known: hooks,
    freshSecret: secretText(),
  });
  const { hookPath, hookSecret } = hook;
  const shop = { ...found, key: key ?? found.key, hookPath, hookSecret };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(shop, null, 2)}\n`, { mode: 0o600 });
  // the simulator takes a free port at each start
  const body = { settings: { ...connection.settings, fetchMenuUrl } };
  await client.patch('/v1/connections/{connectionId}', { params, body });
  const { status, statusReason } = connection;
  return {
    shop,
    client,
    simulator: simulatorOf(server.url, hook, source.settings),
    told: [foundText(saved, known, file), told].filter((text) => text !== '').join('\n'),
    stopped: status === 'active' ? null : `${status}${statusReason === null ? '' : ` (${statusReason})`}`,
  };
}

function foundText(saved: DemoShop | undefined, known: DemoShop | undefined, file: string): string {
  if (known !== undefined) return 'Found the demo shop of an earlier start, with its data.';
  const made = 'Made a demo tenant with a merchant, a store and a PetPooja connection.';
  if (saved === undefined) return made;
  return `The shop in ${file} is not on this server, or its key was revoked.\n${made}`;
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
  const hookSecret = secretText();
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
