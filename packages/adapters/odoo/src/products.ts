import { type ChangeOf, type JsonObject, minorFromDecimal } from '@kirana/adapter';
import { categoryId, posCategoryId } from './categories.ts';
import type { Entry, Findings } from './findings.ts';
import { decimalOf, millionthsOf } from './millionths.ts';
import { flagOf, idsOf, reference, shown, textOf } from './odoo-values.ts';
import type { ConnectionSettings } from './settings.ts';
import { type TaxTable, taxesThatApply } from './taxes.ts';
import { unitOf } from './units.ts';

type ItemUpserted = ChangeOf<'item.upserted'>;
type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };
type Item = Changeable<ItemUpserted['item']>;
type Listing = Changeable<ItemUpserted['listing']>;

/** What products are read with. */
export interface ProductPage {
  readonly settings: ConnectionSettings;
  readonly currency: string;
  readonly taxes: TaxTable;
  readonly findings: Findings;
  /** Templates that are told already. */
  readonly templates: Set<number>;
}

/** A template and a product of it have ids of two lists. */
export const templateId = (id: number): string => `template:${id}`;

/** What a search of the whole list asks for; a page of changes has the others too. */
function isSold({ active, sale_ok, available_in_pos }: JsonObject, { onlyPointOfSale }: ConnectionSettings): boolean {
  const named = flagOf(active) !== false && flagOf(sale_ok) !== false;
  return named && (!onlyPointOfSale || flagOf(available_in_pos) === true);
}

/** "Shirt (Red, XL)" of the template "Shirt": what tells it from its siblings stands in the brackets. */
function variationName(name: string, displayName: string | null | undefined): string {
  if (typeof displayName !== 'string') return name;
  const inBrackets = displayName.startsWith(`${name} (`) && displayName.endsWith(')');
  return inBrackets ? displayName.slice(name.length + 2, -1) : displayName;
}

function categoryOf(fields: JsonObject, { categories }: ConnectionSettings): string | null {
  if (categories === 'product') {
    const category = reference(fields.categ_id);
    return category === undefined ? null : categoryId(category.id);
  }
  const [first] = idsOf(fields.pos_categ_ids) ?? [];
  return first === undefined ? null : posCategoryId(first);
}

/** The price of one of its unit, before any price list. */
function readPrice({ id, fields, path }: Entry, { currency, findings }: ProductPage): number | undefined {
  const stated = reference(fields.currency_id)?.name;
  // told once for the page, not for each of its products
  if (stated !== undefined && stated !== null && stated !== currency) return undefined;
  const price = millionthsOf(fields.lst_price);
  const priceMinor = price === undefined ? undefined : minorFromDecimal(decimalOf(price), currency);
  if (priceMinor === undefined) {
    findings.add(`${path}/lst_price`, String(id), `not a price in ${currency}; the price stays as it was`);
  }
  return priceMinor;
}

/** What a product and its template have in common. */
function readShared({ id, fields, path }: Entry, page: ProductPage): Listing {
  const listing: Listing = { listed: true, categoryExternalId: categoryOf(fields, page.settings) };
  const taxes = taxesThatApply(fields.taxes_id, page.taxes);
  if (taxes === undefined || taxes.length > 50) {
    page.findings.add(`${path}/taxes_id`, String(id), 'its taxes cannot be read; they stay as they were');
  } else listing.taxExternalIds = taxes;
  return listing;
}

function readDetails({ id, fields, path }: Entry, page: ProductPage): Partial<Item> {
  const details: Partial<Item> = {};
  const description = textOf(fields.description_sale, 10_000);
  if (description === undefined) {
    page.findings.add(`${path}/description_sale`, String(id), 'too long or has hidden characters; left as it was');
  } else details.description = description ?? '';
  if (page.settings.hsn) {
    const code = textOf(fields.l10n_in_hsn_code, 40);
    details.taxCode = typeof code === 'string' ? { scheme: 'hsn', code } : null;
  }
  return details;
}

function readBarcodes({ id, fields, path }: Entry, { findings }: ProductPage): Item['barcodes'] {
  const code = textOf(fields.barcode, 64);
  if (code === undefined) findings.add(`${path}/barcode`, String(id), 'not a barcode; left as it was');
  return code === undefined ? undefined : code === null ? [] : [{ code, unit: null }];
}

function readProduct(entry: Entry, name: string, page: ProductPage): ItemUpserted {
  const { id, fields, path } = entry;
  const template = hasVariations(fields) ? reference(fields.product_tmpl_id) : undefined;
  const displayName = textOf(fields.display_name, 500);
  const unit = unitOf(fields.uom_id, page.settings);
  const code = textOf(fields.default_code, 200);
  const barcodes = readBarcodes(entry, page);
  const listing: Listing = readShared(entry, page);
  const priceMinor = readPrice(entry, page);
  if (priceMinor !== undefined) listing.priceMinor = priceMinor;
  if (unit === undefined) {
    const stated = shown(reference(fields.uom_id)?.name);
    page.findings.add(`${path}/uom_id`, String(id), `nothing is known of the unit "${stated}": add it to the settings`);
  } else listing.per = unit.factor;
  const item: Item = {
    name: template === undefined ? name : variationName(name, displayName),
    sellable: true,
    ...(unit === undefined ? {} : { baseUnit: unit.baseUnit }),
    ...(barcodes === undefined ? {} : { barcodes }),
    ...readDetails(entry, page),
    attributes: typeof code === 'string' ? { internalReference: code } : {},
  };
  return {
    kind: 'item.upserted',
    path,
    externalId: String(id),
    parentExternalId: template === undefined ? null : templateId(template.id),
    item,
    listing,
    ...(unit === undefined ? {} : { units: unit.factor === 1 ? [] : [{ name: unit.name, factor: unit.factor }] }),
  };
}

const hasVariations = ({ product_variant_count }: JsonObject): boolean =>
  typeof product_variant_count === 'number' && product_variant_count > 1;

/** What its products vary: it is not sold itself. Told with the first of them on a page. */
function readTemplate(entry: Entry, name: string, page: ProductPage): ItemUpserted[] {
  const template = hasVariations(entry.fields) ? reference(entry.fields.product_tmpl_id) : undefined;
  if (template === undefined || page.templates.has(template.id)) return [];
  page.templates.add(template.id);
  const unit = unitOf(entry.fields.uom_id, page.settings);
  return [
    {
      kind: 'item.upserted',
      path: entry.path,
      externalId: templateId(template.id),
      parentExternalId: null,
      item: {
        name,
        sellable: false,
        ...(unit === undefined ? {} : { baseUnit: unit.baseUnit }),
        ...readDetails(entry, page),
      },
      listing: { ...readShared(entry, page), priceMinor: null },
    },
  ];
}

/** Each product, after the template it varies. One that is archived or not sold any more is gone. */
export function readProducts(
  entries: readonly Entry[],
  page: ProductPage,
): (ItemUpserted | ChangeOf<'item.removed'>)[] {
  return entries.flatMap((entry): (ItemUpserted | ChangeOf<'item.removed'>)[] => {
    const { id, fields, path } = entry;
    if (!isSold(fields, page.settings)) return [{ kind: 'item.removed', path, externalId: String(id) }];
    const name = textOf(fields.name, 500);
    if (typeof name !== 'string') {
      page.findings.add(`${path}/name`, String(id), 'the name is missing, too long or has hidden characters');
      return [];
    }
    return [...readTemplate(entry, name, page), readProduct(entry, name, page)];
  });
}
