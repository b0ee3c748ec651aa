import { sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import { newId } from '../database/new-id.ts';
import type { ChunkRun } from './chunk-run.ts';

/** Ids of brands by name; a name not seen yet becomes a brand of the merchant. */
export async function readBrandIds(run: ChunkRun, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = names.filter((name) => name !== '');
  if (wanted.length === 0) return new Map();
  const { tenantId, merchantId } = run.lane;
  const read = async () => {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from brands where tenant_id = ${tenantId} and merchant_id = ${merchantId}
        and name = ${anyOf(wanted)}`.execute(run.tx);
    return new Map(rows.map(({ id, name }) => [name, id]));
  };
  const known = await read();
  const missing = wanted.filter((name) => !known.has(name)).sort();
  if (missing.length === 0 || run.dryRun) return known;
  const rows = missing.map((name) => ({ tenant_id: tenantId, id: newId('brand'), merchant_id: merchantId, name }));
  await sql`insert into brands select * from jsonb_populate_recordset(null::brands, ${JSON.stringify(rows)}::text::jsonb)
    on conflict do nothing`.execute(run.tx);
  return read();
}
