import type { SimulatedAnswer, SimulatedCall } from '@kirana/adapter/simulator';
import { asAsked, type BulkResults } from './bulk-results.ts';
import type { QuantityWrites } from './quantity-writes.ts';
import { graphqlItem, graphqlLevel, graphqlProduct, graphqlVariant } from './resources.ts';
import type { Shop, ShopVariant } from './shop.ts';

type Variables = Readonly<Record<string, unknown>>;

export interface AdminApi {
  readonly shop: Shop;
  readonly bulk: BulkResults;
  readonly writes: QuantityWrites;
  readonly accessToken: string;
  readonly scopes: readonly string[];
  readonly baseUrl: string;
}

const idOf = (gid: unknown): string => String(gid).split('/').at(-1) ?? '';

/** `first` of a list in the query, after its name. */
const firstOf = (query: string, list: string): number =>
  Number(new RegExp(`${list}\\(first: (\\d+)`).exec(query)?.[1] ?? 10);

/** A cursor is the place in the list, in a form that says so to nobody. */
function pageOf<T>(all: readonly T[], first: number, after: unknown) {
  const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) : 0;
  const nodes = all.slice(from, from + first);
  const end = from + nodes.length;
  const endCursor = nodes.length === 0 ? null : Buffer.from(String(end)).toString('base64url');
  return { nodes, pageInfo: { hasNextPage: end < all.length, endCursor } };
}

/** The one search the adapter makes: updated_at:>='…' */
function isChanged(updatedAt: string, search: unknown): boolean {
  const since = /^updated_at:>='([^']+)'$/.exec(String(search))?.[1];
  if (since === undefined) throw new RangeError(`the simulator does not know the search ${String(search)}`);
  return Date.parse(updatedAt) >= Date.parse(since);
}

function products({ shop }: AdminApi, variables: Variables, query: string) {
  const changed = shop.products
    .filter(({ updatedAt }) => isChanged(updatedAt, variables.changed))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  const page = pageOf(changed, firstOf(query, 'products'), variables.after);
  const variants = firstOf(query, 'variants');
  const nodes = page.nodes.map((product) => ({
    ...graphqlProduct(product),
    variants: pageOf(product.variants.map(graphqlVariant), variants, null),
  }));
  return { products: { ...page, nodes } };
}

function product({ shop }: AdminApi, variables: Variables, query: string) {
  const found = shop.products.find(({ id }) => id === idOf(variables.product));
  if (found === undefined) return { product: null };
  const variants = pageOf(found.variants.map(graphqlVariant), firstOf(query, 'variants'), variables.after);
  return { product: { ...graphqlProduct(found), variants } };
}

function levels({ shop }: AdminApi, variables: Variables, query: string) {
  const location = idOf(variables.location);
  if (!shop.locations.includes(location)) return { location: null };
  const all = shop.products
    .flatMap((one) => one.variants)
    .filter((variant) => variant.levels.has(location))
    .map((variant) => graphqlLevel(variant, location))
    .filter(({ updatedAt }) => isChanged(updatedAt, variables.changed));
  return { location: { inventoryLevels: pageOf(all, firstOf(query, 'inventoryLevels'), variables.after) } };
}

function stocked(variant: ShopVariant, location: string) {
  const level = variant.levels.has(location) ? graphqlLevel(variant, location) : null;
  return { ...graphqlItem(variant), inventoryLevel: level };
}

function nodes({ shop }: AdminApi, variables: Variables) {
  const location = idOf(variables.location);
  const ids = Array.isArray(variables.ids) ? (variables.ids as unknown[]) : [];
  return {
    nodes: ids.map((gid) => {
      const isVariant = String(gid).includes('/ProductVariant/');
      const id = idOf(gid);
      const found = shop.find((variant) => (isVariant ? variant.id : variant.inventoryItemId) === id);
      if (found === undefined) return null;
      const item = stocked(found.variant, location);
      return isVariant ? { inventoryItem: item } : item;
    }),
  };
}

const OPERATIONS: Readonly<Record<string, (api: AdminApi, variables: Variables, query: string) => unknown>> = {
  KiranaShop: ({ scopes }) => ({
    shop: { name: 'Tulsi Bazaar', currencyCode: 'INR', ianaTimezone: 'Asia/Kolkata' },
    currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) },
  }),
  KiranaChangedProducts: products,
  KiranaMoreVariants: product,
  KiranaChangedLevels: levels,
  KiranaLevels: nodes,
  KiranaStartBulk: ({ bulk, shop }, { query }) => ({
    bulkOperationRunQuery: bulk.start(shop, String(query), shop.tick()),
  }),
  KiranaBulk: ({ bulk, baseUrl }, { id }) => ({ node: bulk.node(String(id), baseUrl) }),
  KiranaSetQuantities: ({ writes }, { input, key }) => ({
    inventorySetQuantities: writes.set(input as Parameters<QuantityWrites['set']>[0], key),
  }),
};

const COST = {
  requestedQueryCost: 60,
  actualQueryCost: 12,
  throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 1_940, restoreRate: 100 },
};

/** What a shop says when the bucket of points is empty: a 200, and how fast it fills. */
export const throttled = (requestedQueryCost = 600, currentlyAvailable = 100): SimulatedAnswer => ({
  status: 200,
  body: {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2_000, currentlyAvailable, restoreRate: 100 },
      },
    },
  },
});

/** Answers the queries of the adapter, by their names, as far as they ask. */
export function answerAdminApi(api: AdminApi, { headers, body }: SimulatedCall): SimulatedAnswer {
  if (headers['x-shopify-access-token'] !== api.accessToken) {
    return {
      status: 401,
      body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
    };
  }
  const { query = '', variables = {} } = JSON.parse(body) as { query?: string; variables?: Variables };
  const name = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) {
    return {
      status: 200,
      body: { errors: [{ message: `no operation "${name}"`, extensions: { code: 'BAD_REQUEST' } }] },
    };
  }
  return { status: 200, body: { data: asAsked(operation(api, variables, query), query), extensions: { cost: COST } } };
}
