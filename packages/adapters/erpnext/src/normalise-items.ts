import {
  AdapterError,
  type ChangeOf,
  type ChangeProblem,
  type Given,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type Normalised,
} from '@kirana/adapter';
import { check, isClean, linkText, nameText } from './frappe-values.ts';
import { aliasesOf, type ItemReading, itemFields, titleOf, unitsOf } from './item-fields.ts';
import { type FoundPrice, findPrice } from './item-price.ts';
import { namedEntries, type Placed, parseObject, placedIn, placedUnder } from './read-answer.ts';
import type { ConnectionSettings } from './settings.ts';
import { siteDate, versionOf } from './site-time.ts';
import { unitSize } from './units.ts';

type Upserted = ChangeOf<'item.upserted'>;
type PricesOf = (name: string) => readonly JsonObject[];

interface Reader {
  readonly given: Given<ConnectionSettings>;
  readonly today: string;
  /** Undefined: the body holds no prices, and says nothing of any. */
  readonly pricesOf: PricesOf | undefined;
  readonly problems: ChangeProblem[];
}

/** Items of whole documents and of lists; also of an answer as it came from the site. @throws AdapterError('schema') */
function itemsIn(body: JsonObject): Placed {
  if (body.documents === undefined && body.lists === undefined && body.data === undefined) {
    throw new AdapterError('schema', 'the body holds no items', { path: '' });
  }
  return [...placedUnder(body, 'documents'), ...placedUnder(body, 'lists'), ...placedIn(body, '')];
}

function pricesIn(body: JsonObject): PricesOf | undefined {
  if (!isJsonArray(body.prices)) return undefined;
  const byItem = new Map<string, JsonObject[]>();
  for (const [, row] of placedUnder(body, 'prices')) {
    const item = isJsonObject(row) ? nameText(row.item_code) : undefined;
    if (!isJsonObject(row) || item === undefined) continue;
    const known = byItem.get(item);
    if (known === undefined) byItem.set(item, [row]);
    else known.push(row);
  }
  return (name) => byItem.get(name) ?? [];
}

/** Its own price, or its template's: a variant without one is sold at that. */
function priceOf({ given, today, pricesOf }: Reader, { name, fields, settings }: ItemReading, stockUom: string) {
  if (pricesOf === undefined) return undefined;
  const terms = { priceList: settings.priceList, currency: given.currency, stockUom, today };
  const own = findPrice(pricesOf(name), terms);
  const template = linkText(fields.variant_of);
  if (own.kind !== 'none' || template === null) return own;
  const inherited = findPrice(pricesOf(template), terms);
  return inherited.kind === 'none' ? own : inherited;
}

function pricing(found: FoundPrice | undefined, per: number, reading: ItemReading): Upserted['listing'] {
  if (found === undefined) return {};
  if (found.kind === 'price') return { priceMinor: found.minor, per };
  const unusable = found.kind === 'unusable';
  if (unusable || found.otherUnits.length > 0) {
    const message = unusable
      ? found.why
      : `has prices in ${found.otherUnits.join(', ')} and none in its stock unit`.slice(0, 500);
    reading.problems.push({ path: reading.path, externalId: reading.name, message });
  }
  return unusable ? {} : { priceMinor: null };
}

/** May it be sold at all? An item that is switched off for good stays known, and is not listed. */
function listedIn({ disabled, is_sales_item }: JsonObject): Upserted['listing'] {
  const off = check(disabled);
  return off === undefined ? {} : { listed: !off && check(is_sales_item) !== false };
}

function readItem(reading: ItemReading, reader: Reader): Upserted[] {
  const { fields, settings, path, name } = reading;
  const title = titleOf(reading);
  if (title === undefined) return [];
  const stockUom = nameText(fields.stock_uom) ?? '';
  const unit = unitSize(stockUom, settings);
  const version = versionOf(fields.modified, settings.siteZone);
  const brand = linkText(fields.brand);
  const item = itemFields(reading, title, unit);
  return [
    {
      kind: 'item.upserted',
      path,
      ...(version === undefined ? {} : { version }),
      externalId: name,
      parentExternalId: linkText(fields.variant_of),
      ...aliasesOf(reading),
      item,
      ...(brand !== null && brand.length <= 200 && isClean(brand) ? { brandName: brand } : {}),
      listing: {
        ...listedIn(fields),
        ...(fields.item_group === undefined ? {} : { categoryExternalId: linkText(fields.item_group) }),
        // the price of a template is that of the variants that have none of their own
        ...(item.sellable ? pricing(priceOf(reader, reading, stockUom), unit.per, reading) : {}),
      },
      ...unitsOf(reading, stockUom, unit),
    },
  ];
}

/** Items with their prices, as a pull puts them together: what is sold, at the price of today at the site. */
export function normaliseItems(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseObject(bytes);
  const { settings } = given;
  const problems: ChangeProblem[] = [];
  const today = siteDate(new Date(given.receivedAt), settings.siteZone);
  const reader: Reader = { given, today, pricesOf: pricesIn(body), problems };
  const changes = namedEntries(itemsIn(body), problems).flatMap((entry) =>
    readItem({ ...entry, settings, problems }, reader),
  );
  return { changes, problems, snapshotOf: [] };
}
