import { KiranaError } from '@kirana/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { expectSoundLedger, readLedger } from './test-ledger-check.ts';
import { commandsOf, insertStockShop, openLedger } from './test-stock.ts';

describe.each(testDatabases())('what goes wrong in the ledger, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const shopWith = async (units: number) => {
    const shop = await insertStockShop(database, ['counted', 'counted']);
    const [a = '', b = ''] = shop.itemIds;
    const of = commandsOf(shop.storeId);
    const ledger = openLedger(database);
    if (units > 0) await ledger.submit(shop.tenantId, of.receive(a, units));
    await ledger.close();
    return { ...shop, shop, a, b, of };
  };

  /** Commits, and then says that the database is gone. */
  const losing = (from: Database, times: number): Database => {
    let left = times;
    return {
      ...from,
      async tenant(tenantId, work, options) {
        const result = await from.tenant(tenantId, work, options);
        if (options?.snapshot === true || left === 0) return result;
        left -= 1;
        throw new KiranaError('DATABASE_UNAVAILABLE');
      },
    };
  };

  test('a lost acknowledgement is looked up, not run again', async () => {
    const { tenantId, shop, a, of } = await shopWith(10);
    const ledger = openLedger(losing(database, 1));
    const answers = await Promise.all([
      ledger.submit(tenantId, of.reserve('r1', [of.line(a, 4)])),
      ledger.submit(tenantId, of.reserve('r2', [of.line(a, 1)])),
      ledger.submit(tenantId, of.release('r2')),
      ledger.submit(tenantId, of.sell('s1', [of.line(a, 1)])),
    ]);
    expect(answers).toMatchObject([
      { outcome: 'held', replayed: false, reservation: { id: 'r1', status: 'held' } },
      { outcome: 'held', replayed: false, reservation: { id: 'r2', status: 'held' } },
      { outcome: 'released', replayed: false },
      { outcome: 'recorded', replayed: false },
    ]);
    expect((await readLedger(database, shop))[0]?.position).toMatchObject({ onHand: 9, reserved: 4 });
    await expectSoundLedger(database, shop);
    await ledger.close();
  });

  test('what cannot be looked up is not said to be done, and asking again with its id hears the first answer', async () => {
    const { tenantId, shop, a, of } = await shopWith(10);
    const ledger = openLedger(losing(database, 2));
    const asked = of.reserve('r1', [of.line(a, 4)]);
    await expect(ledger.submit(tenantId, asked)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await ledger.submit(tenantId, asked)).toMatchObject({ outcome: 'held', replayed: true });
    expect((await readLedger(database, shop))[0]?.position).toMatchObject({ reserved: 4, sequence: 2 });
    await ledger.close();
  });

  test('what was not committed is not said to be done, though it was asked for twice', async () => {
    const { tenantId, shop, a, of } = await shopWith(10);
    const first = openLedger(database);
    await first.submit(tenantId, of.reserve('r1', [of.line(a, 4)]));
    await first.close();
    let calls = 0;
    const breaking: Database = {
      ...database,
      async tenant(id, work, options) {
        // each batch breaks, and what it did is then looked up
        calls += 1;
        if (calls % 2 === 1) throw new KiranaError('DATABASE_UNAVAILABLE');
        return database.tenant(id, work, options);
      },
    };
    const ledger = openLedger(breaking);
    const nothing = { ...of.receive(a, 1, 'k1'), lines: [] };
    const asked = [of.release('r1'), of.release('r1'), of.reserve('r2', [of.line(a, 1)]), nothing, nothing];
    const answers = await Promise.allSettled(asked.map((one) => ledger.submit(tenantId, one)));
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 'rejected'));
    expect((await readLedger(database, shop))[0]?.position).toMatchObject({ reserved: 4, sequence: 2 });
    await ledger.close();
  });

  test('a lost acknowledgement of what has no id is an error, as is what was refused', async () => {
    const { tenantId, a, of } = await shopWith(1);
    const ledger = openLedger(losing(database, 1));
    const answers = await Promise.allSettled([
      ledger.submit(tenantId, of.reserve('r1', [of.line(a, 1)])),
      ledger.submit(tenantId, of.reserve('r2', [of.line(a, 1)])),
      ledger.submit(tenantId, of.receive(a, 1)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await ledger.close();
  });

  test('what the database will not take fails alone', async () => {
    const { tenantId, shop, a, of } = await shopWith(1_000);
    const ledger = openLedger(database);
    const poison = { ...of.reserve('poison', [of.line(a, 1)]), actor: 'key:\u0000' };
    const commands = Array.from({ length: 40 }, (_, n) => (n === 17 ? poison : of.reserve(`r${n}`, [of.line(a, 1)])));
    const answers = await Promise.allSettled(commands.map((one) => ledger.submit(tenantId, one)));
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(answers[17]?.status).toBe('rejected');
    expect((await readLedger(database, shop))[0]?.position).toMatchObject({ reserved: 39 });
    await expectSoundLedger(database, shop);
    await ledger.close();
  });

  test('a batch that ends oversold by a recount is written all the same', async () => {
    const { tenantId, shop, a, of } = await shopWith(10);
    const ledger = openLedger(database);
    const answers = await Promise.all([
      ledger.submit(tenantId, of.reserve('r1', [of.line(a, 8)])),
      ledger.submit(tenantId, of.count(a, 3)),
      ledger.submit(tenantId, of.reserve('r2', [of.line(a, 1)])),
    ]);
    expect(answers).toMatchObject([{ outcome: 'held' }, { outcome: 'recorded' }, { code: 'STOCK_INSUFFICIENT' }]);
    expect(await ledger.position(tenantId, shop.storeId, a, null)).toMatchObject({ ats: -5, sellable: 0, oversold: 5 });
    expect(await ledger.shortfalls(tenantId, null, { limit: 10 })).toMatchObject([
      { itemId: a, oversold: 5, oversoldNow: 5 },
    ]);
    await ledger.close();
  });

  test('beyond its queue it says when to come again', async () => {
    const { tenantId, a, of } = await shopWith(100);
    const ledger = openLedger(database, { mostWaiting: 5 });
    const answers = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) => ledger.submit(tenantId, of.reserve(`r${n}`, [of.line(a, 1)]))),
    );
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ reason: { code: 'OVERLOADED', kind: 'too_many', retryable: true } });
    await ledger.close();
    await expect(ledger.submit(tenantId, of.release('r0'))).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });

  test('closing answers what was taken', async () => {
    const { tenantId, a, of } = await shopWith(2_000);
    const ledger = openLedger(database, { mostTogether: 100 });
    const waiting = Array.from({ length: 700 }, (_, n) =>
      ledger.submit(tenantId, of.reserve(`r${n}`, [of.line(a, 1)])),
    );
    await ledger.close();
    const answers = await Promise.all(waiting);
    expect(answers.every(({ outcome }) => outcome === 'held')).toBe(true);
  });

  test('the same id with another body is refused; the same body hears the first answer, whatever came since', async () => {
    const { tenantId, a, of } = await shopWith(5);
    const ledger = openLedger(database);
    const submit = (command: Parameters<typeof ledger.submit>[1]) => ledger.submit(tenantId, command);
    const first = await submit(of.reserve('r1', [of.line(a, 3)]));
    await submit(of.count(a, 0));
    expect(await submit(of.reserve('r1', [of.line(a, 3)]))).toEqual({ ...first, replayed: true });
    expect(await submit(of.reserve('r1', [of.line(a, 2)]))).toMatchObject({ code: 'RESERVATION_ID_REUSED' });
    const received = await submit(of.receive(a, 2, 'k1'));
    expect(await submit(of.receive(a, 2, 'k1'))).toEqual({ ...received, replayed: true });
    expect(await submit(of.receive(a, 3, 'k1'))).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await submit(of.release('r1'))).toMatchObject({ outcome: 'released', replayed: false });
    expect(await submit(of.release('r1'))).toMatchObject({ outcome: 'released', replayed: true });
    expect(await submit(of.commit('r1'))).toMatchObject({ code: 'RESERVATION_ENDED' });
    expect(await submit(of.commit('nobody'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await submit(of.receive('itm_nowhere', 1))).toMatchObject({ code: 'NOT_FOUND' });
    await ledger.close();
  });

  test('a key has no more open reservations than it may, by database time', async () => {
    const { tenantId, a, of } = await shopWith(100);
    const ledger = openLedger(database, { limits: { maxOpenPerHolder: 3 } });
    const ask = (id: string, ttlMs: number) => ledger.submit(tenantId, of.reserve(id, [of.line(a, 1)], { ttlMs }));
    for (const id of ['r1', 'r2']) expect(await ask(id, 600_000)).toMatchObject({ outcome: 'held' });
    expect(await ask('r3', 1)).toMatchObject({ outcome: 'held' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await ask('r4', 600_000)).toMatchObject({ outcome: 'held' });
    expect(await ask('r5', 600_000)).toMatchObject({ code: 'HOLD_QUOTA_EXCEEDED' });
    await ledger.submit(tenantId, of.release('r1'));
    expect(await ask('r5', 600_000)).toMatchObject({ outcome: 'held' });
    await ledger.close();
  });
});
