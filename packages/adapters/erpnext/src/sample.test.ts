import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { itemsOf, normalise, settingsOf } from './site-for-tests.ts';

const SAMPLE = new URL('../../../../../shared/samples/erpnext/samples_constructed.json', import.meta.url);
const README = new URL('../README.md', import.meta.url);

/** What the adapter reads of each type; everything else must be named in the README, with what is lost. */
const READ: Readonly<Record<string, readonly string[]>> = {
  Item: [
    ...['name', 'item_name', 'item_group', 'stock_uom', 'disabled', 'is_sales_item', 'has_variants', 'variant_of'],
    ...['description', 'brand', 'image', 'gst_hsn_code', 'modified', 'barcodes', 'uoms', 'attributes', 'taxes'],
  ],
  'Item Price': [
    ...['name', 'item_code', 'uom', 'price_list', 'selling', 'currency', 'price_list_rate', 'valid_from', 'valid_upto'],
    ...['customer', 'batch_no', 'modified'],
  ],
  Bin: ['item_code', 'warehouse', 'actual_qty', 'reserved_qty', 'stock_uom'],
};

type Fields = Readonly<Record<string, unknown>>;

if (existsSync(SAMPLE)) {
  describe('the public sample', () => {
    const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Readonly<
      Record<string, { data: Fields | Fields[] } & Fields>
    >;
    const part = (start: string): { data: Fields | Fields[] } & Fields => {
      const key = Object.keys(sample).find((name) => name.startsWith(start));
      if (key === undefined || sample[key] === undefined) throw new Error(`the sample has no ${start}`);
      return sample[key];
    };
    const row = (answer: { data: Fields | Fields[] }): Fields =>
      (Array.isArray(answer.data) ? answer.data[0] : answer.data) ?? {};
    const item = { ...row(part('GET /api/resource/Item?')), ...row(part('Item full doc')) };
    const settings = settingsOf({ warehouses: { store: ['Stores - MC'] } });

    test('items and prices are read without loss', () => {
      const out = normalise('items', { documents: [{ data: item }], prices: [part('Item Price')] }, settings);
      expect(out.problems).toEqual([]);
      expect(itemsOf(out)).toEqual([
        {
          kind: 'item.upserted',
          path: '/documents/0/data',
          version: '2026-11-21T03:45:42.123Z',
          externalId: 'TSHIRT-RED-M',
          parentExternalId: 'TSHIRT',
          item: {
            name: 'T-Shirt Red M',
            sellable: true,
            baseUnit: 'piece',
            description: 'T-Shirt',
            images: ['https://erp.juniper.example/files/t.png'],
            taxCode: { scheme: 'hsn', code: '610910' },
            attributes: { Colour: 'Red', itemTaxTemplates: ['GST 5% - MC'] },
            variationLabel: null,
            barcodes: [{ code: '8901234567890', unit: 'Nos' }],
          },
          listing: { listed: true, categoryExternalId: 'Apparel', priceMinor: 49_900, per: 1 },
          units: [
            { name: 'Nos', factor: 1 },
            { name: 'Box', factor: 12 },
          ],
        },
      ]);
    });

    test('the list as it came says the same of the item itself', () => {
      const out = normalise('items', part('GET /api/resource/Item?'), settings);
      expect(out.problems).toEqual([]);
      expect(itemsOf(out)).toMatchObject([{ externalId: 'TSHIRT-RED-M', item: { name: 'T-Shirt Red M' } }]);
    });

    test('a Bin is what is there less what is reserved', () => {
      const out = normalise('bins', part('Bin'), settings);
      expect(out.problems).toEqual([]);
      expect(out.changes).toMatchObject([
        { kind: 'stock.reported', externalId: 'TSHIRT-RED-M', warehouse: 'Stores - MC', amount: { absolute: 39 } },
      ]);
    });

    test('a ledger entry asks for stock', () => {
      const out = normalise('document', part('Stock Ledger Entry'), settings);
      expect(out.changes).toMatchObject([{ kind: 'refetch', scope: 'stock' }]);
    });

    test.each([
      ['Item', () => item],
      ['Item Price', () => row(part('Item Price'))],
      ['Bin', () => row(part('Bin'))],
    ] as const)('every field of %s is read, or named in the README as left out', (doctype, fieldsOf) => {
      const readme = readFileSync(README, 'utf8');
      const lost = Object.keys(fieldsOf()).filter(
        (field) => !READ[doctype]?.includes(field) && !readme.includes(`\`${field}\``),
      );
      expect(lost).toEqual([]);
    });
  });
} else {
  test('there is no public sample here', () => {
    expect(existsSync(SAMPLE)).toBe(false);
  });
}
