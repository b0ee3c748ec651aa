import { type HookRequest, type SignOptions, sign, type Trigger } from '@kirana/adapter';
import { triggerOf } from '@kirana/adapter/simulator';
import { SourceSettings, verification } from '../settings.ts';
import { DEMO_RESTAURANT, demoMenu } from './demo-menu.ts';
import { menuMessage, storeMessage, storeQuestion, switchMessage } from './messages.ts';
import type { MenuPayload } from './payload.ts';

type Values = Readonly<Record<string, string>>;

const RESTAURANT = { restaurant: `menu sharing code of the restaurant (${DEMO_RESTAURANT})` };
const UNTIL = { until: 'endofday or a local "YYYY-MM-DD HH:mm"; left out: until switched on' };

const trigger = (description: string, own: Values, request: (values: Values) => HookRequest): Trigger =>
  triggerOf(description, { ...RESTAURANT, ...own }, request);

const restaurantOf = (values: Values): string => values.restaurant ?? DEMO_RESTAURANT;
const until = (values: Values) => (values.until === undefined ? {} : { until: values.until });
const reason = (values: Values) => (values.reason === undefined ? {} : { reason: values.reason });

function idsOf(text: string | undefined, fallback: string): string[] {
  const ids = (text ?? fallback).split(',').map((id) => id.trim());
  if (ids.includes('')) throw new RangeError('an id is empty');
  return ids;
}

function itemCount(text: string | undefined): { items?: number } {
  if (text === undefined) return {};
  if (!/^\d{1,6}$/.test(text)) throw new RangeError(`items must be a whole number, not "${text}"`);
  return { items: Number(text) };
}

/** Sets the price of an item or variation; a price is any text, so that bad ones can be tried. */
export function setPrice(menu: MenuPayload, id: string, price: string): void {
  for (const item of menu.items) {
    for (const one of [...(item.itemid === id ? [item] : []), ...item.variation.filter((entry) => entry.id === id)]) {
      one.price = price;
      return;
    }
  }
  throw new RangeError(`there is no item "${id}" on the menu`);
}

const DEMO = demoMenu();
const firstItem = (DEMO.items.find((item) => item.variation.length === 0) ?? DEMO.items[0])?.itemid ?? '';
const firstOption = DEMO.addongroups[0]?.addongroupitems[0]?.addonitemid ?? '';
const ITEM = { item: `ids of items or variations, separated by commas (${firstItem})` };
const ADD_ON = { addon: `ids of add-ons, separated by commas (${firstOption})` };

const switchTrigger = (type: 'item' | 'addon', on: boolean) =>
  trigger(
    `${type === 'item' ? 'Items' : 'Add-ons'} ${on ? 'back on' : 'taken off'} sale`,
    { ...(type === 'item' ? ITEM : ADD_ON), ...(on ? {} : UNTIL) },
    (values) =>
      switchMessage({
        restaurant: restaurantOf(values),
        type,
        on,
        ids: type === 'item' ? idsOf(values.item, firstItem) : idsOf(values.addon, firstOption),
        ...until(values),
      }),
  );

/** What PetPooja would send, by name. */
export const triggers: Readonly<Record<string, Trigger>> = {
  push_menu: trigger(
    'The whole demo menu',
    { items: 'number of items (all)', item: 'id of an item whose price is set', price: 'its price, as text' },
    (values) => {
      const menu = demoMenu({ restaurant: restaurantOf(values), ...itemCount(values.items) });
      if (values.price !== undefined) setPrice(menu, values.item ?? firstItem, values.price);
      return menuMessage(menu);
    },
  ),
  push_menu_empty: trigger('A menu without a single item: must not empty the store', {}, (values) =>
    menuMessage({ ...demoMenu({ restaurant: restaurantOf(values) }), items: [] }),
  ),
  item_stock: switchTrigger('item', true),
  item_stock_off: switchTrigger('item', false),
  addon_on: switchTrigger('addon', true),
  addon_off: switchTrigger('addon', false),
  store_open: trigger('The store takes orders', {}, (values) =>
    storeMessage({ restaurant: restaurantOf(values), open: true }),
  ),
  store_close: trigger('The store takes no orders', { ...UNTIL, reason: 'why' }, (values) =>
    storeMessage({ restaurant: restaurantOf(values), open: false, ...until(values), ...reason(values) }),
  ),
  update_store_status: trigger(
    'The store opens or closes',
    { status: '1 open, 0 closed (1)', ...UNTIL, reason: 'why' },
    (values) =>
      storeMessage({
        restaurant: restaurantOf(values),
        open: values.status !== '0',
        ...until(values),
        ...reason(values),
      }),
  ),
  get_store_status: trigger('PetPooja asks whether the store takes orders', {}, (values) =>
    storeQuestion(restaurantOf(values)),
  ),
};

/**
 * A trigger with the proof of the source it is for.
 * @throws RangeError for an unknown trigger or parameter, AdapterError('config') for a missing secret.
 */
export function signedTrigger(
  name: string,
  overrides: Values,
  source: SignOptions & { readonly settings?: Readonly<Record<string, unknown>> },
): HookRequest {
  const found = Object.hasOwn(triggers, name) ? triggers[name] : undefined;
  if (found === undefined)
    throw new RangeError(`there is no trigger "${name}"; there are ${Object.keys(triggers).join(', ')}`);
  return sign(verification(SourceSettings.parse(source.settings ?? {})), found.request(overrides), source);
}
