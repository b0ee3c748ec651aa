import { type ChunkRun, type Incoming, type Outcome, shareOf } from './chunk-run.ts';
import { versioningOf } from './lane-context.ts';
import { type IncomingStock, isStock } from './stock-order.ts';
import { readStockPlaces } from './stock-place-rows.ts';
import { endWaiting, keepWaiting } from './waiting-rows.ts';

/**
 * Notes what the ledger made of reports of stock. What it was not given yet is due: the delivery is not finished before it was. What nobody
 * knows waits for its item.
 */
export async function applyStock(run: ChunkRun, incoming: readonly Incoming[], outcome: Outcome): Promise<void> {
  if (incoming.length === 0 || run.dryRun) return;
  const unknown: IncomingStock[] = [];
  const ended: IncomingStock[] = [];
  for (const entry of incoming.filter(isStock)) {
    const answer = run.stock.get(entry);
    if (answer === undefined) {
      outcome.stockDue = true;
      continue;
    }
    if (answer.kind === 'unknown') unknown.push(entry);
    else ended.push(entry);
    const share = shareOf(outcome, entry);
    if (answer.kind === 'stale' || (answer.kind === 'known' && !isOwnEcho(run, entry))) share.stale += 1;
    else share.current += 1;
    if (answer.kind === 'changed') share.changed += 1;
    if (answer.kind !== 'problem') continue;
    const { path, externalId } = entry.change;
    share.problems.push({ code: 'ITEM_INVALID', path, externalId, message: answer.message });
  }
  await endWaiting(
    run,
    ended.filter(({ waited }) => waited),
  );
  await wait(run, unknown, outcome);
}

/** Heard before from this very delivery: it was given to the ledger by a run that did not come to its end, or it is replayed. */
const isOwnEcho = ({ lane, delivery }: ChunkRun, entry: IncomingStock): boolean =>
  versioningOf(lane, 'stock') !== 'sequence' || delivery.again || delivery.attempts > 1 || entry.waited;

async function wait(run: ChunkRun, unknown: readonly IncomingStock[], outcome: Outcome): Promise<void> {
  const fresh = unknown.filter(({ waited }) => !waited);
  if (fresh.length === 0) return;
  const waiting = fresh.map((incoming) => ({
    needsKind: 'item' as const,
    needsExternalId: incoming.change.externalId,
    incoming,
  }));
  await keepWaiting(run, waiting, outcome);
  // the item may have come with this transaction, or while the ledger was asked
  const places = await readStockPlaces(
    run.tx,
    run.lane,
    fresh.map(({ change }) => change.externalId),
  );
  if (places.size > 0) outcome.stockDue = true;
}
