import type { EntityKind, SourceMapping } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { SourceMappingsTable } from '../database/schema.ts';

const show = (row: Selectable<SourceMappingsTable>): SourceMapping => ({
  connectionId: row.connection_id,
  entityKind: row.entity_kind,
  externalId: row.external_id,
  entityId: row.entity_id,
  providerVersion: row.provider_version,
  lastDeliveryId: row.last_delivery_id,
  lastSeenAt: row.last_seen_at.toISOString(),
  removed: row.removed,
});

export interface MappingFilter {
  readonly entityKind?: EntityKind | undefined;
  readonly externalId?: string | undefined;
  readonly entityId?: string | undefined;
}

export interface MappingPlace {
  readonly entityKind: string;
  readonly externalId: string;
}

export async function listMappings(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  filter: MappingFilter,
  after: MappingPlace | undefined,
  limit: number,
): Promise<SourceMapping[]> {
  let query = tx
    .selectFrom('source_mappings')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId);
  if (filter.entityKind !== undefined) query = query.where('entity_kind', '=', filter.entityKind);
  if (filter.externalId !== undefined) query = query.where('external_id', '=', filter.externalId);
  if (filter.entityId !== undefined) query = query.where('entity_id', '=', filter.entityId);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(entity_kind, external_id) > (${after.entityKind}, ${after.externalId})`);
  }
  return (await query.orderBy('entity_kind').orderBy('external_id').limit(limit).execute()).map(show);
}

/** The provider's content is forgotten, so that its next message is applied to the entity named now. */
export async function putMapping(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  { entityKind, externalId, entityId }: { entityKind: EntityKind; externalId: string; entityId: string },
  at: Date,
): Promise<SourceMapping> {
  const row = await tx
    .insertInto('source_mappings')
    .values({
      tenant_id: tenantId,
      connection_id: connectionId,
      entity_kind: entityKind,
      external_id: externalId,
      entity_id: entityId,
      last_seen_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'connection_id', 'entity_kind', 'external_id'])
        .doUpdateSet({ entity_id: entityId, content_hash: null, provider_version: null }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return show(row);
}

/** The next list of this connection is looked at in full, even if it says what the last one said. */
export async function forgetContent(tx: Tx, tenantId: string, connectionId: string): Promise<void> {
  await tx
    .updateTable('source_mappings')
    .set({ content_hash: null })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('content_hash', 'is not', null)
    .execute();
}

export async function isMapped(tx: Tx, tenantId: string, entityId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('source_mappings')
    .select('entity_id')
    .where('tenant_id', '=', tenantId)
    .where('entity_id', '=', entityId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where things of each kind are, and whose they are. */
const OWNERS: Readonly<Record<EntityKind, string>> = {
  item: 'select merchant_id, id from catalog_items',
  category: 'select merchant_id, id from categories',
  tax: 'select merchant_id, id from taxes',
  brand: 'select merchant_id, id from brands',
  modifier_group: 'select merchant_id, id from modifier_groups',
  modifier_option:
    'select g.merchant_id, o.id from modifier_options o join modifier_groups g on g.tenant_id = o.tenant_id and g.id = o.group_id',
  charge: 'select s.merchant_id, c.id from charges c join stores s on s.tenant_id = c.tenant_id and s.id = c.store_id',
};

/** Row-level security keeps this to the tenant of the transaction. */
export async function merchantOfEntity(tx: Tx, kind: EntityKind, entityId: string): Promise<string | undefined> {
  const { rows } = await sql<{ merchant_id: string }>`
    select merchant_id from (${sql.raw(OWNERS[kind])}) as owned where id = ${entityId}`.execute(tx);
  return rows[0]?.merchant_id;
}
