import { type AdapterContext, AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import shopify, { ConnectionSettings } from './index.ts';
import type { ShopifySimulator } from './simulator/index.ts';

type Context = AdapterContext<Record<string, unknown>>;

/** A context that reaches a simulator, with a clock that stands still. */
export function contextFor({ installation }: ShopifySimulator, given: Partial<Context> = {}): Context {
  return {
    settings: ConnectionSettings.parse(installation.connectionSettings),
    account: installation.account,
    locations: installation.locations,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-22T10:00:00.000Z'),
    secret(name) {
      const value = installation.secrets[name];
      if (value === undefined) throw new AdapterError('config', `the secret "${name}" is not set`);
      return value;
    },
    async http({ url, method = 'GET', headers = {}, body }) {
      const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }).catch((cause) => {
        throw new AdapterError('transient', 'no answer', { cause });
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    },
    ...given,
  };
}

export const pullPage = (context: Context, request: Partial<PullRequest> = {}): Promise<Page> => {
  if (shopify.pull === undefined) throw new Error('it cannot pull');
  return shopify.pull(context, { scope: null, since: null, cursor: null, ...request });
};

/** All pages, from the first one. */
export async function pullAll(context: Context, request: Partial<PullRequest> = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null | undefined = null; cursor !== undefined && pages.length < 500; ) {
    const page: Page = await pullPage(context, { ...request, cursor });
    pages.push(page);
    cursor = page.cursor ?? undefined;
  }
  return pages;
}

export const GIVEN = {
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
  receivedAt: '2026-11-22T10:00:00.000Z',
  settings: {},
};

/** What an endpoint makes of a body: bytes, text, or a value as JSON. */
export function run(endpoint: string, body: unknown, given: Partial<typeof GIVEN> = {}) {
  const found = shopify.endpoints[endpoint];
  if (found?.kind !== 'event') throw new Error(`there is no endpoint ${endpoint}`);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = body instanceof Uint8Array ? body : Buffer.from(text);
  return found.normalise(bytes, { ...GIVEN, ...given, endpoint });
}
