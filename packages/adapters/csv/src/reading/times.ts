import { instantFromLocal } from '@kirana/adapter';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;
const TIME = /^(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const two = (digits: string | undefined): string => (digits ?? '0').padStart(2, '0');

function dateIn(text: string, order: DateOrder): { readonly date: string; readonly rest: string } | undefined {
  const first = YEAR_FIRST.exec(text);
  if (first !== null)
    return { date: `${first[1]}-${two(first[2])}-${two(first[3])}`, rest: text.slice(first[0].length) };
  const last = order === 'ymd' ? null : YEAR_LAST.exec(text);
  if (last === null) return undefined;
  const [day, month] = order === 'dmy' ? [last[1], last[2]] : [last[2], last[1]];
  return { date: `${last[3]}-${two(month)}-${two(day)}`, rest: text.slice(last[0].length) };
}

/** A date, with a time or without, as an instant; without an offset it is the wall clock of the store. Undefined: no time. */
export function instantIn(text: string, order: DateOrder, zone: string): string | undefined {
  const found = dateIn(text, order);
  const time = found === undefined ? null : TIME.exec(found.rest);
  if (found === undefined || time === null) return undefined;
  const [, hours, minutes, seconds, offset] = time;
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds)}`;
  try {
    if (offset === undefined) return instantFromLocal(found.date, clock, zone);
    // asked for the sake of the date: 30 February must not become 2 March
    instantFromLocal(found.date, clock, 'UTC');
    const shift = offset.toUpperCase() === 'Z' ? 'Z' : offset.replace(/^(...):?(..)$/, '$1:$2');
    return new Date(`${found.date}T${clock}${shift}`).toISOString();
  } catch {
    return undefined;
  }
}
