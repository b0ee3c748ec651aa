import { type AdapterContext, AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import { fetchMenu } from './fetch-menu.ts';
import type { ConnectionSettings } from './settings.ts';

/** One page per restaurant of the connection; the cursor is the index of the next. The bytes are those of a pushed menu. */
export async function pullMenu(
  context: AdapterContext<ConnectionSettings>,
  { cursor }: Pick<PullRequest, 'cursor'>,
): Promise<Page> {
  const restaurants = context.locations.length === 0 ? [context.account] : context.locations;
  const index = cursor === null ? 0 : Number(cursor);
  const restaurant = restaurants[index];
  if (restaurant === undefined) throw new AdapterError('permanent', `there is no page "${cursor}"`);
  const bytes = await fetchMenu(context, restaurant);
  return {
    endpoint: 'push_menu',
    location: restaurant,
    bytes,
    cursor: index + 1 < restaurants.length ? String(index + 1) : null,
  };
}
