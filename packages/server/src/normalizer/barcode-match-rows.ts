import { sql } from 'kysely';
import type { ItemState } from '../catalog-writes/item-state.ts';
import { newId } from '../database/new-id.ts';
import type { ItemPass } from './apply-items.ts';

/** New items that share a barcode with one of another source: never merged by itself, a person decides. */
export async function noteMatches({ run, ids }: ItemPass, fresh: readonly ItemState[]): Promise<void> {
  const codes = fresh.flatMap(({ id, barcodes }) => barcodes.map(({ code }) => ({ id, code })));
  if (codes.length === 0) return;
  const { tenantId, connectionId, merchantId } = run.lane;
  const { rows } = await sql<{ id: string; candidates: string[] }>`
    select w.id, jsonb_agg(distinct b.item_id) as candidates
    from jsonb_to_recordset(${JSON.stringify(codes)}::text::jsonb) as w(id text, code text)
    join item_barcodes b on b.tenant_id = ${tenantId} and b.code = w.code and b.item_id <> w.id
    join catalog_items i on i.tenant_id = b.tenant_id and i.id = b.item_id and i.merchant_id = ${merchantId} and not i.removed
    where not exists (select 1 from source_mappings m where m.tenant_id = b.tenant_id and m.entity_id = b.item_id
      and m.connection_id = ${connectionId})
    group by w.id`.execute(run.tx);
  if (rows.length === 0) return;
  const externalIds = new Map([...ids].map(([externalId, entityId]) => [entityId, externalId]));
  const matches = rows.map(({ id, candidates }) => ({
    tenant_id: tenantId,
    id: newId('match'),
    connection_id: connectionId,
    entity_kind: 'item',
    external_id: externalIds.get(id) ?? '',
    entity_id: id,
    candidates,
    reason: 'barcode',
    status: 'open',
    created_at: run.now.toISOString(),
  }));
  const columns = sql.raw(
    'tenant_id, id, connection_id, entity_kind, external_id, entity_id, candidates, reason, status, created_at',
  );
  await sql`insert into mapping_matches (${columns})
    select ${columns} from jsonb_populate_recordset(null::mapping_matches, ${JSON.stringify(matches)}::text::jsonb)
    on conflict do nothing`.execute(run.tx);
}
