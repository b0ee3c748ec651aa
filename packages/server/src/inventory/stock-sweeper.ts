import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { startWorkerLoop, type WorkerLoop } from '../gateway/worker-loop.ts';
import { readDuePositions, untilNextDueMs } from './due-hold-rows.ts';
import type { StockLedger } from './stock-ledger.ts';

export interface SweeperDeps {
  readonly database: Database;
  readonly ledger: Pick<StockLedger, 'settle'>;
  readonly log: Logger;
}

const POLL_MS = 1_000;
const SOONEST_MS = 20;
/** What one round looks at: the rest waits for the next. */
const HOLDS_A_ROUND = 2_000;
const POSITIONS_TOGETHER = 100;

/**
 * Ends holds past their time at positions that nobody writes. For tidiness, and so that those who listen hear of it: what is past its time counts
 * for nothing whether or not this runs.
 */
export const openStockSweeper = (deps: SweeperDeps): WorkerLoop =>
  startWorkerLoop({
    pollMs: POLL_MS,
    step: async () => Math.max(SOONEST_MS, (await sweep(deps)) ?? POLL_MS),
    onError: (error) =>
      deps.log.error({ err: error }, 'holds past their time could not be ended; they are tried again'),
  });

/** One round. @returns milliseconds until the next hold ends: 0 after work, null when there is none. */
export async function sweep({ database, ledger, log }: SweeperDeps): Promise<number | null> {
  const { due, nextMs } = await database.system(async (tx) => {
    const found = await readDuePositions(tx, HOLDS_A_ROUND);
    return { due: found, nextMs: found.length > 0 ? 0 : await untilNextDueMs(tx) };
  });
  for (const positions of Map.groupBy(due, ({ tenantId, storeId }) => `${tenantId}|${storeId}`).values()) {
    for (let start = 0; start < positions.length; start += POSITIONS_TOGETHER) {
      const some = positions.slice(start, start + POSITIONS_TOGETHER);
      const [first] = some;
      if (first === undefined) continue;
      const itemIds = some.map(({ itemId }) => itemId);
      const { tenantId, storeId } = first;
      // one store in trouble must not keep the others waiting
      await ledger.settle(tenantId, storeId, itemIds).catch((error: unknown) => {
        log.error({ err: error, tenantId, storeId }, 'holds past their time could not be ended; they are tried again');
      });
    }
  }
  return nextMs;
}
