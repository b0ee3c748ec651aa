import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { masterKey } from './master-key.ts';
import { rewrapDataKeys } from './rewrap-data-keys.ts';
import { tenantSealer } from './tenant-sealer.ts';

const FIRST = 'the first secret key of this installation';
const SECOND = 'the second secret key of this installation';
const STRANGE = 'the secret key of another installation';

describe.each(testDatabases())('rewrapping data keys on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('afterwards the previous key is needed by nobody, and what it cannot open is named', async () => {
    const ids = Array.from({ length: 250 }, () => newId('tenant'));
    const rows = ids.map((tenant_id) => ({ tenant_id, name: 'T' }));
    await database.system((tx) => tx.insertInto('tenants').values(rows).execute());
    const first = tenantSealer({ database, master: masterKey(FIRST) });
    const text = new TextEncoder().encode('app_secret=abc');
    const sealed = new Map<string, Uint8Array>();
    for (const id of ids.slice(0, 230)) sealed.set(id, await first.seal(id, text));
    const [strange = '', ...known] = sealed.keys();
    const foreign = masterKey(STRANGE).wrap(new Uint8Array(32), strange);
    await database.system((tx) =>
      tx.updateTable('tenants').set({ data_key: foreign }).where('tenant_id', '=', strange).execute(),
    );
    const both = masterKey(SECOND, FIRST);
    const done = await rewrapDataKeys(database, both);
    expect(done).toEqual({ rewrapped: 229, present: 0, withoutKey: 20, unreadable: [strange] });
    const after = tenantSealer({ database, master: masterKey(SECOND) });
    for (const id of known) expect(await after.open(id, sealed.get(id) ?? new Uint8Array())).toEqual(Buffer.from(text));
    expect(await rewrapDataKeys(database, both)).toEqual({
      rewrapped: 0,
      present: 229,
      withoutKey: 20,
      unreadable: [strange],
    });
  });
});
