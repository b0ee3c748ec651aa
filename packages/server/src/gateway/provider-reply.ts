import type { Outcome, Reply, Route, StoreView } from '@kirana/adapter';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';

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
export function endpointByPath(adapter: HostedAdapter, path: string): string | undefined {
  const whole = path.replace(/^\/+|\/+$/g, '');
  const places = new Set([whole, ...whole.split('/')]);
  const names = Object.entries(adapter.endpoints);
  const [found] = names.find(([name, { aliases = [] }]) => [name, ...aliases].some((known) => places.has(known))) ?? [];
  return found ?? (names.length === 1 ? names[0]?.[0] : undefined);
}

/** What the adapter would say, in the provider's own shape; undefined when it has no endpoint to say it, throws, or is too slow. */
async function adapterReply(
  adapter: HostedAdapter,
  endpointName: string | undefined,
  outcome: Outcome,
  route: Route | null,
  store: StoreView | null,
): Promise<Reply | undefined> {
  const name = endpointName ?? Object.keys(adapter.endpoints)[0];
  if (name === undefined || !Object.hasOwn(adapter.endpoints, name)) return undefined;
  try {
    return await adapter.reply(name, { outcome, route, store });
  } catch {
    return undefined;
  }
}

/**
 * The reply in the provider's own shape. An adapter that throws, or that would answer a refusal with success, is overruled:
 * a 2xx means that the delivery is committed.
 */
export async function providerReply(
  adapter: HostedAdapter,
  endpointName: string | undefined,
  outcome: Outcome,
  route: Route | null,
  store: StoreView | null = null,
): Promise<Reply> {
  const { status, fits } = HONEST[outcome.kind];
  const reply = await adapterReply(adapter, endpointName, outcome, route, store);
  if (reply === undefined) return { status, headers: { 'content-type': 'application/json' }, body: '{}' };
  return fits(reply.status) ? reply : { ...reply, status };
}

/** The reply to a body that was never taken in: nothing is kept of it, so its status is the refusal's own. Undefined: the adapter has none. */
export async function refusedBodyReply(
  adapter: HostedAdapter,
  path: string,
  kind: 'too_large' | 'unreadable',
  status: number,
): Promise<Reply | undefined> {
  const reply = await adapterReply(adapter, endpointByPath(adapter, path), { kind }, null, null);
  return reply === undefined ? undefined : { ...reply, status };
}
