import { openSimulatorServer, type Simulator } from '@kirana/adapter/simulator';
import { secrets } from '../settings.ts';
import { SHOP } from './shop.ts';
import { accountParameter, triggers } from './triggers.ts';

/** A __TITLE__ on this machine: `triggers` are what it sends. It has no API of its own. */
export const simulator: Simulator = {
  async start({ port = 0 } = {}) {
    const server = await openSimulatorServer(() => ({ status: 404 }), { port });
    const installation = {
      account: SHOP,
      locations: [SHOP],
      sourceSettings: {},
      connectionSettings: {},
      secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, `simulated-${name}`])),
    };
    return { ...server, installation, effects: [] };
  },
  triggers,
  accountParameter,
};
