import type { Database } from '../../packages/server/src/database/database.ts';
import { ensureKey } from '../../packages/server/src/index.ts';
import { insertComponents, insertSellingShop } from '../../packages/server/src/inventory/http/test-inventory.ts';
import { openStockLedger } from '../../packages/server/src/inventory/stock-ledger.ts';
import { commandsOf, silent } from '../../packages/server/src/inventory/test-stock.ts';
import { submitAll } from './stock-shop.ts';

/** A store over HTTP that is always open and sells what it keeps. */
export interface SellingShop {
  readonly tenantId: string;
  readonly storeId: string;
  readonly key: string;
  readonly itemIds: readonly string[];
  /** Takes two of the first item; null: there is none. */
  readonly bundleId: string | null;
}

export interface SellingShopOptions {
  readonly items: number;
  /** Units of each item. */
  readonly onHand: number;
  readonly bundle: boolean;
}

export const UNITS_OF_BUNDLE = 2;
const ORIGIN = { actor: 'system:bench', requestId: 'bench', cause: null };

export async function openSellingShop(
  database: Database,
  { items, onHand, bundle }: SellingShopOptions,
): Promise<SellingShop> {
  const shop = await insertSellingShop(database, Array(bundle ? items + 1 : items).fill('counted'));
  const { tenantId, storeId } = shop;
  const itemIds = shop.itemIds.slice(0, items);
  const [first = ''] = itemIds;
  const bundleId = (bundle ? shop.itemIds.at(-1) : undefined) ?? null;
  if (bundleId !== null) {
    await insertComponents(database, shop, bundleId, [{ itemId: first, quantity: UNITS_OF_BUNDLE }]);
  }
  const key = `bench-${crypto.randomUUID()}`;
  await ensureKey(database, tenantId, key, ORIGIN);
  const ledger = openStockLedger({ database, log: silent });
  const { receive } = commandsOf(storeId);
  await submitAll(
    ledger,
    tenantId,
    itemIds.map((itemId) => receive(itemId, onHand)),
  );
  await ledger.close();
  return { tenantId, storeId, key, itemIds, bundleId };
}
