import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { ChunkRun } from './chunk-run.ts';

/** How many items the merchant has, removed ones too. */
export async function countItems({ tx, lane }: ChunkRun): Promise<number> {
  const { count } = await tx
    .selectFrom('catalog_items')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', lane.tenantId)
    .where('merchant_id', '=', lane.merchantId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Which of these items another store still has. */
export async function listedElsewhere({ tx, lane }: ChunkRun, itemIds: readonly string[]): Promise<Set<string>> {
  if (itemIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('store_items')
    .select('item_id')
    .distinct()
    .where('tenant_id', '=', lane.tenantId)
    .where('item_id', '=', anyOf(itemIds))
    .where('store_id', '<>', lane.store.id)
    .where('removed', '=', false)
    .execute();
  return new Set(rows.map(({ item_id }) => item_id));
}
