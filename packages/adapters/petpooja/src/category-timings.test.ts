import { expect, test } from 'vitest';
import { readTimings } from './category-timings.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const slots = (...times: [string, string][]) => times.map(([start_time, end_time]) => ({ start_time, end_time }));

test.each([
  ['nothing', '', []],
  ['a blank', ' ', []],
  ['no field', undefined, []],
  ['null', null, []],
  ['an empty list', '[]', []],
  [
    'JSON in text',
    JSON.stringify([{ schedule_time_slots: slots(['07:00', '11:30']) }]),
    [{ days: EVERY_DAY, from: '07:00', to: '11:30' }],
  ],
  [
    'plain JSON',
    [{ schedule_time_slots: slots(['7:00', '11:30:00']) }],
    [{ days: EVERY_DAY, from: '07:00', to: '11:30' }],
  ],
  [
    'two slots, one over midnight',
    [{ schedule_time_slots: slots(['07:00', '11:00'], ['22:00', '02:00']) }],
    [
      { days: EVERY_DAY, from: '07:00', to: '11:00' },
      { days: EVERY_DAY, from: '22:00', to: '02:00' },
    ],
  ],
  [
    'half-day clock',
    [{ schedule_time_slots: slots(['12:00 AM', '9:30 pm']) }],
    [{ days: EVERY_DAY, from: '00:00', to: '21:30' }],
  ],
  [
    'the last minute',
    [{ schedule_time_slots: slots(['00:00', '23:59:59']) }],
    [{ days: EVERY_DAY, from: '00:00', to: '24:00' }],
  ],
  [
    'days',
    [{ schedule_day: 'Sunday, mon', schedule_time_slots: slots(['07:00', '08:00']) }],
    [{ days: [1, 7], from: '07:00', to: '08:00' }],
  ],
  [
    'all days',
    [{ days: ['All'], schedule_time_slots: slots(['07:00', '08:00']) }],
    [{ days: EVERY_DAY, from: '07:00', to: '08:00' }],
  ],
  ['slots without entries', slots(['07:00', '08:00']), [{ days: EVERY_DAY, from: '07:00', to: '08:00' }]],
  [
    'one entry without a list',
    { schedule_time_slots: slots(['07:00', '08:00']) },
    [{ days: EVERY_DAY, from: '07:00', to: '08:00' }],
  ],
  ['an empty slot', [{ schedule_time_slots: slots(['', '']) }], []],
  ['broken JSON', '[{', undefined],
  ['a number', 7, undefined],
  ['a time that is none', [{ schedule_time_slots: slots(['25:00', '26:00']) }], undefined],
  ['a day that is none', [{ schedule_day: 'Funday', schedule_time_slots: slots(['07:00', '08:00']) }], undefined],
  [
    'days by number: which is the first?',
    [{ schedule_day: '1,2', schedule_time_slots: slots(['07:00', '08:00']) }],
    undefined,
  ],
])('%s', (_name, value, want) => expect(readTimings(value as never)).toEqual(want));
