import type { ChangeOf, JsonObject, JsonValue } from '@kirana/adapter';
import { readDiet } from './diets.ts';
import type { Entry } from './findings.ts';
import { asObject, flag, idText, isClean, listOf } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readText } from './provider-text.ts';

type ItemFields = ChangeOf<'item.upserted'>['item'];
type Attributes = NonNullable<ItemFields['attributes']>;

/** Escapes JSON.stringify writes for what no database text can hold: NUL and lone surrogates. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i;

const isEmpty = (value: JsonValue): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Fields that say something of a dish but have no place of their own with us; misspellings inside them are the provider's. */
const ATTRIBUTES: readonly (readonly [name: string, field: string])[] = [
  ['nutrition', 'nutrition'],
  ['cuisine', 'cuisine'],
  ['preparationTime', 'minimumpreparationtime'],
  ['gstType', 'gst_type'],
  ['markupPrice', 'markup_price'],
];
const FLAGS: readonly (readonly [name: string, field: string])[] = [
  ['favourite', 'item_favorite'],
  ['recommended', 'is_recommend'],
  ['combo', 'is_combo'],
  ['ignoreDiscounts', 'ignore_discounts'],
];

function readAttributes({ fields, id, path }: Entry, menu: Menu): Attributes {
  const attributes: Record<string, JsonValue> = {};
  for (const [name, field] of ATTRIBUTES) {
    const value = fields[field];
    if (value === undefined || isEmpty(value)) continue;
    if (UNSTORABLE.test(JSON.stringify(value))) {
      menu.findings.add(`${path}/${field}`, id, 'has characters that cannot be stored; left out');
    } else attributes[name] = value;
  }
  for (const [name, field] of FLAGS) {
    if (flag(fields[field]) === true) attributes[name] = true;
  }
  const spice = idText(asObject(fields.item_info)?.spice_level);
  if (spice !== undefined && spice !== 'not-applicable') attributes.spiceLevel = spice;
  return attributes as Attributes;
}

const readTags = (value: JsonValue | undefined): string[] =>
  [...new Set((listOf(value) ?? []).map((tag) => readText(tag, 100)).filter((tag) => typeof tag === 'string'))].slice(
    0,
    100,
  );

function readAllergens(fields: JsonObject): string[] {
  const entries = listOf(asObject(fields.nutrition)?.allergens) ?? [];
  const names = entries.map((entry) => idText(typeof entry === 'string' ? entry : asObject(entry)?.allergen));
  return [...new Set(names.filter((name) => name !== undefined && name.length <= 100 && isClean(name)))].slice(
    0,
    100,
  ) as string[];
}

/** What we know of a dish beside its name. A field the menu does not have is left out: it says nothing. */
export function readDetails(entry: Entry, menu: Menu): Omit<ItemFields, 'name' | 'sellable'> {
  const { fields, id, path } = entry;
  const details: { -readonly [Key in keyof ItemFields]?: ItemFields[Key] } = {
    baseUnit: 'piece',
    diet: readDiet(fields.item_attributeid, menu.diets),
    attributes: readAttributes(entry, menu),
  };
  if (fields.itemdescription !== undefined) {
    const description = readText(fields.itemdescription, 10_000);
    if (description === undefined) {
      menu.findings.add(`${path}/itemdescription`, id, 'too long or has hidden characters; left as it was');
    } else details.description = description ?? '';
  }
  if (fields.item_image_url !== undefined) {
    const url = readText(fields.item_image_url, 2_000);
    if (url === null) details.images = [];
    else if (url !== undefined && /^https?:\/\//i.test(url)) details.images = [url];
    else menu.findings.add(`${path}/item_image_url`, id, 'not an http(s) address; left as it was');
  }
  if (fields.item_tags !== undefined) details.tags = readTags(fields.item_tags);
  if (fields.nutrition !== undefined) details.allergens = readAllergens(fields);
  return details;
}
