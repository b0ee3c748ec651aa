import type { JsonObject, LineResult, StockLine } from '@kirana/adapter';
import { decimalOf, millionthsOf, millionthsOfUnits } from './millionths.ts';
import { reference } from './odoo-values.ts';
import type { StockPlace } from './places.ts';
import type { ConnectionSettings } from './settings.ts';
import { quantAmount } from './stock-sums.ts';
import { unitOf } from './units.ts';

/** What is known of a line before anything is written. */
export interface LineFacts {
  readonly line: StockLine;
  /** Undefined: the line names a place this location does not have, or none where there are several. */
  readonly place: StockPlace | undefined;
  readonly product: JsonObject | undefined;
  readonly quants: readonly JsonObject[];
  readonly settings: ConnectionSettings;
}

/** What Odoo is to count: how many lie at the place itself, in no lot, package or box of somebody else's. */
export interface Count {
  readonly productId: number;
  readonly placeId: number;
  /** In the unit of the product. */
  readonly quantity: number;
}

/** A count to be made, or what the line comes to without one. */
export type Target =
  | { readonly kind: 'count'; readonly count: Count }
  | { readonly kind: 'settled'; readonly result: LineResult };

const settled = (externalId: string, detail: string | null): Target => ({
  kind: 'settled',
  result: { externalId, ok: detail === null, detail },
});

const isLoose = (fields: JsonObject, place: StockPlace): boolean =>
  reference(fields.location_id)?.id === place.id &&
  [fields.lot_id, fields.package_id, fields.owner_id].every((value) => reference(value) === undefined);

const total = (amounts: readonly (bigint | undefined)[]): bigint | undefined =>
  amounts.reduce<bigint | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0n,
  );

/** Why Odoo cannot be given this count; undefined where it can. */
function obstacleOf({ line, place, product, settings }: LineFacts): string | undefined {
  if (line.quantity === null) return 'Odoo counts: a switch alone cannot be told to it';
  if (place === undefined) return 'the place is none of this location, or has to be named';
  if (place.usage !== 'internal') return `nothing lies at stock location ${place.id} itself: name one below it`;
  if (product === undefined) return 'Odoo has no such product for us';
  if (product.is_storable !== true) return 'Odoo does not count this product';
  if (product.tracking !== 'none' && product.tracking !== undefined) {
    return 'the product is tracked by lots or serial numbers, and is counted by them only';
  }
  return unitOf(product.uom_id, settings) === undefined ? 'nothing is known of the unit of the product' : undefined;
}

/**
 * What a line asks for, as a count of what lies loose at its place: the rest, in places below, packages and reservations, stays. Where there is as
 * much as the line says already there is nothing to count.
 */
export function targetOf(facts: LineFacts): Target {
  const { line, place, product, quants, settings } = facts;
  const { externalId } = line;
  const obstacle = obstacleOf(facts);
  const unit = unitOf(product?.uom_id, settings);
  if (obstacle !== undefined || place === undefined || product === undefined || unit === undefined) {
    return settled(externalId, obstacle ?? 'cannot be counted');
  }
  const wanted = millionthsOfUnits(line.quantity ?? 0, unit.factor);
  if (wanted === undefined) return settled(externalId, `not a number of ${unit.name} that Odoo could hold`);
  const now = total(quants.map((fields) => quantAmount(fields, settings.counts)));
  const loose = total(quants.filter((fields) => isLoose(fields, place)).map(({ quantity }) => millionthsOf(quantity)));
  if (now === undefined || loose === undefined) return settled(externalId, 'what Odoo has of it cannot be read');
  if (now === wanted) return settled(externalId, null);
  const quantity = loose + wanted - now;
  if (quantity < 0n) return settled(externalId, 'there is more of it in places below, packages or with owners');
  return {
    kind: 'count',
    count: { productId: Number(externalId), placeId: place.id, quantity: Number(decimalOf(quantity)) },
  };
}
