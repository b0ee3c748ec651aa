import { seededRandom } from '@kirana/adapter/simulator';
import { Documents } from './documents.ts';

/** What the demo site is, and what an operator would enter for it. Everything in it is made up. */
export const DEMO = {
  account: 'juniper-grocers',
  siteZone: 'Asia/Kolkata',
  priceList: 'Standard Selling',
  locations: { 'juniper-hill': ['Front - JG', 'Cold Room - JG'], 'juniper-dock': ['Dock - JG'] },
  apiKey: 'demo-api-key',
  apiSecret: 'demo-api-secret',
  webhookSecret: 'demo-webhook-secret',
  commandField: 'custom_kirana_command',
} as const;

const GROUPS = [
  ['All Item Groups', '', 1],
  ['Staples', 'All Item Groups', 2],
  ['Beverages', 'All Item Groups', 4],
  ['Apparel', 'All Item Groups', 6],
] as const;

/** Many rows share one time of change, as after an import. */
const importedAt = (index: number): string =>
  `2026-11-${String(10 + (Math.floor(index / 7) % 12)).padStart(2, '0')} 08:30:00.000250`;

const KINDS = [
  { code: 'RICE', title: 'Hillside rice', group: 'Staples', uom: 'Kg', rate: 86.5 },
  { code: 'TEA', title: 'Terrace tea', group: 'Beverages', uom: 'Nos', rate: 145 },
  { code: 'OIL', title: 'Pressed oil', group: 'Staples', uom: 'Litre', rate: 189.25 },
  { code: 'SOAP', title: 'Neem & lime soap', group: 'Staples', uom: 'Nos', rate: 42 },
] as const;

const COLOURS = ['Red', 'Blue'] as const;

function item(name: string, fields: Record<string, unknown>, modified: string) {
  return {
    name,
    item_code: name,
    item_name: name,
    item_group: 'Staples',
    stock_uom: 'Nos',
    disabled: 0,
    is_stock_item: 1,
    is_sales_item: 1,
    has_variants: 0,
    variant_of: null,
    standard_rate: 0,
    description: null,
    brand: null,
    image: null,
    gst_hsn_code: null,
    docstatus: 0,
    creation: '2026-11-01 10:00:00.000000',
    modified,
    barcodes: [],
    uoms: [{ uom: 'Nos', conversion_factor: 1 }],
    attributes: [],
    taxes: [],
    ...fields,
  };
}

function bin(documents: Documents, code: string, warehouse: string, uom: string, actual: number, modified: string) {
  documents.put('Bin', {
    name: `bin-${code}-${warehouse}`.toLowerCase(),
    item_code: code,
    warehouse,
    actual_qty: actual,
    reserved_qty: actual > 4 ? 2 : 0,
    reserved_stock: 0,
    ordered_qty: 100,
    indented_qty: 0,
    planned_qty: 0,
    reserved_qty_for_production: 0,
    reserved_qty_for_sub_contract: 0,
    projected_qty: actual + 100,
    stock_uom: uom,
    modified,
  });
}

function price(documents: Documents, code: string, uom: string, rate: number, modified: string) {
  documents.put('Item Price', {
    name: `price-${code}`.toLowerCase(),
    item_code: code,
    uom,
    price_list: DEMO.priceList,
    selling: 1,
    buying: 0,
    currency: 'INR',
    price_list_rate: rate,
    valid_from: '2026-11-01',
    valid_upto: null,
    customer: null,
    supplier: null,
    batch_no: null,
    modified,
  });
}

const WAREHOUSES = Object.values(DEMO.locations).flat();

function shirts(documents: Documents): void {
  const modified = '2026-11-09 12:00:00';
  const attributes = [{ attribute: 'Colour', attribute_value: null }];
  const of = { item_group: 'Apparel', description: '<div class="ql-editor"><p>Plain &amp; soft</p></div>' };
  documents.put('Item', item('SHIRT', { ...of, item_name: 'Shirt', has_variants: 1, attributes }, modified));
  price(documents, 'SHIRT', 'Nos', 499, modified);
  for (const colour of COLOURS) {
    const code = `SHIRT-${colour.toUpperCase()}`;
    const own = {
      item_name: `Shirt ${colour}`,
      variant_of: 'SHIRT',
      attributes: [{ attribute: 'Colour', attribute_value: colour }],
    };
    documents.put('Item', item(code, { ...of, ...own }, modified));
    bin(documents, code, 'Front - JG', 'Nos', 7, modified);
  }
}

/** A grocer with a template and its variants, weighed and poured goods, and as many items as asked for. The same seed gives the same. */
export function demoDocuments({ seed, size }: { readonly seed: number; readonly size: number }): Documents {
  const random = seededRandom(seed);
  const documents = new Documents();
  for (const doctype of ['Item', 'Item Price', 'Item Group', 'Bin', 'Stock Reconciliation']) documents.declare(doctype);
  for (const [name, parent, lft] of GROUPS) {
    const fields = {
      item_group_name: name,
      parent_item_group: parent,
      is_group: parent === '' ? 1 : 0,
      lft,
      image: null,
    };
    documents.put('Item Group', { name, modified: '2026-11-02 09:00:00.000001', ...fields });
  }
  for (const name of WAREHOUSES) {
    documents.put('Warehouse', { name, is_group: 0, disabled: 0, modified: '2026-11-02 09:00:00.000002' });
  }
  documents.put('Warehouse', {
    name: 'All Warehouses - JG',
    is_group: 1,
    disabled: 0,
    modified: '2026-11-02 09:00:00',
  });
  if (size > 0) shirts(documents);
  for (let index = documents.all('Item')?.length ?? 0; index < size; index += 1) {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    const code = `${kind.code}-${String(index).padStart(4, '0')}`;
    const modified = importedAt(index);
    const fields = {
      item_name: `${kind.title} ${index}`,
      item_group: kind.group,
      stock_uom: kind.uom,
      image: index % 3 === 0 ? `/files/${code}.png` : null,
      gst_hsn_code: '100630',
      barcodes: [{ barcode: `89000000${String(index).padStart(5, '0')}`, barcode_type: 'EAN', uom: kind.uom }],
      uoms: [
        { uom: kind.uom, conversion_factor: 1 },
        { uom: 'Box', conversion_factor: 12 },
      ],
      taxes: [{ item_tax_template: 'GST 5% - JG', tax_category: null }],
    };
    documents.put('Item', item(code, fields, modified));
    price(documents, code, kind.uom, kind.rate + index, modified);
    for (const warehouse of WAREHOUSES) {
      const whole = Math.floor(random() * 40);
      bin(documents, code, warehouse, kind.uom, kind.uom === 'Nos' ? whole : whole + 0.25, modified);
    }
  }
  return documents;
}
