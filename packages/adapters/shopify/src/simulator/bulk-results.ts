import type { SimulatedAnswer, SimulatedCall } from '@kirana/adapter/simulator';
import { graphqlItem, graphqlLevel, graphqlProduct, graphqlVariant } from './resources.ts';
import type { Shop } from './shop.ts';

interface Operation {
  readonly id: string;
  readonly createdAt: string;
  readonly lines: readonly unknown[];
  questions: number;
}

/** Fields the query does not name are not answered: a query that forgets one shows. */
export function asAsked(value: unknown, query: string): unknown {
  const words = new Set(query.match(/[A-Za-z_]\w*/g));
  const pruned = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(pruned);
    if (typeof one !== 'object' || one === null) return one;
    const kept = Object.entries(one).filter(([key]) => key.startsWith('__') || words.has(key));
    return Object.fromEntries(kept.map(([key, entry]) => [key, pruned(entry)]));
  };
  return pruned(value);
}

/** Parents come before their children, and not right before them. */
function linesFor(shop: Shop, query: string): unknown[] {
  if (/\binventoryItems\b/.test(query)) {
    const variants = shop.products.flatMap((product) => product.variants);
    const levels = variants.flatMap((variant) =>
      [...variant.levels.keys()].map((location) => ({
        ...graphqlLevel(variant, location),
        __parentId: graphqlItem(variant).id,
      })),
    );
    return [...variants.map((variant) => ({ id: graphqlItem(variant).id })), ...levels];
  }
  const children = shop.products.flatMap((product) => {
    const { id, title, status, productType, updatedAt } = graphqlProduct(product);
    const own = { id, title, status, productType, updatedAt };
    return product.variants.map((variant) => ({ ...graphqlVariant(variant), product: own, __parentId: id }));
  });
  return [...shop.products.map(graphqlProduct), ...children];
}

/** Escaped, so that every character is a byte and ranges cannot cut one. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Bulk operations and their results, as a shop keeps them. */
export class BulkResults {
  /** How often an operation says that it is still running. */
  runningFor = 0;
  /** Instead of coming to its end, the next ones end so. */
  failure: 'ACCESS_DENIED' | 'TIMEOUT' | null = null;
  readonly #operations = new Map<string, Operation>();

  start(shop: Shop, query: string, createdAt: string): unknown {
    const id = `gid://shopify/BulkOperation/${this.#operations.size + 1}`;
    const lines = linesFor(shop, query).map((line) => asAsked(line, query));
    this.#operations.set(id, { id, createdAt, lines, questions: 0 });
    return { bulkOperation: { id, status: 'CREATED' }, userErrors: [] };
  }

  node(id: string, baseUrl: string): unknown {
    const operation = this.#operations.get(id);
    if (operation === undefined) return null;
    operation.questions += 1;
    const { createdAt, lines } = operation;
    const told = { id, createdAt, errorCode: null, url: null };
    if (operation.questions <= this.runningFor) return { ...told, status: 'RUNNING' };
    if (this.failure !== null) return { ...told, status: 'FAILED', errorCode: this.failure };
    // An empty result has no address.
    if (lines.length === 0) return { ...told, status: 'COMPLETED' };
    return { ...told, status: 'COMPLETED', url: `${baseUrl}/bulk/${id.split('/').at(-1)}.jsonl` };
  }

  /** What Google's storage answers: without a token, by ranges. */
  download({ path, headers }: SimulatedCall): SimulatedAnswer {
    const operation = this.#operations.get(`gid://shopify/BulkOperation/${/(\d+)\.jsonl$/.exec(path)?.[1]}`);
    if (operation === undefined) return { status: 403, body: '<Error><Code>ExpiredToken</Code></Error>' };
    if (headers['x-shopify-access-token'] !== undefined) return { status: 400, body: 'a token that is not for here' };
    const text = operation.lines.map((line) => `${asciiJson(line)}\n`).join('');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    if (from === undefined || to === undefined) return { status: 200, body: text };
    if (Number(from) >= text.length) return { status: 416, body: '' };
    const end = Math.min(Number(to) + 1, text.length);
    const range = `bytes ${from}-${end - 1}/${text.length}`;
    return { status: 206, headers: { 'content-range': range }, body: text.slice(Number(from), end) };
  }
}
