import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, openRiver, switched } from './test-river.ts';

const LONG_MS = 120_000;
const ITEMS = 1_200; // three chunks

describe.each(testDatabases())('a lane whose worker stops answering, on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** What fifteen seconds without a sign of life come to. */
  const endLeases = () =>
    database.owner((db) =>
      db
        .updateTable('lanes')
        .set({ leased_until: new Date(0) })
        .execute(),
    );

  test(
    'is taken by another in mid-delivery: nothing is applied twice or lost, and the first cannot write late',
    async () => {
      const reached = Promise.withResolvers<void>();
      const frozen = Promise.withResolvers<void>();
      const first = await openRiver(database, {
        betweenChunks: async (done) => {
          if (done !== 1) return;
          reached.resolve();
          await frozen.promise;
        },
      });
      const { tenantId } = first;
      try {
        const items = Array.from({ length: ITEMS }, (_, index) => item(`item-${index}`));
        const menu = await first.receive(items, { snapshotOf: ['item'] });
        const behind = await first.receive([switched('item-7', false)]);
        await reached.promise;
        await endLeases();
        const second = await first.openAnother();
        try {
          expect(await first.settle(menu)).toMatchObject({ status: 'applied', chunks_done: 3, changed: ITEMS });
          expect(await first.settle(behind)).toMatchObject({ status: 'applied', changed: 1 });
          const told = await first.told();
          frozen.resolve();
          // closing waits for the work in hand: the first has tried its next chunk by then
          await first.normalizer.close();
          expect(await first.told()).toEqual([]);
          const counts = Map.groupBy(told, ({ kind }) => kind);
          expect(counts.get('item.changed')).toHaveLength(ITEMS);
          expect(counts.get('store_item.changed')).toHaveLength(ITEMS);
          expect(counts.get('switch.changed')).toHaveLength(1);
          expect(new Set(told.map(({ kind, subject }) => `${kind}|${subject}`)).size).toBe(told.length);
          for (const [stream, events] of Map.groupBy(told, (event) => event.stream)) {
            const sequences = events.map(({ sequence }) => sequence);
            expect(sequences, stream).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
          }
          const rows = await database.tenant(tenantId, (tx) =>
            tx
              .selectFrom('deliveries')
              .select(['id', 'status', 'code', 'unfinished_attempts'])
              .where('tenant_id', '=', tenantId)
              .orderBy('ingress')
              .execute(),
          );
          expect(rows).toEqual([
            { id: menu, status: 'applied', code: null, unfinished_attempts: 0 },
            { id: behind, status: 'applied', code: null, unfinished_attempts: 0 },
          ]);
          const letters = await database.tenant(tenantId, (tx) =>
            tx.selectFrom('dead_letters').select('id').where('tenant_id', '=', tenantId).execute(),
          );
          expect(letters).toEqual([]);
        } finally {
          await second.close();
        }
      } finally {
        frozen.resolve();
        await first.close();
      }
    },
    LONG_MS,
  );

  test(
    'and one that froze before its first write finds the delivery done, and leaves it alone',
    async () => {
      const reached = Promise.withResolvers<void>();
      const frozen = Promise.withResolvers<void>();
      let reads = 0;
      const sealer = {
        seal: async (_tenant: string, bytes: Uint8Array) => bytes,
        open: async (_tenant: string, bytes: Uint8Array) => {
          reads += 1;
          if (reads !== 2) return bytes;
          reached.resolve();
          await frozen.promise;
          return bytes;
        },
      };
      const first = await openRiver(database, { sealer });
      try {
        await first.send([item('1')]);
        const off = await first.receive([switched('1', false)]);
        await reached.promise;
        await endLeases();
        const second = await first.openAnother({
          sealer: { seal: sealer.seal, open: async (_tenant, bytes) => bytes },
        });
        try {
          expect(await first.settle(off)).toMatchObject({ status: 'applied', changed: 1 });
          const on = await first.receive([switched('1', true)]);
          expect(await first.settle(on)).toMatchObject({ status: 'applied', changed: 1 });
          const told = await first.told();
          frozen.resolve();
          await first.normalizer.close();
          expect(await first.told()).toEqual([]);
          const switches = told.filter(({ kind }) => kind === 'switch.changed');
          expect(switches.map(({ cause }) => cause)).toEqual([off, on]);
        } finally {
          await second.close();
        }
      } finally {
        frozen.resolve();
        await first.close();
      }
    },
    LONG_MS,
  );
});
