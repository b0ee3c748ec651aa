import { type AdapterContext, AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import { endpoints } from './endpoints.ts';
import { fetchList } from './fetch-list.ts';
import type { ConnectionSettings } from './settings.ts';

/** One page per shop and list; the cursor is the index of the next. The bytes are those the provider would push, and join the same river. */
export async function pull(context: AdapterContext<ConnectionSettings>, { cursor }: PullRequest): Promise<Page> {
  const shops = context.locations.length === 0 ? [context.account] : context.locations;
  const pages = shops.flatMap((shop) => Object.keys(endpoints).map((endpoint) => ({ shop, endpoint })));
  const index = cursor === null ? 0 : Number(cursor);
  const page = pages[index];
  if (page === undefined) throw new AdapterError('permanent', `there is no page "${cursor}"`);
  const bytes = await fetchList(context, page.shop, page.endpoint);
  return {
    endpoint: page.endpoint,
    location: page.shop,
    bytes,
    cursor: index + 1 < pages.length ? String(index + 1) : null,
  };
}
