import { describe, expect, test } from 'vitest';
import { itemsOf, normalise, settingsOf } from './site-for-tests.ts';

const document = (fields: Readonly<Record<string, unknown>>) => ({
  data: { name: 'TEA', item_name: 'Tea', stock_uom: 'Nos', disabled: 0, is_sales_item: 1, has_variants: 0, ...fields },
});
const read = (fields: Readonly<Record<string, unknown>>, settings = settingsOf(), prices?: unknown) =>
  normalise('items', { documents: [document(fields)], ...(prices === undefined ? {} : { prices }) }, settings);

describe('items', () => {
  test('a unit that is set up makes base units of stock, price and units', () => {
    const settings = settingsOf({ units: { Dozen: { base: 'piece', per: 12 }, Tin: { base: 'ml', per: 250 } } });
    const rows = [{ data: [{ item_code: 'TEA', price_list: 'Standard Selling', selling: 1, price_list_rate: 60 }] }];
    const uoms = [{ uom: 'Crate', conversion_factor: 10 }];
    const [item] = itemsOf(read({ stock_uom: 'Dozen', uoms }, settings, rows));
    expect(item).toMatchObject({
      item: { baseUnit: 'piece' },
      listing: { priceMinor: 6_000, per: 12 },
      units: [
        { name: 'Dozen', factor: 12 },
        { name: 'Crate', factor: 120 },
      ],
    });
    expect(itemsOf(read({ stock_uom: 'Tin' }, settings))[0]?.item.baseUnit).toBe('ml');
  });

  test('codes it had before are aliases', () => {
    const settings = settingsOf({ aliasField: 'custom_old_codes' });
    const [item] = itemsOf(read({ custom_old_codes: 'TEA-1, TEA-2,\nTEA' }, settings));
    expect(item?.aliases).toEqual(['TEA-1', 'TEA-2']);
    expect(itemsOf(read({ custom_old_codes: 'TEA-1' }))[0]).not.toHaveProperty('aliases');
  });

  test('an item without a name is called by its code', () => {
    expect(itemsOf(read({ item_name: null }))[0]?.item.name).toBe('TEA');
  });

  test('a name with hidden marks is a problem of that item alone', () => {
    const bad = document({ name: 'BAD', item_name: 'a\u202eb' });
    const { changes, problems } = normalise('items', { documents: [bad, document({})] });
    expect(changes).toHaveLength(1);
    expect(problems).toMatchObject([{ path: '/documents/0/data/item_name', externalId: 'BAD' }]);
  });

  test('what a list leaves out is not spoken of', () => {
    const [item] = itemsOf(normalise('items', { lists: [{ data: [{ name: 'TEA' }] }] }));
    expect(item).toMatchObject({ item: { name: 'TEA', sellable: true, baseUnit: 'piece' }, listing: {} });
    expect(item).not.toHaveProperty('units');
    expect(item?.item).not.toHaveProperty('barcodes');
  });

  test('near a change of clocks there is no version, and the order of receipt counts', () => {
    const settings = settingsOf({ siteZone: 'Europe/Paris' });
    expect(itemsOf(read({ modified: '2026-10-25 02:10:00' }, settings))[0]).not.toHaveProperty('version');
  });

  test.each(['[]', '{}', '{"data":1', 'null'])('%s is no body of items', (body) => {
    expect(() => normalise('items', body)).toThrow(expect.objectContaining({ kind: 'schema' }));
  });
});
