import { z } from 'zod';

/** Local wall-clock time, 24 hours: "09:30". "24:00" is the end of the day. */
export const LocalTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .meta({ id: 'LocalTime', example: '09:30' });

/** Part of a day; `to` at or before `from` runs past midnight into the next day. */
export const DayWindow = z.strictObject({ from: LocalTime, to: LocalTime }).meta({ id: 'DayWindow' });
export type DayWindow = z.infer<typeof DayWindow>;

/** Windows that repeat every week, in the store's zone. Days as in ISO 8601: 1 Monday … 7 Sunday. */
export const WeeklyWindow = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: LocalTime, to: LocalTime })
  .meta({ id: 'WeeklyWindow' });
export type WeeklyWindow = z.infer<typeof WeeklyWindow>;

/** When something is on offer. Empty: always. */
export const Schedule = z.array(WeeklyWindow).max(100).meta({ id: 'Schedule' });
export type Schedule = readonly WeeklyWindow[];

/** A date that differs from the week: holidays (no windows = closed), festivals. */
export const HoursException = z
  .strictObject({ date: z.iso.date(), windows: z.array(DayWindow).max(10), reason: z.string().max(200).optional() })
  .meta({ id: 'HoursException' });
export type HoursException = z.infer<typeof HoursException>;

/** Opening hours of a store in its zone. An empty week means always open, but for exceptions. */
export const OpeningHours = z
  .strictObject({ weekly: Schedule, exceptions: z.array(HoursException).max(400) })
  .meta({ id: 'OpeningHours' });
export type OpeningHours = { readonly weekly: Schedule; readonly exceptions: readonly HoursException[] };

/** IANA time zone name. Whether it exists is asked of the time-zone library. */
export const Zone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'not an IANA time zone')
  .meta({ id: 'Zone', example: 'Asia/Kolkata' });
