import {
  type ChangeOf,
  type ChangeProblem,
  type Given,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Normalised,
} from '@kirana/adapter';
import { exactNumber, wholeUnits } from './exact-quantity.ts';
import { isEmpty, nameText } from './frappe-values.ts';
import { listOf, parseObject } from './read-answer.ts';
import type { ConnectionSettings } from './settings.ts';
import { unitSize } from './units.ts';

/** What is there and not promised to anybody, times 10¹⁸, in stock units; the name of the field that cannot be read instead. */
export function sellableOf(bin: JsonObject, reservedFields: ConnectionSettings['reservedFields']): bigint | string {
  const actual = exactNumber(bin.actual_qty);
  if (actual === undefined) return 'actual_qty';
  let sellable = actual;
  for (const field of reservedFields) {
    // fields that a version does not have reserve nothing
    const reserved = isEmpty(bin[field]) ? 0n : exactNumber(bin[field]);
    if (reserved === undefined) return field;
    sellable -= reserved;
  }
  return sellable;
}

function report(
  path: string,
  bin: JsonValue,
  settings: ConnectionSettings,
  problems: ChangeProblem[],
): ChangeOf<'stock.reported'>[] {
  const externalId = isJsonObject(bin) ? nameText(bin.item_code) : undefined;
  const refuse = (at: string, message: string): [] => {
    const isThere = isJsonObject(bin) && Object.hasOwn(bin, at);
    problems.push({ path: isThere ? `${path}/${at}` : path, externalId: externalId ?? null, message });
    return [];
  };
  if (!isJsonObject(bin) || externalId === undefined) return refuse('', 'is no Bin with an item');
  const warehouse = nameText(bin.warehouse);
  if (warehouse === undefined) return refuse('warehouse', 'is no warehouse');
  const uom = nameText(bin.stock_uom);
  if (uom === undefined) return refuse('stock_uom', 'is missing: the quantity has no unit');
  const sellable = sellableOf(bin, settings.reservedFields);
  if (typeof sellable === 'string') return refuse(sellable, 'is no number');
  const { base, per } = unitSize(uom, settings);
  const whole = wholeUnits(sellable, per);
  if (whole === undefined) return refuse('actual_qty', 'is more than a position can hold');
  // a fraction of a gram is nothing; half a piece means that the unit is set up wrongly
  if (!whole.exact && base === 'piece') {
    refuse('actual_qty', `does not come to whole pieces of ${uom}; rounded down. Set what one ${uom} is, under units`);
  }
  return [{ kind: 'stock.reported', path, externalId, warehouse, amount: { absolute: whole.quantity } }];
}

/**
 * Bins as listed: what each warehouse has of each item, less what is reserved there. Never `projected_qty`, which counts what is only ordered.
 * They say how it is when the site is asked, so they are ordered by receipt.
 */
export function normaliseBins(bytes: Uint8Array, { settings }: Given<ConnectionSettings>): Normalised {
  const problems: ChangeProblem[] = [];
  const changes = listOf(parseObject(bytes)).flatMap(([path, bin]) => report(path, bin, settings, problems));
  return { changes, problems, snapshotOf: [] };
}
