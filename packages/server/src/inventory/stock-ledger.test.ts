import {
  type Answer,
  type Command,
  DEFAULT_LIMITS,
  decideBatch,
  emptyPosition,
  positionKey,
  type StockState,
} from '@kirana/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { expectSoundLedger, readLedger } from './test-ledger-check.ts';
import { commandsOf, insertStockShop, openLedger, type StockShop } from './test-stock.ts';

const MINUTE_MS = 60_000;

/** The rules on a state in memory, which they leave as what the changes lead to. */
function modelOf({ storeId, itemIds }: StockShop, trackings: readonly ('counted' | 'untracked')[]): StockState {
  const stocked = itemIds.map((itemId, index) => ({
    position: emptyPosition(storeId, itemId, trackings[index] ?? 'counted'),
    lots: [],
    dueHolds: [],
    reports: [],
    ownChanges: [],
  }));
  return {
    nowMs: Date.now(),
    limits: DEFAULT_LIMITS,
    terms: new Map(),
    positions: new Map(stocked.map((one) => [positionKey(storeId, one.position.itemId), one])),
    reservations: new Map(),
    effects: new Map(),
    openByHolder: new Map(),
  };
}

/** An answer without the times that the database decides. */
function said(answer: Answer): unknown {
  if (!('reservation' in answer)) return answer;
  const { madeAtMs: _1, firstExpiresAtMs: _2, expiresAtMs: _3, endedAtMs: _4, ...reservation } = answer.reservation;
  return { ...answer, reservation };
}

describe.each(testDatabases())('stock ledger on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  test('decides as the rules do in memory, however commands fall into batches', async () => {
    const trackings = ['counted', 'counted', 'untracked'] as const;
    const at = fc
      .constantFrom(1, 3, 4, 6, 7, 20)
      .map((minutes) => Math.floor(Date.now() / MINUTE_MS - minutes) * MINUTE_MS);
    const few = fc.integer({ min: 1, max: 6 });
    const which = fc.nat(2);
    const id = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5');
    const key = fc.constantFrom('k1', 'k2', null);
    type Make = (of: ReturnType<typeof commandsOf>, items: readonly string[]) => Command;
    const item = (items: readonly string[], index: number) => items[index] as string;
    const lines = fc.array(fc.tuple(which, few, fc.boolean()), { minLength: 1, maxLength: 3 });
    const linesOf = (of: ReturnType<typeof commandsOf>, items: readonly string[], list: [number, number, boolean][]) =>
      list.map(([index, quantity, isBundle]) =>
        isBundle
          ? of.line('itm_set', quantity, [
              { itemId: item(items, 0), quantity: 2 },
              { itemId: item(items, 1), quantity: 1 },
            ])
          : of.line(item(items, index), quantity),
      );
    const command: fc.Arbitrary<Make> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(id, lines, fc.boolean()).map(
          ([r, l, bestEffort]): Make =>
            (of, items) =>
              of.reserve(r, linesOf(of, items, l), { bestEffort }),
        ),
      },
      fc.tuple(id, fc.option(fc.array(fc.record({ line: fc.nat(1), quantity: fc.nat(3) }), { maxLength: 2 })), at).map(
        ([r, l, ms]): Make =>
          (of) =>
            of.commit(r, l, ms),
      ),
      id.map(
        (r): Make =>
          (of) =>
            of.release(r),
      ),
      fc.tuple(id, fc.integer({ min: 600_000, max: 900_000 })).map(
        ([r, ttl]): Make =>
          (of) =>
            of.extend(r, ttl),
      ),
      fc.tuple(id, lines, at).map(
        ([s, l, ms]): Make =>
          (of, items) =>
            of.sell(s, linesOf(of, items, l), ms),
      ),
      {
        weight: 2,
        arbitrary: fc.tuple(fc.nat(1), few, key).map(
          ([i, n, k]): Make =>
            (of, items) =>
              of.receive(item(items, i), n, k),
        ),
      },
      fc.tuple(fc.nat(1), fc.nat(9), key, at).map(
        ([i, n, k, ms]): Make =>
          (of, items) =>
            of.count(item(items, i), n, k, ms),
      ),
      fc.tuple(fc.constantFrom('block' as const, 'unblock' as const), fc.nat(1), few).map(
        ([b, i, n]): Make =>
          (of, items) =>
            of.block(b, item(items, i), n),
      ),
      fc.tuple(fc.nat(1), fc.nat(3)).map(
        ([i, n]): Make =>
          (of, items) =>
            of.safetyStock(item(items, i), n),
      ),
      fc.tuple(fc.nat(1), fc.constantFrom('counted' as const, 'untracked' as const)).map(
        ([i, t]): Make =>
          (of, items) =>
            of.track(item(items, i), t),
      ),
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.nat(1), few, fc.integer({ min: -3, max: 9 }), fc.boolean(), fc.constantFrom('con_a', 'con_b'), at)
          .map(
            ([i, s, n, absolute, source, observedAtMs]): Make =>
              (of, items) =>
                of.report(item(items, i), s, absolute ? { absolute: n } : { delta: n }, { source, observedAtMs }),
          ),
      },
    );
    const batches = fc.array(fc.array(command, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (list) => {
        const shop = await insertStockShop(database, trackings);
        const ledger = openLedger(database);
        const model = modelOf(shop, trackings);
        const of = commandsOf(shop.storeId);
        for (const batch of [[(_: typeof of, items: readonly string[]) => of.receive(item(items, 0), 12)], ...list]) {
          const commands = batch.map((make) => make(of, shop.itemIds));
          const answers = await Promise.all(commands.map((one) => ledger.submit(shop.tenantId, one)));
          const expected = decideBatch({ ...model, nowMs: Date.now() }, commands).answers;
          expect(answers.map(said)).toEqual(expected.map(said));
        }
        const stored = await readLedger(database, shop);
        expect(stored.map(({ position }) => position)).toEqual(
          [...model.positions.values()].map(({ position }) => position),
        );
        await expectSoundLedger(database, shop);
        await ledger.close();
      }),
      { numRuns: 60 },
    );
  });
});
