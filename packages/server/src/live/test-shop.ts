import type { EventKind } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import type { Authenticate } from '../http/authentication.ts';

export interface Shop {
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
}

/** One credential per tenant: its id. */
export const authenticate: Authenticate = async (credential) => {
  const [tenantId = '', storeId = null] = credential.split('~');
  return {
    caller: { kind: 'key', tenantId, keyId: `key_${credential}`, scopes: ['admin'], storeId },
    requestsPerMinute: null,
    origins: null,
  };
};

/** A store of a new or given tenant and merchant. */
export async function insertShop(database: Database, tenantId = newId('tenant'), merchantId?: string): Promise<Shop> {
  const shop = { tenantId, merchantId: merchantId ?? newId('merchant'), storeId: newId('store') };
  await database.system((tx) =>
    tx
      .insertInto('tenants')
      .values({ tenant_id: tenantId, name: 'Test' })
      .onConflict((on) => on.doNothing())
      .execute(),
  );
  await database.tenant(tenantId, async (tx) => {
    if (merchantId === undefined)
      await tx
        .insertInto('merchants')
        .values({ tenant_id: tenantId, id: shop.merchantId, name: 'Test', rounding: '{}' })
        .execute();
    await tx
      .insertInto('stores')
      .values({
        tenant_id: tenantId,
        id: shop.storeId,
        merchant_id: shop.merchantId,
        name: 'Test',
        kind: 'restaurant',
        zone: 'Asia/Kolkata',
        currency: 'INR',
        default_locale: 'en-IN',
        hours: '{}',
        business_day_start: '04:00',
        status_state: 'open',
      })
      .execute();
  });
  return shop;
}

/** An event in one of a shop's two streams, with any data. */
export const change = (shop: Shop, of: 'store' | 'merchant', data: unknown, kind: EventKind = 'switch.changed') =>
  ({
    tenantId: shop.tenantId,
    stream: of === 'store' ? `store:${shop.storeId}` : `merchant:${shop.merchantId}`,
    kind,
    subject: 'itm_1',
    data,
  }) as TenantEvent;
