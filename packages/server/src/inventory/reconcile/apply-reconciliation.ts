import { type Answer, type Command, lookAgain, overwrittenBy, type TermsOf } from '@kirana/core';
import type { Database, Tx } from '../../database/database.ts';
import type { StockLedger } from '../stock-ledger.ts';
import { readMovedBetween, readPositionsOf } from './compare-rows.ts';
import { type Comparing, readSaid } from './compare-stock.ts';
import {
  type CountOutcome,
  type Look,
  lockOpenCounts,
  type OpenCount,
  saveLooks,
  saveOutcomes,
} from './reconciliation-count-rows.ts';
import { finishReconciliation, type ReconciliationRow } from './reconciliation-rows.ts';

export interface ApplyDeps {
  readonly database: Database;
  readonly ledger: Pick<StockLedger, 'submit'>;
  readonly termsOf: (tenantId: string) => Promise<TermsOf>;
  readonly now: () => Date;
}

/** Counts given to the ledger at a time. */
const COUNTS_TOGETHER = 250;

type Looked = Look & { readonly itemId: string };

const leftOut = (itemId: string, outcome: CountOutcome['outcome']): CountOutcome => ({
  itemId,
  outcome,
  writtenSequence: null,
  putRight: 0,
});

/** Looks again at what nobody has looked at: a difference that is another one by now is left out. */
async function lookAtOpen(
  tx: Tx,
  comparing: Comparing,
  reconciliationId: string,
): Promise<{ readonly open: readonly OpenCount[]; readonly stands: readonly Looked[] }> {
  const { tenantId, storeId } = comparing;
  const open = await lockOpenCounts(tx, tenantId, reconciliationId, COUNTS_TOGETHER);
  const fresh = open.filter(({ looked }) => looked === null);
  const positions = await readPositionsOf(
    tx,
    tenantId,
    storeId,
    fresh.map(({ itemId }) => itemId),
  );
  const found = new Map(positions.map((position) => [position.itemId, position]));
  const said = await readSaid(tx, comparing, positions, new Map(fresh.map((count) => [count.itemId, count])));
  const looks: Looked[] = [];
  const outcomes: CountOutcome[] = [];
  for (const { itemId, said: proposed, onHand } of fresh) {
    const position = found.get(itemId);
    const by = said.get(itemId);
    if (position?.tracking !== 'counted' || by === undefined) outcomes.push(leftOut(itemId, 'not_counted'));
    else {
      const look = lookAgain(proposed - onHand, by.said, position.onHand);
      if (look !== 'stands') outcomes.push(leftOut(itemId, look));
      else {
        looks.push({ itemId, sequence: position.sequence, said: by.said, unseenAfterMs: by.unseenAfterMs });
      }
    }
  }
  await saveLooks(tx, tenantId, reconciliationId, looks);
  await saveOutcomes(tx, tenantId, reconciliationId, outcomes);
  const known = open.flatMap(({ itemId, looked }) => (looked === null ? [] : [{ itemId, ...looked }]));
  return { open, stands: [...known, ...looks] };
}

/** The parts of a command that all of one reconciliation share. Its keys come from its id: given twice they are one effect. */
function commandHead(row: ReconciliationRow, itemId: string, suffix: string, now: Date) {
  return {
    storeId: row.store_id,
    itemId,
    actor: row.decided_by ?? row.created_by,
    source: { kind: 'system', id: row.id },
    key: `reconciliation:${row.id}:${itemId}${suffix}`,
    hash: row.id,
    occurredAtMs: now.getTime(),
  } as const;
}

const countOf = (row: ReconciliationRow, { itemId, said }: Looked, now: Date): Command => ({
  kind: 'count',
  ...commandHead(row, itemId, '', now),
  onHand: said,
  reason: 'reconciled',
});

const correctionOf = (row: ReconciliationRow, itemId: string, quantity: number, now: Date): Command => ({
  kind: 'adjust',
  ...commandHead(row, itemId, ':moved', now),
  quantity,
  reason: 'correction',
  from: null,
});

const writtenAt = (answer: Answer | undefined): number | null =>
  answer?.outcome === 'recorded' ? (answer.written.at(-1)?.sequence ?? null) : null;

/** Writes counts, and puts right what moved between the second look and the count. Nothing is locked meanwhile. */
async function writeCounts(
  { database, ledger, now }: ApplyDeps,
  row: ReconciliationRow,
  stands: readonly Looked[],
): Promise<void> {
  const { tenant_id: tenantId, store_id: storeId } = row;
  const answers = await Promise.all(stands.map((look) => ledger.submit(tenantId, countOf(row, look, now()))));
  const written = stands.map((look, index) => ({ ...look, at: writtenAt(answers[index]) }));
  const stretches = written.flatMap(({ itemId, sequence, at }) =>
    at === null || at === sequence + 1 ? [] : [{ itemId, after: sequence, before: at }],
  );
  const moved = await database.tenant(tenantId, (tx) => readMovedBetween(tx, tenantId, storeId, stretches));
  const wrong = written.flatMap(({ itemId, said, unseenAfterMs }) => {
    const quantity = overwrittenBy(said, unseenAfterMs, moved.get(itemId) ?? []);
    return quantity === 0 ? [] : [{ itemId, quantity }];
  });
  const righted = await Promise.all(
    wrong.map(({ itemId, quantity }) => ledger.submit(tenantId, correctionOf(row, itemId, quantity, now()))),
  );
  const putRight = new Map(
    wrong.map(({ itemId, quantity }, index) => [itemId, writtenAt(righted[index]) === null ? 0 : quantity]),
  );
  const outcomes = written.map(
    ({ itemId, at }): CountOutcome =>
      at === null
        ? leftOut(itemId, 'refused')
        : { itemId, outcome: 'written', writtenSequence: at, putRight: putRight.get(itemId) ?? 0 },
  );
  await database.tenant(tenantId, (tx) => saveOutcomes(tx, tenantId, row.id, outcomes));
}

/**
 * Writes an approved reconciliation, some counts at a time. It may be stopped anywhere and be done again, by several at once too: what is
 * written already is known by its key. @throws OVERLOADED and what else passes: approve it again
 */
export async function applyReconciliation(deps: ApplyDeps, row: ReconciliationRow): Promise<void> {
  const { database, termsOf, now } = deps;
  const { tenant_id: tenantId, store_id: storeId, id, source } = row;
  const basis =
    row.basis === 'source'
      ? ({ kind: 'source', source } as const)
      : ({ kind: 'counts', countedAtMs: (row.counted_at ?? row.created_at).getTime() } as const);
  const comparing = { tenantId, storeId, terms: await termsOf(tenantId), basis };
  for (;;) {
    const { open, stands } = await database.tenant(tenantId, (tx) => lookAtOpen(tx, comparing, id));
    if (open.length === 0) break;
    if (stands.length > 0) await writeCounts(deps, row, stands);
  }
  await database.tenant(tenantId, (tx) => finishReconciliation(tx, tenantId, id, now()));
}
