import type { Adapter, Outcome, Reply, Route, StoreView } from '@kirana/adapter';
import type { Check } from '../check.ts';

const KINDS: readonly Outcome['kind'][] = [
  'accepted',
  'duplicate',
  'unauthorised',
  'unknown_endpoint',
  'unknown_account',
  'unreadable',
  'too_large',
  'unavailable',
];

const STORES: readonly (StoreView | null)[] = [
  null,
  { state: 'open', acceptsOrdersNow: true, returnAt: null },
  { state: 'closed', acceptsOrdersNow: false, returnAt: null },
  { state: 'paused', acceptsOrdersNow: false, returnAt: '2026-11-22T12:00:00.000Z' },
];

interface Given {
  readonly what: string;
  readonly kind: Outcome['kind'];
  readonly reply: Reply;
}

/** Every reply there can be: of each endpoint, for each outcome, with and without a route. @throws whatever a reply throws */
function repliesOf(adapter: Adapter): Given[] {
  return Object.entries(adapter.endpoints).flatMap(([name, endpoint]) => {
    const routes: (Route | null)[] = [null, { endpoint: name, account: 'a', location: null, deliveryId: null }];
    return KINDS.flatMap((kind) =>
      routes.flatMap((route) => {
        const outcome: Outcome = { kind };
        const what = `${name}, ${kind}`;
        if (endpoint.kind === 'event') return [{ what, kind, reply: endpoint.reply(outcome, route) }];
        return STORES.map((store) => ({ what, kind, reply: endpoint.reply(store, outcome, route) }));
      }),
    );
  });
}

function complaints({ what, reply }: Given): string[] {
  const found: string[] = [];
  const { status, body, headers = {} } = reply;
  if (!Number.isInteger(status) || status < 200 || status > 599) found.push(`${what}: status ${status}`);
  if (typeof body !== 'string') found.push(`${what}: the body is no text`);
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || /[\r\n]/.test(value))
      found.push(`${what}: the header ${header} is no line of text`);
  }
  if (/json/.test(headers['content-type'] ?? '') && typeof body === 'string') {
    try {
      JSON.parse(body);
    } catch {
      found.push(`${what}: called JSON, and is none`);
    }
  }
  return found;
}

const isYes = ({ reply }: Given): boolean => reply.status >= 200 && reply.status < 300;
const unique = (findings: readonly string[]): string[] => [...new Set(findings)];

export const REPLY_CHECKS: readonly Check[] = [
  {
    id: 'reply/valid',
    title: 'every outcome has a valid reply at every endpoint',
    why: 'a provider that gets none sends again, and again',
    run: ({ adapter }) => unique(repliesOf(adapter).flatMap(complaints)),
  },
  {
    id: 'reply/refusals',
    title: 'who is not authorised never hears yes',
    why: 'a forger must not learn that it worked, and a wrong secret must show at the provider',
    run: ({ adapter }) =>
      unique(
        repliesOf(adapter)
          .filter((one) => one.kind === 'unauthorised' && isYes(one))
          .map(({ what, reply }) => `${what}: status ${reply.status}`),
      ),
  },
  {
    id: 'reply/unavailable',
    title: 'what could not be kept is never acknowledged',
    why: 'a provider sends again only what it was not told yes to',
    run: ({ adapter }) =>
      unique(
        repliesOf(adapter)
          .filter((one) => one.kind === 'unavailable' && isYes(one))
          .map(({ what, reply }) => `${what}: status ${reply.status}`),
      ),
  },
];
