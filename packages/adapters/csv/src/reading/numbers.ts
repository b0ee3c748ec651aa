/** How numbers are written in a file. */
export interface NumberStyle {
  readonly decimals: 'point' | 'comma';
  readonly grouping: boolean;
}

// thousands, or lakhs and crores
const GROUPED = /^[+-]?\d{1,3}(?:[,. '\u00a0\u202f]\d{2,3})*$/;
const PLAIN = /^-?\d+(?:\.\d+)?$/;
const SYMBOL = /^([+-]?)\s*(?:\p{Sc}|Rs\.?)\s*|\s*\p{Sc}$/giu;

/** A number as decimal text with a point, digits kept; undefined when it is none. A sign of currency around it is taken off. */
export function decimalIn(text: string, { decimals, grouping }: NumberStyle): string | undefined {
  if (decimals === 'point' && PLAIN.test(text)) return text;
  const bare = text.trim().replace(SYMBOL, '$1');
  const mark = decimals === 'comma' ? ',' : '.';
  const parts = bare.split(mark);
  if (parts.length > 2) return undefined;
  const [whole = '', fraction] = parts;
  const grouped = grouping && GROUPED.test(whole) && /\d{3}$/.test(whole);
  const digits = grouped ? whole.replace(/[^\d+-]/g, '') : whole;
  if (!/^[+-]?\d+$/.test(digits) && !(/^[+-]?$/.test(digits) && fraction)) return undefined;
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return undefined;
  const padded = /\d/.test(digits) ? digits : `${digits}0`;
  return fraction === undefined || fraction === '' ? padded : `${padded}.${fraction}`;
}
