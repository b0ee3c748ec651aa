import {
  type ChangeProblem,
  CleanText,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '@kirana/adapter';

/** Fits no id column of ours, and no real id is near it. */
const MAX_ID_LENGTH = 512;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Well-formed and without control characters; plain ASCII is settled without the schema. */
const isClean = (text: string): boolean => PRINTABLE_ASCII.test(text) || CleanText.safeParse(text).success;

export const asObject = (value: JsonValue | undefined): JsonObject | undefined =>
  isJsonObject(value) ? value : undefined;

/** Left out, null, and what is no list are empty. */
export const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isJsonArray(value) ? value : []);

export function idText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH && isClean(value)
    ? value
    : undefined;
}

export const idList = (value: JsonValue | undefined): string[] => [
  ...new Set(
    listOf(value)
      .map(idText)
      .filter((id) => id !== undefined),
  ),
];

/** Text for people, trimmed; null where there is none. `undefined`: it is not text, too long, or hides characters. */
export function readText(value: JsonValue | undefined, maxLength: number): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return null;
  return text.length <= maxLength && isClean(text) ? text : undefined;
}

/** A whole number that fits 32 bits. Square orders some lists by numbers far beyond that: they say nothing here. */
export const smallNumber = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= 2_147_483_647 ? value : undefined;

/** An RFC 3339 time with its zone, to the millisecond; Square writes up to nine digits of a second. */
export function instantOf(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value)) return undefined;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString();
}

/** Where entries that could not be read are noted. */
export class Problems {
  readonly found: ChangeProblem[] = [];

  add(path: string, externalId: string | null, message: string): void {
    this.found.push({ path, externalId, message });
  }
}
