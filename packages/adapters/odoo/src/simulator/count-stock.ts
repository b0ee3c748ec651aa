import { userError } from './odoo-error.ts';
import type { Reading } from './odoo-fields.ts';
import type { Row } from './odoo-rows.ts';

/** A count that was applied. */
export type StockEffect = {
  readonly kind: 'stock.set';
  readonly name: string;
  readonly product: number;
  readonly location: number;
  readonly from: number;
  readonly to: number;
};

type Args = Readonly<Record<string, unknown>>;

function looseQuant(vals: Args, { rows }: Reading): Row | undefined {
  return [...rows.table('stock.quant').values()].find(
    (row) =>
      row.product_id === vals.product_id &&
      row.location_id === vals.location_id &&
      [row.lot_id, row.package_id, row.owner_id].every((value) => value === undefined || value === false),
  );
}

/** `create` in inventory mode: writes a count down, on the quant that is there or on a new empty one. Gives their ids. @throws OdooError */
export function writeDownCounts(args: Args, reading: Reading): number[] {
  const { rows, context } = reading;
  if (context.inventory_mode !== true) throw userError('Quants are made by moves only.');
  const list = Array.isArray(args.vals_list) ? (args.vals_list as Args[]) : [];
  return list.map((vals) => {
    const product = rows.get('product.product', vals.product_id);
    const template = rows.get('product.template', product?.product_tmpl_id);
    if (template?.is_storable !== true) throw userError('Quants cannot be created for consumables or services.');
    if (rows.get('stock.location', vals.location_id)?.usage !== 'internal') {
      throw userError('You cannot take products from a location of type "view".');
    }
    const empty = { quantity: 0, reserved_quantity: 0, lot_id: false, package_id: false, owner_id: false };
    const quant =
      looseQuant(vals, reading) ??
      rows.insert('stock.quant', { ...empty, product_id: vals.product_id, location_id: vals.location_id });
    const counted = Number(vals.inventory_quantity ?? 0);
    // the difference is that of this moment: what moves after it makes the count outdated
    const fields = {
      inventory_quantity: counted,
      inventory_diff: counted - Number(quant.quantity),
      inventory_set: true,
    };
    rows.write('stock.quant', quant.id, fields);
    return quant.id;
  });
}

const idsOf = (args: Args): number[] => (Array.isArray(args.ids) ? (args.ids as number[]) : []);

/** Makes the moves that the counts come to, all or none. Gives a dialog when something moved since they were written down. */
export function applyCounts(args: Args, { rows, context }: Reading, effects: StockEffect[]): unknown {
  const quants = idsOf(args).flatMap((id) => rows.get('stock.quant', id) ?? []);
  const outdated = quants.filter(
    (row) =>
      row.inventory_set === true &&
      Number(row.inventory_quantity) - Number(row.inventory_diff) !== Number(row.quantity),
  );
  if (outdated.length > 0) {
    return {
      type: 'ir.actions.act_window',
      res_model: 'stock.inventory.conflict',
      views: [[false, 'form']],
      target: 'new',
    };
  }
  const name = String(context.inventory_name ?? 'Product Quantity Updated');
  for (const row of quants) {
    const [from, to] = [Number(row.quantity), Number(row.inventory_quantity)];
    rows.insert('stock.move', {
      product_id: row.product_id,
      is_inventory: true,
      inventory_name: name,
      location_dest_id: row.location_id,
    });
    rows.write('stock.quant', row.id, { quantity: to, inventory_quantity: 0, inventory_diff: 0, inventory_set: false });
    effects.push({
      kind: 'stock.set',
      name,
      product: row.product_id as number,
      location: row.location_id as number,
      from,
      to,
    });
  }
  return null;
}

export function clearCounts(args: Args, { rows }: Reading): null {
  for (const id of idsOf(args))
    rows.write('stock.quant', id, { inventory_quantity: 0, inventory_diff: 0, inventory_set: false });
  return null;
}
