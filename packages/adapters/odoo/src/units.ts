import type { JsonValue } from '@kirana/adapter';
import { reference, textOf } from './odoo-values.ts';
import type { ConnectionSettings, Unit } from './settings.ts';

const piece = (factor: number): Unit => ({ baseUnit: 'piece', factor });
const gram = (factor: number): Unit => ({ baseUnit: 'g', factor });
const millilitre = (factor: number): Unit => ({ baseUnit: 'ml', factor });

/** Units that a new database has, by their English names; those that are no whole number of our base units are left out (lb, oz, gal). */
const KNOWN: ReadonlyMap<string, Unit> = new Map([
  ['unit', piece(1)],
  ['units', piece(1)],
  ['unit(s)', piece(1)],
  ['dozen', piece(12)],
  ['dozens', piece(12)],
  ['pack of 6', piece(6)],
  ['g', gram(1)],
  ['kg', gram(1_000)],
  ['t', gram(1_000_000)],
  ['ml', millilitre(1)],
  ['l', millilitre(1_000)],
]);

export interface NamedUnit extends Unit {
  readonly name: string;
}

/** What one of a product's unit of measure is with us; undefined when nobody said. */
export function unitOf(
  value: JsonValue | undefined,
  settings: Pick<ConnectionSettings, 'units'>,
): NamedUnit | undefined {
  const name = textOf(reference(value)?.name, 40);
  if (typeof name !== 'string') return undefined;
  const key = name.toLowerCase();
  const own = Object.entries(settings.units).find(([unit]) => unit.trim().toLowerCase() === key)?.[1];
  const unit = own ?? KNOWN.get(key);
  return unit === undefined ? undefined : { name, ...unit };
}
