import { decimalText, type JsonValue, quantityFromJson } from '@kirana/adapter';
import type { Measure } from './measurement-units.ts';

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,9}))?$/;

/**
 * A count as Square writes it (a decimal in text, up to 5 digits after the point) in whole base units. What does not fill a base unit cannot
 * be sold, and is not counted. Undefined when it is not a number, or more than a position can hold.
 */
export function wholeBaseUnits(value: JsonValue | undefined, { factor }: Pick<Measure, 'factor'>): number | undefined {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(decimalText(value) ?? '') ?? [];
  if (whole === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * BigInt(factor);
  const quantity = sign === '-' ? 0n - (scaled + scale - 1n) / scale : scaled / scale;
  return quantityFromJson(String(quantity), 1);
}

/** Base units as Square wants them, cut to the digits it takes: it is never told more than there is. */
export function squareQuantity(baseUnits: number, { factor, precision }: Measure): string {
  if (factor === 1) return String(baseUnits);
  const digits = String(factor).length - 1;
  const fraction = String(baseUnits % factor)
    .padStart(digits, '0')
    .slice(0, precision);
  const whole = String(Math.floor(baseUnits / factor));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
