import type { StockLimits } from '@kirana/core';
import type { Database } from '../../database/database.ts';
import type { StockLedger } from '../stock-ledger.ts';
import type { OrderFacts } from './order-facts.ts';

export interface InventoryDeps {
  readonly database: Database;
  readonly ledger: StockLedger;
  readonly facts: OrderFacts;
  /** As the ledger decides by. */
  readonly limits: Pick<StockLimits, 'untrackedMaxQuantity'>;
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
  readonly now: () => Date;
}
