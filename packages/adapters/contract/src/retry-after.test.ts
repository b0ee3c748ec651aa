import { expect, test } from 'vitest';
import { retryAfter, retryAfterMs } from './retry-after.ts';

const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT';

test.each([
  ['seconds', { 'retry-after': ' 7 ' }, 7_000],
  ['parts of a second', { 'retry-after': '0.5' }, 500],
  ['a date, by the clock of the answer', { 'retry-after': 'Sun, 22 Nov 2026 10:01:00 GMT', date: DATE }, 60_000],
  ['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT', date: DATE }, 0],
  ['a date and no clock', { 'retry-after': 'Sun, 22 Nov 2026 10:01:00 GMT' }, undefined],
  ['words', { 'retry-after': 'soon', date: DATE }, undefined],
  ['nothing', {}, undefined],
] as const)('%s', (_name, headers, ms) => {
  expect(retryAfterMs(headers)).toBe(ms);
  expect(retryAfter(headers)).toEqual(ms === undefined ? {} : { retryAfterMs: ms });
});
