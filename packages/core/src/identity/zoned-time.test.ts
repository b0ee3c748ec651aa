import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { businessDay, instantFromLocal, localParts, nextBusinessDayStart } from './zoned-time.ts';

const zones = [
  'Asia/Kolkata',
  'Europe/London',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const atMs = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
const two = (value: number) => String(value).padStart(2, '0');
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

test.each([
  ['no clock change, ever', '2026-11-22', '09:30', 'Asia/Kolkata', '2026-11-22T04:00:00.000Z'],
  ['with seconds', '2026-11-22', '09:30:15', 'Asia/Kolkata', '2026-11-22T04:00:15.000Z'],
  ['the end of the day', '2026-11-22', '24:00', 'Asia/Kolkata', '2026-11-22T18:30:00.000Z'],
  ['a skipped time is later', '2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
  ['just before the gap', '2026-03-29', '00:59', 'Europe/London', '2026-03-29T00:59:00.000Z'],
  ['just after the gap', '2026-03-29', '02:00', 'Europe/London', '2026-03-29T01:00:00.000Z'],
  ['of a time shown twice the earlier', '2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
  ['just after the fold', '2026-10-25', '02:00', 'Europe/London', '2026-10-25T02:00:00.000Z'],
  ['midnight skipped by summer time', '2018-11-04', '00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['the year after summer time was abolished', '2019-12-01', '12:00', 'America/Sao_Paulo', '2019-12-01T15:00:00.000Z'],
  ['while it was summer time', '2018-12-01', '12:00', 'America/Sao_Paulo', '2018-12-01T14:00:00.000Z'],
  ['a whole date skipped', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ['the date after it', '2011-12-31', '00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['a change of half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
])('instant of %s', (_name, date, local, where, want) => {
  expect(instantFromLocal(date, local, where)).toBe(want);
});

test.each([
  ['2026-02-30', '10:00', 'UTC'],
  ['22-11-2026', '10:00', 'UTC'],
  ['2026-02-20', '24:01', 'UTC'],
  ['2026-02-20', '9:00', 'UTC'],
  ['2026-02-20', '09:00', 'Mars/Base'],
])('%s %s in %s is refused', (date, local, where) => {
  expect(() => instantFromLocal(date, local, where)).toThrow(RangeError);
});

test.each([
  ['2026-11-22T18:29:59.999Z', 'Asia/Kolkata', { date: '2026-11-22', minutes: 1439, isoWeekday: 7 }],
  ['2026-11-22T18:30:00Z', 'Asia/Kolkata', { date: '2026-11-23', minutes: 0, isoWeekday: 1 }],
  ['2026-10-25T01:15:00Z', 'Europe/London', { date: '2026-10-25', minutes: 75, isoWeekday: 7 }],
  ['2011-12-30T10:00:00Z', 'Pacific/Apia', { date: '2011-12-31', minutes: 0, isoWeekday: 6 }],
  ['2011-12-30T09:59:00Z', 'Pacific/Apia', { date: '2011-12-29', minutes: 1439, isoWeekday: 4 }],
])('the wall clock at %s in %s', (instant, where, want) => {
  expect(localParts(Date.parse(instant), where)).toEqual(want);
});

describe('trading days', () => {
  test.each([
    ['in the evening', '2026-11-22T15:00:00Z', 'Asia/Kolkata', '04:00', '2026-11-22', '2026-11-22T22:30:00.000Z'],
    ['after midnight', '2026-11-22T20:00:00Z', 'Asia/Kolkata', '04:00', '2026-11-22', '2026-11-22T22:30:00.000Z'],
    ['at its start', '2026-11-22T22:30:00Z', 'Asia/Kolkata', '04:00', '2026-11-23', '2026-11-23T22:30:00.000Z'],
    ['from midnight', '2026-11-22T18:30:00Z', 'Asia/Kolkata', '00:00', '2026-11-23', '2026-11-23T18:30:00.000Z'],
    ['from 24:00', '2026-11-22T18:30:00Z', 'Asia/Kolkata', '24:00', '2026-11-23', '2026-11-23T18:30:00.000Z'],
    ['start is skipped', '2026-03-29T00:30:00Z', 'Europe/London', '01:30', '2026-03-28', '2026-03-29T01:30:00.000Z'],
    ['start comes twice', '2026-10-25T01:10:00Z', 'Europe/London', '01:30', '2026-10-25', '2026-10-26T01:30:00.000Z'],
    ['the date is skipped', '2011-12-30T08:00:00Z', 'Pacific/Apia', '00:00', '2011-12-29', '2011-12-30T10:00:00.000Z'],
    ['after the skipped', '2011-12-30T10:00:00Z', 'Pacific/Apia', '00:00', '2011-12-31', '2011-12-31T10:00:00.000Z'],
  ])('%s', (_name, instant, where, start, day, next) => {
    expect([businessDay(instant, where, start), nextBusinessDayStart(instant, where, start)]).toEqual([day, next]);
  });

  test('the next one is later, at most two days away, and begins another day', () => {
    fc.assert(
      fc.property(atMs, zone, time, (ms, where, start) => {
        const instant = new Date(ms).toISOString();
        const next = nextBusinessDayStart(instant, where, start);
        const nextMs = Date.parse(next);
        expect(nextMs).toBeGreaterThan(ms);
        expect(nextMs - ms).toBeLessThanOrEqual(2 * 86_400_000);
        const today = businessDay(instant, where, start);
        expect(businessDay(next, where, start) > today).toBe(true);
        expect(businessDay(new Date(nextMs - 1).toISOString(), where, start)).toBe(today);
      }),
    );
  });
});

test('the kept spans say what the time-zone library says', () => {
  fc.assert(
    fc.property(atMs, zone, (ms, where) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(where);
      expect(localParts(ms, where)).toEqual({
        date: zoned.toPlainDate().toString(),
        minutes: zoned.hour * 60 + zoned.minute,
        isoWeekday: zoned.dayOfWeek,
      });
    }),
    { numRuns: 500 },
  );
});

test('local to instant agrees with the time-zone library, in gaps and folds too', () => {
  const anyDate = fc
    .integer({ min: 7_300, max: 25_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  const changeDate = fc.constantFrom(
    ...['2026-03-29', '2026-10-25', '2018-11-04', '2018-02-17', '2018-02-18', '2011-12-30', '2011-12-31'],
    ...['2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04', '2026-02-15', '2026-03-22', '2011-12-29'],
  );
  const date = fc.oneof(anyDate, changeDate);
  fc.assert(
    fc.property(date, time, zone, (day, local, where) => {
      const want = Temporal.PlainDateTime.from(`${day}T${local}`).toZonedDateTime(where, {
        disambiguation: 'compatible',
      });
      expect(Date.parse(instantFromLocal(day, local, where))).toBe(want.epochMilliseconds);
    }),
    { numRuns: 3_000 },
  );
});
