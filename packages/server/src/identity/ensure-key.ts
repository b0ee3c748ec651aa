import type { Origin } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { hashOfKey } from '../http/authentication.ts';
import { findKeyByHash } from '../http/authentication-rows.ts';
import { makeKey } from './make-key.ts';

/** Makes an admin key with this text for the tenant, unless the text is a key already. For the demo and for tests. */
export async function ensureKey(database: Database, tenantId: string, text: string, origin: Origin): Promise<void> {
  await database.system(async (tx) => {
    const known = await findKeyByHash(tx, hashOfKey(text));
    if (known === undefined)
      await makeKey(tx, tenantId, { name: 'Given key', scopes: ['admin'], text }, origin.actor, new Date());
  });
}
