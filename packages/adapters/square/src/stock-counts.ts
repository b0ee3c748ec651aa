import type { ChangeOf, JsonValue } from '@kirana/adapter';
import { asObject, idText, instantOf, type Problems } from './field-values.ts';
import type { Measure } from './measurement-units.ts';
import { wholeBaseUnits } from './quantity.ts';

/** A count of goods in stock, as Square calculated it. */
export interface StockCount {
  readonly path: string;
  readonly id: string;
  readonly location: string | null;
  readonly quantity: JsonValue | undefined;
  readonly calculatedAt: JsonValue | undefined;
}

export type ReadCount =
  | { readonly kind: 'count'; readonly count: StockCount }
  /** Of an ITEM as a whole: Square for Restaurants says by it that the item is available or not. */
  | { readonly kind: 'availability'; readonly path: string }
  /** Goods in another state (sold, wasted, on their way), or of something that is not sold. */
  | { readonly kind: 'other' };

/** Undefined: it is no count, and a problem says so. */
export function readCount(entry: JsonValue, path: string, problems: Problems): ReadCount | undefined {
  const fields = asObject(entry);
  const id = idText(fields?.catalog_object_id);
  if (fields === undefined || id === undefined) {
    problems.add(path, null, 'the count names no catalog object');
    return undefined;
  }
  if (fields.catalog_object_type === 'ITEM') return { kind: 'availability', path };
  const isVariation = fields.catalog_object_type === undefined || fields.catalog_object_type === 'ITEM_VARIATION';
  if (fields.state !== 'IN_STOCK' || !isVariation) return { kind: 'other' };
  const location = idText(fields.location_id) ?? null;
  const { quantity, calculated_at: calculatedAt } = fields;
  return { kind: 'count', count: { path, id, location, quantity, calculatedAt } };
}

/** The report of a count. Undefined: it cannot be used, and a problem says so. */
export function reportOf(
  { path, id, quantity, calculatedAt }: StockCount,
  measure: Measure,
  problems: Problems,
): ChangeOf<'stock.reported'> | undefined {
  const absolute = wholeBaseUnits(quantity, measure);
  if (absolute === undefined) {
    problems.add(`${path}/quantity`, id, 'not a quantity; the count stays as it was');
    return undefined;
  }
  const observedAt = instantOf(calculatedAt);
  if (observedAt === undefined) {
    problems.add(`${path}/calculated_at`, id, 'not a time, so the count has no place among others; it stays as it was');
    return undefined;
  }
  return { kind: 'stock.reported', path, externalId: id, amount: { absolute }, observedAt };
}
