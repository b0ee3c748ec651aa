import { expect, test } from 'vitest';
import { bytesOf, givenFor } from './given-for-tests.ts';
import { normaliseStock } from './normalise-stock.ts';

const row = (id: number, unit = 'Units') => ({ id, uom_id: [1, unit], is_storable: true, tracking: 'none' });
const quant = (id: number, product: number, quantity: unknown, reserved_quantity: unknown = 0) => ({
  id,
  product_id: [product, 'x'],
  location_id: [8, 'WH/Stock'],
  quantity,
  reserved_quantity,
});

const read = (body: unknown, settings: Record<string, unknown> = {}) =>
  normaliseStock(bytesOf(body), givenFor('stock', settings));
const amounts = (body: unknown, settings: Record<string, unknown> = {}) =>
  read(body, settings).changes.map((change) =>
    change.kind === 'stock.reported' ? [change.externalId, change.warehouse, change.amount] : change,
  );

test('quants add up, what has none is zero, and what is below zero is told as it is', () => {
  const body = {
    place: '8',
    products: [row(31, 'kg'), row(32), row(33)],
    quants: [quant(1, 31, 120.5, 4.25), quant(2, 31, 0.30000000000000004), quant(3, 33, -2.0)],
  };
  expect(amounts(body)).toEqual([
    ['31', '8', { absolute: 116_550 }],
    ['32', '8', { absolute: 0 }],
    ['33', '8', { absolute: -2 }],
  ]);
  expect(amounts(body, { counts: 'on_hand' })[0]).toEqual(['31', '8', { absolute: 120_800 }]);
});

test('a quantity that cannot be read is a problem of its product, and no smaller sum', () => {
  const out = read({
    place: '8',
    products: [row(31), row(32)],
    quants: [quant(1, 31, 5), quant(2, 31, 'five'), quant(3, 32, 7)],
  });
  expect(out.problems).toEqual([{ path: '/quants/1/quantity', externalId: '31', message: expect.any(String) }]);
  expect(out.changes).toMatchObject([{ externalId: '32', amount: { absolute: 7 } }]);
});

test('what is no whole number of base units, or in an unknown unit, is not counted', () => {
  const out = read({ place: '8', products: [row(31), row(32, 'Furlong')], quants: [quant(1, 31, 2.5)] });
  expect(out.changes).toEqual([]);
  expect(out.problems.map(({ path, externalId }) => [path, externalId])).toEqual([
    ['/products/0/uom_id', '31'],
    ['/products/1/uom_id', '32'],
  ]);
});

test.each([['[]'], ['{}'], ['{"place":8,"products":[]}'], ['{"place":"8","products":{}}']])('%s is no page', (body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ kind: 'schema' }));
});
