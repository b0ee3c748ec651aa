import { CleanText, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@kirana/adapter';

/** Names of documents are at most 140 characters; nothing near our limit is one. */
const LONGEST_NAME = 512;

export const isClean = (text: string): boolean => CleanText.safeParse(text).success;

/** The name of a document, which is its id. Undefined for what cannot be one. */
export function nameText(value: JsonValue | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  return text.trim() !== '' && text.length <= LONGEST_NAME && isClean(text) ? text : undefined;
}

/** The name a link field points to; null when it is empty. */
export const linkText = (value: JsonValue | undefined): string | null => nameText(value) ?? null;

/** A Check field: 0 or 1. Undefined when it is neither. */
export function check(value: JsonValue | undefined): boolean | undefined {
  if (value === 1 || value === true || value === '1') return true;
  if (value === 0 || value === false || value === '0') return false;
  return undefined;
}

/** Nothing was entered. */
export const isEmpty = (value: JsonValue | undefined): boolean => value === undefined || value === null || value === '';

/** Rows of a child table; undefined when the document came without it. */
export function rowsOf(value: JsonValue | undefined): readonly JsonObject[] | undefined {
  return isJsonArray(value) ? value.filter(isJsonObject) : undefined;
}

/** A file of the site as an address anybody can open; private files are not, and undefined. */
export function fileUrl(value: JsonValue | undefined, baseUrl: string): string | undefined {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 1_500) return undefined;
  const text = value.trim();
  if (text.startsWith('/private/') || !URL.canParse(text, `${baseUrl}/`)) return undefined;
  const url = new URL(text, `${baseUrl}/`);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** Without the slash at the end. */
export const siteUrl = ({ baseUrl }: { readonly baseUrl: string }): string => baseUrl.replace(/\/+$/, '');
