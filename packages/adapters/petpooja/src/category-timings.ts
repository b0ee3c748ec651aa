import { isJsonObject, type JsonObject, type JsonValue, parseJson, type WeeklyWindow } from '@kirana/adapter';
import { asObject, listOf } from './lenient-values.ts';

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** As many as a schedule holds. */
const MAX_WINDOWS = 100;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?$/i;

/** "9:00", "09:00:00", "9:00 PM" as "HH:mm"; undefined when it is no time of day. */
function readTime(value: JsonValue | undefined): string | undefined {
  const match = typeof value === 'string' ? TIME.exec(value.trim()) : null;
  if (match === null) return undefined;
  const half = match[4]?.toLowerCase();
  let hours = Number(match[1]);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half === 'pm' ? 12 : 0);
  }
  const minutes = Number(match[2]);
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return `${String(hours).padStart(2, '0')}:${match[2]}`;
}

/** The last minute of the day is how people write its end. */
const readEnd = (value: JsonValue | undefined): string | undefined => {
  const time = readTime(value);
  return time === '23:59' ? '24:00' : time;
};

/** No published sample names the field of the days, so any with "day" in its name is read; day names only, since numbers would be a guess. */
function readDays(entry: JsonObject): number[] | undefined {
  const field = Object.keys(entry).find((key) => /day/i.test(key));
  const value = field === undefined ? null : entry[field];
  const names = typeof value === 'string' ? value.split(',') : listOf(value);
  if (names === undefined) return undefined;
  const days = new Set<number>();
  for (const name of names) {
    const text = typeof name === 'string' ? name.trim().toLowerCase() : undefined;
    if (text === '' || text?.startsWith('all')) continue;
    const day = text === undefined ? -1 : DAY_NAMES.indexOf(text.slice(0, 3));
    if (day < 0) return undefined;
    days.add(day + 1);
  }
  return days.size === 0 ? EVERY_DAY : [...days].sort((left, right) => left - right);
}

function readEntry(entry: JsonObject): WeeklyWindow[] | undefined {
  const days = readDays(entry);
  const slots = entry.schedule_time_slots === undefined ? [entry] : listOf(entry.schedule_time_slots);
  if (days === undefined || slots === undefined) return undefined;
  const windows: WeeklyWindow[] = [];
  for (const slot of slots.map(asObject)) {
    if (slot?.start_time === '' && slot.end_time === '') continue;
    const from = readTime(slot?.start_time);
    const to = readEnd(slot?.end_time);
    if (from === undefined || to === undefined) return undefined;
    windows.push({ days, from, to });
  }
  return windows;
}

/**
 * When a category is on offer: "" is always, else JSON inside a text with a list of entries that have `schedule_time_slots`.
 * Undefined when it cannot be read.
 */
export function readTimings(value: JsonValue | undefined): WeeklyWindow[] | undefined {
  let parsed = value;
  if (typeof value === 'string' && value.trim() !== '') {
    try {
      parsed = parseJson(Buffer.from(value));
    } catch {
      return undefined;
    }
  }
  if (parsed === undefined || (typeof parsed === 'string' && parsed.trim() === '')) return [];
  const single = isJsonObject(parsed) && (parsed.schedule_time_slots !== undefined || parsed.start_time !== undefined);
  const entries = single ? [parsed as JsonObject] : listOf(parsed);
  if (entries === undefined) return undefined;
  const windows: WeeklyWindow[] = [];
  for (const entry of entries) {
    const read = isJsonObject(entry) ? readEntry(entry) : undefined;
    if (read === undefined) return undefined;
    windows.push(...read);
  }
  return windows.length <= MAX_WINDOWS ? windows : undefined;
}
