import type { ApiKey, Scope } from '@kirana/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import { listRows } from '../database/list-rows.ts';
import type { ApiKeysTable } from '../database/schema.ts';

const show = (row: Selectable<ApiKeysTable>): ApiKey => ({
  id: row.id,
  tenantId: row.tenant_id,
  name: row.name,
  scopes: row.scopes,
  storeId: row.store_id,
  hint: row.hint,
  requestsPerMinute: row.requests_per_minute,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

export interface NewKey {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly hash: Uint8Array;
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly requestsPerMinute: number | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export async function insertKey(tx: Tx, key: NewKey): Promise<ApiKey> {
  const row = await tx
    .insertInto('api_keys')
    .values({
      tenant_id: key.tenantId,
      id: key.id,
      name: key.name,
      key_hash: key.hash,
      hint: key.hint,
      scopes: JSON.stringify(key.scopes),
      store_id: key.storeId,
      requests_per_minute: key.requestsPerMinute,
      created_at: key.createdAt,
      created_by: key.createdBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return show(row);
}

export const listKeys = async (tx: Tx, tenantId: string, after: string, limit: number): Promise<ApiKey[]> =>
  (await listRows(tx, 'api_keys', tenantId, after, limit)).map(show);

/** A key revoked before keeps its first time. */
export async function revokeKey(tx: Tx, tenantId: string, keyId: string, at: Date): Promise<ApiKey | undefined> {
  await tx
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .execute();
  const row = await tx
    .selectFrom('api_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', keyId)
    .executeTakeFirst();
  return row === undefined ? undefined : show(row);
}
