import type { CallOptions, CatalogQuery, DataOf, Exchange } from './call-types.ts';
import { catalogCache } from './catalog-cache.ts';
import { KiranaApiError } from './errors.ts';
import type { Transport } from './transport.ts';
import { newest } from './version.ts';

const PATH = '/v1/stores/{storeId}/catalog';

export type StoreCatalog = DataOf<typeof PATH, 'get'>;

export type ReadCatalog = (
  storeId: string,
  query?: CatalogQuery,
  options?: CallOptions,
) => Promise<Exchange<StoreCatalog>>;

/** The server has not reached the version asked for. */
export const isBehind = (error: unknown): boolean => error instanceof KiranaApiError && error.code === 'STATE_CONFLICT';

/**
 * Reads catalogs, and asks only whether they changed when they are known: the same object is given again then.
 * Never gives anything older than it gave before.
 */
export function catalogReader(transport: Transport, most: number): ReadCatalog {
  const cache = catalogCache<StoreCatalog>(most);

  return async function read(storeId, query = {}, options = {}) {
    const key = JSON.stringify([storeId, query.orderType, query.channel]);
    // an answer for a chosen instant is asked for once
    const known = query.at === undefined ? cache.get(key) : undefined;
    const minVersion = newest(query.minVersion, known?.catalog.version);
    try {
      const { data, response } = await transport.exchange<StoreCatalog>('get', PATH, {
        ...options,
        params: { path: { storeId }, query: { ...query, minVersion } },
        headers: { ...options.headers, ...(known === undefined ? {} : { 'if-none-match': known.etag }) },
      });
      if (response.status === 304 && known !== undefined) {
        cache.set(key, known);
        return { data: known.catalog, response };
      }
      const etag = response.headers.get('etag');
      if (etag !== null && query.at === undefined) cache.set(key, { etag, catalog: data });
      return { data, response };
    } catch (error) {
      if (!isBehind(error) || known === undefined) throw error;
      // the server was restored from an older copy: what it has now is the truth
      cache.delete(key);
      return read(storeId, query, options);
    }
  };
}
