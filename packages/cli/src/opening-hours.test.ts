import { expect, test } from 'vitest';
import { exceptionOf, hoursText, weeklyOf, withExceptions } from './opening-hours.ts';

test.each([
  ['mon-fri 09:00-14:00', [1, 2, 3, 4, 5], '09:00', '14:00'],
  ['sat,sun 18:00-02:00', [6, 7], '18:00', '02:00'],
  ['sat-mon 00:00-24:00', [1, 6, 7], '00:00', '24:00'],
  ['Wed  10:00-11:00 ', [3], '10:00', '11:00'],
])('%s', (text, days, from, to) => {
  expect(weeklyOf([text])).toEqual([{ days, from, to }]);
});

test('always is no hours at all', () => {
  expect(weeklyOf(['always'])).toEqual([]);
});

test.each(['', 'mon', 'mon 9-5', 'someday 09:00-10:00', 'mon- 09:00-10:00', 'mon 09:00-10:00 11:00-12:00'])(
  '"%s" is no weekly window',
  (text) => {
    expect(() => weeklyOf([text])).toThrow(/Not opening hours/);
  },
);

test('a date has windows, or is closed', () => {
  expect(exceptionOf('2026-12-25 closed')).toEqual({ date: '2026-12-25', windows: [] });
  expect(exceptionOf('2026-12-31 10:00-14:00 18:00-22:00').windows).toHaveLength(2);
});

test.each(['2026-12-25', 'christmas closed', '2026-12-25 open', '2026-12-25 10:00-12:00 closed'])(
  '"%s" is no date with hours',
  (text) => {
    expect(() => exceptionOf(text)).toThrow(/Not opening hours/);
  },
);

test('a date set anew replaces what it said, and can be taken out', () => {
  const before = [exceptionOf('2026-12-31 closed'), exceptionOf('2026-01-26 closed')];
  const after = withExceptions(before, [exceptionOf('2026-12-31 10:00-12:00')], ['2026-01-26']);
  expect(after).toEqual([exceptionOf('2026-12-31 10:00-12:00')]);
});

test('hours are told as they are written', () => {
  const weekly = weeklyOf(['mon-fri,sun 09:00-14:00', 'sat 10:00-12:00']);
  expect(hoursText({ weekly, exceptions: [exceptionOf('2026-12-25 closed')] })).toBe(
    'mon-fri,sun 09:00-14:00; sat 10:00-12:00; 2026-12-25 closed',
  );
  expect(hoursText({ weekly: [], exceptions: [] })).toBe('always');
});
