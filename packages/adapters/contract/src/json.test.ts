import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from './adapter-error.ts';
import { minorFromJson } from './decimal.ts';
import { parseJson } from './json.ts';
import { atPointer, peekJson, pointerStep } from './json-pointer.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const refusal = (body: Uint8Array): AdapterError => {
  try {
    parseJson(body);
  } catch (error) {
    return error as AdapterError;
  }
  throw new Error('was not refused');
};

describe('numbers', () => {
  test.each([
    ['12', 12],
    ['-12', -12],
    ['0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.10', '1.10'],
    ['19.00', '19.00'],
    ['-1.5', '-1.5'],
    ['1e400', '1e400'],
    ['-0', '-0'],
    ['1E+2', '1E+2'],
    [' 2.5 ', '2.5'],
  ])('%s', (source, want) => {
    expect(parseJson(bytes(source))).toStrictEqual(want);
    expect(parseJson(bytes(`{"é":[${source},"1.5"]}`))).toStrictEqual({ é: [want, '1.5'] });
  });

  test.each(['01', '1.', '.5', '1.5.5', '1e', '--1', '+1', '-', 'NaN', '0x10', '1.5"a"', '{1.5:2}', '{1.5 :2}', '1_0'])(
    '%s is not a number',
    (source) => expect(refusal(bytes(source)).kind).toBe('schema'),
  );
});

describe('documents', () => {
  test.each([
    ['empty', bytes(''), 'the body is empty'],
    ['blank', bytes(' \n'), 'the body is empty'],
    ['truncated', bytes('{"a":[1,'), 'the body is not valid JSON'],
    ['a string that never ends', bytes('{"a":"\\'), 'the body is not valid JSON'],
    ['two documents', bytes('{}{}'), 'the body is not valid JSON'],
    ['UTF-16 with a mark', Buffer.from('\ufeff{}', 'utf16le'), 'the body is UTF-16; only UTF-8 is read'],
    ['UTF-16 without a mark', Buffer.from('{}', 'utf16le'), 'the body is UTF-16; only UTF-8 is read'],
    ['Latin-1', Buffer.from('{"a":"é"}', 'latin1'), 'the body is not valid UTF-8'],
    ['100,000 levels', bytes('['.repeat(100_000)), 'the JSON is nested more than 64 levels deep'],
    ['65 levels', bytes(`${'['.repeat(65)}${']'.repeat(65)}`), 'the JSON is nested more than 64 levels deep'],
    ['a key twice', bytes('{"a":{"b":1,"b":1}}'), 'an object has the same key twice'],
    ['a key twice, once escaped', bytes('{"b":1,"\\u0062":2}'), 'an object has the same key twice'],
    ['__proto__', bytes('{"a":[{"__proto__":{"x":1}}]}'), 'the key "__proto__" is refused'],
    ['__proto__ escaped', bytes('{"\\u005f_proto__":1}'), 'the key "__proto__" is refused'],
    ['constructor', bytes('{"constructor":{"prototype":1}}'), 'the key "constructor" is refused'],
  ])('%s is refused', (_name, body, message) => {
    const error = refusal(body);
    expect(error).toBeInstanceOf(AdapterError);
    expect([error.kind, error.message]).toEqual(['schema', message]);
  });

  test('64 levels, a byte-order mark, brackets and colons in strings are read', () => {
    expect(parseJson(bytes(`${'['.repeat(64)}${']'.repeat(64)}`))).toBeInstanceOf(Array);
    expect(parseJson(bytes('\ufeff{"a:b":"{[:\\"__proto__"}'))).toEqual({ 'a:b': '{[:"__proto__' });
  });

  test('reads what JSON.parse reads, but for numbers', () => {
    const keys = fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__' && key !== 'constructor');
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.array(tie('tree')), fc.dictionary(keys, tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseJson(bytes(text)))).toBe(text);
      }),
    );
  });

  test('random bytes are read or refused, nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes), fc.string().map(bytes)), (body) => {
        try {
          parseJson(body);
        } catch (error) {
          expect((error as AdapterError).kind).toBe('schema');
        }
        peekJson(body, '/a/0/b');
      }),
    );
  });
});

describe('pointers', () => {
  const document = '{"x":[{"y":"]},"},2],"a/b":{"~":1.50},"a\\u0063":"found","n":null,"list":[[],{},3]}';
  test.each([
    ['/x/1', 2],
    ['/x/0/y', ']},'],
    ['/a~1b/~0', '1.50'],
    ['/ac', 'found'],
    ['/n', null],
    ['/list/2', 3],
    ['/list/3', undefined],
    ['/list/-', undefined],
    ['/missing', undefined],
    ['/toString', undefined],
    ['/x/y', undefined],
  ])('%s', (pointer, want) => {
    expect(atPointer(parseJson(bytes(document)), pointer)).toStrictEqual(want);
    expect(peekJson(bytes(`\ufeff ${document}`), pointer)).toStrictEqual(want);
  });

  test('peeking does not read what it does not need', () => {
    expect(peekJson(bytes('{"restID":"r1","items":[{"broken'), '/restID')).toBe('r1');
    expect(peekJson(bytes(`{"deep":${'['.repeat(100_000)}`), '/restID')).toBeUndefined();
  });

  test('steps are escaped', () => expect(pointerStep('a/b~c') + pointerStep(3)).toBe('/a~1b~0c/3'));
});

test.each([
  ['19.00', 1900],
  ['209', 20900],
  [209, 20900],
  [' 1.5 ', 150],
  ['-1', -100],
  ['', undefined],
  ['1,299', undefined],
  ['1.999', undefined],
  [null, undefined],
  [true, undefined],
  [[1], undefined],
])('money %j', (value, want) => expect(minorFromJson(value as never, 'INR')).toBe(want));
