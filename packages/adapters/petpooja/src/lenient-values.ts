import { CleanText, decimalText, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@kirana/adapter';

// The same field is text in one payload and a number or boolean in the next, so every value is read by meaning, not by type.

/** Fits no id column of ours, and no real id is near it. */
const MAX_ID_LENGTH = 512;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Well-formed and without control characters; plain ASCII is settled without the schema. */
export const isClean = (text: string): boolean => PRINTABLE_ASCII.test(text) || CleanText.safeParse(text).success;

/** An id as text, digits kept; undefined for what cannot be one. */
export function idText(value: JsonValue | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text !== '' && text.length <= MAX_ID_LENGTH && isClean(text) ? text : undefined;
}

/** "1", 1 and true; "0", 0 and false; anything else is unknown. */
export function flag(value: JsonValue | undefined): boolean | undefined {
  switch (typeof value === 'string' ? value.trim().toLowerCase() : value) {
    case true:
    case 1:
    case '1':
    case 'true':
      return true;
    case false:
    case 0:
    case '0':
    case 'false':
      return false;
    default:
      return undefined;
  }
}

/** A small whole number. */
export function wholeNumber(value: JsonValue | undefined): number | undefined {
  const text = decimalText(value);
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A list, or the object with numbered keys that PHP makes of one. Null and "" are empty; undefined is no list. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (isJsonArray(value)) return value;
  if (isJsonObject(value)) return Object.values(value);
  return value === null || value === '' ? [] : undefined;
}

/** "1,2,3" or [1, 2, 3] as trimmed ids, in order, each once. */
export function idList(value: JsonValue | undefined): string[] {
  const parts =
    typeof value === 'string' ? value.split(',') : typeof value === 'number' ? [value] : (listOf(value) ?? []);
  return [...new Set(parts.map(idText).filter((id) => id !== undefined))];
}

/** Ids of "none" in references. */
export const referenceId = (value: JsonValue | undefined): string | null => {
  const id = idText(value);
  return id === undefined || id === '0' ? null : id;
};

export const asObject = (value: JsonValue | undefined): JsonObject | undefined =>
  isJsonObject(value) ? value : undefined;
