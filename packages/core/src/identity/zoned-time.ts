import { Temporal } from 'temporal-polyfill';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Zones × spans asked for in practice is a few; the bound only keeps a strange history from growing without end. */
const MAX_SPANS_PER_ZONE = 16;

/** The stretch of time [fromMs, toMs) in which a zone keeps one offset. Asking the library costs microseconds, so spans are kept. */
interface OffsetSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

const spansByZone = new Map<string, OffsetSpan[]>();

function readSpan(zone: string, instantMs: number): OffsetSpan {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
  const offsetMs = zoned.offsetNanoseconds / 1e6;
  // `previous` looks strictly before, so a transition at this very instant is found one millisecond later.
  const previous = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = zoned.getTimeZoneTransition('next');
  return {
    fromMs: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs,
  };
}

function offsetAt(zone: string, instantMs: number): number {
  let spans = spansByZone.get(zone);
  const known = spans?.find((span) => span.fromMs <= instantMs && instantMs < span.toMs);
  if (known !== undefined) return known.offsetMs;
  const span = readSpan(zone, instantMs);
  if (spans === undefined) {
    spans = [];
    spansByZone.set(zone, spans);
  }
  if (spans.length >= MAX_SPANS_PER_ZONE) spans.shift();
  spans.push(span);
  return span.offsetMs;
}

/** Days since 1970-01-01 of a date "YYYY-MM-DD". Throws RangeError on what is not a date. */
export function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  // Asked back because 30 February would silently be 2 March.
  if (Number.isNaN(day) || dateOfDay(day) !== date) throw new RangeError(`not a date: ${date}`);
  return day;
}

/** The date "YYYY-MM-DD" of a day number. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** ISO 8601 weekday of a day number: 1 Monday … 7 Sunday. */
export const isoWeekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Minutes since midnight of "HH:mm"; "24:00" is 1440. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The instant (ms) at which a zone's wall clock shows that time of that day. 1440 minutes and more run into the next days.
 * A time skipped by a clock change is taken as much later as the clocks moved; of a time shown twice, the earlier.
 */
export function instantMsOfLocal(day: number, minutes: number, zone: string): number {
  const localMs = day * DAY_MS + minutes * MINUTE_MS;
  const before = localMs - offsetAt(zone, localMs - DAY_MS);
  const after = localMs - offsetAt(zone, localMs + DAY_MS);
  if (before === after) return before;
  if (localMs - offsetAt(zone, before) === before) return before;
  return localMs - offsetAt(zone, after) === after ? after : before;
}

const TIME = /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/;

/**
 * The instant of a local date ("2026-11-22") and time ("HH:mm", "HH:mm:ss", "24:00") in an IANA zone, RFC 3339 in UTC.
 * A time skipped by a clock change is taken later, of a time shown twice the earlier. Throws RangeError on bad text or zone.
 */
export function instantFromLocal(date: string, time: string, zone: string): string {
  if (!TIME.test(time)) throw new RangeError(`not a local time: ${time}`);
  const minutes = minutesOf(time) + Number(time.slice(6, 8)) / 60;
  return new Date(instantMsOfLocal(dayNumber(date), minutes, zone)).toISOString();
}

/** What the wall clock shows, as numbers: cheap enough for every item of a menu. */
export function localDay(instantMs: number, zone: string): { readonly day: number; readonly minutes: number } {
  const localMs = instantMs + offsetAt(zone, instantMs);
  const day = Math.floor(localMs / DAY_MS);
  return { day, minutes: Math.floor((localMs - day * DAY_MS) / MINUTE_MS) };
}

/** What the wall clock shows: date, whole minutes since midnight, ISO weekday (1 Monday … 7 Sunday). */
export interface LocalParts {
  readonly date: string;
  readonly minutes: number;
  readonly isoWeekday: number;
}

export function localParts(instantMs: number, zone: string): LocalParts {
  const { day, minutes } = localDay(instantMs, zone);
  return { date: dateOfDay(day), minutes, isoWeekday: isoWeekdayOfDay(day) };
}

const instantMsOf = (instant: string): number => {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
};

/** A trading day that "begins at 24:00" begins at midnight. */
const startMinutes = (businessDayStart: string): number => minutesOf(businessDayStart) % 1440;

/** When the next trading day begins, strictly after the instant: the meaning of "until end of day". RFC 3339 in UTC. */
export function nextBusinessDayStart(instant: string, zone: string, businessDayStart: string): string {
  const atMs = instantMsOf(instant);
  const minutes = startMinutes(businessDayStart);
  let day = localDay(atMs, zone).day;
  // A zone that moves over the date line skips a day whose start is then the next one's: looking on is enough.
  let startMs = instantMsOfLocal(day, minutes, zone);
  while (startMs <= atMs) startMs = instantMsOfLocal(++day, minutes, zone);
  return new Date(startMs).toISOString();
}

/** The trading day an instant belongs to, by the local date it began on: after midnight but before the start is still yesterday. */
export function businessDay(instant: string, zone: string, businessDayStart: string): string {
  const atMs = instantMsOf(instant);
  const minutes = startMinutes(businessDayStart);
  let day = localDay(atMs, zone).day + 1;
  while (instantMsOfLocal(day, minutes, zone) > atMs) day -= 1;
  return dateOfDay(day);
}
