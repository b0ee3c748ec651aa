import type { ConnectionSettings } from '../settings.ts';

/** What one of a unit is made of. */
export interface Unit {
  readonly baseUnit: 'piece' | 'g' | 'ml';
  readonly factor: number;
}

const unit = (baseUnit: Unit['baseUnit'], factor: number, names: readonly string[]): [string, Unit][] =>
  names.map((name) => [name, { baseUnit, factor }]);

const KNOWN: ReadonlyMap<string, Unit> = new Map([
  ...unit('piece', 1, ['piece', 'pieces', 'pc', 'pcs', 'nos', 'no', 'unit', 'units', 'each', 'ea']),
  ...unit('piece', 12, ['dozen', 'doz']),
  ...unit('g', 1, ['g', 'gm', 'gms', 'gr', 'gram', 'grams']),
  ...unit('g', 1_000, ['kg', 'kgs', 'kilo', 'kilogram', 'kilograms']),
  ...unit('ml', 1, ['ml', 'millilitre', 'milliliter']),
  ...unit('ml', 1_000, ['l', 'lt', 'ltr', 'ltrs', 'litre', 'litres', 'liter', 'liters']),
]);

/** Undefined for a unit that neither the mapping nor anybody knows. */
export function unitIn(text: string, { units }: Pick<ConnectionSettings, 'units'>): Unit | undefined {
  if (Object.hasOwn(units, text)) return units[text];
  return KNOWN.get(text.toLowerCase().replace(/\.$/, ''));
}
