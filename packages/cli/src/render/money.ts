export interface PriceShown {
  readonly priceMinor: number;
  readonly currency: string;
  readonly per?: number;
}

/** Digits of the minor unit by ISO 4217: INR 2, JPY 0, KWD 3. */
const exponentOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

export function decimal(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return `${minor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`;
}

/** "INR 249.00", "INR 249.00 / 1000". */
export function money(price: PriceShown | null | undefined): string | null {
  if (price === null || price === undefined) return null;
  const { priceMinor, currency, per = 1 } = price;
  return `${currency} ${decimal(priceMinor, currency)}${per === 1 ? '' : ` / ${per}`}`;
}
