import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPosition, parsePosition } from './live-position.ts';
import { covers, formatVersion, parseVersion } from './version-token.ts';

test('a version is read back as it was written', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (storeSequence, merchantSequence) => {
      expect(parseVersion(formatVersion(storeSequence, merchantSequence))).toEqual({ storeSequence, merchantSequence });
    }),
  );
});

test.each([
  '',
  '-',
  '1',
  '1-',
  '-1',
  '1-2-',
  '1-2-3-4',
  '01-2',
  '1--2',
  ' 1-2',
  '1-2\n',
  '1e3-2',
  '9'.repeat(16).concat('-1'),
])('%j is no version', (text) => expect(parseVersion(text)).toBeUndefined());

test('the id of a live event is one too, and keeps where stock stands for the stream that goes on from it', () => {
  const at = { storeSequence: 3, merchantSequence: 1, stockSequence: 88 };
  expect(formatPosition(at)).toBe('3-1-88');
  expect(parsePosition('3-1-88')).toEqual(at);
  expect(parseVersion('3-1-88')).toEqual({ storeSequence: 3, merchantSequence: 1 });
  expect(formatPosition({ ...at, stockSequence: null })).toBe('3-1');
  expect(parsePosition('3-1')).toEqual({ ...at, stockSequence: null });
  expect(parsePosition('3-1-')).toBeUndefined();
});

test('a version covers another when neither part is behind', () => {
  const at = (storeSequence: number, merchantSequence: number) => ({ storeSequence, merchantSequence });
  expect(covers(at(3, 2), at(3, 2))).toBe(true);
  expect(covers(at(4, 2), at(3, 2))).toBe(true);
  expect(covers(at(4, 1), at(3, 2))).toBe(false);
});
