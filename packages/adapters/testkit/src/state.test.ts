import type { Change } from '@kirana/adapter';
import { expect, test } from 'vitest';
import { lotus } from './example/adapter.ts';
import { fits, withUnknownFields } from './spoil.ts';
import { disagreements, foldChanges, plainState } from './state.ts';

const count = (absolute: number, observedAt: string): Change => ({
  kind: 'stock.reported',
  path: '/data',
  externalId: 'L-1',
  amount: { absolute },
  observedAt,
});
const EARLY = count(5, '2026-11-22T09:00:00.000Z');
const LATE = count(3, '2026-11-22T09:30:00.000Z');
const status = (state: 'open' | 'closed'): Change => ({
  kind: 'store.status',
  path: '',
  status: { state, returnAt: null, reason: null },
});

test.each([
  ['in order', [EARLY, LATE]],
  ['the other way round', [LATE, EARLY]],
  ['with repetitions', [EARLY, LATE, EARLY, EARLY]],
])('the newest version stands, %s', (_what, changes) => {
  expect(plainState(foldChanges(lotus, changes))).toEqual({
    'stock.reported:L-1:': {
      kind: 'stock.reported',
      externalId: 'L-1',
      amount: { absolute: 3 },
      observedAt: '2026-11-22T09:30:00.000Z',
    },
  });
});

test('without versions the later one stands, and deltas are of no state', () => {
  const delta: Change = { ...EARLY, kind: 'stock.reported', amount: { delta: 2 } } as Change;
  const state = foldChanges(lotus, [status('open'), status('closed'), delta]);
  expect([...state.values()]).toEqual([status('closed')]);
});

test('only what both state can disagree', () => {
  expect(disagreements({ a: 1, path: 'x', c: [1] }, { a: 2, path: 'y', b: 3, c: [1] })).toEqual(['/a: 1 and 2']);
});

test.each([
  ['/items/3/nutrition', '/items/*/nutrition', true],
  ['/items/3/nutrition/fat', '/items/*/nutrition', false],
  ['/items/3/nutrition/fat/unit', '/items/*/nutrition/**', true],
  ['/items/3/nutrition', '/items/*/nutrition/**', true],
  ['/items/3', '/items/*/nutrition/**', false],
  ['/anything', '/**', true],
])('%s fits %s: %s', (pointer, pattern, wanted) => {
  expect(fits(pointer, pattern)).toBe(wanted);
});

test('unknown fields come into every object but those whose keys are data', () => {
  const found = withUnknownFields({ a: [{ b: 1 }], map: { x: {} } }, ['/map']) as Record<
    string,
    Record<string, object>
  >;
  const stranger = 'kirana_testkit_unknown_field';
  expect(Object.keys(found)).toContain(stranger);
  expect(Object.keys(found.a?.[0] ?? {})).toContain(stranger);
  expect(Object.keys(found.map ?? {})).toEqual(['x']);
});
