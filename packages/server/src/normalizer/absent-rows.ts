import { type EntityKind, PERSON } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { LaneContext } from './lane-context.ts';

export interface KnownThing {
  readonly externalId: string;
  readonly entityId: string;
}

/** The items this connection lists at the store of the lane. */
export async function knownItems(tx: Tx, lane: LaneContext): Promise<KnownThing[]> {
  const { rows } = await sql<KnownThing>`
    select m.external_id as "externalId", m.entity_id as "entityId"
    from source_mappings m
    join source_values v on v.tenant_id = m.tenant_id and v.entity_kind = 'store_item'
      and v.entity_id = ${lane.store.id} || '/' || m.entity_id and v.source = m.connection_id
    where m.tenant_id = ${lane.tenantId} and m.connection_id = ${lane.connectionId} and m.entity_kind = 'item'
      and v.marks->'content' is not null and v.marks->'content'->'gone' is null
    order by m.external_id`.execute(tx);
  return rows;
}

/** The things of a merchant that this connection has at the store of the lane. */
export async function knownThings(
  tx: Tx,
  lane: LaneContext,
  kind: Exclude<EntityKind, 'item' | 'brand' | 'modifier_option'>,
): Promise<KnownThing[]> {
  const { rows } = await sql<KnownThing>`
    select m.external_id as "externalId", m.entity_id as "entityId"
    from source_mappings m
    join source_values v on v.tenant_id = m.tenant_id and v.entity_kind = m.entity_kind
      and v.entity_id = m.entity_id and v.source = m.connection_id and v.source <> ${PERSON}
    where m.tenant_id = ${lane.tenantId} and m.connection_id = ${lane.connectionId} and m.entity_kind = ${kind}
      and v.marks->${lane.store.id} is not null and v.marks->${lane.store.id}->'gone' is null
    order by m.external_id`.execute(tx);
  return rows;
}

/** Forgets what was last seen of things that are gone, so that they come back when they are listed again. */
export async function markRemoved(
  tx: Tx,
  lane: LaneContext,
  kind: EntityKind,
  entityIds: readonly string[],
): Promise<void> {
  const removed = lane.connectionStores.length === 1;
  await sql`update source_mappings set content_hash = null, removed = removed or ${removed}
    where tenant_id = ${lane.tenantId} and connection_id = ${lane.connectionId} and entity_kind = ${kind}
      and entity_id = any(array(select jsonb_array_elements_text(${JSON.stringify(entityIds)}::text::jsonb)))`.execute(
    tx,
  );
}

export async function saveSnapshotSize(tx: Tx, lane: LaneContext, ingress: number, items: number): Promise<void> {
  await sql`update connection_locations set snapshot_items = ${items}, snapshot_ingress = ${ingress}
    where tenant_id = ${lane.tenantId} and connection_id = ${lane.connectionId} and location = ${lane.location}
      and (snapshot_ingress is null or snapshot_ingress <= ${ingress})`.execute(tx);
}
