import { CleanText, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@kirana/adapter';

const MAX_ID_LENGTH = 400;
const GID = /^gid:\/\/shopify\/[A-Za-z]+\/(\d{1,30})(?:\?.*)?$/;

const isClean = (text: string): boolean => CleanText.safeParse(text).success;

/** An id as text, its digits kept; of a global id the number at its end. Undefined for what cannot be one. */
export function idText(value: JsonValue | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const id = GID.exec(text)?.[1] ?? text;
  return id !== '' && id.length <= MAX_ID_LENGTH && isClean(id) ? id : undefined;
}

/** What a global id is of: "Product" of gid://shopify/Product/1. */
export const gidKind = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(value)?.[1] : undefined;

/** Text for people; null where there is none. `undefined`: it is not text, too long, or hides characters. */
export function readText(value: JsonValue | undefined, maxLength: number): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return null;
  return text.length <= maxLength && isClean(text) ? text : undefined;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/i;

/** A time with its offset, in UTC: they are compared, and shops are in many zones. */
export function instantText(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' || !TIME.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

export const asObject = (value: JsonValue | undefined): JsonObject | undefined =>
  isJsonObject(value) ? value : undefined;

export const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isJsonArray(value) ? value : []);
