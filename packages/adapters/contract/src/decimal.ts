import { MAX_QUANTITY, minorFromDecimal } from '@kirana/core';
import type { JsonValue } from './json.ts';

/** The digits of a number as the provider wrote them, whether it wrote a number or text. Empty text is no number. */
export function decimalText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** Money as stated, in minor units, exactly; undefined when it is not a number of that currency. */
export function minorFromJson(value: JsonValue | undefined, currency: string): number | undefined {
  const text = decimalText(value);
  return text === undefined ? undefined : minorFromDecimal(text, currency);
}

const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,15}))?$/;

/**
 * A quantity as stated, in whole base units, exactly: "1.25" with 1,000 grams in a kilogram is 1,250. Undefined when it is not a number, does not
 * come to whole base units, or is more than a position can hold.
 * @param baseUnits in one of the unit that it is stated in
 */
export function quantityFromJson(value: JsonValue | undefined, baseUnits: number): number | undefined {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(decimalText(value) ?? '') ?? [];
  if (whole === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * BigInt(baseUnits);
  const quantity = scaled / scale;
  if (scaled % scale !== 0n || quantity > MAX_QUANTITY) return undefined;
  return sign === '-' ? 0 - Number(quantity) : Number(quantity);
}
