import type { Simulator } from '@kirana/adapter/simulator';
import { DEMO_RESTAURANT, demoMenu } from './demo-menu.ts';
import { DEMO_CREDENTIALS, startProvider } from './provider-server.ts';
import { triggers } from './triggers.ts';

/** Another branch under the same keys, with a shorter menu. */
export const SECOND_RESTAURANT = 'tulsi8mw';
const SECOND_ITEMS = 12;

/** PetPooja with two restaurants of one owner. `size` is the number of items of the first; 0 leaves both without any. */
export const simulator: Simulator = {
  async start({ seed = 1, port = 0, size } = {}) {
    const items = size === undefined ? {} : { items: size };
    const second = demoMenu({
      seed,
      items: Math.min(size ?? SECOND_ITEMS, SECOND_ITEMS),
      restaurant: SECOND_RESTAURANT,
    });
    const provider = await startProvider({ port, menu: demoMenu({ seed, ...items }), others: [second] });
    const { baseUrl, script, calls, close, fetchMenuUrl } = provider;
    const installation = {
      account: DEMO_RESTAURANT,
      locations: [DEMO_RESTAURANT, SECOND_RESTAURANT],
      sourceSettings: {},
      connectionSettings: { fetchMenuUrl },
      secrets: { hookSecret: 'demo-hook-secret', ...DEMO_CREDENTIALS },
    };
    // it takes no commands
    return { baseUrl, script, calls, close, installation, effects: [] };
  },
  triggers,
  accountParameter: 'restaurant',
};
