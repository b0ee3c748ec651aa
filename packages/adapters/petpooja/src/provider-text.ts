import type { JsonValue } from '@kirana/adapter';
import { isClean } from './lenient-values.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rupee: '₹',
  eacute: 'é',
  egrave: 'è',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,10}));/g;

/** Turns HTML entities into what they stand for, once; what is not known, or would be a control character, stays as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return whole;
    const character = String.fromCodePoint(code);
    return isClean(character) ? character : whole;
  });
}

/** Text for people, decoded and trimmed; null where there is none. `undefined`: it is not text, too long, or hides characters. */
export function readText(value: JsonValue | undefined, maxLength: number): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = decodeEntities(value).trim();
  if (text === '') return null;
  return text.length <= maxLength && isClean(text) ? text : undefined;
}
