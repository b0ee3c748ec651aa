import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { KiranaError } from '@kirana/core';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.ts';
import { decrypt, encrypt, type MasterKey } from './master-key.ts';
import type { Sealer } from './sealing.ts';

interface DataKey {
  readonly seal: KeyObject;
  readonly nonce: KeyObject;
}

const split = (key: Uint8Array): DataKey => ({
  seal: createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'seal', 32))),
  nonce: createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'nonce', 32))),
});

/** Seals under each tenant's own data key. Erasing that key makes everything sealed for the tenant unreadable for ever. */
export function tenantSealer({ database, master }: { database: Database; master: MasterKey }): Sealer {
  const known = new LRUCache<string, Promise<DataKey>>({ max: 10_000, ttl: 60_000 });

  const keyOf = (tenantId: string): Promise<DataKey> => {
    const cached = known.get(tenantId);
    if (cached !== undefined) return cached;
    const loading = load(tenantId);
    known.set(tenantId, loading);
    loading.catch(() => known.delete(tenantId));
    return loading;
  };

  async function load(tenantId: string): Promise<DataKey> {
    const wrapped = await database.system(async (tx) => {
      const fresh = master.wrap(randomBytes(32), tenantId);
      await tx
        .updateTable('tenants')
        .set({ data_key: fresh })
        .where('tenant_id', '=', tenantId)
        .where('data_key', 'is', null)
        .execute();
      const row = await tx
        .selectFrom('tenants')
        .select('data_key')
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return row?.data_key ?? undefined;
    });
    if (wrapped === undefined) throw new KiranaError('NOT_FOUND', { tenantId });
    const { secret, underPreviousKey } = master.unwrap(wrapped, tenantId);
    if (underPreviousKey) await rewrap(tenantId, secret);
    return split(secret);
  }

  const rewrap = (tenantId: string, secret: Uint8Array) =>
    database.system((tx) =>
      tx
        .updateTable('tenants')
        .set({ data_key: master.wrap(secret, tenantId) })
        .where('tenant_id', '=', tenantId)
        .execute(),
    );

  return {
    async seal(tenantId, bytes) {
      const key = await keyOf(tenantId);
      const nonce = createHmac('sha256', key.nonce).update(bytes).digest().subarray(0, 12);
      return encrypt(key.seal, nonce, bytes, tenantId);
    },
    async open(tenantId, sealed) {
      const bytes = decrypt((await keyOf(tenantId)).seal, sealed, tenantId);
      if (bytes === undefined) throw new KiranaError('SECRET_KEY_UNKNOWN', { tenantId });
      return bytes;
    },
  };
}
