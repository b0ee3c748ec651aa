import { describe, expect, test } from 'vitest';
import { lookAgainFrom, siteDate, versionOf } from './site-time.ts';

describe('times of a site', () => {
  test.each([
    ['with microseconds', '2026-11-21 09:15:42.123456', 'Asia/Kolkata', '2026-11-21T03:45:42.123Z'],
    ['without a fraction', '2026-11-21 09:15:42', 'Asia/Kolkata', '2026-11-21T03:45:42.000Z'],
    ['in a zone with summer time', '2026-07-01 12:00:00.5', 'Europe/Paris', '2026-07-01T10:00:00.500Z'],
    ['near a change of clocks', '2026-10-25 02:30:00', 'Europe/Paris', undefined],
    ['no time', 'yesterday', 'Asia/Kolkata', undefined],
    ['no such day', '2026-13-45 09:15:42', 'Asia/Kolkata', undefined],
    ['nothing', null, 'Asia/Kolkata', undefined],
  ])('a version %s', (_name, modified, zone, expected) => {
    expect(versionOf(modified, zone)).toBe(expected);
  });

  test('the date is that of the site', () => {
    expect(siteDate(new Date('2026-11-22T20:00:00Z'), 'Asia/Kolkata')).toBe('2026-11-23');
    expect(siteDate(new Date('2026-11-22T20:00:00Z'), 'America/Lima')).toBe('2026-11-22');
  });

  test.each([
    [
      'earlier by the overlap',
      '2026-11-21 09:15:42.123456',
      'Asia/Kolkata',
      '2026-11-22T10:00:00Z',
      300,
      '2026-11-21 09:10:42.123000',
    ],
    // at 03:00 summer time it became 02:00 again: a row saved at 02:10 is newer than one of 02:50 before
    [
      'and as much as clocks went back',
      '2026-10-25 02:50:00',
      'Europe/Paris',
      '2026-10-25T01:15:00Z',
      0,
      '2026-10-25 01:50:00.000000',
    ],
    [
      'but not what they went forward',
      '2026-03-29 01:50:00',
      'Europe/Paris',
      '2026-03-29T02:15:00Z',
      0,
      '2026-03-29 01:50:00.000000',
    ],
  ])('changes are looked for from a time %s', (_name, mark, zone, now, overlapSeconds, expected) => {
    expect(lookAgainFrom(mark, { zone, now: new Date(now), overlapSeconds })).toBe(expected);
  });

  test('without a mark there is no beginning', () => {
    expect(lookAgainFrom(null, { zone: 'UTC', now: new Date(0), overlapSeconds: 300 })).toBeUndefined();
  });
});
