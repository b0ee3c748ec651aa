import { describe, expect, test } from 'vitest';
import { run } from '../context-for-tests.ts';
import shopify from '../index.ts';
import { badDay, busyHour, demoShop, triggers } from './index.ts';

/** What the ledger does with counts: the one that was observed last is true. */
function fold(messages: ReturnType<typeof busyHour>): Record<string, number> {
  const newest = new Map<string, { absolute: number; observedAt: string }>();
  for (const message of messages) {
    const route = shopify.route(message);
    for (const change of run(route?.endpoint ?? '', message.body).changes) {
      if (change.kind !== 'stock.reported' || !('absolute' in change.amount)) continue;
      const key = `${route?.location} ${change.externalId}`;
      const { observedAt = '' } = change;
      const before = newest.get(key);
      if (before === undefined || observedAt >= before.observedAt) {
        newest.set(key, { absolute: change.amount.absolute, observedAt });
      }
    }
  }
  return Object.fromEntries([...newest].map(([key, { absolute }]) => [key, absolute]));
}

describe('a bad day', () => {
  test.each([1, 2, 3, 4, 5])('ends with what the shop has, seed %i', (seed) => {
    const shop = demoShop({ seed });
    const messages = busyHour(shop, { seed, steps: 300 });
    const came = badDay(messages, { seed, duplicates: 0.2, late: 15 });
    const ids = came.map((message) => shopify.route(message)?.deliveryId);
    expect(new Set(ids).size).toBe(came.length);
    expect(came.length).toBeGreaterThan(messages.length);
    const ended = fold(came);
    for (const { variants } of shop.products) {
      for (const variant of variants) {
        for (const [location, { available }] of variant.levels) {
          const told = ended[`${location} inventory_item:${variant.inventoryItemId}`];
          if (told !== undefined) expect(told).toBe(available);
        }
      }
    }
  });
});

test('the same seed makes the same shop', () => {
  expect(demoShop({ seed: 7 }).products).toEqual(demoShop({ seed: 7 }).products);
  expect(demoShop({ seed: 7 }).products).not.toEqual(demoShop({ seed: 8 }).products);
});

test.each(Object.keys(triggers))('%s is a message that the adapter has an endpoint for', (name) => {
  const message = triggers[name]?.request({ shop: 'neem.myshopify.com' });
  const route = message === undefined ? null : shopify.route(message);
  expect(route).toMatchObject({ account: 'neem.myshopify.com' });
  expect(run(route?.endpoint ?? '', message?.body).problems).toEqual([]);
  expect(() => triggers[name]?.request({ nobody: 'knows' })).toThrow(RangeError);
});
