import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedFields, sameJson } from './changed-fields.ts';

test.each([
  ['equal numbers', 1, 1, true],
  ['a number and its text', 1, '1', false],
  ['null and absent', { a: null }, {}, false],
  ['undefined and absent', { a: undefined }, {}, true],
  ['absent and undefined', {}, { a: undefined }, true],
  ['members in another order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
  ['a list in another order', [1, 2], [2, 1], false],
  ['a longer list', [1], [1, 2], false],
  ['an empty list and an empty object', [], {}, false],
  ['null and an object', null, {}, false],
  ['one member more', { a: 1 }, { a: 1, b: 2 }, false],
  ['another member', { a: 1 }, { b: 1 }, false],
  ['what is inherited is no value', {}, { constructor: {} }, false],
  ['nor on the other side', { constructor: {} }, {}, false],
])('%s', (_name, a, b, want) => {
  expect(sameJson(a, b)).toBe(want);
});

test('only the fields asked for, in the order asked', () => {
  const before = { name: 'A', tags: ['x'], attributes: { a: 1, b: 2 }, rank: 1 };
  const after = { name: 'B', tags: ['y'], attributes: { b: 2, a: 1 }, rank: 2 };
  expect(changedFields(before, after, ['tags', 'attributes', 'name'])).toEqual(['tags', 'name']);
});

test('values are the same exactly when their canonical JSON is', () => {
  const canonical = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
    return `{${members.sort().join()}}`;
  };
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameJson(a, b)).toBe(canonical(a) === canonical(b));
      expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }),
  );
});
