import { type ChangeOf, type ChangeProblem, htmlText, type JsonObject, type JsonValue } from '@kirana/adapter';
import { exactNumber, wholeUnits } from './exact-quantity.ts';
import { check, fileUrl, isClean, isEmpty, nameText, rowsOf, siteUrl } from './frappe-values.ts';
import type { ConnectionSettings, UnitSize } from './settings.ts';

type Upserted = ChangeOf<'item.upserted'>;
type ItemFields = Upserted['item'];

const LONGEST_DESCRIPTION = 10_000;
const MOST_UNITS = 50;
const MOST_BARCODES = 100;
const MOST_ALIASES = 20;

/** Where an item stands, and where to tell what is wrong with it. */
export interface ItemReading {
  readonly path: string;
  readonly name: string;
  readonly fields: JsonObject;
  readonly settings: ConnectionSettings;
  readonly problems: ChangeProblem[];
}

const tell = ({ path, name, problems }: ItemReading, field: string, message: string): void => {
  problems.push({ path: `${path}${field}`.slice(0, 500), externalId: name, message });
};

/** Short text of a field; undefined when it is empty or cannot be shown. */
function shortText(value: JsonValue | undefined, maxLength: number): string | undefined {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text !== '' && text.length <= maxLength && isClean(text) ? text : undefined;
}

/** What it is called: its name, or its code when it has none. */
export function titleOf(reading: ItemReading): string | undefined {
  const { fields, name } = reading;
  if (isEmpty(fields.item_name)) return name;
  const title = shortText(fields.item_name, 500);
  if (title === undefined) tell(reading, '/item_name', 'is no name that can be shown');
  return title;
}

function descriptionOf({ fields }: ItemReading): Pick<ItemFields, 'description'> {
  if (fields.description === undefined) return {};
  const html = typeof fields.description === 'string' ? fields.description : '';
  return { description: htmlText(html).slice(0, LONGEST_DESCRIPTION).toWellFormed() };
}

function imagesOf(reading: ItemReading): Pick<ItemFields, 'images'> {
  const { fields, settings } = reading;
  if (fields.image === undefined) return {};
  if (isEmpty(fields.image)) return { images: [] };
  const url = fileUrl(fields.image, siteUrl(settings));
  if (url === undefined) tell(reading, '/image', 'is no file that anybody may open; left out');
  return { images: url === undefined ? [] : [url] };
}

function taxCodeOf({ fields }: ItemReading): Pick<ItemFields, 'taxCode'> {
  if (fields.gst_hsn_code === undefined) return {};
  const code = shortText(fields.gst_hsn_code, 40);
  return { taxCode: code === undefined ? null : { scheme: 'hsn', code } };
}

/** What a variant is (Colour: Red); the label of a template is what its variants differ by. The templates of its taxes are named, not computed. */
function attributesOf({ fields }: ItemReading): Pick<ItemFields, 'attributes' | 'variationLabel'> {
  const rows = rowsOf(fields.attributes);
  const taxes = rowsOf(fields.taxes);
  if (rows === undefined && taxes === undefined) return {};
  const named = (rows ?? []).flatMap((row) => {
    const key = shortText(row.attribute, 100);
    return key === undefined ? [] : [{ key, value: shortText(row.attribute_value, 500) }];
  });
  const templates = [...new Set((taxes ?? []).flatMap((row) => shortText(row.item_tax_template, 200) ?? []))];
  const attributes = {
    ...Object.fromEntries(named.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
    ...(templates.length === 0 ? {} : { itemTaxTemplates: templates }),
  };
  const isTemplate = check(fields.has_variants) === true;
  const label = named
    .map(({ key }) => key)
    .join(', ')
    .slice(0, 200);
  return { attributes, variationLabel: isTemplate && label !== '' && isClean(label) ? label : null };
}

function barcodesOf(reading: ItemReading): Pick<ItemFields, 'barcodes'> {
  const rows = rowsOf(reading.fields.barcodes);
  if (rows === undefined) return {};
  const barcodes = new Map<string, { code: string; unit: string | null }>();
  rows.forEach((row, index) => {
    const code = shortText(row.barcode, 64);
    if (code === undefined) tell(reading, `/barcodes/${index}`, 'is no barcode of up to 64 characters');
    else barcodes.set(code, { code, unit: shortText(row.uom, 40) ?? null });
  });
  if (barcodes.size > MOST_BARCODES) tell(reading, '/barcodes', `are more than ${MOST_BARCODES}; the rest is left out`);
  return { barcodes: [...barcodes.values()].slice(0, MOST_BARCODES) };
}

/** Units it is bought and sold in, in base units. */
export function unitsOf(reading: ItemReading, stockUom: string, { per }: UnitSize): Pick<Upserted, 'units'> {
  const rows = rowsOf(reading.fields.uoms);
  if (rows === undefined) return {};
  const units = new Map<string, number>();
  if (stockUom !== '' && stockUom.length <= 40) units.set(stockUom, per);
  rows.forEach((row, index) => {
    const unit = shortText(row.uom, 40);
    const factor = exactNumber(row.conversion_factor);
    const whole = factor === undefined ? undefined : wholeUnits(factor, per);
    if (unit !== undefined && whole?.exact === true && whole.quantity > 0) units.set(unit, whole.quantity);
    else tell(reading, `/uoms/${index}`, 'does not come to whole base units; left out');
  });
  return { units: [...units].slice(0, MOST_UNITS).map(([name, factor]) => ({ name, factor })) };
}

/** Codes it had before it was renamed, where the site keeps them. */
export function aliasesOf({ fields, name, settings }: ItemReading): Pick<Upserted, 'aliases'> {
  const { aliasField } = settings;
  const value = aliasField !== null && Object.hasOwn(fields, aliasField) ? fields[aliasField] : undefined;
  if (typeof value !== 'string') return {};
  const codes = value.split(/[,\n]/).flatMap((code) => nameText(code.trim()) ?? []);
  const aliases = [...new Set(codes)].filter((code) => code !== name).slice(0, MOST_ALIASES);
  return aliases.length === 0 ? {} : { aliases };
}

/** What the document says of the item itself. Child tables are only in whole documents: what is not there says nothing. */
export function itemFields(reading: ItemReading, title: string, { base }: UnitSize): ItemFields {
  return {
    name: title,
    sellable: check(reading.fields.has_variants) !== true,
    baseUnit: base,
    ...descriptionOf(reading),
    ...imagesOf(reading),
    ...taxCodeOf(reading),
    ...attributesOf(reading),
    ...barcodesOf(reading),
  };
}
