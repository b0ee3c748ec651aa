import { describe, expect, test } from 'vitest';
import { type StoreFacts, storeAvailability } from './store-availability.ts';

const AT = Date.parse('2026-11-22T12:00+05:30');
const at = (time: string) => new Date(`2026-11-22T${time}+05:30`).toISOString();
const LUNCH = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', to: '15:00' }];
const store = (more: Partial<StoreFacts> = {}) =>
  storeAvailability(
    {
      status: { state: 'open', returnAt: null, reason: null },
      hours: { weekly: [], exceptions: [] },
      zone: 'Asia/Kolkata',
      ...more,
    },
    AT,
  );

describe('a store that takes no orders says why, and until when', () => {
  test.each([
    ['closed', 'STORE_CLOSED'],
    ['paused', 'STORE_PAUSED'],
  ] as const)('%s', (state, code) => {
    const until = at('14:00');
    const told = store({ status: { state, returnAt: until, reason: 'no gas' } });
    expect(told.reasons).toEqual([{ code, params: { until, reason: 'no gas' } }]);
    expect([told.freshUntilMs, told.blockedUntilMs]).toEqual([Date.parse(until), Date.parse(until)]);
    const untold = store({ status: { state, returnAt: null, reason: null } });
    expect(untold.reasons).toEqual([{ code, params: {} }]);
    expect([untold.freshUntilMs, untold.blockedUntilMs]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test('outside its hours', () => {
    const dinner = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '22:00' }];
    const told = store({ hours: { weekly: dinner, exceptions: [] } });
    expect(told.reasons).toEqual([{ code: 'OUTSIDE_HOURS', params: { opensAt: at('18:00') } }]);
    expect(told.blockedUntilMs).toBe(Date.parse(at('18:00')));
  });

  test('with hours that never come', () => {
    const told = store({ hours: { weekly: [{ days: [], from: '18:00', to: '22:00' }], exceptions: [] } });
    expect(told.reasons).toEqual([{ code: 'OUTSIDE_HOURS', params: {} }]);
    expect(told.blockedUntilMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('inside its hours it says when they end', () => {
    const told = store({ hours: { weekly: LUNCH, exceptions: [] } });
    expect(told.reasons).toEqual([]);
    expect(told.freshUntilMs).toBe(Date.parse(at('15:00')));
  });
});

describe('what a whole menu asks again is worked out once', () => {
  test('an instant, of a few', () => {
    const one = store();
    expect(one.at(AT)).toBe(one);
    const early = Array.from({ length: 250 }, (_, n) => one.at(AT + n));
    expect(one.at(AT + 199)).toBe(early[199]);
    expect(one.at(AT + 200)).not.toBe(early[200]);
    expect(early[249]?.atMs).toBe(AT + 249);
  });

  test('a schedule', () => {
    const one = store();
    expect(one.schedule([...LUNCH])).toBe(one.schedule([...LUNCH]));
    expect(one.schedule([])).toBe(one.schedule([]));
    expect([one.schedule([]).open, one.schedule(LUNCH).open]).toEqual([true, true]);
    expect(one.at(Date.parse(at('16:00'))).schedule(LUNCH).open).toBe(false);
  });
});
