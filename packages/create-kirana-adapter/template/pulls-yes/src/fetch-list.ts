import { type AdapterContext, AdapterError, parseJson } from '@kirana/adapter';
import type { ConnectionSettings } from './settings.ts';

/** The page of a proxy, or half an answer, is an outage: as an empty list it would empty a shop. */
function whole(bytes: Uint8Array, list: string): Uint8Array {
  try {
    parseJson(bytes);
    return bytes;
  } catch {
    throw new AdapterError('transient', `__TITLE__ answered 200 to ${list}, with something that is no JSON`);
  }
}

/**
 * One list of a shop, as bytes. The kind of an error decides what happens next: `auth` and `config` hold the pulls until a person has looked,
 * `rate_limited` and `transient` are tried again.
 * @throws AdapterError
 */
export async function fetchList(
  context: AdapterContext<ConnectionSettings>,
  shop: string,
  list: string,
): Promise<Uint8Array> {
  const base = context.settings.baseUrl.replace(/\/+$/, '');
  const { status, headers, bytes } = await context.http({
    url: `${base}/shops/${encodeURIComponent(shop)}/${list}`,
    headers: { authorization: `Bearer ${context.secret('apiToken')}` },
  });
  if (status >= 200 && status < 300) return whole(bytes, list);
  const message = `__TITLE__ answered ${status} to ${list}`;
  if (status === 401 || status === 403) throw new AdapterError('auth', message);
  if (status === 404) throw new AdapterError('config', `${message}: is there a shop ${shop}?`);
  const waitSeconds = Number(headers['retry-after'] ?? Number.NaN);
  const wait = Number.isFinite(waitSeconds) ? { retryAfterMs: Math.max(0, waitSeconds) * 1_000 } : {};
  if (status === 429) throw new AdapterError('rate_limited', message, wait);
  throw new AdapterError(status === 408 || status >= 500 ? 'transient' : 'permanent', message, wait);
}
