import type { Tracking } from '@kirana/core';
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { editRoutes } from '../../catalog/edit-routes.ts';
import { storeSnapshots } from '../../catalog/store-snapshots.ts';
import type { Database } from '../../database/database.ts';
import { createApp } from '../../http/app.ts';
import { createIdempotency } from '../../http/idempotency.ts';
import { storeRoutes } from '../../identity/store-routes.ts';
import { authenticate } from '../../live/test-shop.ts';
import { createLog } from '../../observe/log.ts';
import { createMetrics } from '../../observe/metrics.ts';
import { type InventoryRoomDeps, openInventory } from '../open-inventory.ts';
import { insertStockShop, type StockShop, silent } from '../test-stock.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as far as it likes
  readonly body: any;
}

export interface InventoryApp {
  readonly room: ReturnType<typeof openInventory>;
  now: Date | null;
  call(
    shop: Pick<StockShop, 'tenantId'>,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  close(): Promise<void>;
}

/** The inventory room behind the real app, with the edits that its answers hang on. The key is the tenant's id. */
export async function openInventoryApp(
  database: Database,
  more: Partial<InventoryRoomDeps> = {},
): Promise<InventoryApp> {
  const state = { now: null as Date | null };
  const now = () => state.now ?? new Date();
  const limits = { maxOpenPerHolder: null, untrackedMaxQuantity: null };
  const policy = { limits, staleAfterMs: more.staleAfterMs ?? null };
  const snapshots = storeSnapshots({ database, policy, now });
  const fixed = { database, snapshots, log: silent, now, ...policy, workers: false };
  const room = openInventory({ ...fixed, ...more });
  const app = createApp({
    routes: [...room.routes, ...editRoutes({ database, now }), ...storeRoutes({ database, now })],
    authenticate,
    idempotency: createIdempotency({ database, now }),
    log: createLog('silent'),
    metrics: createMetrics(),
    readiness: [],
    publicInfo: { version: '0.0.0', publicUrl: null },
    now,
    docs: false,
    checkAnswers: true,
  });
  await app.ready();
  return Object.assign(state, {
    room,
    async call(
      shop: Pick<StockShop, 'tenantId'>,
      method: 'GET' | 'POST' | 'PATCH' | 'PUT',
      url: string,
      body?: object,
      headers: Record<string, string> = {},
    ) {
      const response = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${shop.tenantId}`, ...headers },
        ...(body === undefined ? {} : { payload: body }),
      });
      const answer: unknown = response.body === '' ? undefined : response.json();
      return { status: response.statusCode, headers: response.headers, body: answer };
    },
    async close() {
      await app.close();
      await room.close();
    },
  });
}

const OPEN_MS = 60_000;

/** Opens the room on a database of its own before the tests of a suite, and closes both after them. */
export function openForTests(
  open: () => Promise<Database>,
  use: (opened: { readonly database: Database; readonly app: InventoryApp }) => void,
  more: (database: Database) => Partial<InventoryRoomDeps> = () => ({}),
): void {
  const close: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const database = await open();
    close.push(() => database.close());
    const app = await openInventoryApp(database, more(database));
    close.push(() => app.close());
    use({ database, app });
  }, OPEN_MS);
  afterAll(async () => {
    for (const one of close.reverse()) await one();
  });
}

/** A store that sells what it keeps: priced, always open. */
export async function insertSellingShop(database: Database, trackings: readonly Tracking[]): Promise<StockShop> {
  const shop = await insertStockShop(database, trackings);
  await database.tenant(shop.tenantId, async (tx) => {
    const of = sql`tenant_id = ${shop.tenantId}`;
    await sql`update stores set hours = '{"weekly":[],"exceptions":[]}' where ${of}`.execute(tx);
    await sql`update store_items set price_minor = 100, schedule = '[]' where ${of}`.execute(tx);
  });
  return shop;
}

/** Says that an item is put together from others, as a provider would. */
export async function insertComponents(
  database: Database,
  { tenantId }: StockShop,
  itemId: string,
  parts: readonly { readonly itemId: string; readonly quantity: number }[],
): Promise<void> {
  await database.tenant(tenantId, async (tx) => {
    const rows = parts.map((part) => ({
      tenant_id: tenantId,
      item_id: itemId,
      component_id: part.itemId,
      quantity: part.quantity,
    }));
    await tx.insertInto('item_components').values(rows).execute();
  });
}
