import { type HookRequest, peekJson, type Route } from '@kirana/adapter';
import { idText } from './field-values.ts';

export type EndpointName = 'inventory_count' | 'catalog_version' | 'other_event' | 'catalog_page' | 'stock_page';

/** One address takes every kind of message; the body says which it is. Kinds that we do not read are taken, so that Square does not repeat them. */
function endpointOf(type: unknown): EndpointName {
  if (type === 'inventory.count.updated') return 'inventory_count';
  return type === 'catalog.version.updated' ? 'catalog_version' : 'other_event';
}

/**
 * The merchant is the account. Counts belong to the location of the first of them; whatever else a message says belongs to no single store.
 */
export function route({ path, body }: HookRequest): Route | null {
  if (!PATHS.includes(path.replace(/^\/+|\/+$/g, ''))) return null;
  const endpoint = endpointOf(peekJson(body, '/type'));
  const location = endpoint === 'inventory_count' ? idText(peekJson(body, FIRST_LOCATION)) : undefined;
  return {
    endpoint,
    account: idText(peekJson(body, '/merchant_id')) ?? null,
    location: location ?? null,
    deliveryId: idText(peekJson(body, '/event_id')) ?? null,
  };
}

/** A subscription has one URL, which is the hook's; some like to name what comes there. */
const PATHS: readonly string[] = ['', 'webhook'];

const FIRST_LOCATION = '/data/object/inventory_counts/0/location_id';
