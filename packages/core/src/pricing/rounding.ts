import type { RoundingRule } from './tax.ts';

export type RoundingMode = RoundingRule['mode'];

/** An exact quotient. The denominator is above zero. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A quotient as a whole number. Halves: `half_up` away from zero, `half_even` to the even neighbour; `down` cuts towards zero.
 * Symmetric, so that a refund is the sale with the other sign. Throws RangeError when the denominator is not above zero.
 */
export function roundRatio(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be above zero');
  const size = numerator < 0n ? -numerator : numerator;
  const whole = size / denominator;
  const twiceRest = (size % denominator) * 2n;
  const up =
    mode !== 'down' &&
    (twiceRest > denominator || (twiceRest === denominator && (mode === 'half_up' || whole % 2n === 1n)));
  const rounded = up ? whole + 1n : whole;
  return numerator < 0n ? -rounded : rounded;
}

const PERCENT = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

/** Exact decimal text in percent as a ratio: "2.5" is 25/1000. Throws RangeError on other text. */
export function ratioOfPercent(percent: string): Ratio {
  const match = PERCENT.exec(percent);
  if (match === null) throw new RangeError(`not a decimal: ${percent}`);
  const [, whole = '', fraction = ''] = match;
  return { numerator: BigInt(whole + fraction), denominator: 100n * 10n ** BigInt(fraction.length) };
}

/** A rounded result as a number. Throws RangeError when it is past the safe integers. */
export function minorOf(amount: bigint): number {
  const minor = Number(amount);
  if (!Number.isSafeInteger(minor)) throw new RangeError('amount is past the safe integers');
  return minor;
}

/** A percentage ("2.5") of minor units, exact before it is rounded once. */
export function percentOf(minor: number, percent: string, mode: RoundingMode): number {
  const { numerator, denominator } = ratioOfPercent(percent);
  return minorOf(roundRatio(BigInt(minor) * numerator, denominator, mode));
}
