import { KiranaError } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readDataKeys, replaceDataKey } from './data-key-rows.ts';
import type { MasterKey } from './master-key.ts';

const PAGE = 200;

export interface Rewrapped {
  /** Wrapped anew just now. */
  readonly rewrapped: number;
  /** Under the present key before. */
  readonly present: number;
  /** Nothing was ever sealed for them. */
  readonly withoutKey: number;
  /** Tenants whose key neither the present nor the previous key opens. */
  readonly unreadable: readonly string[];
}

/**
 * Wraps every tenant's data key with the present secret key, now, and not when it is next used: afterwards the previous secret key is
 * needed by nobody. What the data keys seal is not touched. Can run beside servers, and again.
 */
export async function rewrapDataKeys(database: Database, master: MasterKey): Promise<Rewrapped> {
  const counts = { rewrapped: 0, present: 0, withoutKey: 0 };
  const unreadable: string[] = [];
  for (let after = ''; ; ) {
    const tenants = await database.system((tx) => readDataKeys(tx, after, PAGE));
    for (const { tenant_id: tenantId, data_key: wrapped } of tenants) {
      const outcome = wrapped === null ? 'withoutKey' : await rewrap(database, master, tenantId, wrapped);
      if (outcome === 'unreadable') unreadable.push(tenantId);
      else counts[outcome] += 1;
    }
    const last = tenants.at(-1);
    if (last === undefined) return { ...counts, unreadable };
    after = last.tenant_id;
  }
}

async function rewrap(database: Database, master: MasterKey, tenantId: string, wrapped: Uint8Array) {
  try {
    const { secret, underPreviousKey } = master.unwrap(wrapped, tenantId);
    if (!underPreviousKey) return 'present';
    const after = master.wrap(secret, tenantId);
    await database.system((tx) => replaceDataKey(tx, tenantId, { before: wrapped, after }));
    return 'rewrapped';
  } catch (error) {
    if (error instanceof KiranaError && error.code === 'SECRET_KEY_UNKNOWN') return 'unreadable';
    throw error;
  }
}
