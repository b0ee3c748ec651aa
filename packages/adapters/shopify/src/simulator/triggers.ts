import type { HookRequest, Trigger } from '@kirana/adapter';
import { triggerOf } from '@kirana/adapter/simulator';
import { ONE_LOCATION } from '../route.ts';
import { DEMO_LOCATIONS, DEMO_SHOP, demoShop } from './demo-shop.ts';
import { restLevel, restProduct } from './resources.ts';
import { webhook } from './webhooks.ts';

type Values = Readonly<Record<string, string>>;

const SHOP = demoShop();
const firstProduct = SHOP.products[0]?.id ?? '';
const firstVariant = SHOP.products[0]?.variants[0]?.id ?? '';
const oneLocation = DEMO_LOCATIONS.at(-1) ?? '';

const ALWAYS = {
  shop: `domain of the shop (${DEMO_SHOP})`,
  webhook_id: 'id of the delivery (a new one)',
  event_id: 'id of what happened (a new one)',
};
const PRODUCT = { product: `id of a product of the demo shop (${firstProduct})` };
const LEVEL = {
  variant: `id of a variant of the demo shop (${firstVariant})`,
  location: `id of a location (${oneLocation})`,
};
const PATH = { path: `what follows the hook URL: nothing, or ${ONE_LOCATION}` };

function optionsOf(values: Values) {
  return {
    shop: values.shop ?? DEMO_SHOP,
    ...(values.webhook_id === undefined ? {} : { webhookId: values.webhook_id }),
    ...(values.event_id === undefined ? {} : { eventId: values.event_id }),
    ...(values.path === undefined ? {} : { path: values.path }),
  };
}

const trigger = (description: string, own: Values, request: (values: Values) => HookRequest): Trigger =>
  triggerOf(description, { ...ALWAYS, ...own }, request);

/** A shop of its own for each message: nothing that one of them changes is left for the next. */
function productMessage(topic: string, values: Values): HookRequest {
  const shop = demoShop();
  const product = shop.product(values.product ?? firstProduct);
  if (values.title !== undefined) product.title = values.title;
  for (const variant of product.variants) if (values.price !== undefined) variant.price = values.price;
  const body = { ...restProduct(product), ...(values.status === undefined ? {} : { status: values.status }) };
  if (values.updated_at !== undefined) body.updated_at = values.updated_at;
  return webhook(topic, body, optionsOf(values));
}

function levelMessage(topic: string, values: Values): HookRequest {
  const { variant } = demoShop().variant(values.variant ?? firstVariant);
  const level = restLevel(variant, values.location ?? oneLocation);
  if (values.available !== undefined && !/^(null|-?\d{1,9})$/.test(values.available)) {
    throw new RangeError(`available must be a whole number or null, not "${values.available}"`);
  }
  const available = values.available === undefined ? level.available : JSON.parse(values.available);
  return webhook(topic, { ...level, available, updated_at: values.updated_at ?? level.updated_at }, optionsOf(values));
}

const CHANGES = {
  title: 'its title',
  price: 'price of its variants, as text',
  status: 'active, draft or archived',
  updated_at: 'when it changed, with an offset',
};
const COUNT = { available: 'quantity, or null for what is not tracked', updated_at: 'when it changed, with an offset' };

/** What Shopify would send, by name. */
export const triggers: Readonly<Record<string, Trigger>> = {
  products_create: trigger('A product that is new', { ...PRODUCT, ...CHANGES, ...PATH }, (values) =>
    productMessage('products/create', values),
  ),
  products_update: trigger('A product that has changed', { ...PRODUCT, ...CHANGES, ...PATH }, (values) =>
    productMessage('products/update', values),
  ),
  product_of_one_location: trigger(
    'A product that has changed, in a shop with one location',
    { ...PRODUCT, ...CHANGES },
    (values) => productMessage('products/update', { ...values, path: ONE_LOCATION }),
  ),
  products_delete: trigger('A product that is gone: only its id', { ...PRODUCT, ...PATH }, (values) =>
    webhook('products/delete', { id: `#${values.product ?? firstProduct}` }, optionsOf(values)),
  ),
  inventory_levels_update: trigger('How many there are of a variant at a location', { ...LEVEL, ...COUNT }, (values) =>
    levelMessage('inventory_levels/update', values),
  ),
  inventory_levels_connect: trigger('A location begins to stock a variant', { ...LEVEL, ...COUNT }, (values) =>
    levelMessage('inventory_levels/connect', values),
  ),
  inventory_levels_disconnect: trigger('A location no longer stocks a variant', LEVEL, (values) => {
    const { variant } = demoShop().variant(values.variant ?? firstVariant);
    const location = values.location ?? oneLocation;
    const body = { inventory_item_id: `#${variant.inventoryItemId}`, location_id: `#${location}` };
    return webhook('inventory_levels/disconnect', body, optionsOf(values));
  }),
  inventory_items_delete: trigger('A variant is gone', { variant: LEVEL.variant }, (values) => {
    const { variant } = demoShop().variant(values.variant ?? firstVariant);
    return webhook('inventory_items/delete', { id: `#${variant.inventoryItemId}` }, optionsOf(values));
  }),
  app_uninstalled: trigger('The merchant has removed the app', {}, (values) =>
    webhook(
      'app/uninstalled',
      { id: 548380009, name: 'Tulsi Bazaar', domain: values.shop ?? DEMO_SHOP },
      optionsOf(values),
    ),
  ),
};
