import type { JsonValue } from '@kirana/adapter';
import type { CatalogObject } from './catalog-object.ts';
import { asObject, type Problems } from './field-values.ts';
import { overrideAt } from './presence.ts';

/** Where a price is read: the location's, in the currency of the store. */
export interface PriceContext {
  readonly location: string;
  readonly currency: string;
  readonly problems: Problems;
}

/** Money is a whole number of the smallest unit of its currency. A text says why it cannot be used. */
function readMoney(value: JsonValue | undefined, currency: string): number | string {
  const money = asObject(value);
  if (typeof money?.amount !== 'number') return 'not an amount of money';
  if (money.currency === currency) return money.amount;
  const stated = /^[A-Z]{3}$/.test(String(money.currency)) ? money.currency : 'another currency';
  return `the price is in ${stated}, the store in ${currency}`;
}

/**
 * What a variation costs at the location; null where the price is made at the sale. An override that says nothing of prices (only that it is
 * sold out, say) leaves the price of the variation.
 */
export function readPrice(variation: CatalogObject, context: PriceContext): number | null | undefined {
  const { data, dataPath, id } = variation;
  const override = overrideAt(variation, context.location);
  const own = asObject(override.price_money) !== undefined;
  const pricing = own ? override.pricing_type : (override.pricing_type ?? data.pricing_type);
  if (pricing === 'VARIABLE_PRICING') return null;
  const price = readMoney(own ? override.price_money : data.price_money, context.currency);
  if (typeof price === 'number') return price;
  const field = own ? 'location_overrides' : 'price_money';
  context.problems.add(`${dataPath}/${field}`, id, `${price}; the price stays as it was`);
  return undefined;
}

/** What a modifier adds to the price; one without a price adds nothing. */
export function readModifierPrice(modifier: CatalogObject, context: PriceContext): number | undefined {
  const { data, dataPath, id } = modifier;
  const override = overrideAt(modifier, context.location);
  const money = asObject(override.price_money) ?? data.price_money;
  if (money === undefined || money === null) return 0;
  const price = readMoney(money, context.currency);
  if (typeof price === 'number') return price;
  context.problems.add(`${dataPath}/price_money`, id, `${price}; the modifier is left out`);
  return undefined;
}
