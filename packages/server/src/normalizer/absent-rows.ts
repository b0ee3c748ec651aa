import type { EntityKind } from '@kirana/core';
import { sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import type { LaneContext } from './lane-context.ts';

export interface KnownThing {
  readonly externalId: string;
  readonly entityId: string;
}

/** The items this connection lists at the store of the lane, and said nothing of after `asOf`. Two plain scans, met here: joined by a built key they were quadratic. */
export async function knownItems(tx: Tx, lane: LaneContext, asOf: number | null): Promise<KnownThing[]> {
  const prefix = `${lane.store.id}/`;
  const { rows: stated } = await sql<{ id: string }>`
    select substr(entity_id, ${prefix.length + 1}::int) as id from source_values
    where tenant_id = ${lane.tenantId} and entity_kind = 'store_item' and entity_id >= ${prefix}
      and entity_id < ${`${lane.store.id}0`} and source = ${lane.connectionId}
      and marks->'content' is not null and marks->'content'->'gone' is null
      and (${asOf}::bigint is null or (marks->'content'->>'n')::bigint <= ${asOf}::bigint)`.execute(tx);
  const here = new Set(stated.map(({ id }) => id));
  const { rows } = await sql<KnownThing>`
    select external_id as "externalId", entity_id as "entityId" from source_mappings
    where tenant_id = ${lane.tenantId} and connection_id = ${lane.connectionId} and entity_kind = 'item'
    order by external_id`.execute(tx);
  return rows.filter(({ entityId }) => here.has(entityId));
}

/** The things of a merchant that this connection has at the store of the lane. */
export async function knownThings(
  tx: Tx,
  lane: LaneContext,
  kind: Exclude<EntityKind, 'item' | 'brand' | 'modifier_option'>,
  asOf: number | null,
): Promise<KnownThing[]> {
  const { rows: stated } = await sql<{ id: string }>`
    select entity_id as id from source_values
    where tenant_id = ${lane.tenantId} and entity_kind = ${kind} and source = ${lane.connectionId}
      and marks->${lane.store.id} is not null and marks->${lane.store.id}->'gone' is null
      and (${asOf}::bigint is null or (marks->${lane.store.id}->>'n')::bigint <= ${asOf}::bigint)`.execute(tx);
  const here = new Set(stated.map(({ id }) => id));
  const { rows } = await sql<KnownThing>`
    select external_id as "externalId", entity_id as "entityId" from source_mappings
    where tenant_id = ${lane.tenantId} and connection_id = ${lane.connectionId} and entity_kind = ${kind}
    order by external_id`.execute(tx);
  return rows.filter(({ entityId }) => here.has(entityId));
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
      and entity_id = ${anyOf(entityIds)}`.execute(tx);
}

export async function saveSnapshotSize(tx: Tx, lane: LaneContext, ingress: number, items: number): Promise<void> {
  await sql`update connection_locations set snapshot_items = ${items}, snapshot_ingress = ${ingress}
    where tenant_id = ${lane.tenantId} and connection_id = ${lane.connectionId} and location = ${lane.location}
      and (snapshot_ingress is null or snapshot_ingress <= ${ingress})`.execute(tx);
}
