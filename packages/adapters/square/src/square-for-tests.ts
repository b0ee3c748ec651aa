import type { AdapterContext, Change, Given, Normalised, Page } from '@kirana/adapter';
import square, { ConnectionSettings } from './index.ts';
import type { SquareSimulator } from './simulator/index.ts';

export const NOW = new Date('2026-11-22T10:00:00.000Z');

type Settings = Readonly<Record<string, unknown>>;

/** What the server would give an adapter, with the simulator at the other end. */
export const contextOf = (
  { installation }: SquareSimulator,
  differs: { settings?: Settings; locations?: readonly string[]; account?: string; now?: Date } = {},
): AdapterContext<Record<string, unknown>> => ({
  settings: ConnectionSettings.parse({ ...installation.connectionSettings, ...differs.settings }),
  account: differs.account ?? installation.account,
  locations: differs.locations ?? installation.locations,
  signal: new AbortController().signal,
  now: () => differs.now ?? NOW,
  secret: (name) => installation.secrets[name] ?? '',
  http: async ({ url, method = 'GET', headers = {}, body }) => {
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  },
});

export const givenFor = (endpoint: string, settings: Settings = {}): Given<ConnectionSettings> => ({
  endpoint,
  settings: ConnectionSettings.parse(settings),
  receivedAt: NOW.toISOString(),
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
});

export function normalised(endpoint: string, bytes: Uint8Array, settings: Settings = {}): Normalised {
  const found = square.endpoints[endpoint];
  if (found?.kind !== 'event') throw new Error(`there is no endpoint "${endpoint}"`);
  return found.normalise(bytes, { ...givenFor(endpoint, settings) });
}

export async function pullAll(
  context: AdapterContext<Record<string, unknown>>,
  { scope = null, since = null }: { scope?: string | null; since?: string | null } = {},
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  do {
    const page: Page | undefined = await square.pull?.(context, { scope, since, cursor });
    if (page === undefined) throw new Error('the adapter does not pull');
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

/** What the pages say of one location. */
export function changesAt(pages: readonly Page[], location: string, settings: Settings = {}): readonly Change[] {
  const here = pages.filter((page) => page.location === location);
  return here.flatMap(({ endpoint, bytes }) => normalised(endpoint, bytes, settings).changes);
}

export const ofKind = <K extends Change['kind']>(changes: readonly Change[], kind: K) =>
  changes.filter((change): change is Extract<Change, { kind: K }> => change.kind === kind);
