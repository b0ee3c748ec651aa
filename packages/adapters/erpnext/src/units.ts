import type { ConnectionSettings, UnitSize } from './settings.ts';

/** Weights and volumes under the names ERPNext gives them. */
const KNOWN: Readonly<Record<string, UnitSize>> = {
  Kg: { base: 'g', per: 1_000 },
  Gram: { base: 'g', per: 1 },
  Litre: { base: 'ml', per: 1_000 },
  Millilitre: { base: 'ml', per: 1 },
};

const PIECE: UnitSize = { base: 'piece', per: 1 };

/** What one of a unit of measure comes to: as set, as known, or a piece. */
export function unitSize(uom: string, { units }: Pick<ConnectionSettings, 'units'>): UnitSize {
  if (Object.hasOwn(units, uom)) return units[uom] ?? PIECE;
  return (Object.hasOwn(KNOWN, uom) ? KNOWN[uom] : undefined) ?? PIECE;
}
