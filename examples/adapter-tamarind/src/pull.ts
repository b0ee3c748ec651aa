import { type AdapterContext, AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import { fetchList } from './fetch-list.ts';
import type { ConnectionSettings } from './settings.ts';

/** One page for each shop: Tamarind gives a menu whole. The bytes are those of a pushed one. */
export async function pull(context: AdapterContext<ConnectionSettings>, { cursor }: PullRequest): Promise<Page> {
  const shops = context.locations.length === 0 ? [context.account] : context.locations;
  const index = cursor === null ? 0 : Number(cursor);
  const shop = shops[index];
  if (shop === undefined) throw new AdapterError('permanent', `there is no page "${cursor}"`);
  return {
    endpoint: 'menu',
    location: shop,
    bytes: await fetchList(context, shop, 'menu'),
    cursor: index + 1 < shops.length ? String(index + 1) : null,
  };
}
