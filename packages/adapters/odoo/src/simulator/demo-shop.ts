import { seededRandom } from '@kirana/adapter/simulator';
import { OdooRows } from './odoo-rows.ts';

/** One import wrote all of it: every row has the same time. */
const IMPORTED = '2025-01-15 04:30:12.481516';

export const DEMO_ACCOUNT = 'spice-route';
/** Places of the demo shop: two warehouses, and a cold room that belongs to the first store. */
export const DEMO_PLACES = { stock: 8, shelf: 9, output: 11, pune: 21, cold: 30 } as const;

const LOCATIONS = [
  [7, 'WH', 'view', false],
  [8, 'WH/Stock', 'internal', 7],
  [9, 'WH/Stock/Shelf 1', 'internal', 8],
  [11, 'WH/Output', 'internal', 7],
  [15, 'Partners/Customers', 'customer', false],
  [16, 'Virtual Locations/Inventory adjustment', 'inventory', false],
  [20, 'PN', 'view', false],
  [21, 'PN/Stock', 'internal', 20],
  [30, 'Cold Room', 'internal', false],
] as const;

const UNITS = [
  [1, 'Units'],
  [2, 'Dozens'],
  [3, 'kg'],
  [4, 'L'],
] as const;

const CATEGORIES = [
  [1, 'All', false],
  [2, 'Groceries', 1],
  [3, 'Spices', 2],
  [4, 'Dairy', 2],
  [5, 'Services', 1],
] as const;

interface Tax {
  readonly id: number;
  readonly name: string;
  readonly amount: number;
  readonly type?: string;
  readonly use?: string;
  readonly included?: boolean;
  readonly parts?: readonly number[];
  readonly active?: boolean;
}

const TAXES: readonly Tax[] = [
  { id: 1, name: 'CGST 2.5%', amount: 2.5, use: 'none' },
  { id: 2, name: 'SGST 2.5%', amount: 2.5, use: 'none' },
  { id: 3, name: 'GST 5%', amount: 5, type: 'group', parts: [1, 2] },
  { id: 4, name: 'GST 12% (included)', amount: 12, included: true },
  { id: 5, name: 'Plastic cess', amount: 0.5, type: 'fixed' },
  { id: 6, name: 'GST 28%', amount: 28, active: false },
];

/** Name, price, unit, category, taxes, and what is unusual about it. */
interface DemoProduct {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly unit: number;
  readonly category: number;
  readonly taxes: readonly number[];
  readonly template?: number;
  readonly combination?: string;
  readonly extra?: number;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly archived?: boolean;
}

const PRODUCTS: readonly DemoProduct[] = [
  { id: 31, name: 'Sona Masoori Rice', price: 78.5, unit: 3, category: 2, taxes: [3] },
  { id: 32, name: 'Brown Eggs', price: 96, unit: 2, category: 4, taxes: [] },
  { id: 33, name: 'Buffalo Milk', price: 72.25, unit: 4, category: 4, taxes: [3, 5] },
  { id: 34, name: 'Garam Masala', price: 40.1, unit: 1, category: 3, taxes: [4], template: 60, combination: '50 g' },
  {
    id: 35,
    name: 'Garam Masala',
    price: 40.1,
    unit: 1,
    category: 3,
    taxes: [4],
    template: 60,
    combination: '100 g',
    extra: 35.2,
  },
  {
    id: 36,
    name: 'Garam Masala',
    price: 40.1,
    unit: 1,
    category: 3,
    taxes: [4],
    template: 60,
    combination: '200 g',
    extra: 80.3,
    archived: true,
  },
  { id: 37, name: 'Paneer', price: 110, unit: 1, category: 4, taxes: [3], more: { tracking: 'lot' } },
  { id: 38, name: 'Gift Wrapping', price: 25, unit: 1, category: 5, taxes: [6], more: { is_storable: false } },
  { id: 39, name: 'Packing Tape', price: 12, unit: 1, category: 1, taxes: [], more: { sale_ok: false } },
  { id: 40, name: 'Jaggery', price: 64.99, unit: 3, category: 2, taxes: [3] },
];

function addProduct(rows: OdooRows, product: DemoProduct): void {
  const { id, name, price, unit, category, taxes, template = id + 1_000, combination = false, extra = 0 } = product;
  if (rows.get('product.template', template) === undefined) {
    const fields = {
      id: template,
      name,
      list_price: price,
      uom_id: unit,
      categ_id: category,
      taxes_id: taxes,
      currency_id: 20,
      sale_ok: true,
      is_storable: true,
      tracking: 'none',
      available_in_pos: id % 2 === 1,
      pos_categ_ids: id % 2 === 1 ? [1] : [],
      description_sale: false,
      l10n_in_hsn_code: id % 2 === 1 ? '09109100' : false,
      ...product.more,
    };
    rows.insert('product.template', fields, IMPORTED);
  }
  const own = {
    id,
    product_tmpl_id: template,
    combination,
    price_extra: extra,
    active: product.archived !== true,
    default_code: `SR-${String(id).padStart(4, '0')}`,
    barcode: id % 3 === 0 ? `890000000${String(id).padStart(4, '0')}` : false,
  };
  rows.insert('product.product', own, IMPORTED);
}

/** Product, location, quantity, reserved, lot. */
const QUANTS = [
  [31, 8, 120.5, 4.25, false],
  [31, 9, 0.30000000000000004, 0, false],
  [31, 21, 40, 0, false],
  [32, 8, 2.5, 0, false],
  [33, 30, 18, 3, false],
  [34, 8, -2, 0, false],
  [35, 8, 14, 2, false],
  [35, 15, 900, 0, false],
  [35, 11, 50, 0, false],
  [37, 8, 6, 0, 1],
  [37, 8, 9, 5, 2],
  [40, 21, 12.345, 0, false],
] as const;

const NAMES = ['Dal', 'Atta', 'Poha', 'Rava', 'Besan', 'Chana', 'Rajma', 'Sabudana', 'Papad', 'Pickle'];
const KINDS = ['Premium', 'Organic', 'Daily', 'Village', 'Classic', 'Roasted'];

/** Products that nobody made, from id 2001 on. */
function addMadeUp(rows: OdooRows, count: number, seed: number): void {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let index = 0; index < count; index += 1) {
    const id = 2_001 + index;
    const price = Math.round(random() * 50_000) / 100;
    addProduct(rows, {
      id,
      name: `${pick(KINDS)} ${pick(NAMES)} ${index + 1}`,
      price,
      unit: pick([1, 3]),
      category: pick([2, 3, 4]),
      taxes: pick([[], [3], [4]]),
    });
    if (random() < 0.8) {
      const fields = {
        product_id: id,
        location_id: pick([8, 9, 21]),
        quantity: Math.floor(random() * 200),
        reserved_quantity: 0,
      };
      rows.insert('stock.quant', fields, IMPORTED);
    }
  }
}

/** The database of a grocer with two stores: the first ten products have all that is unusual, the others are made up. */
export function demoShop(size: number, seed: number): OdooRows {
  const rows = new OdooRows();
  const insert = (model: string, fields: Readonly<Record<string, unknown>>) => rows.insert(model, fields, IMPORTED);
  insert('res.currency', { id: 20, name: 'INR' });
  insert('res.partner', { id: 1, name: 'A supplier' });
  for (const [id, name] of UNITS) insert('uom.uom', { id, name });
  for (const [id, name, parent_id] of CATEGORIES) insert('product.category', { id, name, parent_id });
  insert('pos.category', { id: 1, name: 'Counter', parent_id: false, sequence: 3 });
  for (const [id, name, usage, location_id] of LOCATIONS) {
    insert('stock.location', { id, name, usage, location_id, active: true });
  }
  insert('stock.warehouse', { id: 1, name: 'Kolkata', code: 'WH', lot_stock_id: 8 });
  insert('stock.warehouse', { id: 2, name: 'Pune', code: 'PN', lot_stock_id: 21 });
  for (const {
    id,
    name,
    amount,
    type = 'percent',
    use = 'sale',
    included = false,
    parts = [],
    active = true,
  } of TAXES) {
    insert('account.tax', {
      id,
      name,
      amount,
      amount_type: type,
      type_tax_use: use,
      price_include: included,
      children_tax_ids: parts,
      active,
      sequence: id,
    });
  }
  for (const product of PRODUCTS.slice(0, size)) addProduct(rows, product);
  for (const id of [1, 2]) insert('stock.lot', { id, name: `LOT-${id}` });
  for (const [product_id, location_id, quantity, reserved_quantity, lot_id] of QUANTS) {
    if (rows.get('product.product', product_id) !== undefined)
      insert('stock.quant', { product_id, location_id, quantity, reserved_quantity, lot_id });
  }
  addMadeUp(rows, Math.max(0, size - PRODUCTS.length), seed);
  return rows;
}
