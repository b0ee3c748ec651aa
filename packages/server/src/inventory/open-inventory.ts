import type { StockLimits, TermsOf } from '@kirana/core';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { StoreSnapshots } from '../catalog/store-snapshots.ts';
import type { Database } from '../database/database.ts';
import type { Route } from '../http/route.ts';
import { inventoryRoutes } from './http/inventory-routes.ts';
import { orderFacts } from './http/order-facts.ts';
import { reconciliationRoutes } from './reconcile/reconciliation-routes.ts';
import { stockCheckRoutes } from './reconcile/stock-check-routes.ts';
import { openStockLedger, type StockLedger } from './stock-ledger.ts';
import { openStockSweeper } from './stock-sweeper.ts';

export interface InventoryRoomDeps {
  readonly database: Database;
  /** The catalog's own: what it keeps is not kept twice. */
  readonly snapshots: StoreSnapshots;
  readonly log: Logger;
  readonly metrics?: { readonly registry: Registry };
  readonly now: () => Date;
  readonly limits: Pick<StockLimits, 'maxOpenPerHolder' | 'untrackedMaxQuantity'>;
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
  readonly termsOf?: (tenantId: string) => Promise<TermsOf>;
  /** Whether this process ends what is past its time. */
  readonly workers: boolean;
}

export interface InventoryRoom {
  readonly routes: readonly Route[];
  readonly ledger: StockLedger;
  close(): Promise<void>;
}

/** Stock: its ledger, what is asked of it, and who tidies up. */
export function openInventory(deps: InventoryRoomDeps): InventoryRoom {
  const { database, snapshots, log, now, limits, staleAfterMs, workers, termsOf = async () => new Map() } = deps;
  const ledger = openStockLedger(deps);
  const sweeper = workers ? openStockSweeper({ database, ledger, log }) : undefined;
  const facts = orderFacts({ database, snapshots });
  const checking = { database, ledger, facts, termsOf, now };
  return {
    routes: [
      ...inventoryRoutes({ database, ledger, facts, limits, staleAfterMs, now }),
      ...reconciliationRoutes(checking),
      ...stockCheckRoutes(checking),
    ],
    ledger,
    async close() {
      await sweeper?.close();
      await ledger.close();
    },
  };
}
