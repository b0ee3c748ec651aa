import { type Given, minorFromJson, quantityFromJson } from '@kirana/adapter';
import type { Field } from '../fields.ts';
import type { ConnectionSettings } from '../settings.ts';
import { decimalIn } from './numbers.ts';
import type { RowReader } from './row-reader.ts';
import { instantIn } from './times.ts';
import { type Unit, unitIn } from './units.ts';

/** Decimal text of a field; undefined when the row has none, or none that can be read. */
export function decimalOf(row: RowReader, field: Field, complaint: string): string | undefined {
  const text = row.text(field);
  if (text === undefined || text === '') return undefined;
  const decimal = decimalIn(text, row.settings);
  if (decimal === undefined) row.complain(field, complaint);
  return decimal;
}

/** Money of a field in minor units, exactly. */
export function moneyOf(
  row: RowReader,
  field: 'price' | 'listPrice',
  given: Given<ConnectionSettings>,
): number | undefined {
  const complaint = 'not an amount of money; left as it was';
  const decimal = decimalOf(row, field, complaint);
  if (decimal === undefined) return undefined;
  const minor =
    given.settings.prices === 'minor' ? quantityFromJson(decimal, 1) : minorFromJson(decimal, given.currency);
  if (minor === undefined || (field === 'listPrice' && minor < 0)) {
    row.complain(field, complaint);
    return undefined;
  }
  return minor;
}

export function wholeOf(row: RowReader, field: 'rank' | 'maxQuantity', least: number): number | undefined {
  const decimal = decimalOf(row, field, 'not a whole number; left as it was');
  if (decimal === undefined) return undefined;
  const whole = quantityFromJson(decimal, 1);
  if (whole !== undefined && whole >= least && Math.abs(whole) < 2 ** 31) return whole;
  row.complain(field, 'not a whole number that can be used; left as it was');
  return undefined;
}

/** Undefined: the row names no unit. Null: one that nobody knows. */
export function unitOf(row: RowReader): Unit | null | undefined {
  const text = row.text('unit', 40);
  if (text === undefined || text === '') return undefined;
  const unit = unitIn(text, row.settings);
  if (unit === undefined) row.complain('unit', 'an unknown unit: name it under `units`');
  return unit ?? null;
}

export function instantOf(
  row: RowReader,
  field: 'observedAt' | 'updatedAt',
  given: Given<ConnectionSettings>,
): string | undefined {
  const text = row.text(field);
  if (text === undefined || text === '') return undefined;
  const instant = instantIn(text, given.settings.dates, given.zone);
  if (instant === undefined) row.complain(field, 'not a time; the time of receipt counts');
  return instant;
}
