import { describe, expect, test } from 'vitest';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { masterKey } from './master-key.ts';
import { tenantSealer } from './tenant-sealer.ts';

const KEY = 'the first secret key of this installation';
const NEXT = 'the second secret key of this installation';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('master key', () => {
  test('opens what it wrapped, under the same context only', () => {
    const master = masterKey(KEY);
    const wrapped = master.wrap(bytes('secret'), 'tnt_a');
    expect(Buffer.from(master.unwrap(wrapped, 'tnt_a').secret).toString()).toBe('secret');
    expect(() => master.unwrap(wrapped, 'tnt_b')).toThrow(expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }));
    expect(() => masterKey(NEXT).unwrap(wrapped, 'tnt_a')).toThrow(
      expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }),
    );
  });

  test('opens with the previous key during a rotation, and says so', () => {
    const wrapped = masterKey(KEY).wrap(bytes('secret'), 'c');
    expect(masterKey(NEXT, KEY).unwrap(wrapped, 'c').underPreviousKey).toBe(true);
  });

  test.each([
    ['empty', 0],
    ['short', 10],
    ['cut', 40],
  ])('refuses %s bytes without crashing', (_name, length) => {
    const wrapped = masterKey(KEY).wrap(bytes('a secret long enough'), 'c').subarray(0, length);
    expect(() => masterKey(KEY).unwrap(wrapped, 'c')).toThrow(expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }));
  });
});

describe.each(testDatabases())('tenant sealer on $name', ({ open }) => {
  test('seals per tenant, equal bytes to equal bytes, survives a key rotation, and erasing the key ends it', async () => {
    const database = await open();
    try {
      const [a, b] = [newId('tenant'), newId('tenant')];
      await database.system((tx) =>
        tx
          .insertInto('tenants')
          .values([
            { tenant_id: a, name: 'A' },
            { tenant_id: b, name: 'B' },
          ])
          .execute(),
      );
      const sealer = tenantSealer({ database, master: masterKey(KEY) });
      const sealed = await sealer.seal(a, bytes('app_secret=abc'));
      expect(Buffer.from(sealed).includes('abc')).toBe(false);
      expect(await sealer.seal(a, bytes('app_secret=abc'))).toEqual(sealed);
      expect(await sealer.seal(b, bytes('app_secret=abc'))).not.toEqual(sealed);
      await expect(sealer.open(b, sealed)).rejects.toMatchObject({ code: 'SECRET_KEY_UNKNOWN' });

      const rotated = tenantSealer({ database, master: masterKey(NEXT, KEY) });
      expect(Buffer.from(await rotated.open(a, sealed)).toString()).toBe('app_secret=abc');
      const after = tenantSealer({ database, master: masterKey(NEXT) });
      expect(Buffer.from(await after.open(a, sealed)).toString()).toBe('app_secret=abc');

      await database.system((tx) =>
        tx.updateTable('tenants').set({ data_key: null }).where('tenant_id', '=', a).execute(),
      );
      const erased = tenantSealer({ database, master: masterKey(NEXT) });
      await expect(erased.open(a, sealed)).rejects.toMatchObject({ code: 'SECRET_KEY_UNKNOWN' });
    } finally {
      await database.close();
    }
  });
});
