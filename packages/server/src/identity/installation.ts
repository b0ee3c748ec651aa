import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../database/database.ts';

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Makes the root key once; undefined when there is one already. It is shown once and stored as a hash. */
export function initInstallation(
  database: Database,
  newRootKey = `kirr_${randomBytes(24).toString('hex')}`,
): Promise<string | undefined> {
  return database.owner(async (db) => {
    const made = await db
      .insertInto('installation')
      .values({ id: 1, root_key_hash: hashOf(newRootKey) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return made === undefined ? undefined : newRootKey;
  });
}

/** Replaces the root key, for whoever has lost it: needs the server's own access to the database. */
export async function replaceRootKey(database: Database): Promise<string> {
  const rootKey = `kirr_${randomBytes(24).toString('hex')}`;
  await database.owner((db) =>
    db
      .insertInto('installation')
      .values({ id: 1, root_key_hash: hashOf(rootKey) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ root_key_hash: hashOf(rootKey) }))
      .execute(),
  );
  return rootKey;
}

/** Tells whether a key is the root key, by the hash read at start. */
export async function rootKeyCheck(database: Database): Promise<(key: string) => boolean> {
  const row = await database.owner((db) => db.selectFrom('installation').select('root_key_hash').executeTakeFirst());
  const expected = row?.root_key_hash;
  return (key) => expected !== undefined && timingSafeEqual(hashOf(key), expected);
}
