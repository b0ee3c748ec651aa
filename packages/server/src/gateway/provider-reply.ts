import type { Adapter, EventEndpoint, Outcome, QueryEndpoint, Reply, Route, StoreView } from '@kirana/adapter';

type Endpoint = EventEndpoint<Record<string, unknown>> | QueryEndpoint;

/** The status each outcome must have for us to be honest, whatever an adapter would like to say. */
const HONEST: Readonly<
  Record<Outcome['kind'], { readonly status: number; readonly fits: (status: number) => boolean }>
> = {
  accepted: { status: 200, fits: (status) => status >= 200 && status < 300 },
  duplicate: { status: 200, fits: (status) => status >= 200 && status < 300 },
  unreadable: { status: 200, fits: (status) => status >= 200 && status < 300 },
  unknown_account: { status: 200, fits: (status) => status >= 200 && status < 500 },
  unauthorised: { status: 401, fits: (status) => status === 401 || status === 403 },
  unknown_endpoint: { status: 404, fits: (status) => status >= 400 && status < 500 },
  too_large: { status: 413, fits: (status) => status === 413 },
  unavailable: { status: 503, fits: (status) => status >= 500 || status === 429 },
};

/** Finds an endpoint by a name or alias in the path: all that may be looked at before a message is authenticated. */
export function endpointByPath(adapter: Adapter, path: string): string | undefined {
  const whole = path.replace(/^\/+|\/+$/g, '');
  const places = new Set([whole, ...whole.split('/')]);
  const names = Object.entries(adapter.endpoints);
  const [found] = names.find(([name, { aliases = [] }]) => [name, ...aliases].some((known) => places.has(known))) ?? [];
  return found ?? (names.length === 1 ? names[0]?.[0] : undefined);
}

/**
 * The reply in the provider's own shape. An adapter that throws, or that would answer a refusal with success, is overruled:
 * a 2xx means that the delivery is committed.
 */
export function providerReply(
  adapter: Adapter,
  endpointName: string | undefined,
  outcome: Outcome,
  route: Route | null,
  store: StoreView | null = null,
): Reply {
  const names = Object.keys(adapter.endpoints);
  const name = endpointName ?? names[0];
  const endpoint: Endpoint | undefined = name === undefined ? undefined : adapter.endpoints[name];
  const honest = HONEST[outcome.kind];
  const plain = { status: honest.status, headers: { 'content-type': 'application/json' }, body: '{}' };
  if (endpoint === undefined) return plain;
  try {
    const reply = endpoint.kind === 'query' ? endpoint.reply(store, outcome, route) : endpoint.reply(outcome, route);
    return honest.fits(reply.status) ? reply : { ...reply, status: honest.status };
  } catch {
    return plain;
  }
}
