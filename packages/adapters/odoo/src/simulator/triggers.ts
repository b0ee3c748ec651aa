import type { HookRequest, Trigger } from '@kirana/adapter';
import { triggerOf } from '@kirana/adapter/simulator';
import { DEMO_ACCOUNT } from './demo-shop.ts';
import { pokeMessage } from './webhook.ts';

type Values = Readonly<Record<string, string>>;

const PARAMETERS = { account: `the account of the connection (${DEMO_ACCOUNT})`, id: 'id of the record' };

function numberOf(values: Values, name: string, fallback: number): number {
  const text = values[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new RangeError(`${name} must be a number, not "${text}"`);
  return value;
}

const trigger = (
  description: string,
  more: Values,
  request: (values: Values, account: string) => HookRequest,
): Trigger =>
  triggerOf(description, { ...PARAMETERS, ...more }, (values) => request(values, values.account ?? DEMO_ACCOUNT));

/** What Odoo would send, by name. */
export const triggers: Readonly<Record<string, Trigger>> = {
  product_changed: trigger('A product was made or changed', {}, (values, account) =>
    pokeMessage({ account, model: 'product.product', id: numberOf(values, 'id', 31) }),
  ),
  template_changed: trigger('A product template was made or changed', {}, (values, account) =>
    pokeMessage({ account, model: 'product.template', id: numberOf(values, 'id', 60) }),
  ),
  product_removed: trigger('A product was deleted', {}, (values, account) =>
    pokeMessage({ account, model: 'product.product', id: numberOf(values, 'id', 31), removed: true }),
  ),
  stock_changed: trigger(
    'A quant was made or changed',
    { quantity: 'what it says there is (14)', reserved: 'what of it is reserved (2)' },
    (values, account) => {
      const id = numberOf(values, 'id', 77);
      const fields = {
        product_id: 31,
        location_id: 8,
        quantity: numberOf(values, 'quantity', 14),
        reserved_quantity: numberOf(values, 'reserved', 2),
      };
      return pokeMessage({ account, model: 'stock.quant', id, action: 'Stock changed', fields });
    },
  ),
  stock_moved: trigger('Goods were moved', {}, (values, account) =>
    pokeMessage({ account, model: 'stock.move', id: numberOf(values, 'id', 5) }),
  ),
  quant_removed: trigger('An empty quant was deleted', {}, (values, account) =>
    pokeMessage({ account, model: 'stock.quant', id: numberOf(values, 'id', 77), removed: true }),
  ),
};
