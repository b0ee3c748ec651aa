import { z } from 'zod';

/**
 * Minor-unit exponents that are not 2, of currencies in circulation.
 * Source: ISO 4217 list one (2024 amendments). UYW and CLF (4) are units of account and left out.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** ISO 4217 alphabetic code. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency', example: 'INR' });
export type Currency = z.infer<typeof Currency>;

/** How many decimal digits the currency's minor unit has: INR 2, JPY 0, KWD 3. */
export const currencyExponent = (currency: string): number => EXPONENTS[currency] ?? 2;

/** A price for `per` base units of the item (1 piece; 1000 g …), in minor units. */
export const Price = z
  .strictObject({
    priceMinor: z.int().nonnegative().meta({ description: 'Minor units: paise, cents' }),
    currency: Currency,
    per: z.int().positive().default(1).meta({ description: 'Base units the price is for: 1 piece, 1000 g' }),
    listPriceMinor: z.int().nonnegative().optional().meta({ description: 'Maximum retail price (MRP), same units' }),
  })
  .meta({ id: 'Price' });
export type Price = Readonly<z.infer<typeof Price>>;

const DECIMAL = /^([+-])?(\d{0,15})(?:\.(\d*))?$/;

/**
 * Exact decimal text to minor units: "19.00" INR is 1900, "1.5" KWD is 1500. No float is involved.
 * Gives undefined for text that is not a number, has more digits than the currency (other than zeros), or is out of the safe range.
 */
export function minorFromDecimal(text: string, currency: string): number | undefined {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const exponent = currencyExponent(currency);
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  if (!Number.isSafeInteger(minor)) return undefined;
  return sign === '-' ? 0 - minor : minor;
}

/** Minor units to decimal text with the currency's digits: 1900 INR is "19.00". */
export function decimalFromMinor(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = minor < 0 ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}
