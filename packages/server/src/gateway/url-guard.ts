import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { KiranaError } from '@kirana/core';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isPublicAddress } from './public-address.ts';

export interface UrlGuardOptions {
  /** Hosts that may be private and plain http: `127.0.0.1`, `localhost:9000`. For tests, demos and providers in one's own network. */
  readonly allowPrivateHosts?: readonly string[];
}

export interface GuardedDispatcherOptions extends UrlGuardOptions {
  readonly connectTimeoutMs?: number;
  /** From the end of the request to the first byte of the answer. */
  readonly headersTimeoutMs?: number;
  /** Between two pieces of the answer. */
  readonly bodyTimeoutMs?: number;
}

/** Names that never leave the machine or its network, whatever a resolver says. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)$/;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

const forbidden = (host: string, reason: string, cause?: unknown): KiranaError =>
  new KiranaError('URL_FORBIDDEN', { host, reason }, { cause });

/** A host as it is compared: lower case, without brackets and the dot of the root. */
const plainHost = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.+$/, '');

function isAllowedPrivate(options: UrlGuardOptions, hostname: string, port: string): boolean {
  const host = plainHost(hostname);
  const withPort = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return (options.allowPrivateHosts ?? []).some((entry) => {
    const allowed = entry.toLowerCase();
    return allowed === host || allowed === withPort || plainHost(allowed) === host;
  });
}

/** @throws URL_FORBIDDEN when the name alone tells that it is not public. */
function assertPublicHost(hostname: string): void {
  const host = plainHost(hostname);
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw forbidden(host, 'address');
    return;
  }
  if (host === '' || !host.includes('.') || LOCAL_NAME.test(host)) throw forbidden(host, 'name');
}

/**
 * What can be said of a URL without asking anybody: https, no credentials inside, a host that is not local in any spelling.
 * @throws URL_FORBIDDEN
 */
export function checkUrl(url: string | URL, options: UrlGuardOptions = {}): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (error) {
    throw forbidden('', 'malformed', error);
  }
  if (parsed.username !== '' || parsed.password !== '') throw forbidden(parsed.hostname, 'credentials');
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') throw forbidden(parsed.hostname, 'scheme');
  const port = parsed.port === '' ? (DEFAULT_PORTS[parsed.protocol] ?? '') : parsed.port;
  if (isAllowedPrivate(options, parsed.hostname, port)) return parsed;
  if (parsed.protocol !== 'https:') throw forbidden(parsed.hostname, 'scheme');
  assertPublicHost(parsed.hostname);
  return parsed;
}

/**
 * The check for a URL that is being configured: `checkUrl`, and every address its name has now must be public. A name that does not
 * resolve passes: it is asked again at each connect.
 * @throws URL_FORBIDDEN
 */
export async function assertPublicUrl(url: string | URL, options: UrlGuardOptions = {}): Promise<URL> {
  const parsed = checkUrl(url, options);
  const port = parsed.port === '' ? (DEFAULT_PORTS[parsed.protocol] ?? '') : parsed.port;
  const host = plainHost(parsed.hostname);
  if (isIP(host) !== 0 || isAllowedPrivate(options, host, port)) return parsed;
  const addresses = await lookup(host, { all: true }).catch((): LookupAddress[] => []);
  if (addresses.some(({ address }) => !isPublicAddress(address))) throw forbidden(host, 'resolves_private');
  return parsed;
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves as usual, but one private address among the answers refuses them all: what is checked is what is connected to. */
export function guardedLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  dnsLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, []);
    const addresses = found as LookupAddress[];
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(forbidden(plainHost(hostname), 'resolves_private'), []);
    }
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
}

/**
 * An undici dispatcher that connects only to public addresses, judged at the moment of connecting, so that neither a redirect nor a
 * name that changes its address gets around it. Use it with `request` (which follows no redirect). Close it when done.
 * The request fails with URL_FORBIDDEN.
 */
export function guardedDispatcher(options: GuardedDispatcherOptions = {}): Dispatcher {
  const timeout = options.connectTimeoutMs ?? 5_000;
  const open = buildConnector({ timeout, allowH2: false });
  const guarded = buildConnector({ timeout, allowH2: false, lookup: guardedLookup as never });
  return new Agent({
    headersTimeout: options.headersTimeoutMs ?? 15_000,
    bodyTimeout: options.bodyTimeoutMs ?? 10_000,
    maxHeaderSize: 64 * 1024,
    connect: (target, callback) => {
      const port = target.port === '' ? (DEFAULT_PORTS[target.protocol] ?? '') : target.port;
      if (isAllowedPrivate(options, target.hostname, port)) return open(target, callback);
      try {
        assertPublicHost(target.hostname);
      } catch (error) {
        callback(error as Error, null);
        return undefined;
      }
      return guarded(target, callback);
    },
  });
}
