import { type JsonObject, minorFromJson } from '@kirana/adapter';
import { check, isEmpty } from './frappe-values.ts';

/** What decides which of the prices of an item is the one to sell at. */
export interface PriceTerms {
  readonly priceList: string;
  readonly currency: string;
  readonly stockUom: string;
  /** The date at the site. */
  readonly today: string;
}

/** `none`: the item has no price now. A string says why one that there is cannot be used; what is known stays. */
export type FoundPrice =
  | { readonly kind: 'price'; readonly minor: number }
  | { readonly kind: 'none'; readonly otherUnits: readonly string[] }
  | { readonly kind: 'unusable'; readonly why: string };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of the list, for anybody, of any batch. */
const isGeneral = (price: JsonObject, { priceList }: PriceTerms): boolean =>
  price.price_list === priceList &&
  check(price.selling) !== false &&
  [price.customer, price.supplier, price.batch_no].every(isEmpty);

/** Dates are "YYYY-MM-DD" and compare as text; both ends are days it holds on. */
const isValid = (price: JsonObject, { today }: PriceTerms): boolean =>
  text(price.valid_from) <= today && (isEmpty(price.valid_upto) || today <= text(price.valid_upto));

/** The one that began last, then the one that names the unit, then the one changed last: as ERPNext chooses. */
const byPreference = (a: JsonObject, b: JsonObject): number => {
  for (const field of ['valid_from', 'uom', 'modified', 'name']) {
    const [left, right] = [text(a[field]), text(b[field])];
    if (left !== right) return left < right ? 1 : -1;
  }
  return 0;
};

/** The price of one stock unit, today. Prices of other units are for those units alone: a box is not twelve singles. */
export function findPrice(prices: readonly JsonObject[], terms: PriceTerms): FoundPrice {
  const general = prices.filter((price) => isGeneral(price, terms) && isValid(price, terms));
  const [best] = general.filter(({ uom }) => isEmpty(uom) || uom === terms.stockUom).sort(byPreference);
  if (best === undefined) {
    return { kind: 'none', otherUnits: [...new Set(general.map(({ uom }) => text(uom)))].sort() };
  }
  if (!isEmpty(best.currency) && best.currency !== terms.currency) {
    return { kind: 'unusable', why: `the price is in ${text(best.currency)}, the store in ${terms.currency}` };
  }
  const minor = minorFromJson(best.price_list_rate, terms.currency);
  return minor === undefined
    ? { kind: 'unusable', why: `price_list_rate is no amount of ${terms.currency}` }
    : { kind: 'price', minor };
}
