import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bytesOf, givenFor } from './given-for-tests.ts';
import { normaliseStock } from './normalise-stock.ts';
import { normaliseChanged, normaliseRemoved } from './normalise-webhook.ts';

const poke = (model: string) =>
  bytesOf({ _action: 'Tell(#4)', _id: 7, _model: model, id: 7, quantity: 'not even a number' });

test.each([
  ['product.product', 'catalog'],
  ['product.template', 'catalog'],
  ['product.category', 'catalog'],
  ['account.tax', 'catalog'],
  ['stock.quant', 'stock'],
  ['stock.move', 'stock'],
  ['stock.picking', 'stock'],
])('%s', (model, part) => {
  const refetch = (scope: string) => [{ kind: 'refetch', path: '/_model', scope }];
  expect(normaliseChanged(poke(model), givenFor('changed')).changes).toEqual(refetch(part));
  expect(normaliseRemoved(poke(model), givenFor('removed')).changes).toEqual(refetch(`${part}.whole`));
});

test('a model nobody asked for changes nothing', () => {
  for (const model of ['res.partner', '', 'constructor']) {
    expect(normaliseChanged(poke(model), givenFor('changed')).changes).toEqual([]);
  }
});

test.each([['[]'], ['{}'], ['{"_model":7}'], ['not json'], ['']])('%s is no webhook of Odoo', (body) => {
  expect(() => normaliseChanged(bytesOf(body), givenFor('changed'))).toThrow(
    expect.objectContaining({ kind: 'schema' }),
  );
});

// Other people's samples, where this machine has them.
const SAMPLES = new URL('file:///work/shared/samples/odoo/samples_constructed.json');

test.runIf(existsSync(SAMPLES))('the published webhook asks for stock, and its quant is counted', () => {
  const { webhook } = JSON.parse(readFileSync(SAMPLES, 'utf8')) as { webhook: Record<string, unknown> };
  const out = normaliseChanged(bytesOf(webhook), givenFor('changed'));
  expect(out).toEqual({
    changes: [{ kind: 'refetch', path: '/_model', scope: 'stock' }],
    problems: [],
    snapshotOf: [],
  });
  // what a pull brings of the same quant: nothing of it is lost, and available is what Odoo itself says
  const page = {
    place: String(webhook.location_id),
    products: [{ id: webhook.product_id, uom_id: [1, 'Units'], is_storable: true, tracking: 'none' }],
    quants: [webhook],
  };
  const stock = normaliseStock(bytesOf(page), givenFor('stock'));
  expect(stock.problems).toEqual([]);
  expect(stock.changes).toEqual([
    {
      kind: 'stock.reported',
      path: '/products/0',
      externalId: '31',
      warehouse: '8',
      amount: { absolute: webhook.available_quantity },
    },
  ]);
});
