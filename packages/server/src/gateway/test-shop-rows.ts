import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Sealer } from '../identity/sealing.ts';
import { type SecretValues, sourceSecrets } from '../identity/source-secrets.ts';

/** Only marks bytes as sealed: the real sealer is proven where it is. */
export const markingSealer: Sealer = {
  seal: async (tenantId, bytes) => Buffer.concat([Buffer.from(`${tenantId}:`), bytes]),
  open: async (tenantId, sealed) => sealed.subarray(tenantId.length + 1),
};

export interface Shop {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly connectionId: string;
  readonly storeId: string;
  readonly hookToken: string;
  readonly hook: string;
}

/** A tenant with one store, one source, and one connection for the account `shop-1` and its store `store-1`. */
export async function createShop(
  database: Database,
  options: {
    adapter?: string;
    account?: string;
    location?: string;
    settings?: object;
    secrets?: SecretValues;
    previousToken?: { token: string; until: Date };
  } = {},
): Promise<Shop> {
  const hookToken = randomBytes(16).toString('hex');
  const [tenantId, merchantId, storeId] = [newId('tenant'), newId('merchant'), newId('store')];
  const [sourceId, connectionId] = [newId('source'), newId('connection')];
  const hash = (token: string) => createHash('sha256').update(token).digest();
  const secrets = await sourceSecrets(markingSealer).seal(
    tenantId,
    options.secrets ?? { token: { current: 'right-token' } },
  );
  const { previousToken } = options;
  await database.owner(async (db) => {
    await db.insertInto('tenants').values({ tenant_id: tenantId, name: 'Test' }).execute();
    const rounding = JSON.stringify({});
    await db.insertInto('merchants').values({ tenant_id: tenantId, id: merchantId, name: 'M', rounding }).execute();
    await db
      .insertInto('stores')
      .values({
        tenant_id: tenantId,
        id: storeId,
        merchant_id: merchantId,
        name: 'S',
        kind: 'restaurant',
        zone: 'Asia/Kolkata',
        currency: 'INR',
        default_locale: 'en-IN',
        hours: JSON.stringify({ weekly: [], exceptions: [] }),
        business_day_start: '04:00',
        status_state: 'open',
      })
      .execute();
    await db
      .insertInto('sources')
      .values({
        tenant_id: tenantId,
        id: sourceId,
        adapter: options.adapter ?? 'fake',
        name: 'Fake',
        settings: '{}',
        secrets,
        hook_token_hash: hash(hookToken),
        hook_token_previous_hash: previousToken === undefined ? null : hash(previousToken.token),
        hook_token_previous_until: previousToken?.until ?? null,
      })
      .execute();
    await db
      .insertInto('connections')
      .values({
        tenant_id: tenantId,
        id: connectionId,
        source_id: sourceId,
        merchant_id: merchantId,
        account: options.account ?? 'shop-1',
        name: 'C',
        settings: JSON.stringify(options.settings ?? {}),
        status: 'active',
      })
      .execute();
    await db
      .insertInto('connection_locations')
      .values({
        tenant_id: tenantId,
        connection_id: connectionId,
        location: options.location ?? 'store-1',
        store_id: storeId,
      })
      .execute();
  });
  return { tenantId, sourceId, connectionId, storeId, hookToken, hook: `/v1/hooks/${hookToken}` };
}
