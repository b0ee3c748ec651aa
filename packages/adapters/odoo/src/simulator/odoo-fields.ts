import type { OdooRows, Row } from './odoo-rows.ts';

/** What a call knows beside the rows. */
export interface Reading {
  readonly rows: OdooRows;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface Field {
  /** The model it names, one or many of. */
  readonly to?: string;
  readonly get?: (row: Row, reading: Reading) => unknown;
}

const PLAIN: Field = {};
const to = (model: string): Field => ({ to: model });

const templateOf = (row: Row, { rows }: Reading): Row | undefined => rows.get('product.template', row.product_tmpl_id);

/** A product has every field of its template. */
const inherited = (name: string, relation?: string): readonly [string, Field] => [
  name,
  {
    ...(relation === undefined ? {} : { to: relation }),
    get: (row, reading) => templateOf(row, reading)?.[name] ?? false,
  },
];

function productName(row: Row, reading: Reading): string {
  const name = String(templateOf(row, reading)?.name ?? '');
  const full = typeof row.combination === 'string' ? `${name} (${row.combination})` : name;
  const code = reading.context.display_default_code === false ? false : row.default_code;
  return typeof code === 'string' ? `[${code}] ${full}` : full;
}

const PRODUCT: Readonly<Record<string, Field>> = {
  active: PLAIN,
  default_code: PLAIN,
  barcode: PLAIN,
  product_tmpl_id: to('product.template'),
  display_name: { get: productName },
  // Odoo adds floats
  lst_price: {
    get: (row, reading) => Number(templateOf(row, reading)?.list_price ?? 0) + Number(row.price_extra ?? 0),
  },
  product_variant_count: {
    get: (row, { rows }) =>
      [...rows.table('product.product').values()].filter(
        (one) => one.product_tmpl_id === row.product_tmpl_id && one.active === true,
      ).length,
  },
  write_date: {
    get: (row, reading) => [row.write_date, templateOf(row, reading)?.write_date ?? ''].sort().at(-1),
  },
  ...Object.fromEntries([
    inherited('name'),
    inherited('sale_ok'),
    inherited('description_sale'),
    inherited('available_in_pos'),
    inherited('is_storable'),
    inherited('tracking'),
    inherited('l10n_in_hsn_code'),
    inherited('currency_id', 'res.currency'),
    inherited('uom_id', 'uom.uom'),
    inherited('categ_id', 'product.category'),
    inherited('taxes_id', 'account.tax'),
    inherited('pos_categ_ids', 'pos.category'),
  ]),
};

const quant = (name: string): Field => ({ get: (row) => row[name] ?? 0 });

/** The fields that a database with Sales, Point of Sale, Inventory and the Indian localisation has, as far as they are asked for. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  'product.product': PRODUCT,
  'product.template': { name: PLAIN },
  'product.category': { name: PLAIN, parent_id: to('product.category') },
  'pos.category': { name: PLAIN, parent_id: to('pos.category'), sequence: PLAIN },
  'account.tax': {
    name: PLAIN,
    amount: PLAIN,
    amount_type: PLAIN,
    price_include: PLAIN,
    sequence: PLAIN,
    active: PLAIN,
    type_tax_use: PLAIN,
    children_tax_ids: to('account.tax'),
  },
  'uom.uom': { name: PLAIN },
  'res.currency': { name: PLAIN },
  'stock.location': { name: PLAIN, usage: PLAIN, active: PLAIN, location_id: to('stock.location') },
  'stock.warehouse': { name: PLAIN, code: PLAIN, lot_stock_id: to('stock.location') },
  'stock.lot': { name: PLAIN },
  'stock.package': { name: PLAIN },
  'res.partner': { name: PLAIN },
  'stock.quant': {
    product_id: to('product.product'),
    location_id: to('stock.location'),
    lot_id: to('stock.lot'),
    package_id: to('stock.package'),
    owner_id: to('res.partner'),
    quantity: quant('quantity'),
    reserved_quantity: quant('reserved_quantity'),
  },
  'stock.move': {
    product_id: to('product.product'),
    is_inventory: PLAIN,
    inventory_name: PLAIN,
    location_id: to('stock.location'),
    location_dest_id: to('stock.location'),
  },
};

const PARENTS: Readonly<Record<string, string>> = {
  'stock.location': 'location_id',
  'product.category': 'parent_id',
  'pos.category': 'parent_id',
};

export const modelExists = (model: string): boolean => Object.hasOwn(FIELDS, model);
export const parentField = (model: string): string | undefined => PARENTS[model];

export function fieldOf(model: string, name: string): Field | undefined {
  const own = FIELDS[model];
  if (own !== undefined && Object.hasOwn(own, name)) return own[name];
  return name === 'id' || name === 'write_date' ? PLAIN : undefined;
}

export function rawValue(model: string, row: Row, name: string, reading: Reading): unknown {
  const get = fieldOf(model, name)?.get;
  return get === undefined ? (row[name] ?? false) : get(row, reading);
}

const nameOf = (model: string, row: Row, reading: Reading): string =>
  model === 'product.product' ? productName(row, reading) : String(row.name ?? '');

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d+$/;

/** As `search_read` tells a field: many2one with its name, times without their microseconds. */
export function toldValue(model: string, row: Row, name: string, reading: Reading): unknown {
  const value = rawValue(model, row, name, reading);
  const relation = fieldOf(model, name)?.to;
  if (relation !== undefined && typeof value === 'number') {
    const target = reading.rows.get(relation, value);
    return target === undefined ? false : [value, nameOf(relation, target, reading)];
  }
  return typeof value === 'string' && TIME.test(value) ? value.slice(0, 19) : value;
}
