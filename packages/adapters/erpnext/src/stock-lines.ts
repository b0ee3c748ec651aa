import { AdapterError, type JsonObject, type LineResult, type SetStock } from '@kirana/adapter';
import { differ, exactNumber, stockUnits } from './exact-quantity.ts';
import type { Context } from './frappe-call.ts';
import { allRows, inPieces } from './frappe-list.ts';
import { nameText } from './frappe-values.ts';
import { sellableOf } from './normalise-bins.ts';
import { warehousesOf } from './settings.ts';
import { unitSize } from './units.ts';

/** A row of a Stock Reconciliation: what is to be there, in stock units. */
export interface CountedRow {
  readonly item_code: string;
  readonly warehouse: string;
  readonly qty: number;
}

export interface Planned {
  /** Only those that change something: ERPNext refuses a reconciliation that does not. */
  readonly rows: readonly CountedRow[];
  readonly refused: readonly LineResult[];
}

interface Target {
  /** As the line names it. */
  readonly externalId: string;
  /** Codes it may have there: its own, and others it had. */
  readonly codes: readonly string[];
  readonly warehouse: string;
  readonly quantity: number;
}

const refusal = (externalId: string, detail: string): LineResult => ({ externalId, ok: false, detail });

function targetOf(context: Context, command: SetStock, line: SetStock['lines'][number]): Target | LineResult {
  const { externalId, aliases, quantity } = line;
  const ours = warehousesOf(context.settings, command.location);
  const warehouse = line.warehouse ?? (ours.length === 1 ? ours[0] : undefined);
  if (quantity === null) return refusal(externalId, 'ERPNext counts stock; on and off it does not know');
  if (warehouse === undefined) return refusal(externalId, `"${command.location}" has several warehouses: name one`);
  if (!ours.includes(warehouse)) return refusal(externalId, `"${warehouse}" is no warehouse of "${command.location}"`);
  return { externalId, codes: [externalId, ...aliases], warehouse, quantity };
}

/** Rows of a type that match one of these items. */
async function rowsOfItems(context: Context, doctype: string, field: string, items: readonly string[]) {
  const rows: JsonObject[] = [];
  for (const piece of inPieces([...new Set(items)])) {
    const found = await allRows(context, { doctype, fields: ['*'], filters: [[field, 'in', piece]], limit: 500 });
    rows.push(...found.rows);
  }
  return rows;
}

const keyOf = (item: unknown, warehouse: unknown): string => JSON.stringify([item, warehouse]);

/** What is there now and what of it is reserved, times 10¹⁸; nothing of either where there is no Bin. */
function standing(context: Context, bin: JsonObject | undefined): { actual: bigint; reserved: bigint } {
  if (bin === undefined) return { actual: 0n, reserved: 0n };
  const actual = exactNumber(bin.actual_qty);
  const sellable = sellableOf(bin, context.settings.reservedFields);
  if (actual === undefined || typeof sellable === 'string') {
    throw new AdapterError('schema', 'the site gave a Bin with something that is no number');
  }
  return { actual, reserved: actual - sellable };
}

/**
 * What is to be counted so that the lines are sellable: what is reserved comes on top, as it is taken off when stock is read.
 */
export async function planRows(context: Context, command: SetStock): Promise<Planned> {
  const refused = new Map<string, LineResult>();
  const targets = new Map<string, Target>();
  for (const line of command.lines) {
    const target = targetOf(context, command, line);
    if ('ok' in target) refused.set(line.externalId, target);
    else targets.set(keyOf(target.externalId, target.warehouse), target);
  }
  const wanted = [...targets.values()];
  const codes = wanted.flatMap((target) => target.codes);
  const items = new Map((await rowsOfItems(context, 'Item', 'name', codes)).map((item) => [item.name, item]));
  const bins = new Map(
    (await rowsOfItems(context, 'Bin', 'item_code', codes)).map((bin) => [keyOf(bin.item_code, bin.warehouse), bin]),
  );
  const rows = wanted.flatMap(({ externalId, codes: known, warehouse, quantity }): CountedRow[] => {
    const code = known.find((one) => items.has(one));
    if (code === undefined) {
      refused.set(externalId, refusal(externalId, 'the site has no such item'));
      return [];
    }
    const { per } = unitSize(nameText(items.get(code)?.stock_uom) ?? '', context.settings);
    const { actual, reserved } = standing(context, bins.get(keyOf(code, warehouse)));
    const qty = stockUnits(quantity, per, reserved);
    return differ(qty, stockUnits(0, 1, actual)) ? [{ item_code: code, warehouse, qty }] : [];
  });
  return { rows, refused: [...refused.values()] };
}
