import { decimalText, type JsonValue } from '@kirana/adapter';

const PLACES = 6;
const MILLION = 1_000_000n;
const DECIMAL = /^([+-]?)(\d{1,18})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * A number of Odoo's in millionths. Odoo computes in floats, so that 0.1 + 0.2 is told as 0.30000000000000004: what is beyond the sixth place
 * is rounded away, half away from zero. Undefined for what is no number.
 */
export function millionthsOf(value: JsonValue | undefined): bigint | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = DECIMAL.exec(decimalText(value) ?? '') ?? [];
  if (whole === undefined) return undefined;
  // places that the digits have after the point when they are read as one whole number
  const shift = PLACES - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : rounded(digits, 10n ** BigInt(-shift));
  return sign === '-' ? -size : size;
}

const rounded = (dividend: bigint, divisor: bigint): bigint => (dividend * 2n + divisor) / (divisor * 2n);

/** As decimal text without needless zeros. */
export function decimalOf(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const fraction = String(size % MILLION)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${millionths < 0n ? '-' : ''}${size / MILLION}${fraction === '' ? '' : `.${fraction}`}`;
}

/** So many units of so many base units each, in base units; undefined when that is not a whole number of them. */
export function baseUnitsOf(millionths: bigint, factor: number): number | undefined {
  const scaled = millionths * BigInt(factor);
  // 0 - x: no negative zero
  return scaled % MILLION === 0n ? 0 + Number(scaled / MILLION) : undefined;
}

/** So many base units, in millionths of a unit of `factor` of them; undefined when it takes more than six places to say. */
export function millionthsOfUnits(baseUnits: number, factor: number): bigint | undefined {
  const scaled = BigInt(baseUnits) * MILLION;
  return scaled % BigInt(factor) === 0n ? scaled / BigInt(factor) : undefined;
}
