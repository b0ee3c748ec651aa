import { z } from 'zod';
import { TaxId } from '../identity/ids.ts';
import { minorOf, percentOf, type Ratio, type RoundingMode, ratioOfPercent, roundRatio } from './rounding.ts';
import { type OrderType, type RoundingRule, TaxComponent, taxFields } from './tax.ts';

/** A tax as it is set on an item: its id and everything it says. */
export const TaxTerms = z.strictObject({ taxId: TaxId, ...taxFields }).meta({ id: 'TaxTerms' });
export type TaxTerms = Readonly<z.infer<typeof TaxTerms>>;

/** What one tax adds to, or takes out of, a price. */
export const TaxShare = z
  .strictObject({
    taxId: TaxId,
    name: z.string(),
    component: TaxComponent,
    inclusive: z.boolean(),
    amountMinor: z.int().nonnegative(),
  })
  .meta({ id: 'TaxShare' });
export type TaxShare = Readonly<z.infer<typeof TaxShare>>;

/** A price taken apart. `netMinor` + all taxes = `grossMinor`, to the last minor unit. */
export const PriceBreakdown = z
  .strictObject({
    netMinor: z.int().nonnegative().meta({ description: 'Before all taxes' }),
    taxes: z.array(TaxShare),
    grossMinor: z.int().nonnegative().meta({ description: 'What the customer pays' }),
  })
  .meta({ id: 'PriceBreakdown' });
export type PriceBreakdown = Readonly<z.infer<typeof PriceBreakdown>>;

export interface PriceQuestion {
  readonly priceMinor: number;
  /** How many times the price is taken; 1 when left out. Taxes are rounded once, on the whole line. */
  readonly quantity?: number;
  readonly taxes: readonly TaxTerms[];
  /** Overrides what each tax says; null: as each tax says. */
  readonly taxInclusive: boolean | null;
  readonly rounding: RoundingRule;
  /** Null: not known yet; only taxes for all order types are counted. */
  readonly orderType: OrderType | null;
  /** Local date of the store, "YYYY-MM-DD". */
  readonly onDate: string;
}

const ORDER_TYPES = 3;

function applies(tax: TaxTerms, orderType: OrderType | null, onDate: string): boolean {
  if (!tax.active || (tax.validFrom !== null && tax.validFrom > onDate)) return false;
  if (tax.orderTypes.length === 0) return true;
  return orderType === null ? new Set(tax.orderTypes).size === ORDER_TYPES : tax.orderTypes.includes(orderType);
}

/** Taxes on the item price first, then those on the total, each group by rank: a tax on the total sees all before it. */
function inOrder(taxes: readonly TaxTerms[]): readonly TaxTerms[] {
  const key = (tax: TaxTerms) => (tax.base === 'core' ? 0 : 1);
  return [...taxes].sort(
    (a, b) => key(a) - key(b) || a.rank - b.rank || (a.taxId < b.taxId ? -1 : a.taxId > b.taxId ? 1 : 0),
  );
}

/** A line `slope × net + fixed` with exact fractions over one denominator: what a tax amounts to before the net is known. */
interface Line {
  readonly slope: bigint;
  readonly fixed: bigint;
  readonly over: bigint;
}

const add = (a: Line, b: Line): Line => ({
  slope: a.slope * b.over + b.slope * a.over,
  fixed: a.fixed * b.over + b.fixed * a.over,
  over: a.over * b.over,
});
const times = (line: Line, { numerator, denominator }: Ratio): Line => ({
  slope: line.slope * numerator,
  fixed: line.fixed * numerator,
  over: line.over * denominator,
});

const NET: Line = { slope: 1n, fixed: 0n, over: 1n };

/** What inclusive taxes take out of a price. Each is rounded by itself, so that equal rates (CGST, SGST) give equal amounts. */
function takeOut(
  priceMinor: number,
  taxes: readonly TaxTerms[],
  quantity: number,
  mode: RoundingMode,
): readonly number[] {
  let total = NET;
  const lines = taxes.map((tax): Line => {
    const line =
      tax.amount.kind === 'fixed'
        ? { slope: 0n, fixed: BigInt(tax.amount.amountMinor) * BigInt(quantity), over: 1n }
        : times(tax.base === 'core' ? NET : total, ratioOfPercent(tax.amount.percent));
    total = add(total, line);
    return line;
  });
  // price = (slope × net + fixed) / over  ⇒  net = (price × over − fixed) / slope. Fixed taxes above the price leave a net of zero.
  const netTimesSlope = BigInt(priceMinor) * total.over - total.fixed;
  const net: Ratio = { numerator: netTimesSlope > 0n ? netTimesSlope : 0n, denominator: total.slope };
  let left = priceMinor;
  return lines.map((line) => {
    const exact = line.slope * net.numerator + line.fixed * net.denominator;
    const amount = Math.min(left, minorOf(roundRatio(exact, line.over * net.denominator, mode)));
    left -= amount;
    return amount;
  });
}

/** What exclusive taxes add. They are counted on the amounts shown, so that a reader can check them by hand. */
function putOn(
  netMinor: number,
  withinMinor: number,
  taxes: readonly TaxTerms[],
  quantity: number,
  mode: RoundingMode,
): readonly number[] {
  let totalMinor = netMinor + withinMinor;
  return taxes.map(({ amount, base }) => {
    const amountMinor =
      amount.kind === 'fixed'
        ? amount.amountMinor * quantity
        : percentOf(base === 'core' ? netMinor : totalMinor, amount.percent, mode);
    totalMinor += amountMinor;
    return amountMinor;
  });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * Takes a line (price × quantity) apart into net, taxes and gross, in minor units. Inclusive taxes are taken out of the price, and net is
 * what they leave; exclusive ones are put on top of that net. A tax on the total sees, in order, what was counted before it:
 * inclusive ones only the inclusive, exclusive ones everything. A line is rounded by itself under both `rounding.at` values; an
 * order-level rule asks this of the order's sum. Throws RangeError for a negative or unsafe price or quantity.
 */
export function priceBreakdown(question: PriceQuestion): PriceBreakdown {
  const { priceMinor, quantity = 1, taxInclusive, orderType, onDate } = question;
  const { mode } = question.rounding;
  const lineMinor = priceMinor * quantity;
  if (![priceMinor, quantity, lineMinor].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError('price and quantity must be whole and not below zero');
  }
  const isInclusive = (tax: TaxTerms) => taxInclusive ?? tax.inclusive;
  const ordered = inOrder(question.taxes.filter((tax) => applies(tax, orderType, onDate)));
  const inclusive = ordered.filter(isInclusive);
  const exclusive = ordered.filter((tax) => !isInclusive(tax));
  const within = takeOut(lineMinor, inclusive, quantity, mode);
  const withinMinor = sum(within);
  const netMinor = lineMinor - withinMinor;
  const onTop = putOn(netMinor, withinMinor, exclusive, quantity, mode);
  const amounts = [...within, ...onTop];
  const taxes = [...inclusive, ...exclusive].map(
    ({ taxId, name, component }, index): TaxShare => ({
      taxId,
      name,
      component,
      inclusive: index < inclusive.length,
      amountMinor: amounts[index] ?? 0,
    }),
  );
  return { netMinor, taxes, grossMinor: lineMinor + sum(onTop) };
}
