import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LedgerCheck, MOST_FINDINGS, type StoredPosition } from './check-ledger.ts';
import type { Command } from './command.ts';
import type { Entry } from './entry.ts';
import { type LedgerFinding, type LedgerFindingCode, LedgerFinding as LedgerFindingSchema } from './ledger-finding.ts';
import type { Position } from './position.ts';
import { commit, count, line, receive, release, reserve, sell } from './test-stock-commands.ts';
import { STORE, StockStore } from './test-stock-store.ts';

const A = 'itm_a';
const NOW = 45;

function ledger(): StockStore {
  const store = new StockStore().keep(A);
  store.run(10, receive(null, A, 10, null, 10));
  store.run(20, reserve('r', [line(A, 4)]));
  store.run(30, sell('s', [line(A, 2)], 15));
  store.run(40, count(A, 7, null, 40));
  return store;
}

/** All that is stored of the item, as it should be. */
function storedOf(store: StockStore): StoredPosition {
  const position = store.position(A);
  const holds = store.holds.filter(({ itemId }) => itemId === A);
  return {
    position,
    lots: store.rows.get(`${STORE}/${A}`)?.lots ?? [],
    holds: holds.map((hold) => ({ ...hold, status: store.reservations.get(hold.reservationId)?.status ?? null })),
    promised: new Map(holds.map(({ reservationId, quantity }) => [reservationId, quantity])),
    told: position,
    mustBeTold: true,
    said: null,
    nowMs: NOW,
  };
}

function check(entries: readonly Entry[], stored: StoredPosition): readonly LedgerFinding[] {
  const opening = { storeId: STORE, itemId: A, tracking: 'counted' } as const;
  const checking = new LedgerCheck(opening);
  for (const entry of entries) checking.take(entry);
  return checking.end(stored).findings;
}

const codes = (findings: readonly LedgerFinding[]) => [...new Set(findings.map(({ code }) => code))];

test('a sound ledger, and one without entries', () => {
  const store = ledger();
  expect(check(store.entries, storedOf(store))).toEqual([]);
  const empty = new StockStore().keep(A);
  expect(check([], { ...storedOf(empty), told: null })).toEqual([]);
});

test('for any commands the books agree with themselves', () => {
  const few = fc.integer({ min: 1, max: 6 });
  const id = fc.constantFrom('r1', 'r2', 'r3');
  const any: fc.Arbitrary<Command> = fc.oneof(
    few.map((units) => receive(null, A, units)),
    few.map((units) => count(A, units)),
    fc.tuple(id, few).map(([of, units]) => reserve(of, [line(A, units)], { ttlMs: 4 })),
    id.map((of) => commit(of)),
    id.map(release),
    fc.tuple(fc.uuid(), few).map(([of, units]) => sell(of, [line(A, units)])),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (commands) => {
      const store = new StockStore().keep(A);
      for (const [index, command] of commands.entries()) store.run(index + 1, command);
      expect(check(store.entries, { ...storedOf(store), nowMs: commands.length + 1 })).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

const changed = (entries: readonly Entry[], index: number, more: Partial<Entry>): Entry[] =>
  entries.map((entry, at) => (at === index ? { ...entry, ...more } : entry));

test.each<[string, (entries: Entry[]) => Entry[], LedgerFindingCode[]]>([
  ['a missing entry', (all) => all.toSpliced(2, 1), ['SEQUENCE_GAP', 'BALANCE_WRONG', 'POSITION_WRONG']],
  ['the last entry missing', (all) => all.slice(0, -1), ['POSITION_WRONG']],
  [
    'an edited balance',
    (all) => changed(all, 0, { after: { ...(all[0] as Entry).after, onHand: 11 } }),
    ['BALANCE_WRONG'],
  ],
  [
    'more promised than there was',
    (all) => changed(all, 0, { deltas: { ...(all[0] as Entry).deltas, onHand: 3 } }),
    ['BALANCE_WRONG', 'PROMISED_BEYOND', 'POSITION_WRONG'],
  ],
  [
    'more left than came',
    (all) => changed(all, 2, { deltas: { ...(all[2] as Entry).deltas, onHand: -11 } }),
    ['BALANCE_WRONG', 'BELOW_ZERO', 'POSITION_WRONG'],
  ],
])('entries: %s', (_name, edit, want) => {
  const store = ledger();
  expect(codes(check(edit([...store.entries]), storedOf(store)))).toEqual(want);
});

const moved = (stored: StoredPosition, more: Partial<Position>): Position => ({ ...stored.position, ...more });

test.each<[string, (stored: StoredPosition) => Partial<StoredPosition>, LedgerFindingCode[]]>([
  [
    'an edited position',
    (was) => ({ position: moved(was, { safetyStock: 1 }), told: null, mustBeTold: false }),
    ['POSITION_WRONG'],
  ],
  [
    'other lots',
    () => ({ lots: [{ lot: 'B', expiresOn: null, expiresAtMs: null, quantity: 1, expired: 0 }] }),
    ['LOTS_WRONG'],
  ],
  ['no hold of what is promised', () => ({ holds: [] }), ['RESERVED_WRONG', 'HOLD_WRONG']],
  [
    'a hold of nobody',
    (was) => ({ holds: was.holds.map((hold) => ({ ...hold, status: null })), promised: new Map() }),
    ['HOLD_LEFT_OVER'],
  ],
  [
    'a hold that is over, not ended here yet',
    (was) => ({
      holds: was.holds.map((hold) => ({ ...hold, status: 'expired', expiresAtMs: NOW })),
      promised: new Map(),
    }),
    [],
  ],
  [
    'a hold that ended before its time',
    (was) => ({
      holds: was.holds.map((hold) => ({ ...hold, status: 'expired', expiresAtMs: NOW + 1 })),
      promised: new Map(),
    }),
    ['HOLD_LEFT_OVER'],
  ],
  ['another quantity held', () => ({ promised: new Map([['r', 5]]) }), ['HOLD_WRONG']],
  ['no event', () => ({ told: null }), ['EVENT_MISSING']],
  ['an event of an earlier entry', (was) => ({ told: moved(was, { sequence: 3 }) }), ['EVENT_MISSING']],
  ['an event with other figures', (was) => ({ told: moved(was, { reserved: 3 }) }), ['EVENT_WRONG']],
  ['no event, which may be dropped by now', () => ({ told: null, mustBeTold: false }), []],
  ['a provider that says another figure', () => ({ said: 8 }), ['SOURCE_APART']],
  ['a provider that says the same', () => ({ said: 7 }), []],
])('beside the entries: %s', (_name, edit, want) => {
  const store = ledger();
  const stored = storedOf(store);
  const findings = check(store.entries, { ...stored, ...edit(stored) });
  expect(codes(findings)).toEqual(want);
  const told = findings.map((finding) => ({ ...finding, itemId: 'itm_01k4f2m8r5e6s9v0a1b2c3d4e5' }));
  expect(told.every((finding) => LedgerFindingSchema.safeParse(finding).success)).toBe(true);
});

test('of one position only the first findings are told, and all are counted', () => {
  const store = ledger();
  const checking = new LedgerCheck({ storeId: STORE, itemId: A, tracking: 'counted' });
  for (let round = 0; round < 10; round += 1) for (const entry of store.entries) checking.take(entry);
  const { findings, found } = checking.end(storedOf(store));
  expect(findings).toHaveLength(MOST_FINDINGS);
  expect(found).toBeGreaterThan(MOST_FINDINGS);
});
