import type { OwnChange } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { msOf, numbers, texts, timeOf } from './column-lists.ts';
import type { Acknowledged } from './stock-ledger.ts';

/** Whose changes are wanted, from which moment on, and who may have acknowledged them. */
export interface OwnChangesOf {
  readonly itemId: string;
  readonly afterMs: number;
  readonly source: string;
}

/** What we did to on hand ourselves, as the ledger has it, by item. */
export async function readOwnChanges(
  tx: Tx,
  tenantId: string,
  storeId: string,
  wanted: readonly OwnChangesOf[],
): Promise<ReadonlyMap<string, OwnChange[]>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<OwnChange & { itemId: string }>`
    select w.item_id as "itemId", e.sequence, ${msOf('e.occurred_at')} as "atMs", e.delta_on_hand as quantity,
      case when e.kind = 'counted' then e.on_hand end as counted, ${msOf('a.acknowledged_at')} as "acknowledgedAtMs"
    from unnest(${texts(wanted.map(({ itemId }) => itemId))}, ${numbers(wanted.map(({ afterMs }) => afterMs))},
      ${texts(wanted.map(({ source }) => source))}) as w(item_id, after_ms, source)
    cross join lateral (
      select * from stock_entries
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = w.item_id and occurred_at > ${timeOf('w.after_ms')}
        and kind in ('sold', 'committed', 'received', 'adjusted', 'counted') offset 0) e
    left join lateral (
      select acknowledged_at from stock_acknowledgements
      where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = w.item_id and source = w.source
        and sequence = e.sequence limit 1) a on true
    order by e.sequence`.execute(tx);
  const byItem = new Map<string, OwnChange[]>();
  for (const { itemId, ...change } of rows) {
    const known = byItem.get(itemId);
    if (known === undefined) byItem.set(itemId, [change]);
    else known.push(change);
  }
  return byItem;
}

/** The first word counts: a provider that says it again had it already. */
export async function insertAcknowledged(
  tx: Tx,
  tenantId: string,
  storeId: string,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  await sql`
    insert into stock_acknowledgements (tenant_id, store_id, item_id, source, sequence, acknowledged_at)
    select ${tenantId}, ${storeId}, w.item_id, w.source, w.sequence, ${timeOf('w.at_ms')}
    from unnest(${texts(acknowledged.map(({ itemId }) => itemId))}, ${texts(acknowledged.map(({ source }) => source))},
      ${numbers(acknowledged.map(({ sequence }) => sequence))}, ${numbers(acknowledged.map(({ atMs }) => atMs))})
      as w(item_id, source, sequence, at_ms)
    on conflict do nothing`.execute(tx);
}
