import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dump } from '../backup/dump.ts';
import { restore } from '../backup/restore.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { StockLedger } from './stock-ledger.ts';
import { openStockSweeper, sweep } from './stock-sweeper.ts';
import { expectSoundLedger, readLedger } from './test-ledger-check.ts';
import { commandsOf, insertStockShop, openLedger, silent } from './test-stock.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const noArchive = {
  async *keys() {},
} as unknown as DeliveryArchive;

describe.each(testDatabases())('reading the ledger, $name', ({ open }) => {
  let database: Database;
  let ledger: StockLedger;
  beforeAll(async () => {
    database = await open();
    ledger = openLedger(database);
  });
  afterAll(async () => {
    await ledger.close();
    await database.close();
  });

  const shopOf = async (...trackings: ('counted' | 'untracked')[]) => {
    const shop = await insertStockShop(database, trackings);
    const of = commandsOf(shop.storeId);
    return {
      shop,
      of,
      a: shop.itemIds[0] ?? '',
      submit: (command: Parameters<StockLedger['submit']>[1]) => ledger.submit(shop.tenantId, command),
      now: () => ledger.position(shop.tenantId, shop.storeId, shop.itemIds[0] ?? '', null),
      at: (ms: number) => ledger.position(shop.tenantId, shop.storeId, shop.itemIds[0] ?? '', ms),
    };
  };

  test('I7: a hold past its time counts for nothing, though nothing has swept', async () => {
    const { shop, of, a, submit, now } = await shopOf('counted');
    await submit(of.receive(a, 5));
    await submit(of.reserve('r1', [of.line(a, 5)], { ttlMs: 30 }));
    await wait(60);
    expect(await now()).toMatchObject({ sellable: 5, position: { reserved: 0, sequence: 2 } });
    expect(await ledger.reservation(shop.tenantId, 'r1')).toMatchObject({ status: 'expired' });
    expect(await ledger.reservations(shop.tenantId, shop.storeId, { status: 'expired' }, { limit: 5 })).toHaveLength(1);
    expect(await ledger.reservations(shop.tenantId, shop.storeId, { status: 'held' }, { limit: 5 })).toEqual([]);
    expect(await submit(of.commit('r1'))).toMatchObject({ code: 'RESERVATION_EXPIRED' });
    expect(await submit(of.extend('r1', 60_000))).toMatchObject({ code: 'RESERVATION_EXPIRED' });
    expect(await submit(of.reserve('r2', [of.line(a, 5)]))).toMatchObject({ outcome: 'held' });
    expect(await submit(of.reserve('r1', [of.line(a, 5)], { ttlMs: 30 }))).toMatchObject({
      outcome: 'held',
      replayed: true,
    });
    await expectSoundLedger(database, shop);
  });

  test('I7: an extended hold counts beyond its first time, and no longer than its second', async () => {
    const { shop, of, a, submit, now } = await shopOf('counted');
    await submit(of.receive(a, 5));
    await submit(of.reserve('r1', [of.line(a, 2)], { ttlMs: 1_500 }));
    await submit(of.reserve('r2', [of.line(a, 1)], { ttlMs: 1_500 }));
    expect(await submit(of.extend('r1', 60_000))).toMatchObject({ outcome: 'extended' });
    await wait(1_550);
    expect(await now()).toMatchObject({ sellable: 3, position: { reserved: 2 } });
    expect(await submit(of.reserve('r3', [of.line(a, 4)]))).toMatchObject({ code: 'STOCK_INSUFFICIENT' });
    expect(await submit(of.commit('r1'))).toMatchObject({ outcome: 'committed' });
    await expectSoundLedger(database, shop);
  });

  test('the sweeper ends what is due at positions that nobody writes', async () => {
    const { shop, of, a, submit } = await shopOf('counted', 'counted');
    await submit(of.receive(a, 5));
    await submit(of.reserve('r2', [of.line(a, 1)], { ttlMs: 900_000 }));
    await submit(of.reserve('r1', [of.line(a, 2)], { ttlMs: 20 }));
    await wait(40);
    await sweep({ database, ledger, log: silent });
    const [stored] = await readLedger(database, shop);
    expect(stored?.position).toMatchObject({ reserved: 1, sequence: 4 });
    expect(stored?.entries.at(-1)).toMatchObject({ kind: 'expired', quantity: 2 });
    await submit(of.reserve('r3', [of.line(a, 1)], { ttlMs: 20 }));
    const sweeper = openStockSweeper({ database, ledger, log: silent });
    await expect.poll(async () => (await readLedger(database, shop))[0]?.position.reserved).toBe(1);
    await sweeper.close();
  });

  test('a position as of an instant is what was known then', async () => {
    const { of, a, shop, submit, at, now } = await shopOf('counted');
    const seen: { atMs: number; view: Awaited<ReturnType<typeof now>> }[] = [];
    const look = async () => {
      const view = await now();
      seen.push({ atMs: view?.asOfMs ?? 0, view });
      await wait(5);
    };
    await look();
    await submit(of.receive(a, 20));
    await look();
    await submit(of.block('block', a, 3));
    await submit(of.reserve('r1', [of.line(a, 4)], { ttlMs: 1_000 }));
    await look();
    await wait(1_020);
    await look();
    await submit(of.track(a, 'untracked'));
    await look();
    await submit(of.track(a, 'counted'));
    await submit(of.safetyStock(a, 2));
    await submit(of.receive(a, 5, null, { lot: 'B', expiresOn: '2026-01-01', expiresAtMs: Date.now() + 1_000 }));
    await look();
    await wait(1_020);
    await look();
    await submit(of.reserve('r2', [of.line(a, 1)]));
    await submit(of.count(a, 7));
    await look();
    for (const { atMs, view } of seen) {
      const past = await at(atMs);
      expect(past?.position).toEqual(view?.position);
      expect([past?.ats, past?.sellable, past?.oversold]).toEqual([view?.ats, view?.sellable, view?.oversold]);
    }
    expect(seen.map(({ view }) => view?.ats)).toEqual([0, 20, 13, 17, 17, 20, 15, 1]);
    await expectSoundLedger(database, shop);
  });

  test('lists give the next page after the last row', async () => {
    const { shop, of, a, submit } = await shopOf('counted', 'counted', 'counted');
    await submit(of.receive(a, 50));
    for (const n of [1, 2, 3, 4]) await submit(of.reserve(`r${n}`, [of.line(a, 1)]));
    const { tenantId, storeId } = shop;
    const walk = async <T>(page: (after: string | undefined) => Promise<readonly T[]>, idOf: (row: T) => string) => {
      const all: string[] = [];
      for (;;) {
        const rows = await page(all.at(-1));
        if (rows.length === 0) return all;
        all.push(...rows.map(idOf));
      }
    };
    expect(
      await walk(
        (after) => ledger.positions(tenantId, storeId, { after, limit: 2 }),
        ({ position }) => position.itemId,
      ),
    ).toEqual(shop.itemIds);
    expect(
      await walk(
        (after) => ledger.entries(tenantId, storeId, a, { after, limit: 2 }),
        ({ sequence }) => String(sequence),
      ),
    ).toEqual(['5', '4', '3', '2', '1']);
    expect(
      await walk(
        (after) => ledger.reservations(tenantId, storeId, {}, { after, limit: 3 }),
        ({ id }) => id,
      ),
    ).toEqual(['r4', 'r3', 'r2', 'r1']);
    for (const n of [3, 2, 1]) await submit(of.count(a, n));
    const { length } = await walk(
      (after) => ledger.shortfalls(tenantId, storeId, { after, limit: 2 }),
      ({ place }) => place,
    );
    expect(length).toBe(3);
    await submit(of.count(a, 50));
    const [newest] = await ledger.shortfalls(tenantId, null, { limit: 1 });
    expect(newest).toMatchObject({ itemId: a, oversold: 3, oversoldNow: 0 });
  });

  test('another tenant sees none of it', async () => {
    const { shop, of, a, submit } = await shopOf('counted');
    await submit(of.receive(a, 5));
    await submit(of.reserve('mine', [of.line(a, 1)]));
    const other = await insertStockShop(database, ['counted']);
    expect(await ledger.position(other.tenantId, shop.storeId, a, null)).toBeUndefined();
    expect(await ledger.position(other.tenantId, shop.storeId, a, Date.now())).toBeUndefined();
    expect(await ledger.reservation(other.tenantId, 'mine')).toBeUndefined();
    expect(await ledger.entries(other.tenantId, shop.storeId, a, { limit: 5 })).toEqual([]);
    expect(await ledger.submit(other.tenantId, of.release('mine'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ledger.submit(other.tenantId, of.reserve('theirs', [of.line(a, 1)]))).toMatchObject({
      code: 'STOCK_INSUFFICIENT',
    });
  });

  test('our sales that a provider has not counted are taken off its count until it acknowledges them', async () => {
    const terms = new Map([['con_a', { rank: 1, acknowledges: true, settleMs: 0 }]]);
    const knowing = openLedger(database, { termsOf: async () => terms });
    const { shop, of, a } = await shopOf('counted');
    const submit = (command: Parameters<StockLedger['submit']>[1]) => knowing.submit(shop.tenantId, command);
    await submit(of.report(a, 1, { absolute: 10 }));
    await wait(5);
    await submit(of.sell('s1', [of.line(a, 3)], Date.now()));
    await wait(5);
    expect(await submit(of.report(a, 2, { absolute: 10 }))).toMatchObject({ verdict: 'unchanged' });
    expect(await knowing.position(shop.tenantId, shop.storeId, a, null)).toMatchObject({ position: { onHand: 7 } });
    await knowing.acknowledge(shop.tenantId, shop.storeId, [
      { itemId: a, sequence: 2, source: 'con_a', atMs: Date.now() },
    ]);
    await wait(5);
    expect(await submit(of.report(a, 3, { absolute: 8 }))).toMatchObject({ verdict: 'applied' });
    expect(await knowing.position(shop.tenantId, shop.storeId, a, null)).toMatchObject({
      position: { onHand: 8 },
      heardAtMs: expect.any(Number),
    });
    expect(await submit(of.report(a, 3, { absolute: 8 }))).toMatchObject({ verdict: 'repeated', written: [] });
    expect(await submit(of.report(a, 1, { absolute: 2 }))).toMatchObject({ verdict: 'stale', written: [] });
    await submit(of.report(a, 1, { absolute: 5 }, { source: 'con_b' }));
    expect(await knowing.position(shop.tenantId, shop.storeId, a, null)).toMatchObject({
      position: { onHand: 8 },
      conflicts: [{ source: 'con_b', stated: 5, decidedBy: 'con_a', decided: 8 }],
    });
    await knowing.close();
  });

  test('a dump carries the ledger, oversold or not', async () => {
    const { shop, of, a, submit } = await shopOf('counted', 'untracked');
    await submit(of.receive(a, 5, 'k1', { lot: 'B', expiresOn: '2027-01-01', expiresAtMs: Date.now() + 9_000_000 }));
    await submit(of.reserve('r1', [of.line(a, 4)]));
    await submit(of.count(a, 2));
    await submit(of.report(a, 1, { absolute: 1 }));
    const file = new PassThrough();
    const chunks: Buffer[] = [];
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    await dump({ database, archive: noArchive, now: () => new Date() }, file);
    const { name } = testDatabases().find(({ name: of }) => of === database.engine) ?? { name: 'pglite' };
    const fresh = await testDatabases()
      .find((one) => one.name === name)
      ?.open();
    if (fresh === undefined) throw new Error('no database');
    const source = new PassThrough();
    source.end(Buffer.concat(chunks));
    await restore({ database: fresh, archive: noArchive }, source);
    expect(await readLedger(fresh, shop)).toEqual(await readLedger(database, shop));
    await expectSoundLedger(fresh, shop);
    const there = openLedger(fresh);
    expect(await there.submit(shop.tenantId, of.reserve('r1', [of.line(a, 4)]))).toMatchObject({ replayed: true });
    expect(await there.submit(shop.tenantId, of.receive(a, 5, 'k1'))).toMatchObject({
      outcome: 'recorded',
      replayed: true,
    });
    expect(await there.submit(shop.tenantId, of.report(a, 1, { absolute: 1 }))).toMatchObject({ verdict: 'repeated' });
    expect(await there.submit(shop.tenantId, of.commit('r1'))).toMatchObject({ outcome: 'committed' });
    await there.close();
    await fresh.close();
  });
});
