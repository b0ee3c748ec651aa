import { type ChangeOf, CleanText, htmlText, type JsonObject } from '@kirana/adapter';
import { productKey, productTypeKey } from './external-ids.ts';
import type { Findings } from './findings.ts';
import { asObject, idText, instantText, listOf, readText } from './lenient-values.ts';
import type { ProductFields } from './product-fields.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A product as far as its variants need it. */
export interface ProductFacts {
  readonly fields: JsonObject;
  readonly externalId: string;
  readonly title: string;
  /** Undefined: not said, or not understood. */
  readonly listed: boolean | undefined;
  /** Null: it has no type. */
  readonly category: string | null | undefined;
  readonly version: string | undefined;
}

/** Only `active` is for sale; `unlisted` is for those who have the link. An unknown word moves nothing. */
const LISTED: Readonly<Record<string, boolean>> = { active: true, draft: false, archived: false, unlisted: false };

function readListed(fields: JsonObject, path: string, externalId: string, findings: Findings): boolean | undefined {
  if (fields.status === undefined) return undefined;
  const word = String(fields.status).toLowerCase();
  const listed = Object.hasOwn(LISTED, word) ? LISTED[word] : undefined;
  if (listed === undefined) findings.problem(`${path}/status`, externalId, 'an unknown status; left as it was');
  return listed;
}

function readCategory(
  fields: JsonObject,
  field: string,
  path: string,
  externalId: string,
  findings: Findings,
): string | null | undefined {
  if (fields[field] === undefined) return undefined;
  const name = readText(fields[field], 400);
  if (name === undefined) findings.problem(`${path}/${field}`, externalId, 'too long or has hidden characters');
  if (typeof name !== 'string') return name;
  const category = productTypeKey(name);
  findings.category(category, name, `${path}/${field}`);
  return category;
}

/** Id, title, status and type, which decide about its variants too. Undefined, with a problem, where there is no id or no title. */
export function readProductFacts(
  fields: JsonObject,
  dialect: ProductFields,
  path: string,
  findings: Findings,
): ProductFacts | undefined {
  const id = idText(fields.id);
  if (id === undefined) {
    findings.problem(path, null, 'a product without a readable id');
    return undefined;
  }
  const externalId = productKey(id);
  const title = readText(fields.title, 500);
  if (typeof title !== 'string') {
    findings.problem(`${path}/title`, externalId, 'the title is missing, too long or has hidden characters');
    return undefined;
  }
  return {
    fields,
    externalId,
    title,
    listed: readListed(fields, path, externalId, findings),
    category: readCategory(fields, dialect.productType, path, externalId, findings),
    version: instantText(fields[dialect.updatedAt]),
  };
}

function readDescription(product: ProductFacts, field: string, path: string, findings: Findings): string | undefined {
  const html = product.fields[field];
  if (html === undefined) return undefined;
  const text = typeof html === 'string' ? htmlText(html) : '';
  if (text.length <= 10_000 && CleanText.safeParse(text).success) return text;
  findings.problem(`${path}/${field}`, product.externalId, 'too long or has hidden characters; left as it was');
  return undefined;
}

function readTags(tags: readonly string[]): string[] {
  const clean = tags.map((tag) => readText(tag, 100)).filter((tag) => typeof tag === 'string');
  return [...new Set(clean)].slice(0, 100);
}

function readImages(product: ProductFacts, dialect: ProductFields, path: string, findings: Findings) {
  const url = dialect.image(product.fields);
  if (url === undefined) return undefined;
  if (url === null) return [];
  if (typeof url === 'string' && /^https?:\/\//i.test(url) && url.length <= 2_000 && CleanText.safeParse(url).success) {
    return [url];
  }
  findings.problem(`${path}/image`, product.externalId, 'not an http(s) address; left as it was');
  return undefined;
}

/** What the variants differ by; a product without options of its own has one called "Title". */
function readLabel({ options }: JsonObject): string | null | undefined {
  if (options === undefined) return undefined;
  const names = listOf(options).map((option) => readText(asObject(option)?.name, 60));
  const label = names.filter((name) => typeof name === 'string').join(' / ');
  return label === '' || label === 'Title' ? null : label;
}

/** The product itself is what its variants vary: it has no price, and cannot be sold. */
export function productChange(
  product: ProductFacts,
  dialect: ProductFields,
  path: string,
  findings: Findings,
): ItemUpserted {
  const { fields, externalId, title, listed, category, version } = product;
  const item: Mutable<ItemUpserted['item']> = { name: title, sellable: false };
  const description = readDescription(product, dialect.description, path, findings);
  if (description !== undefined) item.description = description;
  const images = readImages(product, dialect, path, findings);
  if (images !== undefined) item.images = images;
  const label = readLabel(fields);
  if (label !== undefined) item.variationLabel = label;
  const tags = dialect.tags(fields);
  if (tags !== undefined) item.tags = readTags(tags);
  const handle = readText(fields.handle, 300);
  if (typeof handle === 'string') item.attributes = { handle };
  const listing: Mutable<ItemUpserted['listing']> = { priceMinor: null };
  if (listed !== undefined) listing.listed = listed;
  if (category !== undefined) listing.categoryExternalId = category;
  const brand = readText(fields.vendor, 200);
  return {
    kind: 'item.upserted',
    path,
    ...(version === undefined ? {} : { version }),
    externalId,
    parentExternalId: null,
    item,
    ...(fields.vendor === undefined || brand === undefined ? {} : { brandName: brand ?? '' }),
    listing,
  };
}
