import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComponentsOf, explode, MAX_COMPONENT_DEPTH, type Need } from './components.ts';

const need = (itemId: string, quantity = 1): Need => ({ itemId, quantity });
const parts = (of: Record<string, Need[]>): ComponentsOf => new Map(Object.entries(of));
const chain = (length: number) =>
  parts(Object.fromEntries(Array.from({ length }, (_, at) => [`c${at}`, [need(`c${at + 1}`, 2)]])));

test.each<[string, Need[], ComponentsOf, unknown]>([
  ['a plain item is its own stock', [need('a')], parts({}), [need('a')]],
  ['no components is plain', [need('a')], parts({ a: [] }), [need('a')]],
  ['a bundle', [need('set')], parts({ set: [need('b'), need('a', 2)] }), [need('a', 2), need('b')]],
  [
    'a bundle of bundles, summed',
    [need('box', 2)],
    parts({ box: [need('set', 3), need('a')], set: [need('a', 2), need('b')] }),
    [need('a', 14), need('b', 6)],
  ],
  [
    'modifiers are summed with the item',
    [need('a'), need('set', 2)],
    parts({ set: [need('a'), need('b')] }),
    [need('a', 3), need('b', 2)],
  ],
  [
    'the same part by two ways is no circle',
    [need('box')],
    parts({ box: [need('x'), need('y')], x: [need('a')], y: [need('a')] }),
    [need('a', 2)],
  ],
  [
    'as deep as allowed',
    [need('c0')],
    chain(MAX_COMPONENT_DEPTH),
    [need(`c${MAX_COMPONENT_DEPTH}`, 2 ** MAX_COMPONENT_DEPTH)],
  ],
])('%s', (_name, things, components, want) => {
  expect(explode(things, components)).toEqual({ ok: true, needs: want });
});

test.each<[string, Need[], ComponentsOf, unknown]>([
  ['itself', [need('a')], parts({ a: [need('a')] }), { kind: 'cycle', itemId: 'a' }],
  ['a circle of two', [need('a')], parts({ a: [need('b')], b: [need('a')] }), { kind: 'cycle', itemId: 'a' }],
  ['too deep', [need('c0')], chain(MAX_COMPONENT_DEPTH + 1), { kind: 'too_deep', itemId: `c${MAX_COMPONENT_DEPTH}` }],
  [
    'too many different parts',
    [need('a')],
    parts({ a: Array.from({ length: 201 }, (_, at) => need(`p${at}`)) }),
    { kind: 'too_many', itemId: 'p200' },
  ],
  ['too many units', [need('a', 1e9)], parts({ a: [need('b', 1e9)] }), { kind: 'too_many', itemId: 'b' }],
])('refused: %s', (_name, things, components, problem) => {
  expect(explode(things, components)).toEqual({ ok: false, problem });
});

test('parts that share parts cost no more than a bound', () => {
  const wide = (at: number) => Array.from({ length: 200 }, () => need(`l${at + 1}`));
  const components = parts(Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`l${at}`, wide(at)])));
  expect(explode([need('l0')], components)).toMatchObject({ ok: false, problem: { kind: 'too_many' } });
});

test('whatever the components, it ends, and agrees with multiplying out by hand', () => {
  const id = fc.integer({ min: 0, max: 5 }).map((at) => `i${at}`);
  const anyParts = fc.array(fc.record({ itemId: id, quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 });
  const multiply = (things: readonly Need[], components: ComponentsOf, depth: number): string[] => {
    if (depth > 12) throw new RangeError('endless');
    return things.flatMap(({ itemId, quantity }) => {
      const of = components.get(itemId) ?? [];
      const once = of.length === 0 ? [itemId] : multiply(of, components, depth + 1);
      return Array.from({ length: quantity }, () => once).flat();
    });
  };
  fc.assert(
    fc.property(fc.dictionary(id, anyParts), id, (of, itemId) => {
      const components = new Map(Object.entries(of));
      const exploded = explode([need(itemId)], components);
      if (!exploded.ok) return;
      const units = multiply([need(itemId)], components, 0);
      for (const one of exploded.needs) expect(units.filter((unit) => unit === one.itemId).length).toBe(one.quantity);
      expect(exploded.needs.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(units.length);
    }),
    { numRuns: 1_000 },
  );
});
