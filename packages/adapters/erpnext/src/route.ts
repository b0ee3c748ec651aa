import { type HookRequest, peekJson, type Route } from '@kirana/adapter';

/** Our endpoints, and the other paths they can be reached by. The last three take what a pull takes, for sites that nothing outside can call. */
export const ALIASES = {
  document: ['', 'webhook'],
  item_event: [],
  items: [],
  groups: [],
  bins: [],
} as const satisfies Record<string, readonly string[]>;

export type EndpointName = keyof typeof ALIASES;

const BY_PATH: ReadonlyMap<string, EndpointName> = new Map(
  (Object.keys(ALIASES) as EndpointName[]).flatMap((name) =>
    [name, ...ALIASES[name]].map((path): [string, EndpointName] => [path, name]),
  ),
);

const textOr = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 512 ? value.trim() : null;

const inQuery = (request: HookRequest, name: string): string | null =>
  textOr(Object.hasOwn(request.query, name) ? request.query[name] : undefined);

/**
 * Frappe names neither its site nor a store: both stand in the address the operator enters, `?account=…&location=…`, or the account
 * in the body as `site`. Webhooks have no id of their own: each is new.
 */
export function route(request: HookRequest): Route | null {
  const endpoint = BY_PATH.get(request.path.replace(/^\/+|\/+$/g, '').toLowerCase());
  if (endpoint === undefined) return null;
  const account = inQuery(request, 'account') ?? textOr(peekJson(request.body, '/site'));
  const location = endpoint === 'document' ? null : inQuery(request, 'location');
  return { endpoint, account, location, deliveryId: null };
}
