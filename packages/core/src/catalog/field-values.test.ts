import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit, effectiveValues, releaseFields, type Statement } from './field-values.ts';

const says = (source: string, rank: number, values: Record<string, unknown>): Statement => ({ source, rank, values });

test.each([
  ['nobody', [], {}, {}],
  ['one source', [says('con_a', 5, { name: 'Idli' })], { name: 'Idli' }, { name: 'con_a' }],
  [
    'the lower rank',
    [says('con_a', 5, { name: 'Idli' }), says('con_b', 1, { name: 'Rice cake' })],
    { name: 'Rice cake' },
    { name: 'con_b' },
  ],
  [
    'a tie by text',
    [says('con_b', 1, { name: 'B' }), says('con_a', 1, { name: 'A' })],
    { name: 'A' },
    { name: 'con_a' },
  ],
  [
    'a person over a lower rank',
    [says('con_a', -1, { name: 'A' }), says('person', 9, { name: 'P' })],
    { name: 'P' },
    { name: 'person' },
  ],
  [
    'each field by itself',
    [says('con_a', 1, { name: 'A', diet: 'veg' }), says('person', 0, { name: 'P' })],
    { diet: 'veg', name: 'P' },
    { diet: 'con_a', name: 'person' },
  ],
  [
    'null is a value',
    [says('con_a', 2, { taxCode: 'x' }), says('con_b', 1, { taxCode: null })],
    { taxCode: null },
    { taxCode: 'con_b' },
  ],
  [
    'undefined says nothing',
    [says('con_a', 2, { name: 'A' }), says('con_b', 1, { name: undefined })],
    { name: 'A' },
    { name: 'con_a' },
  ],
  [
    'a rank of that field',
    [
      { ...says('con_a', 5, { name: 'A', diet: 'veg' }), authority: { diet: 0 } },
      says('con_b', 1, { name: 'B', diet: 'egg' }),
    ],
    { diet: 'veg', name: 'B' },
    { diet: 'con_a', name: 'con_b' },
  ],
])('decided by %s', (_name, statements, values, decidedBy) => {
  expect(effectiveValues(statements)).toEqual({ values, decidedBy });
});

test('a field called __proto__ is only a field', () => {
  const { values } = effectiveValues([says('con_a', 1, JSON.parse('{"__proto__":{"polluted":true}}'))]);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  expect(Object.hasOwn(values, '__proto__')).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a later edit lies over an earlier one, and what it leaves out stays', () => {
  const first = applyEdit(undefined, { name: 'A', diet: 'veg' });
  expect(applyEdit(first, { name: 'B', diet: undefined })).toEqual(says('person', 0, { name: 'B', diet: 'veg' }));
});

test('a statement that is released whole is gone', () => {
  expect(releaseFields(applyEdit(undefined, { name: 'A' }), ['name', 'diet'])).toBeUndefined();
});

const field = fc.constantFrom('name', 'description', 'diet', 'tags');
const values = fc.dictionary(field, fc.jsonValue());
const providers = fc.uniqueArray(
  fc.record({ source: fc.constantFrom('con_a', 'con_b', 'con_c', 'con_d'), rank: fc.nat(2), values }),
  { selector: (statement) => statement.source },
);

test('the order of statements does not matter', () => {
  const shuffled = providers.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.option(values), ([all, other], edit) => {
      const person = edit === null ? [] : [applyEdit(undefined, edit)];
      expect(effectiveValues([...other, ...person])).toEqual(effectiveValues([...person, ...all]));
    }),
  );
});

test('an edit counts, and its release gives back what the providers say', () => {
  fc.assert(
    fc.property(providers, values, (all, edit) => {
      const person = applyEdit(undefined, edit);
      expect(effectiveValues([...all, person]).values).toMatchObject(edit);
      const released = releaseFields(person, Object.keys(edit));
      expect(effectiveValues(released === undefined ? all : [...all, released])).toEqual(effectiveValues(all));
    }),
  );
});
