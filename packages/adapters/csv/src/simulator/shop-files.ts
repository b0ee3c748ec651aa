import { seededRandom } from '@kirana/adapter/simulator';

/** How the files of the made-up shop are read. */
export const SHOP_MAPPING = {
  columns: {
    externalId: 'Item code',
    name: 'Item name',
    brand: 'Brand',
    category: 'Department',
    listPrice: 'MRP',
    price: 'Rate',
    tax: 'GST %',
    barcode: 'Barcode',
    unit: 'Unit',
    quantity: 'Closing stock',
    observedAt: 'As of',
  },
  categorySeparator: ' / ',
  dates: 'dmy',
  snapshotOf: ['item', 'category', 'stock'],
} as const;

export const SHOP_COLUMNS = Object.values(SHOP_MAPPING.columns);

const WHAT = ['Rice', 'Toor dal', 'Atta', 'Jaggery', 'Groundnut oil', 'Turmeric', 'Bath soap', 'Notebook'];
const BRANDS = ['Annamitra', 'Kasturi', 'Sahyadri', 'Neelam'];
const DEPARTMENTS = ['Staples / Grains', 'Staples / Pulses', 'Kitchen / Oils', 'Household'];
const UNITS = ['pcs', 'kg', 'pcs', 'ltr'];

export type ShopRow = Readonly<Record<(typeof SHOP_COLUMNS)[number], string>>;

/** The n-th row of a shop whose items are made up; the same seed makes the same. */
export function shopRow(n: number, seed = 1): ShopRow {
  const random = seededRandom(seed * 1_000_003 + n);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const rate = 10 + Math.floor(random() * 900);
  return {
    'Item code': `K${String(n).padStart(6, '0')}`,
    'Item name': `${pick(WHAT)}, ${pick(['small', 'large', '"family" pack'])} ${n}`,
    Brand: pick(BRANDS),
    Department: pick(DEPARTMENTS),
    MRP: `${rate + 10}.00`,
    Rate: `${rate}.50`,
    'GST %': pick(['0', '5', '12', '18']),
    Barcode: `89000${String(n).padStart(8, '0')}`,
    Unit: pick(UNITS),
    'Closing stock': String(Math.floor(random() * 200)),
    'As of': '22/11/2026 09:30',
  };
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** What the shop's software exports. */
export function catalogFile(size = 20, seed = 1): string {
  const rows = Array.from({ length: size }, (_, n) => csvLine(Object.values(shopRow(n + 1, seed))));
  return `\ufeff${csvLine(SHOP_COLUMNS)}${rows.join('')}`;
}
