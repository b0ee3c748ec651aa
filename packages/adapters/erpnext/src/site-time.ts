import { instantFromLocal, type JsonValue } from '@kirana/adapter';

// Frappe writes times without a zone, in the zone of the site: "2026-11-21 09:15:42.123456", without the fraction when it is zero.

const NAIVE = /^((?:19|20|21)\d{2}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?$/;
const HOUR_MS = 3_600_000;

/** What the wall clock shows, counted as if it were UTC. */
function naiveMs(text: string): number | undefined {
  const [, date, time, fraction = ''] = NAIVE.exec(text) ?? [];
  const ms = date === undefined ? Number.NaN : Date.parse(`${date}T${time}Z`);
  return Number.isNaN(ms) ? undefined : ms + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

const naiveText = (ms: number): string => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');

/** The instant at which the clocks of a zone show it. @throws RangeError on what is no date */
function instantMs(naive: number, zone: string): number {
  const text = naiveText(naive);
  const wholeSeconds = instantFromLocal(text.slice(0, 10), text.slice(11, 19), zone);
  return Date.parse(wholeSeconds) + (((naive % 1_000) + 1_000) % 1_000);
}

/** Do clocks change within three hours of it? Then a later time can read as an earlier one. */
const isNearClockChange = (naive: number, zone: string): boolean =>
  instantMs(naive + 3 * HOUR_MS, zone) - instantMs(naive - 3 * HOUR_MS, zone) !== 6 * HOUR_MS;

/**
 * `modified` as a version that orders reports of one document. Undefined when it cannot be read, and near a change of clocks,
 * where the order of receipt is the better one.
 */
export function versionOf(modified: JsonValue | undefined, zone: string): string | undefined {
  const naive = typeof modified === 'string' ? naiveMs(modified.trim()) : undefined;
  if (naive === undefined || isNearClockChange(naive, zone)) return undefined;
  return new Date(instantMs(naive, zone)).toISOString();
}

/** What the clocks of a zone show at an instant: "2026-11-22 15:30:00". */
function siteClock(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')}`;
}

/** The date it is at the site, "2026-11-22". */
export const siteDate = (at: Date, zone: string): string => siteClock(at.getTime(), zone).slice(0, 10);

/**
 * From when on changes are to be listed after a pull that saw everything up to `mark`: earlier by the overlap, and by as much as the
 * clocks of the site went back since, for then what is newer reads as older. Undefined when there is no mark to go by.
 */
export function lookAgainFrom(
  mark: string | null,
  { zone, now, overlapSeconds }: { readonly zone: string; readonly now: Date; readonly overlapSeconds: number },
): string | undefined {
  const naive = mark === null ? undefined : naiveMs(mark);
  if (naive === undefined) return undefined;
  const offsetThen = naive - instantMs(naive, zone);
  const nowMs = Math.floor(now.getTime() / 1_000) * 1_000;
  const offsetNow = (naiveMs(siteClock(nowMs, zone)) ?? nowMs) - nowMs;
  const wentBackMs = Math.max(0, offsetThen - offsetNow);
  return `${naiveText(naive - overlapSeconds * 1_000 - wentBackMs)}000`;
}
