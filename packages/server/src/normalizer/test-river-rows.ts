import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** A tenant with a merchant, a source, a store and a connection to it. */
export async function seed(
  database: Database,
  ids: { tenantId: string; merchantId: string; storeId: string; sourceId: string; connectionId: string },
  snapshotSwitches: 'first' | 'always' | 'never',
): Promise<void> {
  const tenant_id = ids.tenantId;
  const empty = JSON.stringify({});
  await database.owner(async (db) => {
    await db.insertInto('tenants').values({ tenant_id, name: 'Test' }).execute();
    await db.insertInto('merchants').values({ tenant_id, id: ids.merchantId, name: 'M', rounding: empty }).execute();
    await insertSource(db, ids, 'plain');
    await insertConnection(db, ids, snapshotSwitches, 100);
    await insertStore(db, ids, 'shop-1');
  });
}

export async function insertSource(
  db: Kysely<Schema>,
  { tenantId, sourceId }: { readonly tenantId: string; readonly sourceId: string },
  adapter: string,
): Promise<void> {
  await db
    .insertInto('sources')
    .values({
      tenant_id: tenantId,
      id: sourceId,
      adapter,
      name: 'P',
      settings: JSON.stringify({}),
      secrets: new Uint8Array([1]),
      hook_token_hash: createHash('sha256').update(sourceId).digest(),
      hook_token_previous_hash: null,
    })
    .execute();
}

/** A store that a location of the connection leads to. */
export async function insertStore(
  db: Kysely<Schema>,
  ids: {
    readonly tenantId: string;
    readonly merchantId: string;
    readonly storeId: string;
    readonly connectionId: string;
  },
  location: string,
): Promise<void> {
  const tenant_id = ids.tenantId;
  await db
    .insertInto('stores')
    .values({
      tenant_id,
      id: ids.storeId,
      merchant_id: ids.merchantId,
      name: location,
      kind: 'restaurant',
      zone: 'Asia/Kolkata',
      currency: 'INR',
      default_locale: 'en-IN',
      hours: JSON.stringify({ weekly: [], exceptions: [] }),
      business_day_start: '00:00',
      status_state: 'open',
      status_reason: null,
    })
    .execute();
  await linkLocation(db, ids, location);
}

export async function insertConnection(
  db: Kysely<Schema>,
  ids: {
    readonly tenantId: string;
    readonly merchantId: string;
    readonly sourceId: string;
    readonly connectionId: string;
  },
  snapshotSwitches: 'first' | 'always' | 'never',
  rank: number,
): Promise<void> {
  await db
    .insertInto('connections')
    .values({
      tenant_id: ids.tenantId,
      id: ids.connectionId,
      source_id: ids.sourceId,
      merchant_id: ids.merchantId,
      account: ids.connectionId,
      name: 'C',
      settings: JSON.stringify({}),
      status: 'active',
      status_reason: null,
      rank,
      snapshot_switches: snapshotSwitches,
      pull_every_minutes: null,
    })
    .execute();
}

export async function linkLocation(
  db: Kysely<Schema>,
  ids: { readonly tenantId: string; readonly connectionId: string; readonly storeId: string },
  location: string,
): Promise<void> {
  await db
    .insertInto('connection_locations')
    .values({
      tenant_id: ids.tenantId,
      connection_id: ids.connectionId,
      location,
      store_id: ids.storeId,
      snapshot_items: null,
      snapshot_ingress: null,
    })
    .execute();
}
