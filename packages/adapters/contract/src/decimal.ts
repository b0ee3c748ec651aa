import { minorFromDecimal } from '@kirana/core';
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
