import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blastRadius,
  DEFAULT_BLAST_LIMITS,
  lookAgain,
  type MovedBetween,
  overwrittenBy,
  ownChangesSince,
  saidByCount,
  saidBySource,
} from './reconcile.ts';
import type { ReportedStock } from './reported-stock.ts';
import { DEFAULT_SETTLE_MS, LONGEST_UNACKNOWLEDGED_MS, type OwnChange, type TermsOf } from './stock-authority.ts';

const NO_TERMS: TermsOf = new Map();
const AT = 10_000_000;

const report = (base: number | null, more: Partial<ReportedStock & { firstHeardAtMs: number }> = {}) => ({
  source: 'con_a',
  warehouse: '',
  base,
  floor: null,
  deltas: [],
  observedAtMs: base === null ? null : AT,
  heardAtMs: AT,
  firstHeardAtMs: AT,
  ...more,
});
const sale = (atMs: number, quantity: number, more: Partial<OwnChange> = {}): OwnChange => ({
  sequence: atMs,
  atMs,
  quantity,
  counted: null,
  acknowledgedAtMs: null,
  ...more,
});

describe('what a source said', () => {
  test('its absolute, later deltas, and our sales it cannot have counted', () => {
    const delta = { order: { epoch: 0, sequence: 2, tie: 0 }, quantity: -1, observedAtMs: AT + 5 };
    const reports = [report(10, { deltas: [delta] }), report(4, { warehouse: 'b' })];
    const own = [sale(AT - DEFAULT_SETTLE_MS, -3), sale(AT + 1, -2)];
    expect(saidBySource(reports, null, own, NO_TERMS)).toEqual({ stated: 13, said: 11, why: 'source_stated' });
  });

  test('of one source, also where another decides', () => {
    const terms: TermsOf = new Map([['con_b', { rank: 1, acknowledges: false, settleMs: 0 }]]);
    const reports = [report(10), report(7, { source: 'con_b' })];
    expect(saidBySource(reports, null, [], terms)?.said).toBe(7);
    expect(saidBySource(reports, 'con_a', [], terms)?.said).toBe(10);
    expect(ownChangesSince(reports, null, terms)).toEqual({ source: 'con_b', afterMs: AT - 1, unseenAfterMs: AT });
  });

  test('a source that acknowledges has seen only what it acknowledged', () => {
    const terms: TermsOf = new Map([['con_a', { rank: 1, acknowledges: true, settleMs: 1_000 }]]);
    const own = [sale(1, -1, { acknowledgedAtMs: 5 }), sale(2, -1)];
    expect(saidBySource([report(10)], null, own, terms)?.said).toBe(9);
    const since = ownChangesSince([report(10, { firstHeardAtMs: 5_000 })], null, terms);
    expect(since).toEqual({ source: 'con_a', afterMs: 3_999, unseenAfterMs: AT - LONGEST_UNACKNOWLEDGED_MS });
  });

  test('a source that never gave a count says nothing', () => {
    const delta = { order: { epoch: 0, sequence: 2, tie: 0 }, quantity: -1, observedAtMs: AT };
    for (const reports of [[], [report(null, { deltas: [delta] })]]) {
      expect(saidBySource(reports, null, [], NO_TERMS)).toBeUndefined();
      expect(ownChangesSince(reports, null, NO_TERMS)).toBeNull();
    }
  });
});

describe('what a count comes to', () => {
  test('what happened since it is laid over it; what happened before is in it', () => {
    const own = [sale(AT - 1, -5), sale(AT, -5), sale(AT + 1, -2), sale(AT + 3, 10)];
    expect(saidByCount(8, AT, own, 'counted')).toEqual({ stated: 8, said: 16, why: 'counted' });
  });

  test('a later count stands instead; goods that left beyond it leave nothing', () => {
    const own = [sale(AT + 3, -1), sale(AT + 2, 4, { counted: 7 }), sale(AT + 1, -2)];
    expect(saidByCount(8, AT, own, 'counted').said).toBe(6);
    expect(saidByCount(1, AT, [sale(AT + 1, -3)], 'not_listed').said).toBe(0);
  });
});

describe('how much may change without a person', () => {
  const limits = { maxShare: 0.2, maxUnits: 100 };

  test('up to the limits, and not one more', () => {
    expect(blastRadius(10, [50, -50], limits)).toEqual({ changes: 2, units: 100, share: 0.2, needsApproval: [] });
    expect(blastRadius(10, [1, 1, 1], limits).needsApproval).toEqual(['share']);
    expect(blastRadius(10, [101], limits).needsApproval).toEqual(['units']);
    expect(blastRadius(10, [101], { ...limits, maxUnits: null }).needsApproval).toEqual([]);
    expect(blastRadius(1, [1_001], DEFAULT_BLAST_LIMITS).needsApproval).toEqual(['share', 'units']);
  });

  test('a complete list that looks cut off needs a person, however small the change', () => {
    const wide = { maxShare: 1, maxUnits: null };
    expect(blastRadius(10, [-1], wide, { listed: 8, stockedBefore: 10 }).needsApproval).toEqual([]);
    expect(blastRadius(10, [-1], wide, { listed: 7, stockedBefore: 10 }).needsApproval).toEqual(['list_cut_off']);
    expect(blastRadius(10, [], wide, { listed: 7, stockedBefore: 10 }).needsApproval).toEqual([]);
  });
});

test('only the difference that was approved is written', () => {
  expect(lookAgain(-2, 8, 10)).toBe('stands');
  expect(lookAgain(-2, 7, 9)).toBe('stands');
  expect(lookAgain(-2, 8, 8)).toBe('agrees');
  expect(lookAgain(-2, 8, 9)).toBe('moved');
});

describe('what a count took back', () => {
  const moved = (kind: MovedBetween['kind'], delta: number, after: number, occurredAtMs = AT): MovedBetween => ({
    kind,
    delta,
    after,
    occurredAtMs,
  });

  test('moves between the look and the count are put back; what else happened is not', () => {
    expect(overwrittenBy(9, 0, [moved('sold', -2, 8), moved('reserved', 0, 8), moved('received', 5, 13)])).toBe(3);
    expect(overwrittenBy(9, 0, [moved('reported', -1, 9)])).toBe(0);
    expect(overwrittenBy(9, AT, [moved('sold', -2, 8)])).toBe(0);
    expect(overwrittenBy(9, 0, [moved('sold', -2, 8), moved('counted', 4, 12), moved('sold', -1, 11)])).toBe(2);
    expect(overwrittenBy(1, 0, [moved('sold', -2, 8)])).toBe(-1);
  });

  test('for any sales and receipts the books end as if the count had come first', () => {
    const deltas = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 60 }), deltas, (said, changes) => {
        const between = changes.map((delta) => moved(delta < 0 ? 'sold' : 'received', delta, 0));
        expect(said + overwrittenBy(said, 0, between)).toBe(said + changes.reduce((sum, delta) => sum + delta, 0));
      }),
      { numRuns: 1_000 },
    );
  });
});
