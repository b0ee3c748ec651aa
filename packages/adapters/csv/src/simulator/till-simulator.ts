import type { HookRequest, Trigger } from '@kirana/adapter';
import { openSimulatorServer, type Simulator } from '@kirana/adapter/simulator';
import { ONLY_ACCOUNT } from '../route.ts';
import { catalogFile, SHOP_MAPPING } from './shop-files.ts';

type Values = Readonly<Record<string, string>>;

const PLACE = { account: `account of the connection (${ONLY_ACCOUNT})`, location: 'location; left out: the only one' };

function trigger(
  description: string,
  parameters: Values,
  message: (values: Values) => { path: 'file' | 'rows'; type: string; body: string },
): Trigger {
  const known = { ...PLACE, ...parameters };
  return {
    description,
    parameters: known,
    request(values): HookRequest {
      const strange = Object.keys(values).find((name) => !Object.hasOwn(known, name));
      if (strange !== undefined) throw new RangeError(`there is no parameter "${strange}"`);
      const { path, type, body } = message(values);
      const query = Object.fromEntries(
        ['account', 'location'].flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
      );
      return { method: 'POST', path, query, headers: { 'content-type': type }, body: Buffer.from(body) };
    },
  };
}

function countOf(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,6}$/.test(text)) throw new RangeError(`"${text}" is not a number of rows`);
  return Number(text);
}

const rows = (...list: Readonly<Record<string, unknown>>[]) => ({
  path: 'rows' as const,
  type: 'application/json',
  body: JSON.stringify(list),
});

/** What a till of the made-up shop posts, by name. */
const triggers: Readonly<Record<string, Trigger>> = {
  catalog: trigger('The whole catalog as a file', { items: 'rows of the file (20)' }, ({ items }) => ({
    path: 'file',
    type: 'text/csv',
    body: catalogFile(countOf(items, 20)),
  })),
  catalog_empty: trigger('A file without a single row: must not empty the store', {}, () => ({
    path: 'file',
    type: 'text/csv',
    body: catalogFile(0),
  })),
  stock: trigger('A count of one item', { item: 'its code (K000001)', quantity: 'how many (5)' }, (values) =>
    rows({ 'Item code': values.item ?? 'K000001', 'Closing stock': values.quantity ?? '5' }),
  ),
  price: trigger('A price of one item', { item: 'its code (K000001)', price: 'its price (99.50)' }, (values) =>
    rows({ 'Item code': values.item ?? 'K000001', Rate: values.price ?? '99.50' }),
  ),
};

/** A shop that only sends: nothing of it can be asked. */
export const simulator: Simulator = {
  triggers,
  accountParameter: 'account',
  async start({ port } = {}) {
    const server = await openSimulatorServer(() => ({ status: 404, body: 'nothing is served here' }), {
      ...(port === undefined ? {} : { port }),
    });
    const installation = {
      account: ONLY_ACCOUNT,
      locations: ['shop'],
      sourceSettings: {},
      connectionSettings: SHOP_MAPPING,
      secrets: { hookSecret: 'simulated-till-secret' },
    };
    return { ...server, installation, effects: [] };
  },
};
