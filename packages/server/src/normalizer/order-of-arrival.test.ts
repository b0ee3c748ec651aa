import type { Change } from '@kirana/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readItemsLocked } from '../catalog-writes/item-rows.ts';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, openRiver, priced, type River, switched } from './test-river.ts';

const SEED = Number(process.env.KIRANA_PROPERTY_SEED ?? '20261122');
const RUNS = { pglite: 25, postgres: 8 };
const LONG_MS = 300_000;
const ITEMS = ['1', '2', '3', '4'];
const START = Date.parse('2026-11-22T06:00:00Z');

/** Sane prices only: whether one looks like a slip is judged against the last one heard, and so depends on the order by design. */
const price = fc.integer({ min: 900, max: 1_100 });
const nameOf = fc.constantFrom('Dosa', 'Idli', 'Vada', 'Pongal');
const externalId = fc.constantFrom(...ITEMS);
const listed = fc.record({ name: nameOf, priceMinor: price, on: fc.boolean() });
const menu = fc.record({
  kind: fc.constant('menu' as const),
  items: fc.tuple(listed, listed, listed, listed),
});
const fact = fc.oneof(
  { weight: 2, arbitrary: menu },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('switch' as const), externalId, on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('price' as const), externalId, priceMinor: price }) },
);
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never;

interface Message {
  readonly changes: readonly Change[];
  readonly isMenu: boolean;
}

type Stamp = (change: Change) => Change;

function messageOf(of: Fact, stamp: Stamp, states: { readonly switches: boolean; readonly left: number }): Message {
  if (of.kind === 'switch') return { changes: [stamp(switched(of.externalId, of.on))], isMenu: false };
  if (of.kind === 'price') return { changes: [stamp(priced(of.externalId, of.priceMinor))], isMenu: false };
  const changes = of.items.slice(0, ITEMS.length - states.left).map(({ name, priceMinor, on }, index) =>
    stamp(
      item(ITEMS[index] ?? '', {
        item: { name },
        listing: { priceMinor },
        ...(states.switches ? { on } : {}),
      }),
    ),
  );
  return { changes, isMenu: true };
}

/** Every fact at least once, some again, in any order. */
const arrivals = (count: number): fc.Arbitrary<readonly number[]> => {
  const all = Array.from({ length: count }, (_, index) => index);
  return fc
    .array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 5 })
    .chain((again) =>
      fc.shuffledSubarray([...all, ...again], { minLength: count + again.length, maxLength: count + again.length }),
    );
};

describe.each(testDatabases())('I3: the order of arrival on $name', ({ name, open }) => {
  const numRuns = RUNS[name];
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** What the store sells, by the provider's ids. */
  const stateOf = (at: River): Promise<unknown> =>
    database.tenant(at.tenantId, async (tx) => {
      const mappings = await tx
        .selectFrom('source_mappings')
        .select(['external_id', 'entity_id'])
        .where('tenant_id', '=', at.tenantId)
        .where('entity_kind', '=', 'item')
        .orderBy('external_id')
        .execute();
      const ids = mappings.map(({ entity_id }) => entity_id);
      const items = await readItemsLocked(tx, at.tenantId, ids);
      const places = await readStoreItemsLocked(tx, at.tenantId, at.storeId, ids);
      return mappings.map(({ external_id, entity_id }) => {
        const { name, removed } = items.get(entity_id) ?? {};
        const { priceMinor, listed: isListed, switch: moved, removed: isGone } = places.get(entity_id) ?? {};
        return { external_id, name, removed, priceMinor, isListed, moved, isGone };
      });
    });

  /** Sends one by one, or all at once, so that they are applied together. @returns the deliveries' ids in the order given. */
  async function sendAll(at: River, messages: readonly Message[], atOnce: boolean): Promise<string[]> {
    const ids: string[] = [];
    for (const { changes, isMenu } of messages) {
      const id = await at.receive(changes, isMenu ? { snapshotOf: ['item'] } : {});
      ids.push(id);
      if (!atOnce) await at.settle(id);
    }
    for (const id of ids) expect(['applied', 'stale']).toContain((await at.settle(id)).status);
    return ids;
  }

  async function withRiver<T>(
    options: NonNullable<Parameters<typeof openRiver>[1]>,
    work: (at: River) => Promise<T>,
  ): Promise<T> {
    const at = await openRiver(database, options);
    try {
      return await work(at);
    } finally {
      await at.close();
    }
  }

  const replayAll = async (at: River, ids: readonly string[]) => {
    const origin = { actor: 'key:test', requestId: 'req', cause: null };
    for (const id of ids) await at.normalizer.reapplyDelivery(at.tenantId, id, origin);
  };

  test(
    "menus, switches and prices with the provider's time end the same in any order and any number of times",
    async () => {
      const plan = fc
        .array(fact, { minLength: 2, maxLength: 6 })
        .chain((facts) =>
          fc.record({ facts: fc.constant(facts), order: arrivals(facts.length), atOnce: fc.boolean() }),
        );
      const check = async ({ facts, order, atOnce }: { facts: Fact[]; order: readonly number[]; atOnce: boolean }) => {
        const messages = facts.map((of, index) => {
          const version = new Date(START + index * 1_000).toISOString();
          return messageOf(of, (change) => ({ ...change, version }), { switches: false, left: 0 });
        });
        const options = { versions: 'timestamp', snapshotSwitches: 'never' } as const;
        const inOrder = await withRiver(options, async (at) => {
          await sendAll(at, messages, false);
          return stateOf(at);
        });
        await withRiver(options, async (at) => {
          const shuffled = order.flatMap((index) => messages[index] ?? []);
          const ids = await sendAll(at, shuffled, atOnce);
          expect(await stateOf(at)).toEqual(inOrder);
          await replayAll(at, ids.toReversed());
          expect(await stateOf(at)).toEqual(inOrder);
        });
      };
      await fc.assert(fc.asyncProperty(plan, check), { seed: SEED, numRuns });
    },
    LONG_MS,
  );

  test(
    'without versions the order of receipt counts: whatever is replayed, and how often, changes nothing',
    async () => {
      const plan = fc
        .array(fc.record({ of: fact, left: fc.integer({ min: 0, max: 1 }) }), { minLength: 2, maxLength: 6 })
        .chain((facts) =>
          fc.record({
            facts: fc.constant(facts),
            order: arrivals(facts.length),
            atOnce: fc.boolean(),
            trusted: fc.constantFrom('first' as const, 'always' as const),
          }),
        );
      const check = async ({
        facts,
        order,
        atOnce,
        trusted,
      }: {
        facts: { of: Fact; left: number }[];
        order: readonly number[];
        atOnce: boolean;
        trusted: 'first' | 'always';
      }) => {
        const messages = facts.map(({ of, left }) => messageOf(of, (change) => change, { switches: true, left }));
        await withRiver({ versions: 'none', snapshotSwitches: trusted }, async (at) => {
          const ids = await sendAll(at, messages, atOnce);
          const before = await stateOf(at);
          await replayAll(
            at,
            order.flatMap((index) => ids[index] ?? []),
          );
          expect(await stateOf(at)).toEqual(before);
        });
      };
      await fc.assert(fc.asyncProperty(plan, check), { seed: SEED + 1, numRuns });
    },
    LONG_MS,
  );
});
