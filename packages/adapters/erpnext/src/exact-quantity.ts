import { decimalText, type JsonValue } from '@kirana/adapter';

/** Digits after the point that are kept: far more than a site stores (9). */
const DIGITS = 18;
const ONE = 10n ** BigInt(DIGITS);
/** A millionth of a base unit is what binary fractions and thirds leave behind, not goods. */
const NOISE = ONE / 1_000_000n;
/** Most base units in one figure, as positions hold it. */
const MOST = 1_000_000_000_000n;

const NUMBER = /^([+-]?)(\d{1,18})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** A number as stated, times 10¹⁸, without passing through a float. Python writes small and large ones with an exponent. */
export function exactNumber(value: JsonValue | undefined): bigint | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = NUMBER.exec(decimalText(value) ?? '') ?? [];
  if (whole === undefined) return undefined;
  const places = DIGITS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const scaled = places >= 0 ? digits * 10n ** BigInt(places) : digits / 10n ** BigInt(-places);
  return sign === '-' ? -scaled : scaled;
}

export interface WholeUnits {
  readonly quantity: number;
  /** False when a part of a base unit was left out. */
  readonly exact: boolean;
}

/** Whole base units, rounded down: half a piece cannot be sold. Undefined when it is more than a position can hold. */
export function wholeUnits(scaled: bigint, perUnit: number): WholeUnits | undefined {
  const base = scaled * BigInt(perUnit);
  const truncated = base / ONE;
  const floor = base < 0n && truncated * ONE !== base ? truncated - 1n : truncated;
  const rest = base - floor * ONE;
  const above = ONE - rest <= NOISE;
  const quantity = above ? floor + 1n : floor;
  if (quantity > MOST || quantity < -MOST) return undefined;
  return { quantity: Number(quantity), exact: above || rest <= NOISE };
}

/** Base units in stock units, plus what is reserved there, as the number a site stores: 9 digits after the point. */
export function stockUnits(quantity: number, perUnit: number, reserved: bigint): number {
  const scaled = (BigInt(quantity) * ONE) / BigInt(perUnit) + reserved;
  const nine = 10n ** BigInt(DIGITS - 9);
  const rounded = (scaled + (scaled < 0n ? -nine : nine) / 2n) / nine;
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(10, '0');
  return Number(`${rounded < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`);
}

/** Do two figures differ by more than a site can tell apart? */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a));
