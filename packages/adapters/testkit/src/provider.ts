import {
  type Adapter,
  type AdapterContext,
  AdapterError,
  type HttpAnswer,
  type HttpRequest,
  type Page,
} from '@kirana/adapter';
import type { Installation, ProviderSimulator, ScriptedAnswer } from '@kirana/adapter/simulator';
import { callProvider } from './http-call.ts';

/** The kit's clock stands still: what an adapter asks for must not depend on when the kit runs. */
export const NOW = new Date('2026-11-22T10:00:00.000Z');

export type Context = AdapterContext<Record<string, unknown>>;

export interface ContextOptions {
  readonly signal?: AbortSignal;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A simulator that runs, and contexts that reach it. */
export interface Provider {
  readonly running: ProviderSimulator;
  readonly installation: Installation;
  /** Hosts that were called. */
  readonly hosts: ReadonlySet<string>;
  /** Values of the secrets that were asked for: only those can be sent, and told again. */
  readonly asked: ReadonlySet<string>;
  context(options?: ContextOptions): Context;
  /** Gives the answers, in order, to the next calls of `work`; what it leaves is taken back. `used` tells whether the first was given. */
  scripted<T>(
    answers: readonly ScriptedAnswer[],
    work: () => Promise<T>,
  ): Promise<{ settled: Settled<T>; used: boolean }>;
}

export type Settled<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown };

export async function settle<T>(work: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { kind: 'returned', value: await work() };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

interface Line {
  readonly hosts: Set<string>;
  /** Calls that are to break off before anything is answered. */
  breaks: number;
}

async function callOver(line: Line, signal: AbortSignal, request: HttpRequest): Promise<HttpAnswer> {
  line.hosts.add(new URL(request.url).host);
  if (line.breaks === 0) return callProvider(request, signal);
  line.breaks -= 1;
  throw new AdapterError('transient', 'the connection to the provider broke off');
}

/** @throws when the settings or the account of the installation do not fit the adapter */
export function providerOf(adapter: Adapter, running: ProviderSimulator): Provider {
  const { installation } = running;
  const line: Line = { hosts: new Set(), breaks: 0 };
  const asked = new Set<string>();
  const settings = adapter.connectionSettings.parse(installation.connectionSettings);
  adapter.sourceSettings.parse(installation.sourceSettings);
  return {
    running,
    installation,
    hosts: line.hosts,
    asked,
    context({ signal = new AbortController().signal, secrets = installation.secrets } = {}) {
      return {
        settings,
        account: installation.account,
        locations: installation.locations,
        signal,
        now: () => new Date(NOW),
        secret(name) {
          const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
          if (!value) throw new AdapterError('config', `the secret "${name}" is not set`);
          asked.add(value);
          return value;
        },
        http: (request) => callOver(line, signal, request),
      };
    },
    async scripted(answers, work) {
      // a break is made on our side of the line: there it is the same for every simulator
      const breaks = answers.filter((answer) => answer === 'drop').length;
      line.breaks = breaks;
      const rest = answers.filter((answer) => answer !== 'drop');
      running.script.splice(0, Number.POSITIVE_INFINITY, ...rest);
      const settled = await settle(work);
      const used = line.breaks < breaks || running.script.length < rest.length;
      line.breaks = 0;
      running.script.splice(0);
      return { settled, used };
    },
  };
}

export interface PullOptions {
  readonly scope?: string | null;
  readonly since?: string | null;
  readonly cursor?: string | null;
}

/** More pages than any simulator has: a pull that does not end. */
const MOST_PAGES = 2_000;

/** Pages from a cursor to the end. @throws whatever the adapter throws, and Error when it does not end */
export async function pullAll(
  adapter: Adapter,
  context: Context,
  { scope = null, since = null, cursor = null }: PullOptions = {},
): Promise<readonly Page[]> {
  if (adapter.pull === undefined) throw new Error('the adapter cannot pull');
  const pages: Page[] = [];
  let next = cursor;
  do {
    const page = await adapter.pull(context, { scope, since, cursor: next });
    pages.push(page);
    next = page.cursor;
    if (pages.length > MOST_PAGES) throw new Error(`no end after ${MOST_PAGES} pages`);
  } while (next !== null);
  return pages;
}
