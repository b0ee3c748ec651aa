import { type Answer, type Command, EVENTS } from '@kirana/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import type { StockLedger } from './stock-ledger.ts';
import { sweep } from './stock-sweeper.ts';
import { expectSoundLedger, readLedger } from './test-ledger-check.ts';
import { commandsOf, insertStockShop, openLedger, type StockShop, silent } from './test-stock.ts';

type Of = ReturnType<typeof commandsOf>;

/** Small numbers from a seed: the same commands again when a run is repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function someCommand(
  of: Of,
  items: readonly string[],
  ids: readonly string[],
  roll: (sides: number) => number,
): Command {
  const item = () => items[roll(items.length)] as string;
  const id = () => ids[roll(ids.length)] as string;
  const lines = () => Array.from({ length: 1 + roll(3) }, () => of.line(item(), 1 + roll(3)));
  const kind = roll(10);
  if (kind < 5) return of.reserve(id(), lines(), { ttlMs: 5 + roll(80), bestEffort: roll(4) === 0 });
  if (kind === 5) return of.commit(id());
  if (kind === 6) return of.release(id());
  if (kind === 7) return of.extend(id(), 20 + roll(60));
  if (kind === 8) return of.receive(item(), 1 + roll(4), roll(2) === 0 ? null : `k${roll(20)}`);
  return roll(2) === 0
    ? of.sell(`s${roll(40)}`, lines())
    : of.report(item(), roll(1_000), { absolute: roll(30) }, { observedAtMs: Date.now() - 400_000 });
}

const effectsOf = (answers: readonly Answer[]): readonly Answer[] =>
  answers.filter((answer) => 'replayed' in answer && !answer.replayed);

describe.each(testDatabases())('two ledgers on one database, $name', ({ open }) => {
  let database: Database;
  const ledgers: StockLedger[] = [];
  beforeAll(async () => {
    database = await open();
    ledgers.push(openLedger(database), openLedger(database), openLedger(database, { mostTogether: 1 }));
  });
  afterAll(async () => {
    for (const ledger of ledgers) await ledger.close();
    await database?.close();
  });

  const run = async (shop: StockShop, seed: number, rounds: number, together: number): Promise<void> => {
    const roll = dice(seed);
    const of = commandsOf(shop.storeId);
    const ids = Array.from({ length: 150 }, (_, n) => `r${n}`);
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: together }, () =>
          (ledgers[roll(ledgers.length)] as StockLedger).submit(
            shop.tenantId,
            someCommand(of, shop.itemIds, ids, roll),
          ),
        ),
      );
      for (const answer of answers) if (answer.outcome === 'refused') expect(answer.code).not.toBe('INTERNAL');
    }
  };

  test.each([1, 2, 3])('I1 I4 I5 I6 I8 I9: the ledger is sound after anything at once (seed %i)', async (seed) => {
    const shop = await insertStockShop(database, ['counted', 'counted', 'counted', 'untracked']);
    const of = commandsOf(shop.storeId);
    for (const itemId of shop.itemIds.slice(0, 3)) await ledgers[0]?.submit(shop.tenantId, of.receive(itemId, 40));
    await run(shop, seed, 12, 60);
    await expectSoundLedger(database, shop);
  });

  test('I2: the same ids from both processes have one effect each', async () => {
    const shop = await insertStockShop(database, ['counted']);
    const [itemId = ''] = shop.itemIds;
    const of = commandsOf(shop.storeId);
    const [a, b] = ledgers as [StockLedger, StockLedger];
    await a.submit(shop.tenantId, of.receive(itemId, 1_000));
    const asked = Array.from({ length: 60 }, (_, n) => of.reserve(`once-${n}`, [of.line(itemId, 1)]));
    const sold = Array.from({ length: 60 }, (_, n) => of.sell(`once-${n}`, [of.line(itemId, 1)]));
    const all = [...asked, ...sold].flatMap((one) => [a.submit(shop.tenantId, one), b.submit(shop.tenantId, one)]);
    const answers = await Promise.all(all);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(effectsOf(answers)).toHaveLength(120);
    const [stored] = await readLedger(database, shop);
    expect(stored?.position).toMatchObject({ onHand: 940, reserved: 60, sequence: 121 });
  });

  test('I2: one reservation id asked for by two processes for different items is made once', async () => {
    const shop = await insertStockShop(database, ['counted', 'counted']);
    const of = commandsOf(shop.storeId);
    const [first = '', second = ''] = shop.itemIds;
    const [a, b] = ledgers as [StockLedger, StockLedger];
    await a.submit(shop.tenantId, of.receive(first, 100));
    await a.submit(shop.tenantId, of.receive(second, 100));
    // the positions differ, so only the key of the reservation stands between the two
    const answers: Answer[] = [];
    for (let n = 0; n < 40; n += 1) {
      const both = [
        a.submit(shop.tenantId, of.reserve(`both-${n}`, [of.line(first, 1)])),
        b.submit(shop.tenantId, of.reserve(`both-${n}`, [of.line(second, 1)])),
      ];
      answers.push(...(await Promise.all(both)));
    }
    const codes = answers.map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome));
    expect(codes.filter((code) => code === 'held')).toHaveLength(40);
    expect(codes.filter((code) => code === 'RESERVATION_ID_REUSED')).toHaveLength(40);
    await expectSoundLedger(database, shop);
  });

  test('I9: the last units go to exactly as many as there are', async () => {
    const shop = await insertStockShop(database, ['counted', 'counted']);
    const of = commandsOf(shop.storeId);
    const [a = '', b = ''] = shop.itemIds;
    const [first] = ledgers as [StockLedger];
    await first.submit(shop.tenantId, of.receive(a, 50));
    await first.submit(shop.tenantId, of.receive(b, 25));
    const set = of.line('itm_set', 1, [
      { itemId: a, quantity: 2 },
      { itemId: b, quantity: 1 },
    ]);
    const buyers = Array.from({ length: 400 }, (_, n) => n).flatMap((n) => {
      const one = of.reserve(`buyer-${n}`, [set]);
      const ledger = ledgers[n % ledgers.length] as StockLedger;
      return n % 5 === 0
        ? [ledger.submit(shop.tenantId, one), ledger.submit(shop.tenantId, one)]
        : [ledger.submit(shop.tenantId, one)];
    });
    const held = effectsOf(await Promise.all(buyers)).filter(({ outcome }) => outcome === 'held');
    expect(held).toHaveLength(25);
    expect((await readLedger(database, shop)).map(({ position }) => position.reserved)).toEqual([50, 25]);
    await expectSoundLedger(database, shop);
  });

  test('sweeping while others write ends each hold once', async () => {
    const shop = await insertStockShop(database, ['counted', 'counted']);
    const of = commandsOf(shop.storeId);
    const [ledger] = ledgers as [StockLedger];
    for (const itemId of shop.itemIds) await ledger.submit(shop.tenantId, of.receive(itemId, 500));
    let sweeping = true;
    const sweeper = (async () => {
      while (sweeping) await sweep({ database, ledger, log: silent });
    })();
    await run(shop, 7, 10, 40);
    sweeping = false;
    await sweeper;
    await expectSoundLedger(database, shop);
  });

  test('the stream tells each entry once, in order', async () => {
    const shop = await insertStockShop(database, ['counted', 'counted']);
    await run(shop, 11, 6, 50);
    const { rows } = await database.tenant(shop.tenantId, (tx) =>
      sql<{ sequence: number; subject: string; from: number; to: number; data: unknown }>`
        select data, sequence, subject, (data -> 'entries' ->> 'from')::int8 as from, (data -> 'entries' ->> 'to')::int8 as to
        from events where stream = ${`stock:${shop.storeId}`} and kind = 'stock.changed' order by sequence`.execute(tx),
    );
    const next = new Map<string, number>();
    for (const { subject, from, to, data } of rows) {
      expect(EVENTS['stock.changed'].data.safeParse(data).error).toBeUndefined();
      expect(from).toBe(next.get(subject) ?? 1);
      next.set(subject, to + 1);
    }
    for (const { position } of await readLedger(database, shop)) {
      expect((next.get(position.itemId) ?? 1) - 1).toBe(position.sequence);
    }
  });
});
