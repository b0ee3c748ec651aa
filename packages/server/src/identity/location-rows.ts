import type { ConnectionLocation } from '@kirana/core';
import type { Tx } from '../database/database.ts';

const shown = ['connection_id', 'location', 'store_id', 'created_at'] as const;
const show = (row: {
  connection_id: string;
  location: string;
  store_id: string;
  created_at: Date;
}): ConnectionLocation => ({
  connectionId: row.connection_id,
  location: row.location,
  storeId: row.store_id,
  createdAt: row.created_at.toISOString(),
});

export async function listLocations(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  after: string,
  limit: number,
): Promise<ConnectionLocation[]> {
  const rows = await tx
    .selectFrom('connection_locations')
    .select(shown)
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('location', '>', after)
    .orderBy('location')
    .limit(limit)
    .execute();
  return rows.map(show);
}

/** A location that named another store names this one from now on. */
export async function putLocation(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  { location, storeId }: { location: string; storeId: string },
  at: Date,
): Promise<ConnectionLocation> {
  const row = await tx
    .insertInto('connection_locations')
    .values({ tenant_id: tenantId, connection_id: connectionId, location, store_id: storeId, created_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'connection_id', 'location'])
        .doUpdateSet({ store_id: storeId, snapshot_items: null }),
    )
    .returning(shown)
    .executeTakeFirstOrThrow();
  return show(row);
}

export async function deleteLocation(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  location: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('connection_locations')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('location', '=', location)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
