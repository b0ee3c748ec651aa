import { type ChunkRun, emptyOutcome } from './chunk-run.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import type { LaneDeps } from './lane-worker.ts';
import type { ReadDelivery } from './read-delivery.ts';
import { applyStock } from './stock-answers.ts';
import { giveReports, REPORTS_TOGETHER } from './stock-reports.ts';
import { readJudgedList } from './stock-snapshot.ts';
import { emptyAbsent } from './stock-steps.ts';

/**
 * Gives the ledger a list of stock that was held, in its order: what was reported after it stays. Items that nobody knows yet are waited for.
 * @throws what passes: it may be done again
 */
export async function giveHeldList(
  deps: LaneDeps,
  lane: LaneContext,
  delivery: DeliveryFacts,
  read: ReadDelivery,
): Promise<void> {
  const list = await readJudgedList(deps, lane, delivery, read);
  const { entries } = read.stock;
  for (let at = 0; at < entries.length; at += REPORTS_TOGETHER) {
    const slice = entries.slice(at, at + REPORTS_TOGETHER);
    const stock = await giveReports(deps, lane, slice);
    await deps.database.tenant(lane.tenantId, async (tx) => {
      const run: ChunkRun = {
        tx,
        lane,
        delivery,
        now: deps.now(),
        snapshot: false,
        dryRun: false,
        assumed: new Map(),
        limits: { mostItems: deps.mostItems },
        stock,
      };
      await applyStock(run, slice, emptyOutcome());
    });
  }
  await emptyAbsent(deps, lane, list);
}
