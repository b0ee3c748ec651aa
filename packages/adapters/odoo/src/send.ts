import {
  AdapterError,
  type Command,
  type CommandResult,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type LineResult,
  parseJson,
  type SetStock,
  type StockLine,
} from '@kirana/adapter';
import { all, is } from './domain.ts';
import { type Context, callOdoo, searchRead } from './json2.ts';
import { idOf, idsOf, reference } from './odoo-values.ts';
import { type StockPlace, stockPlaces } from './places.ts';
import { readProductsById, readQuants } from './read-stock.ts';
import { type Count, type Target, targetOf } from './stock-target.ts';

const PRODUCT_ID = /^[1-9]\d{0,9}$/;

/** The name its stock moves get in Odoo: people read it there, and it tells an attempt that it is not the first. */
export const movesName = (command: SetStock): string => `Kirana ${command.id}`;

/** The products an earlier attempt counted. */
async function countedBefore(context: Context, command: SetStock): Promise<ReadonlySet<string>> {
  const { rows } = await searchRead(context, 'stock.move', {
    domain: all(is('is_inventory', '=', true), is('inventory_name', '=', movesName(command))),
    fields: ['product_id'],
  });
  return new Set(rows.map(({ product_id }) => String(reference(product_id)?.id)));
}

function placeOf({ warehouse }: StockLine, places: readonly StockPlace[]): StockPlace | undefined {
  if (warehouse === null) return places.length === 1 ? places[0] : undefined;
  return places.find(({ id }) => String(id) === warehouse);
}

async function targetsOf(context: Context, command: SetStock): Promise<readonly Target[]> {
  const places = await stockPlaces(context, command.location);
  const ids = [...new Set(command.lines.map(({ externalId }) => externalId))]
    .filter((id) => PRODUCT_ID.test(id))
    .map(Number);
  const products = new Map<number | undefined, JsonObject>();
  if (ids.length > 0) {
    const { rows } = await readProductsById(context, is('id', 'in', ids));
    for (const row of rows) products.set(idOf(row.id), row);
  }
  const quants = new Map<number, readonly JsonObject[]>();
  for (const { id } of places) {
    const read = await readQuants(context, id, ids);
    quants.set(
      id,
      read.flatMap(({ rows }) => rows),
    );
  }
  return command.lines.map((line) => {
    const place = placeOf(line, places);
    const product = products.get(Number(line.externalId));
    const own = (place === undefined ? [] : (quants.get(place.id) ?? [])).filter(
      ({ product_id }) => String(reference(product_id)?.id) === line.externalId,
    );
    return targetOf({ line, place, product, quants: own, settings: context.settings });
  });
}

/** Counts waiting in Odoo's list of counts would be made by the next person who applies it. */
const takeBack = (context: Context, ids: readonly number[]) =>
  callOdoo(context, 'stock.quant', 'action_clear_inventory_quantity', { ids });

/** Writes the counts down, then applies all of them in one transaction: all or none, under the name of the command. */
async function applyCounts(context: Context, command: SetStock, counts: readonly Count[]): Promise<void> {
  const inventory = { inventory_mode: true, inventory_name: movesName(command) };
  const vals_list = counts.map(({ productId, placeId, quantity }) => ({
    product_id: productId,
    location_id: placeId,
    inventory_quantity: quantity,
  }));
  const created = await callOdoo(context, 'stock.quant', 'create', { vals_list }, inventory);
  const ids = idsOf(parseJson(created.bytes));
  if (ids === undefined || ids.length === 0)
    throw new AdapterError('schema', 'Odoo did not say which quants it counts');
  const applied = await callOdoo(context, 'stock.quant', 'action_apply_inventory', { ids }, inventory);
  const answer = parseJson(applied.bytes);
  // a dialog instead of a result: something was moved between the two calls, and nothing was applied
  if (!isJsonObject(answer) || isJsonArray(answer)) return;
  await takeBack(context, ids);
  throw new AdapterError(
    'transient',
    `Odoo asks a person about the count instead of applying it (${String(answer.res_model).slice(0, 100)})`,
  );
}

/** What a line came to: what was counted, now or before, is done; of the others some could not be. */
function lineResult({ externalId }: StockLine, target: Target | undefined, before: ReadonlySet<string>): LineResult {
  const isSettled = target?.kind === 'settled' && !before.has(externalId);
  return isSettled ? target.result : { externalId, ok: true, detail: null };
}

/**
 * Sets stock by counting it, as a person does in Odoo under Physical Inventory. A second attempt finds the moves of the first by their name and
 * writes nothing; a count that was written down and not applied is written over.
 */
export async function send(context: Context, command: Command): Promise<CommandResult> {
  if (command.kind !== 'stock.set') {
    throw new AdapterError('permanent', `Odoo is not told of ${command.kind}`);
  }
  const before = await countedBefore(context, command);
  const targets = await targetsOf(context, command);
  const counts = targets.flatMap((target) => (target.kind === 'count' ? target.count : []));
  try {
    // Odoo applied all counts of the first attempt or none, so what differs now moved since
    if (counts.length > 0 && before.size === 0) await applyCounts(context, command, counts);
  } catch (error) {
    if (!(error instanceof AdapterError) || error.kind !== 'permanent') throw error;
    return { kind: 'refused', code: null, detail: error.message };
  }
  const lines = command.lines.map((line, index) => lineResult(line, targets[index], before));
  return { kind: 'done', reference: movesName(command), lines };
}
