import type { Trigger } from '@kirana/adapter';
import { lists } from './lists.ts';
import { makeItems, SHOP } from './shop.ts';

export const accountParameter = 'shop';

const parameters = { shop: `the shop it is of (${SHOP})`, items: 'how many items it names (5)' };

function messageOf(name: string, list: (typeof lists)[string]): Trigger {
  return {
    description: `The whole ${name} of a shop`,
    parameters,
    request(overrides) {
      const unknown = Object.keys(overrides).find((key) => !Object.hasOwn(parameters, key));
      if (unknown !== undefined) throw new RangeError(`unknown parameter "${unknown}"; there are shop, items`);
      const count = overrides.items ?? '5';
      if (!/^\d{1,5}$/.test(count)) throw new RangeError(`items must be a whole number, not "${count}"`);
      return {
        method: 'POST',
        path: name,
        query: {},
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(list(overrides.shop ?? SHOP, makeItems(1, Number(count))))),
      };
    },
  };
}

/** What the provider sends of its own accord, by name. */
export const triggers: Readonly<Record<string, Trigger>> = Object.fromEntries(
  Object.entries(lists).map(([name, list]) => [name, messageOf(name, list)]),
);
