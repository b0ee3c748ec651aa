import { type Given, instantFromLocal, type JsonValue, nextBusinessDayStart } from '@kirana/adapter';

/** Local date and time; the blank between them was seen missing. A zone is never sent, but would be believed. */
const LOCAL = /^(20\d{2}-\d{2}-\d{2})\s*T?\s*(\d{1,2}:\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const END_OF_DAY = /^end[\s_-]*of[\s_-]*(the[\s_-]*)?day$|^eod$/i;

export type ReturnTime =
  /** `until` null: until somebody switches it on. */
  { readonly kind: 'known'; readonly until: string | null } | { readonly kind: 'unreadable' };

type Where = Pick<Given<unknown>, 'receivedAt' | 'zone' | 'businessDayStart'>;

/**
 * When something comes back: "" is never by itself, "endofday" the next trading day of the store, a local time is in the store's zone.
 * A time already past stays as said: it ends at once.
 */
export function readReturnTime(value: JsonValue | undefined, where: Where): ReturnTime {
  if (value === undefined || value === null || value === false) return { kind: 'known', until: null };
  if (typeof value !== 'string') return { kind: 'unreadable' };
  const text = value.trim();
  if (text === '') return { kind: 'known', until: null };
  if (END_OF_DAY.test(text)) {
    return { kind: 'known', until: nextBusinessDayStart(where.receivedAt, where.zone, where.businessDayStart) };
  }
  const [, date, shortTime, seconds = '00', offset] = LOCAL.exec(text) ?? [];
  if (date === undefined || shortTime === undefined || !isRealDate(date)) return { kind: 'unreadable' };
  const time = `${shortTime.padStart(5, '0')}:${seconds}`;
  if (!/^(([01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)$/.test(time)) return { kind: 'unreadable' };
  if (offset === undefined) return { kind: 'known', until: instantFromLocal(date, time, where.zone) };
  const instantMs = Date.parse(
    `${date}T${time}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase()}`,
  );
  return Number.isNaN(instantMs) ? { kind: 'unreadable' } : { kind: 'known', until: new Date(instantMs).toISOString() };
}

/** The calendar has that day: 30 February would quietly become 2 March. */
function isRealDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
