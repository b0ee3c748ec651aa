import { type ChangeOf, CleanText, type Given, type JsonObject, minorFromJson } from '@kirana/adapter';
import { inventoryItemKey, variantKey } from './external-ids.ts';
import type { Findings } from './findings.ts';
import { idText, instantText, readText } from './lenient-values.ts';
import type { ProductFacts } from './product-changes.ts';
import type { ProductFields } from './product-fields.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Listing = Mutable<ItemUpserted['listing']>;

export interface VariantReading {
  readonly dialect: ProductFields;
  readonly given: Pick<Given<unknown>, 'currency'>;
  readonly findings: Findings;
}

interface Variant {
  readonly fields: JsonObject;
  readonly externalId: string;
  readonly path: string;
}

/** Shopify gives this name to the one variant of a product that has none. */
const NO_VARIANTS = 'Default Title';

function readPrice({ fields, externalId, path }: Variant, { given, findings }: VariantReading): number | undefined {
  if (fields.price === undefined) return undefined;
  const priceMinor = minorFromJson(fields.price, given.currency);
  if (priceMinor !== undefined && priceMinor >= 0) return priceMinor;
  findings.problem(`${path}/price`, externalId, 'not a price; the price stays as it was');
  return undefined;
}

/** Without a higher price to compare with, the price itself: it takes an earlier one back. */
function readListPrice(
  { fields, externalId, path }: Variant,
  priceMinor: number,
  { dialect, given, findings }: VariantReading,
): number | undefined {
  const stated = fields[dialect.compareAtPrice];
  if (stated === undefined) return undefined;
  if (stated === null || stated === '') return priceMinor;
  const listMinor = minorFromJson(stated, given.currency);
  if (listMinor !== undefined) return Math.max(listMinor, priceMinor);
  findings.problem(`${path}/${dialect.compareAtPrice}`, externalId, 'not a price; the list price stays as it was');
  return undefined;
}

function readListing(variant: Variant, product: ProductFacts, reading: VariantReading): Listing {
  const listing: Listing = {};
  if (product.listed !== undefined) listing.listed = product.listed;
  if (product.category !== undefined) listing.categoryExternalId = product.category;
  const priceMinor = readPrice(variant, reading);
  if (priceMinor !== undefined) {
    listing.priceMinor = priceMinor;
    const listPriceMinor = readListPrice(variant, priceMinor, reading);
    if (listPriceMinor !== undefined) listing.listPriceMinor = listPriceMinor;
  }
  const { position } = variant.fields;
  if (typeof position === 'number' && position >= 0 && position <= 1_000_000) listing.rank = position;
  return listing;
}

/** What has no place of its own: said only where it differs from what is usual, so that both shapes of a variant say the same. */
function readAttributes(variant: Variant, product: ProductFacts, dialect: ProductFields) {
  const { fields } = variant;
  const attributes: Record<string, string | boolean | Readonly<Record<string, string>>> = {};
  const sku = readText(fields.sku, 200);
  if (typeof sku === 'string') attributes.sku = sku;
  const options = Object.entries(dialect.options(fields, product.fields) ?? {}).filter(
    ([name, value]) => name !== 'Title' && CleanText.safeParse(name + value).success && name.length <= 100,
  );
  if (options.length > 0) attributes.options = Object.fromEntries(options);
  if (String(fields[dialect.inventoryPolicy]).toLowerCase() === 'continue') attributes.sellsBelowZero = true;
  if (fields.taxable === false) attributes.taxable = false;
  return attributes;
}

function readBarcodes(value: JsonObject['barcode']) {
  const code = readText(value, 64);
  return typeof code === 'string' ? [{ code, unit: null }] : [];
}

/** The later of two times; a change of a product does not touch the time of its variants, nor always the other way round. */
const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** A variant is what is sold: an item under its product, with the inventory item as its other name. */
export function variantChange(
  fields: JsonObject,
  product: ProductFacts,
  path: string,
  reading: VariantReading,
): ItemUpserted | undefined {
  const { dialect, findings } = reading;
  const id = idText(fields.id);
  if (id === undefined) {
    findings.problem(path, null, 'a variant without a readable id');
    return undefined;
  }
  const externalId = variantKey(id);
  const title = fields.title === undefined ? NO_VARIANTS : readText(fields.title, 500);
  if (typeof title !== 'string') {
    findings.problem(`${path}/title`, externalId, 'the title is missing, too long or has hidden characters');
    return undefined;
  }
  const variant: Variant = { fields, externalId, path };
  const version = later(instantText(fields[dialect.updatedAt]), product.version);
  const inventoryItem = dialect.inventoryItemId(fields);
  const item: Mutable<ItemUpserted['item']> = {
    name: title === NO_VARIANTS ? product.title : title,
    sellable: true,
    baseUnit: 'piece',
    attributes: readAttributes(variant, product, dialect),
  };
  if (fields.barcode !== undefined) item.barcodes = readBarcodes(fields.barcode);
  return {
    kind: 'item.upserted',
    path,
    ...(version === undefined ? {} : { version }),
    externalId,
    parentExternalId: product.externalId,
    ...(inventoryItem === undefined ? {} : { aliases: [inventoryItemKey(inventoryItem)] }),
    item,
    listing: readListing(variant, product, reading),
    ...(dialect.tracked(fields) === false ? { tracking: 'untracked' } : {}),
  };
}
