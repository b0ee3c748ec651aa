import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stockAt } from '../orderability/stock-facts.ts';
import type { Answer } from './answer.ts';
import { checkChain } from './chain.ts';
import type { Command } from './command.ts';
import { decideBatch } from './decide.ts';
import { foldEntries } from './fold.ts';
import { ats, blockedTotal, positionKey } from './position.ts';
import { NaiveStock } from './test-naive-stock.ts';
import {
  adjust,
  block,
  bundle,
  commit,
  count,
  extend,
  level,
  line,
  receive,
  release,
  reserve,
  sell,
} from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const RUNS = { numRuns: 1_000 };
const MAX_LIFETIME_MS = 12;
const ITEMS = ['itm_a', 'itm_b', 'itm_u'] as const;
const COUNTED = ['itm_a', 'itm_b'] as const;

const item = fc.constantFrom(...ITEMS);
const counted = fc.constantFrom(...COUNTED);
const few = fc.integer({ min: 1, max: 6 });
const id = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5');
const key = fc.constantFrom('k1', 'k2', 'k3', null);
const plain = fc.tuple(item, few).map(([itemId, quantity]) => line(itemId, quantity));
const together = fc.tuple(fc.integer({ min: 1, max: 3 }), few).map(([perUnit, quantity]) =>
  bundle('itm_set', quantity, [
    { itemId: 'itm_a', quantity: perUnit },
    { itemId: 'itm_b', quantity: 1 },
  ]),
);
const lines = fc.array(fc.oneof({ weight: 3, arbitrary: plain }, together), { minLength: 1, maxLength: 3 });
const ttlMs = fc.integer({ min: 1, max: 8 });

const reserving = fc
  .tuple(id, lines, ttlMs, fc.nat(3))
  .map(([of, asked, ttl, effort]) => reserve(of, asked, { ttlMs: ttl, bestEffort: effort === 0 }));
const part = fc.option(fc.array(fc.record({ line: fc.nat(2), quantity: fc.nat(3) }), { maxLength: 2 }), { freq: 2 });
const ending = fc.oneof(
  fc.tuple(id, part).map(([of, some]) => commit(of, some)),
  id.map(release),
  fc.tuple(id, ttlMs).map(([of, ttl]) => extend(of, ttl)),
);
const moving: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.constantFrom('s1', 's2', 's3'), lines).map(([of, sold]) => sell(of, sold)),
  fc.tuple(key, counted, few).map(([of, itemId, quantity]) => receive(of, itemId, quantity)),
  fc.tuple(key, counted, fc.nat(9)).map(([of, itemId, quantity]) => count(itemId, quantity, of)),
  fc.tuple(counted, fc.integer({ min: -4, max: 4 })).map(([itemId, quantity]) => adjust(itemId, quantity)),
  fc
    .tuple(fc.constantFrom('block' as const, 'unblock' as const), counted, few)
    .map(([kind, of, by]) => block(kind, of, by)),
  fc.tuple(counted, fc.nat(4)).map(([of, quantity]) => level('set_safety_stock', of, quantity)),
);
const command = fc.oneof(
  { weight: 4, arbitrary: reserving },
  { weight: 3, arbitrary: ending },
  { weight: 3, arbitrary: moving },
);
interface Step {
  readonly atMs: number;
  readonly command: Command;
}
/** Commands with the time passing between them, so that expiry instants are often met exactly. */
const steps: fc.Arbitrary<Step[]> = fc
  .array(fc.tuple(fc.nat(3), command), { minLength: 1, maxLength: 18 })
  .map((list) => {
    let atMs = 0;
    return list.map(([afterMs, of]) => {
      atMs += afterMs;
      return { atMs, command: of };
    });
  });

function shop(): StockStore {
  const store = new StockStore().keep('itm_a').keep('itm_b').keep('itm_u', 'untracked');
  store.limits = { ...store.limits, maxLifetimeMs: MAX_LIFETIME_MS };
  store.run(0, receive(null, 'itm_a', 12), receive(null, 'itm_b', 6));
  return store;
}

function naiveShop(): NaiveStock {
  const naive = new NaiveStock(MAX_LIFETIME_MS).keep('itm_a').keep('itm_b').keep('itm_u', false);
  naive.run(receive(null, 'itm_a', 12), 0);
  naive.run(receive(null, 'itm_b', 6), 0);
  return naive;
}

const said = (answer: Answer | undefined): string => {
  if (answer === undefined || answer.outcome === 'reported') return 'nothing';
  if (answer.outcome === 'refused') return answer.code;
  return answer.replayed ? `${answer.outcome} again` : answer.outcome;
};

const figures = (store: StockStore) =>
  ITEMS.map((itemId) => {
    const { sequence: _sequence, ...position } = store.position(itemId);
    return position;
  });

const every = (check: (store: StockStore, list: readonly Step[]) => void) =>
  fc.assert(
    fc.property(steps, (list) => check(shop(), list)),
    RUNS,
  );

const heldOf = (store: StockStore, itemId: string, isHeld: (expiresAtMs: number) => boolean): number =>
  store.holds
    .filter((hold) => hold.itemId === itemId && isHeld(hold.expiresAtMs))
    .reduce((sum, hold) => sum + hold.quantity, 0);

describe('whatever is asked, in whatever order', () => {
  test('a naive model gives the same answers and ends with the same figures', () => {
    every((store, list) => {
      const naive = naiveShop();
      for (const { atMs, command: of } of list) {
        expect(said(store.run(atMs, of).answers[0])).toBe(naive.run(of, atMs));
        for (const itemId of ITEMS) {
          const position = store.position(itemId);
          const model = naive.items.get(itemId);
          expect([position.onHand, position.reserved]).toEqual([model?.onHand, naive.reserved(itemId, atMs)]);
          expect([blockedTotal(position), position.safetyStock]).toEqual([model?.blocked, model?.safetyStock]);
        }
      }
    });
  });

  test('I1 no figure is below zero, and ATS falls below zero only by what is already true', () => {
    const mayPassZero = new Set(['counted', 'blocked', 'safety_stock_set', 'sold', 'committed', 'adjusted']);
    every((store, list) => {
      for (const { atMs, command: of } of list) store.run(atMs, of);
      const before = new Map<string, number>();
      for (const { itemId, kind, after } of store.entries) {
        expect(Math.min(...Object.values(after))).toBeGreaterThanOrEqual(0);
        if (itemId === 'itm_u') continue;
        const now = after.onHand - after.blocked - after.reserved - after.safetyStock;
        if (now < 0 && now < (before.get(itemId) ?? 0)) expect(mayPassZero.has(kind)).toBe(true);
        before.set(itemId, now);
      }
    });
  });

  test('I2 effects are distinct ids: repeating what was accepted changes nothing and hears the first answer', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.tuple(fc.nat(17), fc.nat(17))), (list, repeats) => {
        const [once, often] = [shop(), shop()];
        const accepted: (readonly [Command, Answer])[] = [];
        list.forEach(({ atMs, command: of }, index) => {
          const answer = once.run(atMs, of).answers[0];
          expect(often.run(atMs, of).answers[0]).toEqual(answer);
          const isKeyed = of.kind !== 'extend' && of.kind !== 'report' && (!('key' in of) || of.key !== null);
          if (isKeyed && answer !== undefined && 'replayed' in answer) accepted.push([of, answer]);
          for (const [after, which] of repeats) {
            const earlier = accepted[which];
            if (after !== index || earlier === undefined) continue;
            expect(often.run(atMs, earlier[0]).answers[0]).toEqual({ ...earlier[1], replayed: true });
          }
        });
        expect(often.entries).toEqual(once.entries);
        expect(often.reservations).toEqual(once.reservations);
      }),
      RUNS,
    );
  });

  test('I4 reserved is the sum of the holds not yet ended; readers leave out those past expiry', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) {
        store.run(atMs, of);
        for (const itemId of ITEMS) {
          const position = store.position(itemId);
          expect(position.reserved).toBe(heldOf(store, itemId, () => true));
          const holds = store.holds
            .filter((hold) => hold.itemId === itemId)
            .map((hold) => ({ atMs: hold.expiresAtMs, quantity: hold.quantity }))
            .sort((a, b) => a.atMs - b.atMs);
          const facts = { ...position, blocked: blockedTotal(position), holds, expiring: [], heardAtMs: null };
          const laterMs = atMs + 2;
          const open = heldOf(store, itemId, (expiresAtMs) => expiresAtMs > laterMs);
          const { onHand, safetyStock } = position;
          expect(stockAt(facts, laterMs).sellable).toBe(Math.max(0, onHand - facts.blocked - open - safetyStock));
        }
      }
    });
  });

  test('I5 the ledger is dense and chained: positions are the fold of their entries, and the deltas add up', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) store.run(atMs, of);
      for (const itemId of ITEMS) {
        const opening = { storeId: STORE, itemId, tracking: store.openings.get(itemId) ?? 'counted' } as const;
        const entries = store.entriesOf(itemId);
        expect(checkChain(opening, entries, store.position(itemId))).toEqual([]);
        expect(foldEntries(opening, entries).position).toEqual(store.position(itemId));
        expect(entries.reduce((sum, { deltas }) => sum + deltas.onHand, 0)).toBe(store.position(itemId).onHand);
        expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
      }
    });
  });

  test('I6 a reservation ends once, and then holds nothing', () => {
    every((store, list) => {
      const endings = new Map<string, string>();
      for (const { atMs, command: of } of list) {
        store.run(atMs, of);
        for (const { id: reservationId, status } of store.reservations.values()) {
          const ended = endings.get(reservationId);
          if (ended !== undefined) expect(status).toBe(ended);
          if (status !== 'held') endings.set(reservationId, status);
        }
      }
      for (const { id: reservationId, status } of store.reservations.values()) {
        const entries = store.entries.filter((entry) => entry.source.id === reservationId);
        for (const itemId of ITEMS) {
          const of = entries.filter((entry) => entry.itemId === itemId);
          const left = of.reduce((sum, { deltas }) => sum + deltas.reserved, 0);
          if (status === 'held') expect(left).toBeGreaterThanOrEqual(0);
          else expect(left).toBe(0);
          expect(of.filter(({ kind }) => kind === 'reserved').length).toBeLessThanOrEqual(1);
        }
        const ends = { held: [], committed: ['committed', 'released'], released: ['released'], expired: ['expired'] }[
          status
        ];
        const kinds = new Set(
          entries.map(({ kind }) => kind).filter((kind) => kind !== 'reserved' && kind !== 'discrepancy'),
        );
        expect([...kinds].every((kind) => (ends as string[]).includes(kind))).toBe(true);
      }
    });
  });

  test('I7 a hold counts for nothing from its expiry instant, and nothing commits after it', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) {
        const outcome = store.run(atMs, of);
        expect(store.holds.every((hold) => hold.expiresAtMs > atMs)).toBe(true);
        for (const { kind, reservation } of outcome.answers.flatMap((answer) =>
          'reservation' in answer && !answer.replayed
            ? [{ kind: answer.outcome, reservation: answer.reservation }]
            : [],
        )) {
          if (kind !== 'held') expect(reservation.expiresAtMs).toBeGreaterThan(atMs);
        }
      }
      const endMs = (list.at(-1)?.atMs ?? 0) + MAX_LIFETIME_MS;
      store.run(endMs);
      expect(ITEMS.map((itemId) => store.position(itemId).reserved)).toEqual([0, 0, 0]);
      for (const of of store.reservations.keys()) {
        expect(['RESERVATION_EXPIRED', 'RESERVATION_ENDED', 'committed again']).toContain(
          said(store.run(endMs, commit(of)).answers[0]),
        );
      }
    });
  });

  test('I8 a hold of many lines is all or nothing', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) {
        store.run(atMs);
        const before = figures(store);
        const outcome = store.run(atMs, of);
        if (of.kind !== 'reserve' || of.bestEffort) continue;
        const answer = outcome.answers[0];
        if (answer?.outcome === 'refused') {
          expect(figures(store)).toEqual(before);
          expect(outcome.entries).toEqual([]);
        } else if (answer?.outcome === 'held') {
          expect(answer.reservation.lines.map(({ held }) => held)).toEqual(of.lines.map(({ quantity }) => quantity));
        }
      }
    });
  });

  test('I9 no accepted reserve creates oversold', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) {
        const outcome = store.run(atMs, of);
        if (of.kind !== 'reserve') continue;
        expect(outcome.shortfalls).toEqual([]);
        for (const { itemId, kind, after } of outcome.entries) {
          if (kind !== 'reserved' || itemId === 'itm_u') continue;
          expect(after.onHand - after.blocked - after.reserved - after.safetyStock).toBeGreaterThanOrEqual(0);
        }
        for (const itemId of COUNTED) {
          if (outcome.holdsMade.some((hold) => hold.itemId === itemId)) {
            expect(ats(store.position(itemId))).toBeGreaterThanOrEqual(0);
          }
        }
      }
    });
  });

  test('a batch decides and writes what its commands would one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.array(command, { maxLength: 12 })), { maxLength: 5 }), (batches) => {
        const [together_, alone] = [shop(), shop()];
        let atMs = 0;
        for (const [afterMs, commands] of batches) {
          atMs += afterMs;
          const { answers } = together_.run(atMs, ...commands);
          alone.run(atMs);
          expect(answers).toEqual(commands.map((of) => alone.run(atMs, of).answers[0]));
        }
        expect(together_.entries).toEqual(alone.entries);
        expect(together_.rows).toEqual(alone.rows);
        expect(together_.reservations).toEqual(alone.reservations);
        expect(together_.effects).toEqual(alone.effects);
        const byId = (a: { reservationId: string; itemId: string }, b: typeof a) =>
          `${a.reservationId} ${a.itemId}` < `${b.reservationId} ${b.itemId}` ? -1 : 1;
        expect([...together_.holds].sort(byId)).toEqual([...alone.holds].sort(byId));
      }),
      RUNS,
    );
  });

  test('what a batch was decided on becomes the state it leads to', () => {
    every((store, list) => {
      for (const { atMs, command: of } of list) {
        const state = store.load(atMs);
        store.save(decideBatch(state, [of]));
        for (const itemId of ITEMS) {
          expect(state.positions.get(positionKey(STORE, itemId))?.position).toEqual(store.position(itemId));
        }
        expect(state.reservations).toEqual(store.reservations);
      }
    });
  });
});
