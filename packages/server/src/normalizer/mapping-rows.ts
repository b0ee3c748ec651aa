import type { EntityKind } from '@kirana/core';
import { sql } from 'kysely';
import { anyOf, eachOf } from '../catalog-writes/key-list-rows.ts';
import { markStockToSend } from '../commands/stock-to-send-rows.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import type { ChunkRun, Created, Incoming } from './chunk-run.ts';

/** Between the id of an option and that of its group, where a provider puts one add-on into several groups. */
export const OPTION_SEPARATOR = '\u001f';

export interface Mapping {
  readonly externalId: string;
  readonly entityId: string;
  /** Hex of the content last applied; null: look again. */
  readonly hash: string | null;
  readonly removed: boolean;
  /** Of an item, at the store of this lane; null: it is not there. */
  readonly switchedOff: boolean | null;
  readonly removedAtStore: boolean | null;
}

const assumedKey = (kind: EntityKind, externalId: string): string => `${kind}|${externalId}`;

/** What this connection's ids of one kind stand for. Unknown ones are left out. */
export async function readMappings(
  run: ChunkRun,
  kind: EntityKind,
  externalIds: readonly string[],
): Promise<Map<string, Mapping>> {
  const found = new Map<string, Mapping>();
  if (externalIds.length === 0) return found;
  const { tenantId, connectionId, store } = run.lane;
  const { rows } = await sql<Mapping>`
    select m.external_id as "externalId", m.entity_id as "entityId", encode(m.content_hash, 'hex') as hash, m.removed,
      s.switched_off as "switchedOff", s.removed as "removedAtStore"
    from ${eachOf(externalIds)} cross join lateral (
      select external_id, entity_id, content_hash, removed from source_mappings
      where tenant_id = ${tenantId} and connection_id = ${connectionId} and entity_kind = ${kind} and external_id = each.key limit 1) m
    left join lateral (
      select switched_off, removed from store_items
      where tenant_id = ${tenantId} and store_id = ${store.id} and item_id = m.entity_id limit 1) s on ${kind} = 'item'`.execute(
    run.tx,
  );
  for (const row of rows) found.set(row.externalId, row);
  if (run.assumed.size > 0) {
    for (const externalId of externalIds) {
      const entityId = run.assumed.get(assumedKey(kind, externalId));
      if (entityId === undefined || found.has(externalId)) continue;
      found.set(externalId, {
        externalId,
        entityId,
        hash: null,
        removed: false,
        switchedOff: null,
        removedAtStore: null,
      });
    }
  }
  return found;
}

export interface MappingWrite {
  readonly externalId: string;
  readonly entityId: string;
  readonly isNew: boolean;
  readonly hash: string | null;
  readonly version: string | null;
  readonly deliveryId: string;
  readonly removed: boolean;
}

/** Two lanes of one connection gave the same new id a meaning at once: the later one starts its chunk again. */
export class MappingRace extends Error {}

/** @throws MappingRace */
export async function writeMappings(run: ChunkRun, kind: EntityKind, writes: readonly MappingWrite[]): Promise<void> {
  const fresh = writes.filter(({ isNew }) => isNew);
  if (run.dryRun) {
    for (const { externalId, entityId } of fresh) run.assumed.set(assumedKey(kind, externalId), entityId);
    return;
  }
  const row = (write: MappingWrite) => ({
    tenant_id: run.lane.tenantId,
    connection_id: run.lane.connectionId,
    entity_kind: kind,
    external_id: write.externalId,
    entity_id: write.entityId,
    content_hash: write.hash === null ? null : `\\x${write.hash}`,
    provider_version: write.version,
    last_delivery_id: write.deliveryId,
    last_seen_at: run.now.toISOString(),
    removed: write.removed,
  });
  if (fresh.length > 0) {
    const { rows } = await sql`insert into source_mappings
      select * from jsonb_populate_recordset(null::source_mappings, ${JSON.stringify(fresh.map(row))}::text::jsonb)
      on conflict do nothing returning external_id`.execute(run.tx);
    if (rows.length !== fresh.length) throw new MappingRace(`${kind} ids of connection ${run.lane.connectionId}`);
    if (kind === 'item' && run.lane.sendsStock) {
      const { tenantId, store } = run.lane;
      const known = fresh.map(({ entityId }) => ({ tenantId, storeId: store.id, itemId: entityId }));
      await markStockToSend(run.tx, known, run.now);
    }
  }
  const known = writes.filter(({ isNew }) => !isNew).map(row);
  await upsertRows(run.tx, 'source_mappings', known, ['tenant_id', 'connection_id', 'entity_kind', 'external_id']);
}

/** Ids that are known now, or that this chunk gives a meaning. */
export const entityIds = (mappings: ReadonlyMap<string, Mapping>, created: readonly Created[]): Map<string, string> =>
  new Map([
    ...[...mappings].map(([externalId, { entityId }]) => [externalId, entityId] as const),
    ...created.map(({ externalId, entityId }) => [externalId, entityId] as const),
  ]);

/** Whether an entry says what this lane heard last, so that nothing of it needs a look. */
export function isUnchanged(run: ChunkRun, incoming: Incoming, mapping: Mapping | undefined): boolean {
  return (
    run.snapshot && !incoming.waited && mapping !== undefined && !mapping.removed && mapping.hash === incoming.hash
  );
}

/** Our ids of an add-on, in every group that has it. */
export async function readOptionsNamed(
  run: ChunkRun,
  externalIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { tenantId, connectionId } = run.lane;
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<{ name: string; entity_id: string }>`
    select split_part(external_id, ${OPTION_SEPARATOR}, 1) as name, entity_id from source_mappings
    where tenant_id = ${tenantId} and connection_id = ${connectionId} and entity_kind = 'modifier_option'
      and split_part(external_id, ${OPTION_SEPARATOR}, 1) = ${anyOf(externalIds)}`.execute(run.tx);
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, of]) => [name, of.map((row) => row.entity_id)]),
  );
}
