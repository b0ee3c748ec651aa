import { CleanText, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@kirana/adapter';

// Odoo writes `false` for whatever is empty, except for booleans and numbers.

/** The id of a record; undefined for what is none. */
export const idOf = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** The record a many2one names: `[id, name]`, or only its id; undefined when it is empty. */
export function reference(
  value: JsonValue | undefined,
): { readonly id: number; readonly name: string | null } | undefined {
  const [first, second] = isJsonArray(value) ? value : [value];
  const id = idOf(first);
  return id === undefined ? undefined : { id, name: typeof second === 'string' ? second : null };
}

/** The ids of a many2many; undefined when it is no list of ids. */
export function idsOf(value: JsonValue | undefined): number[] | undefined {
  if (!isJsonArray(value)) return undefined;
  const ids = value.map((entry) => reference(entry)?.id);
  return ids.some((id) => id === undefined) ? undefined : [...new Set(ids as number[])];
}

const isAbsent = (value: JsonValue | undefined): boolean => value === undefined || value === null || value === false;

/** Text for people, trimmed; null where there is none. `undefined`: it is not text, too long, or hides characters. */
export function textOf(value: JsonValue | undefined, maxLength: number): string | null | undefined {
  if (isAbsent(value)) return null;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return null;
  return text.length <= maxLength && CleanText.safeParse(text).success ? text : undefined;
}

/** A name as it may stand in a message. */
export const shown = (value: JsonValue | undefined): string =>
  typeof value === 'string' && CleanText.safeParse(value).success && value.length <= 60 ? value : '?';

/** A number to sort by. */
export const rankOf = (value: JsonValue | undefined): number =>
  typeof value === 'number' && Math.abs(value) < 2 ** 31 ? value : 0;

export const flagOf = (value: JsonValue | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** Each record of a list that has an id, the first of two with the same one; `bad` hears of the places of the others. */
export function recordsIn(
  list: readonly JsonValue[],
  bad: (index: number) => void,
): Map<number, { readonly index: number; readonly fields: JsonObject }> {
  const records = new Map<number, { index: number; fields: JsonObject }>();
  for (const [index, fields] of list.entries()) {
    const id = isJsonObject(fields) ? idOf(fields.id) : undefined;
    if (!isJsonObject(fields) || id === undefined) bad(index);
    else if (!records.has(id)) records.set(id, { index, fields });
  }
  return records;
}
