import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../database/database.ts';
import type { StockReconciliationCountsTable } from '../../database/schema.ts';
import { msOf, numbers, texts, timeOf } from '../column-lists.ts';
import type { ProposedCount } from './propose-counts.ts';

export type CountRow = Selectable<StockReconciliationCountsTable>;

/** Rows in one statement. */
const ROWS_TOGETHER = 2_000;

export async function insertCounts(
  tx: Tx,
  tenantId: string,
  reconciliationId: string,
  counts: readonly ProposedCount[],
): Promise<void> {
  for (let at = 0; at < counts.length; at += ROWS_TOGETHER) {
    const some = counts.slice(at, at + ROWS_TOGETHER);
    await sql`
      insert into stock_reconciliation_counts (tenant_id, reconciliation_id, item_id, external_id, sequence, on_hand, stated, said, why)
      select ${tenantId}, ${reconciliationId}, w.*
      from unnest(${texts(some.map(({ itemId }) => itemId))}, ${texts(some.map(({ externalId }) => externalId))},
        ${numbers(some.map(({ sequence }) => sequence))}, ${numbers(some.map(({ onHand }) => onHand))},
        ${numbers(some.map(({ stated }) => stated))}, ${numbers(some.map(({ said }) => said))},
        ${texts(some.map(({ why }) => why))}) as w`.execute(tx);
  }
}

/** By item id, which is `after`. */
export const listCounts = (
  tx: Tx,
  tenantId: string,
  reconciliationId: string,
  after: string,
  limit: number,
): Promise<CountRow[]> =>
  tx
    .selectFrom('stock_reconciliation_counts')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('reconciliation_id', '=', reconciliationId)
    .where('item_id', '>', after)
    .orderBy('item_id')
    .limit(limit)
    .execute();

/** A count that is still to be written. */
export interface OpenCount {
  readonly itemId: string;
  readonly onHand: number;
  readonly stated: number;
  readonly said: number;
  readonly why: CountRow['why'];
  /** Null: nobody has looked again. */
  readonly looked: Look | null;
}

/** What the second look found. */
export interface Look {
  readonly sequence: number;
  readonly said: number;
  readonly unseenAfterMs: number;
}

/** Counts without an outcome, locked: whoever else approves looks at them after us. */
export async function lockOpenCounts(
  tx: Tx,
  tenantId: string,
  reconciliationId: string,
  limit: number,
): Promise<OpenCount[]> {
  const { rows } = await sql<
    Omit<OpenCount, 'looked'> & { sequence: number | null; lookedSaid: number; sinceMs: number }
  >`
    select item_id as "itemId", on_hand as "onHand", stated, said, why, looked_sequence as sequence,
      looked_said as "lookedSaid", ${msOf('looked_since')} as "sinceMs"
    from stock_reconciliation_counts
    where tenant_id = ${tenantId} and reconciliation_id = ${reconciliationId} and outcome is null
    order by item_id limit ${limit} for update`.execute(tx);
  return rows.map(({ sequence, lookedSaid, sinceMs, ...row }) => ({
    ...row,
    looked: sequence === null ? null : { sequence, said: lookedSaid, unseenAfterMs: sinceMs },
  }));
}

/** Keeps what the second look found before anything is written: whoever goes on after a crash writes the same. */
export async function saveLooks(
  tx: Tx,
  tenantId: string,
  reconciliationId: string,
  looks: readonly (Look & { readonly itemId: string })[],
): Promise<void> {
  if (looks.length === 0) return;
  await sql`
    update stock_reconciliation_counts c set looked_sequence = w.sequence, looked_said = w.said, looked_since = ${timeOf('w.since_ms')}
    from unnest(${texts(looks.map(({ itemId }) => itemId))}, ${numbers(looks.map(({ sequence }) => sequence))},
      ${numbers(looks.map(({ said }) => said))}, ${numbers(looks.map(({ unseenAfterMs }) => unseenAfterMs))})
      as w(item_id, sequence, said, since_ms)
    where c.tenant_id = ${tenantId} and c.reconciliation_id = ${reconciliationId} and c.item_id = w.item_id`.execute(
    tx,
  );
}

/** What became of a count. */
export interface CountOutcome {
  readonly itemId: string;
  readonly outcome: NonNullable<CountRow['outcome']>;
  readonly writtenSequence: number | null;
  /** Units put right that moved between the look and the count. */
  readonly putRight: number;
}

export async function saveOutcomes(
  tx: Tx,
  tenantId: string,
  reconciliationId: string,
  outcomes: readonly CountOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    update stock_reconciliation_counts c set outcome = w.outcome, written_sequence = w.sequence, put_right = w.put_right
    from unnest(${texts(outcomes.map(({ itemId }) => itemId))}, ${texts(outcomes.map(({ outcome }) => outcome))},
      ${numbers(outcomes.map(({ writtenSequence }) => writtenSequence))}, ${numbers(outcomes.map(({ putRight }) => putRight))})
      as w(item_id, outcome, sequence, put_right)
    where c.tenant_id = ${tenantId} and c.reconciliation_id = ${reconciliationId} and c.item_id = w.item_id`.execute(
    tx,
  );
}
