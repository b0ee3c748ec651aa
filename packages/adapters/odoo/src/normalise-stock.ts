import { AdapterError, type ChangeOf, type Given, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';
import { type Entry, entriesOf, Findings } from './findings.ts';
import { baseUnitsOf } from './millionths.ts';
import { reference, shown } from './odoo-values.ts';
import type { ConnectionSettings } from './settings.ts';
import { quantAmount } from './stock-sums.ts';
import { unitOf } from './units.ts';

const PLACE = /^[1-9]\d{0,14}$/;
/** More than any position holds. */
const MOST = 1_000_000_000_000;

/** What there is of each product; undefined where a quant of it cannot be read. */
function sumsOf(quants: readonly Entry[], settings: ConnectionSettings, findings: Findings) {
  const sums = new Map<number, bigint | undefined>();
  for (const { fields, path } of quants) {
    const product = reference(fields.product_id);
    if (product === undefined) {
      findings.add(`${path}/product_id`, null, 'the quant names no product');
      continue;
    }
    const amount = quantAmount(fields, settings.counts);
    if (amount === undefined) findings.add(`${path}/quantity`, String(product.id), 'the quantity cannot be read');
    const before = sums.has(product.id) ? sums.get(product.id) : 0n;
    sums.set(product.id, amount === undefined || before === undefined ? undefined : before + amount);
  }
  return sums;
}

/**
 * What there is of products at one place: the sum of their quants, lots and places below included, and zero for one without any. Below zero,
 * where Odoo sold what it did not have, it is told as it is.
 */
export function normaliseStock(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  const warehouse = body.place;
  if (typeof warehouse !== 'string' || !PLACE.test(warehouse)) {
    throw new AdapterError('schema', 'the stock is of no place', { path: '/place' });
  }
  const findings = new Findings();
  const { settings } = given;
  const products = entriesOf(body, 'products', findings);
  const sums = sumsOf(entriesOf(body, 'quants', findings), settings, findings);
  const changes = products.flatMap(({ id, fields, path }): ChangeOf<'stock.reported'>[] => {
    const externalId = String(id);
    const sum = sums.has(id) ? sums.get(id) : 0n;
    // it is told already
    if (sum === undefined) return [];
    const unit = unitOf(fields.uom_id, settings);
    const absolute = unit === undefined ? undefined : baseUnitsOf(sum, unit.factor);
    if (unit === undefined || absolute === undefined || Math.abs(absolute) > MOST) {
      const stated = shown(reference(fields.uom_id)?.name);
      const why = unit === undefined ? `nothing is known of the unit "${stated}"` : 'not a whole number of base units';
      findings.add(`${path}/uom_id`, externalId, `${why}: it is not counted`);
      return [];
    }
    return [{ kind: 'stock.reported', path, externalId, warehouse, amount: { absolute } }];
  });
  return { changes, problems: findings.problems, snapshotOf: [] };
}
