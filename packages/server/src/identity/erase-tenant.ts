import { KiranaError } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { deleteEntrances, deleteSome, deleteTenant, findTenant, UNREFERRED_TABLES } from './tenant-rows.ts';

const ROWS_AT_ONCE = 5_000;

async function eraseUnreferred(database: Database, tenantId: string): Promise<void> {
  for (const table of UNREFERRED_TABLES) {
    let deleted = ROWS_AT_ONCE;
    while (deleted >= ROWS_AT_ONCE) {
      deleted = await database.system((tx) => deleteSome(tx, table, tenantId, ROWS_AT_ONCE));
    }
  }
}

/**
 * Erases all of a tenant, in steps that can be run again: entrances first, the tenant itself last. Archived bodies stay in the archive until
 * their retention ends, but the key that opens them is gone at once (other processes forget it within a minute).
 * @throws NOT_FOUND
 */
export async function eraseTenant(database: Database, tenantId: string): Promise<void> {
  const tenant = await database.system((tx) => findTenant(tx, tenantId));
  if (tenant === undefined) throw new KiranaError('NOT_FOUND', { tenantId });
  await database.system((tx) => deleteEntrances(tx, tenantId));
  await eraseUnreferred(database, tenantId);
  await database.system((tx) => deleteTenant(tx, tenantId));
  // Workers that had begun before may have written since.
  await eraseUnreferred(database, tenantId);
}
