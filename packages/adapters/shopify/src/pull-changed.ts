import { AdapterError, isJsonObject, type JsonObject, type JsonValue } from '@kirana/adapter';
import { locationGid } from './external-ids.ts';
import { askShop, type Context } from './graphql.ts';
import { asObject, listOf } from './lenient-values.ts';
import type { StepPage } from './pull-in-bulk.ts';
import type { Position } from './pull-position.ts';
import { CHANGED_LEVELS_QUERY, CHANGED_PRODUCTS_QUERY, MORE_VARIANTS_QUERY } from './queries.ts';

/** In Shopify's search syntax. */
const changedSince = (since: string): string => `updated_at:>='${since}'`;

/** The cursor after a list; null at its end. */
function nextOf(list: JsonValue | undefined): string | null {
  const info = asObject(asObject(list)?.pageInfo);
  if (info?.hasNextPage !== true) return null;
  if (typeof info.endCursor === 'string') return info.endCursor;
  throw new AdapterError('schema', 'a list that goes on has no cursor', { path: '/data' });
}

/** Products with more variants than came with them are gone on with, one by one, before the next products. */
interface ProductPlace {
  readonly after: string | null;
  readonly more: readonly { readonly product: string; readonly after: string }[];
  /** No products after these. */
  readonly isLast: boolean;
}

function productPlace(place: JsonValue): ProductPlace {
  return isJsonObject(place) ? (place as unknown as ProductPlace) : { after: null, more: [], isLast: false };
}

const placeOf = ({ after, more, isLast }: ProductPlace): JsonValue =>
  isLast && more.length === 0 ? null : { after, more: more.map((one) => ({ ...one })), isLast };

function unfinished(product: JsonObject | undefined): ProductPlace['more'] {
  const after = nextOf(product?.variants);
  return after === null || typeof product?.id !== 'string' ? [] : [{ product: product.id, after }];
}

/** A page of the products that changed, oldest change first: one that changes meanwhile comes again at the end. */
export async function pullChangedProducts(context: Context, position: Position, since: string): Promise<StepPage> {
  const place = productPlace(position.place);
  const [next, ...others] = place.more;
  if (next !== undefined) {
    const { bytes, data } = await askShop(context, 'variants', MORE_VARIANTS_QUERY, { ...next });
    const more = [...unfinished(asObject(data.product)), ...others];
    return { bytes, place: placeOf({ ...place, more }) };
  }
  const variables = { changed: changedSince(since), after: place.after };
  const { bytes, data } = await askShop(context, 'products', CHANGED_PRODUCTS_QUERY, variables);
  const more = listOf(asObject(data.products)?.nodes).flatMap((node) => unfinished(asObject(node)));
  const after = nextOf(data.products);
  return { bytes, place: placeOf({ after, more, isLast: after === null }) };
}

/** A page of the levels of a location that changed. */
export async function pullChangedLevels(context: Context, position: Position, since: string): Promise<StepPage> {
  const { location, place } = position;
  const variables = {
    location: locationGid(location),
    changed: changedSince(since),
    after: typeof place === 'string' ? place : null,
  };
  const { bytes, data } = await askShop(context, 'inventory levels', CHANGED_LEVELS_QUERY, variables);
  if (data.location === null) throw new AdapterError('config', `the shop has no location ${location}`);
  const levels = asObject(data.location)?.inventoryLevels;
  return { bytes, place: nextOf(levels) };
}
