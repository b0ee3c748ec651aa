import { sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';

/** What the provider calls an item: the id it lists it under, and others that mean it. */
export interface ProviderIds {
  readonly externalId: string;
  readonly aliases: readonly string[];
}

/** The provider's ids of items of ours; items it does not have are left out. The id of the newest list comes first. */
export async function readProviderIds(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ProviderIds>> {
  const { rows } = await sql<{ itemId: string; ids: readonly string[] }>`
    select each.key as "itemId", m.ids from ${eachOf(itemIds)} cross join lateral (
      select json_agg(external_id order by (content_hash is null), last_seen_at desc, external_id) as ids
      from source_mappings
      where tenant_id = ${tenantId} and entity_id = each.key and connection_id = ${connectionId}
        and entity_kind = 'item' and not removed) m
    where m.ids is not null`.execute(tx);
  return new Map(
    rows.flatMap(({ itemId, ids: [externalId, ...aliases] }) =>
      externalId === undefined ? [] : [[itemId, { externalId, aliases }] as const],
    ),
  );
}
