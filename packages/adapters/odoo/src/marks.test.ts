import { expect, test } from 'vitest';
import { markAfter, readMarks } from './marks.ts';

const at = (time: string) => Date.parse(`${time}Z`);

test.each([
  ['long settled: after it', '2026-11-22 09:00:00', '2026-11-22T10:00:00', 300, '2026-11-22 09:00:01'],
  ['just written: reaches back', '2026-11-22 09:58:00', '2026-11-22T10:00:00', 300, '2026-11-22 09:53:00'],
  ['no overlap', '2026-11-22 09:58:00', '2026-11-22T10:00:00', 0, '2026-11-22 09:58:01'],
  ['with microseconds', '2026-11-22 09:58:00.412345', '2026-11-22T10:00:00', 60, '2026-11-22 09:58:01'],
  ['ahead of the clock', '2026-11-22 10:05:00', '2026-11-22T10:00:00', 300, '2026-11-22 10:00:00'],
  ['nothing there', undefined, '2026-11-22T10:00:00', 300, '1970-01-01 00:00:00'],
  ['not a time', 'soon', '2026-11-22T10:00:00', 300, '1970-01-01 00:00:00'],
])('%s', (_name, newest, answered, overlap, want) => {
  expect(markAfter(newest, at(answered), overlap)).toBe(want);
});

test('only marks of ours are read', () => {
  expect(readMarks('{"stock":"2026-11-22 09:00:00"}')).toEqual({ stock: '2026-11-22 09:00:00' });
  for (const text of ['', '[]', '{"stock":1}', '{"other":"2026-11-22 09:00:00"}', '{"stock":"today"}']) {
    expect(() => readMarks(text)).toThrow(expect.objectContaining({ kind: 'permanent' }));
  }
});
