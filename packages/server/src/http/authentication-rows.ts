import type { Scope } from '@kirana/core';
import type { Tx } from '../database/database.ts';

/** A key that is not revoked, as authentication needs it. */
export interface KnownKey {
  readonly tenantId: string;
  readonly id: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly requestsPerMinute: number | null;
}

const validKeys = (tx: Tx) =>
  tx
    .selectFrom('api_keys')
    .select([
      'tenant_id as tenantId',
      'id',
      'scopes',
      'store_id as storeId',
      'requests_per_minute as requestsPerMinute',
    ])
    .where('revoked_at', 'is', null);

export const findKeyByHash = (tx: Tx, hash: Uint8Array): Promise<KnownKey | undefined> =>
  validKeys(tx).where('key_hash', '=', hash).executeTakeFirst();

export const findKeyById = (tx: Tx, tenantId: string, id: string): Promise<KnownKey | undefined> =>
  validKeys(tx).where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst();
