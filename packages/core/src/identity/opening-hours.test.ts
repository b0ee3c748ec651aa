import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursAt, scheduleAt } from './opening-hours.ts';
import type { HoursException, OpeningHours, WeeklyWindow } from './schedule.ts';
import { dateOfDay } from './zoned-time.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (instant: string) => Date.parse(instant);
const hours = (weekly: WeeklyWindow[], exceptions: HoursException[] = []): OpeningHours => ({ weekly, exceptions });
const lunch = hours([{ days: EVERY_DAY, from: '11:00', to: '15:00' }]);
const late = [{ days: EVERY_DAY, from: '18:00', to: '02:00' }];
const closedOn24 = { date: '2026-11-24', windows: [] };

// 2026-11-22 is a Sunday; Kolkata is 5:30 ahead of UTC.
test.each<[string, OpeningHours, string, boolean, string | null]>([
  ['before it opens', lunch, '2026-11-22T10:59:59+05:30', false, '2026-11-22T11:00+05:30'],
  ['as it opens', lunch, '2026-11-22T11:00:00+05:30', true, '2026-11-22T15:00+05:30'],
  ['as it closes', lunch, '2026-11-22T15:00:00+05:30', false, '2026-11-23T11:00+05:30'],
  ['an empty week', hours([]), '2026-11-22T03:00+05:30', true, null],
  [
    'the whole week in words',
    hours([{ days: EVERY_DAY, from: '00:00', to: '24:00' }]),
    '2026-11-22T03:00+05:30',
    true,
    null,
  ],
  [
    'the same time twice is 24 hours',
    hours([{ days: EVERY_DAY, from: '09:00', to: '09:00' }]),
    '2026-11-22T03:00+05:30',
    true,
    null,
  ],
  ['past midnight', hours(late), '2026-11-23T01:00+05:30', true, '2026-11-23T02:00+05:30'],
  [
    'windows that touch',
    hours([
      { days: EVERY_DAY, from: '08:00', to: '12:00' },
      { days: EVERY_DAY, from: '12:00', to: '20:00' },
    ]),
    '2026-11-22T09:00+05:30',
    true,
    '2026-11-22T20:00+05:30',
  ],
  [
    'windows that overlap',
    hours([
      { days: EVERY_DAY, from: '08:00', to: '14:00' },
      { days: EVERY_DAY, from: '09:00', to: '12:00' },
    ]),
    '2026-11-22T09:00+05:30',
    true,
    '2026-11-22T14:00+05:30',
  ],
  [
    'once a week',
    hours([{ days: [6], from: '10:00', to: '11:00' }]),
    '2026-11-22T11:00+05:30',
    false,
    '2026-11-28T10:00+05:30',
  ],
  [
    'closed on a date',
    hours(lunch.weekly as WeeklyWindow[], [closedOn24]),
    '2026-11-23T16:00+05:30',
    false,
    '2026-11-25T11:00+05:30',
  ],
  [
    'a festival with other hours',
    hours(lunch.weekly as WeeklyWindow[], [{ date: '2026-11-24', windows: [{ from: '20:00', to: '22:00' }] }]),
    '2026-11-24T12:00+05:30',
    false,
    '2026-11-24T20:00+05:30',
  ],
  [
    'an exception ends the night before',
    hours(late, [closedOn24]),
    '2026-11-23T23:00+05:30',
    true,
    '2026-11-24T00:00+05:30',
  ],
  [
    'an exception runs into an ordinary day',
    hours(lunch.weekly as WeeklyWindow[], [{ date: '2026-11-24', windows: [{ from: '22:00', to: '03:00' }] }]),
    '2026-11-25T01:00+05:30',
    true,
    '2026-11-25T03:00+05:30',
  ],
  [
    'an empty week with a closed date',
    hours([], [closedOn24]),
    '2026-11-22T10:00+05:30',
    true,
    '2026-11-24T00:00+05:30',
  ],
  ['on that closed date', hours([], [closedOn24]), '2026-11-24T10:00+05:30', false, '2026-11-25T00:00+05:30'],
  ['after that closed date', hours([], [closedOn24]), '2026-11-25T10:00+05:30', true, null],
  [
    'a far exception',
    hours([], [{ date: '2027-10-01', windows: [] }]),
    '2026-11-22T10:00+05:30',
    true,
    '2027-10-01T00:00+05:30',
  ],
  [
    'an exception past the horizon',
    hours([], [{ date: '2029-10-01', windows: [] }]),
    '2026-11-22T10:00+05:30',
    true,
    null,
  ],
])('%s', (_name, given, instant, open, changesAt) => {
  const want = { open, changesAtMs: changesAt === null ? null : at(changesAt) };
  expect(hoursAt(given, 'Asia/Kolkata', at(instant))).toEqual(want);
});

describe('clock changes', () => {
  const night = [{ days: [7], from: '01:15', to: '01:45' }];
  test.each([
    ['a skipped window comes an hour later', night, 'Europe/London', '2026-03-28T12:00Z', false, '2026-03-29T01:15Z'],
    ['and ends an hour later', night, 'Europe/London', '2026-03-29T01:20Z', true, '2026-03-29T01:45Z'],
    ['a doubled window comes once', night, 'Europe/London', '2026-10-25T00:50Z', false, '2026-11-01T01:15Z'],
    [
      'a window over the doubled hour is an hour longer',
      late,
      'Europe/London',
      '2026-10-25T01:30Z',
      true,
      '2026-10-25T02:00Z',
    ],
    [
      'a swallowed window waits a week',
      [{ days: [7], from: '01:30', to: '02:15' }],
      'Europe/London',
      '2026-03-28T12:00Z',
      false,
      '2026-04-05T00:30Z',
    ],
    [
      'a skipped date has no windows',
      [{ days: EVERY_DAY, from: '09:00', to: '10:00' }],
      'Pacific/Apia',
      '2011-12-29T21:00Z',
      false,
      '2011-12-30T19:00Z',
    ],
  ])('%s', (_name, schedule, zone, instant, open, changesAt) => {
    expect(scheduleAt(schedule, zone, at(instant))).toEqual({ open, changesAtMs: at(changesAt) });
  });
});

describe('for any hours', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const time = fc.oneof(
    fc.tuple(fc.nat(23), fc.constantFrom(0, 15, 30, 59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
    fc.constantFrom('24:00', '00:00'),
  );
  const window = fc.record({ from: time, to: time });
  const weekly = fc.array(
    fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time }),
    { maxLength: 4 },
  );
  const firstDay = Date.UTC(2026, 9, 15) / 86_400_000;
  const exception = fc.record({
    date: fc.nat(30).map((day) => dateOfDay(firstDay + day)),
    windows: fc.array(window, { maxLength: 2 }),
  });
  const given = fc.record({ weekly, exceptions: fc.array(exception, { maxLength: 4 }) });
  const instant = fc.integer({ min: firstDay * 86_400_000, max: (firstDay + 20) * 86_400_000 });
  const zone = fc.constantFrom('Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Apia');

  test('it changes when it says, and not before', () => {
    fc.assert(
      fc.property(
        given,
        zone,
        instant,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        (h, z, ms, samples) => {
          const { open, changesAtMs } = hoursAt(h, z, ms);
          if (changesAtMs !== null) {
            expect(changesAtMs).toBeGreaterThan(ms);
            expect(hoursAt(h, z, changesAtMs).open).toBe(!open);
          }
          const untilMs = changesAtMs ?? ms + 40 * 86_400_000;
          for (const sample of samples) {
            const betweenMs = Math.min(untilMs - 1, Math.floor(ms + sample * (untilMs - ms)));
            expect(hoursAt(h, z, betweenMs)).toEqual({ open, changesAtMs });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a schedule is hours without exceptions', () => {
    fc.assert(
      fc.property(weekly, zone, instant, (w, z, ms) => {
        expect(scheduleAt(w, z, ms)).toEqual(hoursAt({ weekly: w, exceptions: [] }, z, ms));
      }),
    );
  });
});
