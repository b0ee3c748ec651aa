import { expect, test } from 'vitest';
import type { KnownItems } from '../known-items.ts';
import { eventLine } from './event-line.ts';

const items = {
  update: () => ({ name: 'Idli', switch: { on: true, until: null } }),
  nameOf: async () => 'Idli',
} as unknown as KnownItems;
const lineOf = async (kind: string, data: object) => {
  const event = { time: '2026-11-22T10:00:00Z', subject: 'itm_1', data };
  const line = await eventLine(items, { kind, version: '1-1', event } as never);
  return line.split(/ {2,}/).slice(1);
};

test('what stock alone says of an item', async () => {
  const data = { itemId: 'itm_1', usedIn: [] };
  expect(
    await lineOf('orderability.changed', { ...data, inStock: false, reason: 'OUT_OF_STOCK', sellable: 0 }),
  ).toEqual(['orderability.changed', 'Idli', 'not orderable: OUT_OF_STOCK']);
  expect(await lineOf('orderability.changed', { ...data, inStock: true, reason: null, sellable: 3 })).toEqual([
    'orderability.changed',
    'Idli',
    'in stock, 3 to sell',
  ]);
  expect(await lineOf('orderability.changed', { ...data, inStock: true, reason: null, sellable: null })).toEqual([
    'orderability.changed',
    'Idli',
    'in stock',
  ]);
});

test('what stock there is, and what left beyond it', async () => {
  const position = { onHand: 5, reserved: 2 };
  expect(await lineOf('stock.changed', { itemId: 'itm_1', position, sellable: 3 })).toEqual([
    'stock.changed',
    'Idli',
    'on hand 5',
    'reserved 2',
    'to sell 3',
  ]);
  expect(await lineOf('stock.shortfall', { itemId: 'itm_1', missing: 2, oversold: 1 })).toEqual([
    'stock.shortfall',
    'Idli',
    'left beyond what was there 2',
    'promised and not covered 1',
  ]);
});

test('an item that was switched off cannot be ordered, and when it returns', async () => {
  const storeItem = { itemId: 'itm_1', switch: { on: false, until: '2026-11-22T18:00:00Z' } };
  const [, , moved = '', why] = await lineOf('switch.changed', { storeItem, changed: ['switch'] });
  expect(moved).toMatch(/^switch on → off until /);
  expect(why).toBe('not orderable: SWITCHED_OFF');
});
