import type { KiranaClient } from '@kirana/sdk';
import { CommandError } from './failure.ts';

export interface PriceWords {
  /** Decimal, as people write it: "120.00". */
  readonly price?: string | undefined;
  readonly listPrice?: string | undefined;
  readonly per?: number | undefined;
}

async function minorOf(text: string, currency: string): Promise<number> {
  // only here: all other commands start faster without it
  const { minorFromDecimal } = await import('@kirana/adapter');
  const minor = minorFromDecimal(text, currency);
  if (minor !== undefined && minor >= 0) return minor;
  throw new CommandError('usage', 'USAGE', `Not a price in ${currency}: ${text}`, 'Write it as a decimal: 120.00');
}

/** The price to send: what was not given stays as it is. Undefined when nothing was given. */
export async function priceOf(kirana: KiranaClient, storeId: string, itemId: string, words: PriceWords) {
  if (words.price === undefined && words.listPrice === undefined && words.per === undefined) return undefined;
  const { price: before } = (await kirana.stores.item(storeId, itemId)).item;
  const currency =
    before?.currency ?? (await kirana.get('/v1/stores/{storeId}', { params: { path: { storeId } } })).currency;
  const priceMinor = words.price === undefined ? before?.priceMinor : await minorOf(words.price, currency);
  if (priceMinor === undefined) {
    throw new CommandError('usage', 'USAGE', 'The item has no price yet.', 'Give --price too.');
  }
  const listPriceMinor =
    words.listPrice === undefined ? before?.listPriceMinor : await minorOf(words.listPrice, currency);
  return {
    priceMinor,
    per: words.per ?? before?.per ?? 1,
    ...(listPriceMinor === undefined ? {} : { listPriceMinor }),
  };
}

/** Fields of an item itself; all others are of the item at a store. */
const ITEM_FIELDS = [
  'name',
  'description',
  'images',
  'sellable',
  'variationLabel',
  'baseUnit',
  'taxCode',
  'diet',
  'allergens',
  'restrictions',
  'attributes',
  'translations',
  'tags',
  'barcodes',
] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];

export const isItemField = (field: string): field is ItemField => (ITEM_FIELDS as readonly string[]).includes(field);
