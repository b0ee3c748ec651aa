import { PERSON } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { FieldEdit, Marks, SourceValuesTable } from '../database/schema.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import { anyOf, eachOf } from './key-list-rows.ts';

/** Which entities have statements. A store item is `<storeId>/<itemId>`, a store option `<storeId>/<optionId>`. */
export type StatedKind =
  | 'item'
  | 'store_item'
  | 'category'
  | 'tax'
  | 'charge'
  | 'modifier_group'
  | 'store_option'
  | 'store';

export const atStore = (storeId: string, id: string): string => `${storeId}/${id}`;

/** What one source says of one entity, and how far in that source's order each aspect of it is. */
export interface SourceStatement {
  readonly entityId: string;
  /** `person`, or a connection id. */
  readonly source: string;
  readonly said: Readonly<Record<string, unknown>>;
  /** Who edited which field by hand; of `person` only. */
  readonly edits: Readonly<Record<string, FieldEdit>>;
  readonly marks: Marks;
}

/** How much a connection counts against others: the lowest rank wins, a field may have its own. */
export interface Authority {
  readonly rank: number;
  readonly authority: Readonly<Record<string, number>>;
}

/** All statements of these entities, by entity. */
export async function readStatements(
  tx: Tx,
  tenantId: string,
  kind: StatedKind,
  entityIds: readonly string[],
): Promise<Map<string, SourceStatement[]>> {
  const found = new Map<string, SourceStatement[]>();
  if (entityIds.length === 0) return found;
  const { rows } = await sql<Selectable<SourceValuesTable>>`
    select found.* from ${eachOf(entityIds)} cross join lateral (
      select entity_id, source, said, edits, marks from source_values
      where tenant_id = ${tenantId} and entity_kind = ${kind} and entity_id = each.key offset 0) found`.execute(tx);
  for (const row of rows) {
    const statement = {
      entityId: row.entity_id,
      source: row.source,
      said: row.said,
      edits: row.edits,
      marks: row.marks,
    };
    const others = found.get(row.entity_id);
    if (others === undefined) found.set(row.entity_id, [statement]);
    else others.push(statement);
  }
  return found;
}

export async function writeStatements(
  tx: Tx,
  tenantId: string,
  kind: StatedKind,
  statements: readonly SourceStatement[],
  now: Date,
): Promise<void> {
  const rows = statements.map(({ entityId, source, said, edits, marks }) => ({
    tenant_id: tenantId,
    entity_kind: kind,
    entity_id: entityId,
    source,
    said,
    edits,
    marks,
    updated_at: now.toISOString(),
  }));
  await upsertRows(tx, 'source_values', rows, ['tenant_id', 'entity_kind', 'entity_id', 'source']);
}

/** Ranks of the connections among these sources. */
export async function readAuthorities(
  tx: Tx,
  tenantId: string,
  statements: Iterable<readonly SourceStatement[]>,
): Promise<Map<string, Authority>> {
  const sources = new Set<string>();
  for (const list of statements) for (const { source } of list) if (source !== PERSON) sources.add(source);
  if (sources.size === 0) return new Map();
  const rows = await tx
    .selectFrom('connections')
    .select(['id', 'rank', 'authority'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', anyOf([...sources]))
    .execute();
  return new Map(rows.map((row) => [row.id, { rank: row.rank, authority: row.authority }]));
}
