import { openSimulatorServer, type Simulator } from '@kirana/adapter/simulator';
import { secrets } from '../settings.ts';
import { lists } from './lists.ts';
import { makeItems, SHOP } from './shop.ts';
import { accountParameter, triggers } from './triggers.ts';

/** A Tamarind POS on this machine: it answers its API, and `triggers` are what it sends. */
export const simulator: Simulator = {
  async start({ seed = 1, port = 0, size = 5 } = {}) {
    const items = makeItems(seed, size);
    const values = Object.fromEntries(Object.keys(secrets).map((name) => [name, `simulated-${name}`]));
    const server = await openSimulatorServer(
      ({ method, path, headers }) => {
        if (headers.authorization !== `Bearer ${values.apiToken}`) return { status: 401 };
        const [, shop, name = ''] = /^\/shops\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
        const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
        if (method !== 'GET' || shop !== SHOP || list === undefined) return { status: 404 };
        return { status: 200, body: list(SHOP, items) };
      },
      { port },
    );
    const installation = {
      account: SHOP,
      locations: [SHOP],
      sourceSettings: {},
      connectionSettings: { baseUrl: server.baseUrl },
      secrets: values,
    };
    return { ...server, installation, effects: [] };
  },
  triggers,
  accountParameter,
};
