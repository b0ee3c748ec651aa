/** Why a price looks like somebody's slip and waits for a person. */
export type PriceSlip = 'to_zero' | 'negative' | 'hundredfold';

/**
 * Judges a new price against the last one we believed (null: none yet). Below zero is always a slip. A sellable item going from above
 * zero to zero, or to a hundred times or more (paise sent for rupees), is one; add-ons and unsellable parents may be free.
 */
export function priceSlip(
  previousMinor: number | null,
  nextMinor: number,
  { sellable }: { readonly sellable: boolean },
): PriceSlip | null {
  if (nextMinor < 0) return 'negative';
  if (!sellable || previousMinor === null || previousMinor <= 0) return null;
  if (nextMinor === 0) return 'to_zero';
  // Divided, not multiplied: a hundred times a large price would leave the safe integers.
  return nextMinor / 100 >= previousMinor ? 'hundredfold' : null;
}
