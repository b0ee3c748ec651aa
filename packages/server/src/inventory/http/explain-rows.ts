import type { LoggedEvent } from '@kirana/core';
import { anyOf } from '../../catalog-writes/key-list-rows.ts';
import { atStore } from '../../catalog-writes/statement-rows.ts';
import type { Tx } from '../../database/database.ts';
import type { Marks } from '../../database/schema.ts';
import { toLoggedEvent } from '../../events/event-rows.ts';

/** How far back in a stream is looked: a question of a person must not read a log of years. */
export const MOST_EVENTS_BACK = 50_000;
const MOST_TOLD = 400;

/** Events about these subjects in a stream, the newest first, up to its last `MOST_EVENTS_BACK`. */
export async function readHistory(
  tx: Tx,
  tenantId: string,
  stream: string,
  last: number,
  subjects: readonly string[],
): Promise<LoggedEvent[]> {
  const rows = await tx
    .selectFrom('events')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', stream)
    .where('sequence', '>', last - MOST_EVENTS_BACK)
    .where('subject', '=', anyOf(subjects))
    .orderBy('sequence', 'desc')
    .limit(MOST_TOLD)
    .execute();
  return rows.map(toLoggedEvent);
}

/** When the oldest event that is still kept of a stream was recorded; null: none is. */
export async function oldestKept(tx: Tx, tenantId: string, stream: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('events')
    .select('recorded_at')
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', stream)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  return row?.recorded_at ?? null;
}

export interface Statement {
  readonly of: 'item' | 'store_item';
  readonly itemId: string;
  readonly source: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly edits: Readonly<Record<string, { readonly by: string; readonly at: string }>>;
  readonly marks: Marks;
  readonly updatedAt: string;
}

/** What every source says of these items and of them at the store. */
export async function readItemStatements(
  tx: Tx,
  tenantId: string,
  storeId: string,
  itemIds: readonly string[],
): Promise<Statement[]> {
  const rows = await tx
    .selectFrom('source_values')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entity_kind', 'in', ['item', 'store_item'])
    .where('entity_id', '=', anyOf([...itemIds, ...itemIds.map((id) => atStore(storeId, id))]))
    .orderBy('entity_id')
    .orderBy('source')
    .execute();
  return rows.map((row) => ({
    of: row.entity_kind as Statement['of'],
    itemId: row.entity_id.split('/').at(-1) ?? '',
    source: row.source,
    values: row.said as Record<string, unknown>,
    edits: row.edits,
    marks: row.marks,
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** Deliveries by their place of ingress, which is how statements name them. */
export async function deliveriesAt(
  tx: Tx,
  tenantId: string,
  ingresses: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ingresses.length === 0) return new Map();
  const rows = await tx
    .selectFrom('deliveries')
    .select(['id', 'ingress'])
    .where('tenant_id', '=', tenantId)
    .where('ingress', 'in', [...new Set(ingresses)])
    .execute();
  return new Map(rows.map(({ ingress, id }) => [ingress, id]));
}
