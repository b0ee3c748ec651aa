import type { Change, ChangeOf } from '@kirana/core';
import { settleCommand } from '../commands/settlement-rows.ts';
import { insertSync } from '../gateway/sync-rows.ts';
import { applyGroups } from './apply-groups.ts';
import { applyItems, type ItemChange } from './apply-items.ts';
import { addOutcome, type ChunkRun, emptyOutcome, type Incoming, type Outcome, shareOf } from './chunk-run.ts';
import { applyCategories, applyCharges, applyTaxes } from './merchant-things.ts';
import { refusalOf } from './savepoint-rows.ts';
import { applyStock } from './stock-answers.ts';
import { applyStoreStatus } from './store-status-rows.ts';
import { takeResolved } from './waiting-rows.ts';

/** Applies changes of any kinds, and what waited for the things they bring. Only rows are written; the caller writes events and timers. */
export async function applyChanges(run: ChunkRun, incoming: readonly Incoming[], outcome: Outcome): Promise<void> {
  let batch = incoming;
  // Each round can only bring what others waited for; an honest menu needs two or three.
  for (let round = 0; batch.length > 0 && round < MOST_ROUNDS; round += 1) {
    const found = emptyOutcome(outcome.shares !== null);
    await applyBatch(run, batch, found);
    addOutcome(outcome, found);
    batch = await takeResolved(run, found.created);
  }
}

const MOST_ROUNDS = 20;

async function applyBatch(run: ChunkRun, incoming: readonly Incoming[], outcome: Outcome): Promise<void> {
  const of = <K extends Change['kind']>(...kinds: readonly K[]): Incoming<ChangeOf<K>>[] =>
    incoming.filter((entry): entry is Incoming<ChangeOf<K>> =>
      (kinds as readonly string[]).includes(entry.change.kind),
    );
  await applyTaxes(run, of('tax.upserted'), outcome);
  await applyCharges(run, of('charge.upserted'), outcome);
  await applyCategories(run, of('category.upserted'), outcome);
  await applyGroups(run, of('modifier_group.upserted'), outcome);
  const items = of('item.upserted', 'item.switched', 'item.priced', 'item.removed');
  await applyItems(run, items as readonly Incoming[] as readonly Incoming<ItemChange>[], outcome);
  await applyStoreStatus(run, of('store.status'), outcome);
  await applyStock(run, of('stock.reported'), outcome);
  for (const { change } of of('command.settled')) {
    outcome.current += 1;
    if (!run.dryRun) outcome.events.push(...(await settleCommand(run.tx, run.lane, change, run.now)));
  }
  for (const { change } of of('refetch')) {
    outcome.current += 1;
    outcome.refetch += 1;
    if (!run.dryRun) await requestPull(run, change.scope);
  }
}

/** In the transaction of the message: once it is applied, the pull is there. */
async function requestPull({ tx, lane, now }: ChunkRun, scope: string | null): Promise<void> {
  const { tenantId, connectionId } = lane;
  const requestedBy = `connection:${connectionId}`;
  await insertSync(tx, { tenantId, connectionId, reason: 'refetch', requestedBy, at: now, scope, whole: false });
}

/**
 * As `applyChanges`, but one entry that the database refuses never stops the rest: the batch is halved until the entry stands alone,
 * and that one becomes a problem.
 */
export async function applyGuarded(run: ChunkRun, incoming: readonly Incoming[], outcome: Outcome): Promise<void> {
  if (run.dryRun) return applyChanges(run, incoming, outcome);
  const found = emptyOutcome(outcome.shares !== null);
  const refusal = await refusalOf(run.tx, () => applyChanges(run, incoming, found));
  if (refusal === undefined) return addOutcome(outcome, found);
  if (incoming.length <= 1) return refuse(incoming, refusal, outcome);
  const half = Math.ceil(incoming.length / 2);
  await applyGuarded(run, incoming.slice(0, half), outcome);
  await applyGuarded(run, incoming.slice(half), outcome);
}

function refuse(incoming: readonly Incoming[], error: Error, outcome: Outcome): void {
  for (const entry of incoming) {
    const { change } = entry;
    const externalId = 'externalId' in change ? change.externalId : null;
    const problem = { code: 'ITEM_INVALID', path: change.path, externalId, message: error.message } as const;
    shareOf(outcome, entry).problems.push(problem);
  }
}
