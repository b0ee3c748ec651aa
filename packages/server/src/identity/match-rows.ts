import { ConnectionId, EntityKind, ExternalId, Instant, MatchId } from '@kirana/core';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import type { MappingMatchesTable } from '../database/schema.ts';

/** A provider's new thing that looks like one we have. It was made anew; a person says whether they are one. */
export const MappingMatch = z
  .strictObject({
    id: MatchId,
    connectionId: ConnectionId,
    entityKind: EntityKind,
    externalId: ExternalId,
    entityId: z.string().meta({ description: 'What the external id names so far' }),
    candidates: z.array(z.string()).meta({ description: 'What it might be instead' }),
    reason: z.string(),
    status: z.enum(['open', 'merged', 'kept_apart']),
    createdAt: Instant,
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: 'MappingMatch' });
export type MappingMatch = z.infer<typeof MappingMatch>;

const show = (row: Selectable<MappingMatchesTable>): MappingMatch => ({
  id: row.id,
  connectionId: row.connection_id,
  entityKind: row.entity_kind,
  externalId: row.external_id,
  entityId: row.entity_id,
  candidates: row.candidates,
  reason: row.reason,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
});

export async function listMatches(
  tx: Tx,
  tenantId: string,
  filter: { readonly status?: MappingMatch['status'] | undefined; readonly connectionId?: string | undefined },
  after: string,
  limit: number,
): Promise<MappingMatch[]> {
  let query = tx.selectFrom('mapping_matches').selectAll().where('tenant_id', '=', tenantId).where('id', '>', after);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId);
  return (await query.orderBy('id').limit(limit).execute()).map(show);
}

export async function lockMatch(tx: Tx, tenantId: string, matchId: string): Promise<MappingMatch | undefined> {
  const row = await tx
    .selectFrom('mapping_matches')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', matchId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

export async function updateMatch(tx: Tx, tenantId: string, match: MappingMatch): Promise<void> {
  await tx
    .updateTable('mapping_matches')
    .set({
      entity_id: match.entityId,
      status: match.status,
      decided_at: match.decidedAt,
      decided_by: match.decidedBy,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', match.id)
    .execute();
}

/** Stores that have this item. */
export async function storesWithItem(tx: Tx, tenantId: string, itemId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('store_items')
    .select('store_id')
    .where('tenant_id', '=', tenantId)
    .where('item_id', '=', itemId)
    .where('removed', '=', false)
    .orderBy('store_id')
    .execute();
  return rows.map(({ store_id }) => store_id);
}
