import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

type ListedTable = 'api_keys' | 'sources' | 'subscriptions';

/** Rows of a tenant in the order of their ids, those after one; an empty text: from the first on. */
export async function listRows<T extends ListedTable>(
  tx: Tx,
  table: T,
  tenantId: string,
  after: string,
  limit: number,
): Promise<Selectable<Schema[T]>[]> {
  // a query is typed for one table: the columns used here are the same in all
  const query = tx
    .selectFrom(table as 'sources')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()) as unknown as Selectable<Schema[T]>[];
}
