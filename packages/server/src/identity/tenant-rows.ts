import type { Tenant } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

const shown = ['tenant_id', 'name', 'created_at'] as const;
const show = (row: { tenant_id: string; name: string; created_at: Date }): Tenant => ({
  id: row.tenant_id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
});

export async function insertTenant(tx: Tx, id: string, name: string, at: Date): Promise<Tenant> {
  const values = { tenant_id: id, name, created_at: at };
  return show(await tx.insertInto('tenants').values(values).returning(shown).executeTakeFirstOrThrow());
}

export async function listTenants(tx: Tx, after: string, limit: number): Promise<Tenant[]> {
  const rows = await tx
    .selectFrom('tenants')
    .select(shown)
    .where('tenant_id', '>', after)
    .orderBy('tenant_id')
    .limit(limit)
    .execute();
  return rows.map(show);
}

export async function findTenant(tx: Tx, tenantId: string): Promise<Tenant | undefined> {
  const row = await tx.selectFrom('tenants').select(shown).where('tenant_id', '=', tenantId).executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

/** Shuts the doors: keys and hook tokens. What hangs on a source goes with it. */
export async function deleteEntrances(tx: Tx, tenantId: string): Promise<void> {
  await tx.deleteFrom('api_keys').where('tenant_id', '=', tenantId).execute();
  await tx.deleteFrom('sources').where('tenant_id', '=', tenantId).execute();
}

/** Takes the tenant with all that refers to it, and with its data key: what was sealed for it can never be opened again. */
export async function deleteTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.deleteFrom('tenants').where('tenant_id', '=', tenantId).execute();
}

/** Tables that grow without end and so refer to nothing: nothing takes their rows along. */
export const UNREFERRED_TABLES = [
  'reservation_holds',
  'reservations',
  'stock_effects',
  'reported_stock',
  'stock_acknowledgements',
  'stock_shortfalls',
  'stock_entries',
  'dispatches',
  'deliveries',
  'lanes',
  'events',
  'event_streams',
  'consumer_offsets',
  'idempotency_keys',
] as const;

/** @returns how many rows went; fewer than `limit`: none is left. */
export async function deleteSome(
  tx: Tx,
  table: (typeof UNREFERRED_TABLES)[number],
  tenantId: string,
  limit: number,
): Promise<number> {
  const name = sql.table(table);
  const { numAffectedRows } = await sql`delete from ${name}
    where tenant_id = ${tenantId} and ctid = any(array(select ctid from ${name} where tenant_id = ${tenantId} limit ${limit}))`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}
