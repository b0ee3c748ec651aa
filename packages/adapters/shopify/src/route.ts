import { type HookRequest, peekJson, type Route } from '@kirana/adapter';
import { idText } from './lenient-values.ts';

/** Last part of the hook URL of a shop with one location: its webhooks are then applied as they are, and not only taken as a hint. */
export const ONE_LOCATION = 'one-location';

type Place = 'shop' | 'location' | 'body';

interface Topic {
  readonly endpoint: string;
  /** `shop`: it belongs to no location. `location`: to the only one. `body`: to the one that the body names. */
  readonly place: Place;
}

const CHANGED: Topic = { endpoint: 'catalog_changed', place: 'shop' };
const REMOVED: Topic = { endpoint: 'catalog_removed', place: 'shop' };

const TOPICS: Readonly<Record<string, Topic>> = {
  'products/create': CHANGED,
  'products/update': CHANGED,
  'products/delete': REMOVED,
  'inventory_items/update': CHANGED,
  'inventory_items/delete': REMOVED,
  'inventory_levels/connect': { endpoint: 'inventory_level', place: 'body' },
  'inventory_levels/update': { endpoint: 'inventory_level', place: 'body' },
  'inventory_levels/disconnect': { endpoint: 'inventory_level_removed', place: 'body' },
};

const TOPICS_OF_ONE_LOCATION: Readonly<Record<string, Topic>> = {
  'products/create': { endpoint: 'product', place: 'location' },
  'products/update': { endpoint: 'product', place: 'location' },
  'products/delete': { endpoint: 'product_removed', place: 'location' },
};

/** Taken with a 200 and used for nothing: a refusal would be repeated for hours and then cost the subscription. */
const OTHER: Topic = { endpoint: 'other', place: 'shop' };

const header = (request: HookRequest, name: string): string | null => {
  const value = Object.hasOwn(request.headers, name) ? request.headers[name]?.trim() : undefined;
  return value === undefined || value === '' ? null : value;
};

/**
 * The id of the delivery, by which Shopify says duplicates are known; it was doubted whether a retry keeps it, which does no harm: what is read
 * states how things are, with a time of its own. Of old deliveries without it, the event's id, which several subscriptions share.
 */
function deliveryIdOf(request: HookRequest, topic: string): string | null {
  const webhookId = header(request, 'x-shopify-webhook-id');
  if (webhookId !== null) return webhookId;
  const eventId = header(request, 'x-shopify-event-id');
  return eventId === null ? null : `${topic}:${eventId}`;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** One app serves many shops on one URL: the headers name the shop and what the message is about. */
export function route(request: HookRequest): Route | null {
  const topicName = header(request, 'x-shopify-topic')?.toLowerCase();
  if (topicName === undefined) return null;
  const path = request.path.replace(/^\/+|\/+$/g, '').toLowerCase();
  const topic = (path === ONE_LOCATION ? own(TOPICS_OF_ONE_LOCATION, topicName) : undefined) ?? own(TOPICS, topicName);
  const { endpoint, place } = topic ?? OTHER;
  return {
    endpoint,
    account: header(request, 'x-shopify-shop-domain')?.toLowerCase() ?? null,
    location: place === 'body' ? (idText(peekJson(request.body, '/location_id')) ?? null) : null,
    deliveryId: deliveryIdOf(request, topicName),
  };
}
