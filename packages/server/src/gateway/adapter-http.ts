import { type AdapterContext, AdapterError } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import { type Dispatcher, request } from 'undici';
import type { CircuitBreakers } from './circuit-breaker.ts';
import { checkUrl } from './url-guard.ts';

type Http = AdapterContext<unknown>['http'];
type HttpResult = Awaited<ReturnType<Http>>;

export interface AdapterHttpOptions {
  readonly connectionId: string;
  /** `manifest.hosts`: `api.example.com`, `*.example.com`, or `*` for the hosts in the connection's own settings. */
  readonly hosts: readonly string[];
  /** Hosts in the settings of connection and source. */
  readonly ownHosts: readonly string[];
  readonly allowPrivateHosts: readonly string[];
  readonly dispatcher: Dispatcher;
  readonly breakers: CircuitBreakers;
  readonly signal: AbortSignal;
  /** Waits until the provider allows one more call. */
  readonly pace?: () => Promise<void>;
  /** One call in all, from the first byte sent to the last one read; 30,000 ms. */
  readonly totalTimeoutMs?: number;
  /** Largest answer; 50 MiB. */
  readonly mostBytes?: number;
}

/** The hosts that settings name in URLs of their own. */
export function hostsInSettings(...settings: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const texts = settings.flatMap((one) => Object.values(one)).filter((value) => typeof value === 'string');
  return texts.flatMap((text) => (URL.canParse(text) ? [new URL(text).hostname] : [])).filter((host) => host !== '');
}

function isDeclared(hostname: string, { hosts, ownHosts }: AdapterHttpOptions): boolean {
  return hosts.some((host) => {
    if (host === '*') return ownHosts.includes(hostname);
    return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
  });
}

/** Messages name the host and nothing else of a URL: providers take keys in paths and queries. */
function checkedUrl(text: string, options: AdapterHttpOptions): URL {
  let url: URL;
  try {
    url = checkUrl(text, options);
  } catch (cause) {
    throw new AdapterError('config', 'the address in the settings is not allowed: it must be a public https URL', {
      cause,
    });
  }
  if (isDeclared(url.hostname, options)) return url;
  throw new AdapterError('config', `the host ${url.hostname} is not one the adapter declares`);
}

async function readBounded(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of body) {
    held += piece.byteLength;
    // Leaving the loop destroys the stream: the rest is never read.
    if (held > mostBytes)
      throw new AdapterError('permanent', `the provider's answer is larger than ${mostBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function asAdapterError(error: unknown, host: string): AdapterError {
  if (error instanceof AdapterError) return error;
  if (error instanceof KiranaError && error.code === 'URL_FORBIDDEN') {
    return new AdapterError('config', `the host ${host} leads to an address that is not allowed`, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'UND_ERR_INVALID_ARG') {
    return new AdapterError('bug', 'the adapter made a request that cannot be sent', { cause: error });
  }
  return new AdapterError('transient', `no answer from ${host}`, { cause: error });
}

/** The only way an adapter reaches the network: declared hosts, public addresses, no redirects, bounded in time and size. */
export function adapterHttp(options: AdapterHttpOptions): Http {
  const { breakers, connectionId } = options;
  return async ({ method = 'GET', url: text, headers = {}, body }): Promise<HttpResult> => {
    const url = checkedUrl(text, options);
    breakers.check(connectionId);
    await options.pace?.();
    try {
      const answer = await request(url, {
        method,
        dispatcher: options.dispatcher,
        headers: { 'accept-encoding': 'identity', 'user-agent': 'kirana', ...headers },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.totalTimeoutMs ?? 30_000)]),
      });
      const bytes = await readBounded(answer.body, options.mostBytes ?? 50 * 1024 * 1024);
      if (answer.statusCode >= 500) breakers.failed(connectionId);
      else breakers.succeeded(connectionId);
      return { status: answer.statusCode, headers: flat(answer.headers), bytes };
    } catch (error) {
      const failure = asAdapterError(error, url.hostname);
      if (failure.kind === 'transient' && !options.signal.aborted) breakers.failed(connectionId);
      throw failure;
    }
  };
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
