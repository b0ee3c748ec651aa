import type { ChangeOf, Diet, Given } from '@kirana/adapter';
import type { ConnectionSettings } from '../settings.ts';
import { moneyOf, wholeOf } from './amounts.ts';
import type { RowCategories } from './row-categories.ts';
import type { RowReader } from './row-reader.ts';
import type { RowTaxes } from './row-taxes.ts';
import type { Unit } from './units.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What all rows of a part gather. */
export interface RowContext {
  readonly given: Given<ConnectionSettings>;
  readonly categories: RowCategories;
  readonly taxes: RowTaxes;
}

const DIETS: ReadonlyMap<string, Diet> = new Map([
  ['veg', 'veg'],
  ['vegetarian', 'veg'],
  ['nonveg', 'non_veg'],
  ['nonvegetarian', 'non_veg'],
  ['egg', 'egg'],
  ['eggetarian', 'egg'],
  ['vegan', 'vegan'],
]);

const HSN = /^[0-9]{4,8}$/;

function dietOf(row: RowReader): Diet | undefined {
  const text = row.text('diet', 40);
  if (text === undefined || text === '') return undefined;
  const diet = DIETS.get(text.toLowerCase().replace(/[^a-z]/g, ''));
  if (diet === undefined) row.complain('diet', 'an unknown diet; left as it was');
  return diet;
}

function detailsOf(row: RowReader, name: string, unit: Unit | undefined): ItemUpserted['item'] {
  const item: Writable<ItemUpserted['item']> = { name, sellable: row.flag('sellable') ?? true };
  const description = row.text('description', 10_000);
  if (description !== undefined) item.description = description;
  const images = row.list('image', 2_000, 50);
  if (images !== undefined) item.images = images;
  if (unit !== undefined) item.baseUnit = unit.baseUnit;
  const code = row.text('taxCode', 40);
  if (code !== undefined) {
    item.taxCode = code === '' ? null : { scheme: HSN.test(code) ? 'hsn' : 'other', code };
  }
  const diet = dietOf(row);
  if (diet !== undefined) item.diet = diet;
  const tags = row.list('tags', 100, 100);
  if (tags !== undefined) item.tags = tags;
  const barcodes = row.list('barcode', 64, 100);
  if (barcodes !== undefined) item.barcodes = barcodes.map((barcode) => ({ code: barcode, unit: null }));
  const attributes = row.attributes();
  if (attributes !== undefined) item.attributes = attributes;
  return item;
}

function listingOf(row: RowReader, unit: Unit | undefined, context: RowContext): ItemUpserted['listing'] {
  const listing: Writable<ItemUpserted['listing']> = {};
  const listed = row.flag('listed');
  if (listed !== undefined) listing.listed = listed;
  const category = context.categories.of(row);
  if (category !== undefined) listing.categoryExternalId = category;
  const priceMinor = moneyOf(row, 'price', context.given);
  if (priceMinor !== undefined) listing.priceMinor = priceMinor;
  const listPriceMinor = moneyOf(row, 'listPrice', context.given);
  if (listPriceMinor !== undefined) listing.listPriceMinor = listPriceMinor;
  if (unit !== undefined && (priceMinor ?? listPriceMinor) !== undefined) listing.per = unit.factor;
  const taxes = context.taxes.of(row);
  if (taxes !== undefined) listing.taxExternalIds = taxes;
  const rank = wholeOf(row, 'rank', -(2 ** 31));
  if (rank !== undefined) listing.rank = rank;
  const maxQuantity = wholeOf(row, 'maxQuantity', 1);
  if (maxQuantity !== undefined) listing.maxQuantity = maxQuantity;
  return listing;
}

/** On sale or off, in either wording; undefined: the row does not say. */
export function switchOf(row: RowReader): boolean | undefined {
  const on = row.flag('onSale');
  if (on !== undefined) return on;
  const off = row.flag('offSale');
  return off === undefined ? undefined : !off;
}

/** A row that says all of an item. */
export function itemOf(
  row: RowReader,
  { externalId, name, unit }: { externalId: string; name: string; unit: Unit | undefined },
  context: RowContext,
): ItemUpserted {
  const parent = row.text('parent', 512);
  const aliases = row.list('alias', 512, 20)?.filter((alias) => alias !== externalId);
  const brandName = row.text('brand', 200);
  const on = switchOf(row);
  return {
    kind: 'item.upserted',
    path: row.path,
    externalId,
    parentExternalId: parent === undefined || parent === '' || parent === externalId ? null : parent,
    item: detailsOf(row, name, unit),
    listing: listingOf(row, unit, context),
    ...(aliases === undefined ? {} : { aliases }),
    ...(brandName === undefined ? {} : { brandName }),
    ...(on === undefined ? {} : { on }),
  };
}
