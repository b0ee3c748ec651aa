import {
  type AdapterContext,
  AdapterError,
  type ChangeOf,
  type Given,
  type Normalised,
  type Page,
  type PullRequest,
} from '@kirana/adapter';
import { erpnext } from './adapter.ts';
import { ConnectionSettings } from './settings.ts';
import { type ErpnextSimulator, simulator } from './simulator/index.ts';

export const NOW = '2026-11-22T10:00:00.000Z';

export const settingsOf = (more: Readonly<Record<string, unknown>> = {}): ConnectionSettings =>
  ConnectionSettings.parse({ baseUrl: 'https://erp.juniper.example', siteZone: 'Asia/Kolkata', ...more });

export const givenFor = (settings: ConnectionSettings, more: Partial<Given<ConnectionSettings>> = {}) => ({
  endpoint: 'items',
  settings,
  receivedAt: NOW,
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
  ...more,
});

/** What an endpoint makes of a body. */
export function normalise(
  endpoint: string,
  body: unknown,
  settings: ConnectionSettings = settingsOf(),
  more: Partial<Given<ConnectionSettings>> = {},
): Normalised {
  const found = erpnext.endpoints[endpoint];
  if (found?.kind !== 'event') throw new Error(`there is no event endpoint ${endpoint}`);
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return found.normalise(bytes, givenFor(settings, { endpoint, ...more }));
}

export type ItemUpserted = ChangeOf<'item.upserted'>;

export const itemsOf = ({ changes }: Pick<Normalised, 'changes'>): ItemUpserted[] =>
  changes.filter((change): change is ItemUpserted => change.kind === 'item.upserted');

export interface TestSite {
  readonly provider: ErpnextSimulator;
  readonly settings: ConnectionSettings;
  readonly context: AdapterContext<ConnectionSettings>;
}

/** A simulated site with a context that reaches it. The caller closes the provider. */
export async function openTestSite(
  options: {
    readonly size?: number;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly now?: string;
  } = {},
): Promise<TestSite> {
  const provider = await simulator.start({ seed: 7, ...(options.size === undefined ? {} : { size: options.size }) });
  const { installation } = provider;
  const settings = ConnectionSettings.parse({ ...installation.connectionSettings, ...options.settings });
  const context: AdapterContext<ConnectionSettings> = {
    settings,
    account: installation.account,
    locations: installation.locations,
    signal: new AbortController().signal,
    now: () => new Date(options.now ?? NOW),
    secret(name) {
      const value = installation.secrets[name];
      if (value === undefined) throw new AdapterError('config', `the secret "${name}" is not set`);
      return value;
    },
    async http({ method = 'GET', url, headers = {}, body }) {
      const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }).catch((cause) => {
        throw new AdapterError('transient', 'no answer', { cause });
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
    },
  };
  return { provider, settings, context };
}

/** All pages of a pull, from its beginning or from a cursor. */
export async function pullAll(
  { context }: Pick<TestSite, 'context'>,
  request: Partial<PullRequest> = {},
): Promise<Page[]> {
  if (erpnext.pull === undefined) throw new Error('the adapter cannot pull');
  const pages: Page[] = [];
  let cursor = request.cursor ?? null;
  do {
    const page: Page = await erpnext.pull(context, { scope: null, since: null, ...request, cursor });
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null && pages.length < 500);
  return pages;
}

/** The changes of all pages of one location, in order. */
export const changesOf = (pages: readonly Page[], settings: ConnectionSettings, location?: string) =>
  pages
    .filter((page) => location === undefined || page.location === location)
    .flatMap((page) => normalise(page.endpoint, page.bytes, settings).changes);

export const problemsOf = (pages: readonly Page[], settings: ConnectionSettings) =>
  pages.flatMap((page) => normalise(page.endpoint, page.bytes, settings).problems);
