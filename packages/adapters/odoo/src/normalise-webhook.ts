import { AdapterError, type Given, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';
import type { PullScope } from './manifest.ts';
import type { ConnectionSettings } from './settings.ts';

/** The part of a pull in which a change of a record of this model shows. */
const PART_OF_MODEL: ReadonlyMap<string, 'catalog' | 'stock'> = new Map([
  ['product.product', 'catalog'],
  ['product.template', 'catalog'],
  ['product.category', 'catalog'],
  ['pos.category', 'catalog'],
  ['account.tax', 'catalog'],
  ['stock.quant', 'stock'],
  ['stock.move', 'stock'],
  ['stock.move.line', 'stock'],
  ['stock.picking', 'stock'],
]);

function partOf(bytes: Uint8Array): 'catalog' | 'stock' | undefined {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  if (typeof body._model !== 'string') {
    throw new AdapterError('schema', 'the body names no model: it is no webhook of Odoo', { path: '/_model' });
  }
  return PART_OF_MODEL.get(body._model);
}

const refetch = (scope: PullScope | undefined): Normalised => ({
  changes: scope === undefined ? [] : [{ kind: 'refetch', path: '/_model', scope }],
  problems: [],
  snapshotOf: [],
});

/** Something was made or changed. Nothing else of the body is used: it is not signed, may be late, and has the fields somebody chose. */
export const normaliseChanged = (bytes: Uint8Array, _given: Given<ConnectionSettings>): Normalised =>
  refetch(partOf(bytes));

/** Something was deleted: it is in no list of changes, and shows only by being left out of a whole one. */
export function normaliseRemoved(bytes: Uint8Array, _given: Given<ConnectionSettings>): Normalised {
  const part = partOf(bytes);
  return refetch(part === undefined ? undefined : `${part}.whole`);
}
