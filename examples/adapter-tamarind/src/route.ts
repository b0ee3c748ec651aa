import { type HookRequest, peekJson, type Route } from '@kirana/adapter';
import { endpoints } from './endpoints.ts';

/** The path names the endpoint, the body names the shop, a header names the delivery. Pure; nothing in the message is trusted yet. */
export function route(request: HookRequest): Route | null {
  const endpoint = request.path.replace(/^\/+|\/+$/g, '');
  if (!Object.hasOwn(endpoints, endpoint)) return null;
  const shop = peekJson(request.body, '/shop');
  const account = typeof shop === 'string' && shop !== '' ? shop : null;
  // null where the provider gives no id: then every message is a new one. Never a hash of the body
  return { endpoint, account, location: account, deliveryId: request.headers['x-tamarind-delivery'] ?? null };
}
