import type { CatalogObject } from './catalog-object.ts';
import { asObject, idText, smallNumber } from './field-values.ts';

/** What one of Square's counts is with us. */
export interface Measure {
  readonly baseUnit: 'piece' | 'g' | 'ml';
  /** Base units in one. */
  readonly factor: number;
  /** Name of the unit that the factor belongs to; null for pieces. */
  readonly name: string | null;
  /** Digits after the point that Square takes. */
  readonly precision: number;
}

/** One of whatever Square counts. */
export const PIECE: Measure = { baseUnit: 'piece', factor: 1, name: null, precision: 0 };

/** Units that are a whole number of grams or millilitres. A pound is not: it stays a piece of its own. */
const METRIC: Readonly<Record<string, Omit<Measure, 'precision'>>> = {
  METRIC_GRAM: { baseUnit: 'g', factor: 1, name: 'g' },
  METRIC_KILOGRAM: { baseUnit: 'g', factor: 1_000, name: 'kg' },
  METRIC_MILLILITER: { baseUnit: 'ml', factor: 1, name: 'ml' },
  METRIC_LITER: { baseUnit: 'ml', factor: 1_000, name: 'l' },
};

/** Digits after the point where the unit does not say. */
const DEFAULT_PRECISION = 3;

/** Square's name of the unit: METRIC_KILOGRAM, or what the seller called it. */
export function unitName({ data }: Pick<CatalogObject, 'data'>): string | undefined {
  const unit = asObject(data.measurement_unit) ?? {};
  const standard = [unit.weight_unit, unit.volume_unit, unit.length_unit, unit.area_unit, unit.time_unit];
  const named = [...standard, asObject(unit.custom_unit)?.name, unit.generic_unit].map(idText);
  return named.find((name) => name !== undefined);
}

export function measureOf(unit: Pick<CatalogObject, 'data'>): Measure {
  const name = unitName(unit);
  const metric = name !== undefined && Object.hasOwn(METRIC, name) ? METRIC[name] : undefined;
  if (metric === undefined) return PIECE;
  const precision = smallNumber(unit.data.precision) ?? DEFAULT_PRECISION;
  return { ...metric, precision: Math.min(5, Math.max(0, precision)) };
}

/**
 * How counts of a variation are to be understood. Without a unit, or where nothing is measured, they are pieces. Undefined: it has a unit that
 * is not among those known, so nothing can be said.
 */
export function measureOfVariation(
  variation: Pick<CatalogObject, 'data'>,
  units: ReadonlyMap<string, CatalogObject> | null,
): Measure | undefined {
  const unitId = idText(variation.data.measurement_unit_id);
  if (units === null || unitId === undefined) return PIECE;
  const unit = units.get(unitId);
  return unit === undefined ? undefined : measureOf(unit);
}
