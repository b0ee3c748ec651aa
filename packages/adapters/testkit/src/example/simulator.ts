import type { Trigger } from '@kirana/adapter';
import {
  openSimulatorServer,
  type SimulatedAnswer,
  type SimulatedCall,
  type Simulator,
} from '@kirana/adapter/simulator';

const KEY = 'lotus-key-of-the-demo-account';
const STORES = ['pond', 'lake'];
const ROWS_PER_PAGE = 7;
const COUNTED_AT = '2026-11-20T08:00:00Z';

export const itemsOf = (size: number) =>
  Array.from({ length: size }, (_, index) => ({
    sku: `L-${100 + index}`,
    name: `Lantern ${index + 1}`,
    price: `${10 + index}.99`,
    rev: index + 1,
  }));

const trigger = (description: string, type: string, data: object): Trigger => ({
  description,
  parameters: { account: 'account' },
  request: ({ account = 'lotus-1' }) => ({
    method: 'POST',
    path: 'event',
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ account, store: STORES[0], id: 'd-1', type, data })),
  }),
});

/** Lotus, with what its commands set. */
class Lotus {
  readonly effects: { kind: string; sku: unknown; count: unknown }[] = [];
  readonly #items: ReturnType<typeof itemsOf>;
  readonly #keys = new Set<unknown>();

  constructor(size: number) {
    this.#items = itemsOf(size);
  }

  readonly answer = (call: SimulatedCall): SimulatedAnswer => {
    if (call.headers['x-lotus-key'] !== KEY) return { status: 401, body: {} };
    if (call.path === '/me') return { status: 200, body: { account: 'lotus-1' } };
    const [, , store, what] = call.path.split('/');
    if (what === 'rows') return { status: 200, body: this.#rows(call) };
    return what === 'count' ? this.#count(store ?? '', JSON.parse(call.body)) : { status: 404, body: {} };
  };

  #rows({ query }: SimulatedCall): object {
    const after = Number(query.after);
    const counts = this.#items.map(({ sku, rev }) => ({ sku, rev, count: rev * 2, counted_at: COUNTED_AT }));
    const all = [...(query.only === 'counts' ? [] : this.#items), ...counts].filter(({ rev }) => rev > after);
    const from = Number(query.from);
    const end = from + ROWS_PER_PAGE;
    return { rows: all.slice(from, end), next: end < all.length ? end : null, rev: this.#items.length };
  }

  #count(store: string, { key, sku, count }: Record<string, unknown>): SimulatedAnswer {
    if (!STORES.includes(store) || !this.#items.some((item) => item.sku === sku)) {
      return { status: 200, body: { ok: false, code: 'NO_SUCH_ITEM' } };
    }
    if (!this.#keys.has(key)) this.effects.push({ kind: 'count', sku, count });
    this.#keys.add(key);
    return { status: 200, body: { ok: true } };
  }
}

export const simulator: Simulator = {
  async start({ port = 0, size = 20 } = {}) {
    const lotus = new Lotus(size);
    const { baseUrl, script, calls, close } = await openSimulatorServer(lotus.answer, { port });
    const installation = {
      account: 'lotus-1',
      locations: STORES,
      sourceSettings: {},
      connectionSettings: { baseUrl },
      secrets: { hookSecret: 'lotus-hook-secret', apiKey: KEY },
    };
    return { baseUrl, script, calls, close, installation, effects: lotus.effects };
  },
  triggers: {
    item_saved: trigger('An item was saved', 'item.saved', itemsOf(1)[0] ?? {}),
    stock_counted: trigger('A count', 'stock.counted', { sku: 'L-100', count: 2, counted_at: COUNTED_AT }),
  },
  accountParameter: 'account',
};
