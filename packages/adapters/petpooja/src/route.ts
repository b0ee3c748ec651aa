import { type HookRequest, peekJson, type Route } from '@kirana/adapter';
import { idText } from './lenient-values.ts';

/** Our names of the endpoints, and the other paths integrations in use were seen to register. */
export const ALIASES = {
  push_menu: ['pushmenu', 'push-menu', 'pushmenu_endpoint'],
  item_stock: ['item_in_stock', 'item_on', 'item/on'],
  item_stock_off: ['item_out_of_stock', 'item_off', 'item/off'],
  get_store_status: ['store-status'],
  update_store_status: [],
} as const satisfies Record<string, readonly string[]>;

export type EndpointName = keyof typeof ALIASES;

const BY_PATH: ReadonlyMap<string, EndpointName> = new Map(
  (Object.keys(ALIASES) as EndpointName[]).flatMap((name) =>
    [name, ...ALIASES[name]].map((path): [string, EndpointName] => [path, name]),
  ),
);

/** `restID` everywhere is the menu sharing code; a menu has it under its restaurant instead. The numeric restaurantid is another number. */
function restaurantOf(endpoint: EndpointName, body: Uint8Array): string | null {
  const code = endpoint === 'push_menu' ? idText(peekJson(body, '/restaurants/0/details/menusharingcode')) : undefined;
  return code ?? idText(peekJson(body, '/restID')) ?? null;
}

/** The sharing code names both the account and its only store. There is no delivery id: equal bytes are legitimate new facts. */
export function route(request: HookRequest): Route | null {
  const path = request.path.replace(/^\/+|\/+$/g, '').toLowerCase();
  const endpoint = BY_PATH.get(path);
  if (endpoint === undefined) return null;
  const restaurant = restaurantOf(endpoint, request.body);
  return { endpoint, account: restaurant, location: restaurant, deliveryId: null };
}
