export interface PriceShown {
  readonly priceMinor: number;
  readonly currency: string;
  readonly per?: number;
}

/** Currencies whose minor unit has other than 2 digits, by ISO 4217. Not from Intl: it has CLDR's habits, 0 for PKR. */
const DIGITS: Readonly<Record<string, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
};

const exponentOf = (currency: string): number =>
  Number(Object.keys(DIGITS).find((digits) => DIGITS[digits]?.includes(currency)) ?? 2);

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
