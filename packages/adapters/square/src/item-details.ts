import type { ChangeOf, Diet, JsonValue } from '@kirana/adapter';
import type { CatalogObject } from './catalog-object.ts';
import type { CatalogPage } from './catalog-page.ts';
import { asObject, idList, idText, listOf, readText } from './field-values.ts';
import { readImages } from './images.ts';
import { unitName } from './measurement-units.ts';

type ItemFields = ChangeOf<'item.upserted'>['item'];
type Details = { -readonly [Key in keyof ItemFields]?: ItemFields[Key] };

/** Names of a list of standard and own entries: VEGAN, "Jain". */
function namesIn(value: JsonValue | undefined): { standard: string[]; own: string[] } {
  const entries = listOf(value).map(asObject);
  const own = entries.map((entry) => readText(entry?.custom_name, 100)).filter((name) => typeof name === 'string');
  const standard = idList(entries.map((entry) => entry?.standard_name ?? null)).filter((name) => name.length <= 100);
  return { standard: standard.slice(0, 100), own };
}

/** Vegan says more than vegetarian. Without either nothing is known: Square has no word for what is not. */
const dietOf = (preferences: readonly string[]): Diet =>
  preferences.includes('VEGAN') ? 'vegan' : preferences.includes('VEGETARIAN') ? 'veg' : 'unknown';

const words = (constant: string): string => constant.toLowerCase().replaceAll('_', ' ');

/** Plain text; HTML only where there is nothing else, without its tags. */
function readDescription({ data }: CatalogObject): string | null | undefined {
  for (const value of [data.description_plaintext, data.description]) {
    const text = readText(value, 10_000);
    if (text !== null) return text;
  }
  const { description_html: html } = data;
  return readText(typeof html === 'string' ? html.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ') : html, 10_000);
}

/** What an item says of itself and of each of its variations. */
export function readItemDetails(item: CatalogObject, page: CatalogPage): Details {
  const { data, dataPath, id } = item;
  const food = asObject(data.food_and_beverage_details) ?? {};
  const preferences = namesIn(food.dietary_preferences);
  const ingredients = namesIn(food.ingredients);
  const attributes: Record<string, JsonValue> = {};
  const productType = idText(data.product_type);
  if (productType !== undefined && productType !== 'REGULAR') attributes.productType = productType;
  if (data.is_alcoholic === true) attributes.alcoholic = true;
  if (typeof food.calorie_count === 'number') attributes.calories = food.calorie_count;
  if (ingredients.own.length > 0) attributes.ingredients = ingredients.own;
  const kitchenName = readText(data.kitchen_name, 500);
  if (typeof kitchenName === 'string') attributes.kitchenName = kitchenName;
  const categories = idList(listOf(data.categories).map((entry) => asObject(entry)?.id ?? null));
  if (categories.length > 1) attributes.categoryIds = categories;
  const details: Details = {
    diet: dietOf(preferences.standard),
    allergens: ingredients.standard.map(words),
    tags: [...preferences.standard.map(words), ...preferences.own].slice(0, 100),
    attributes: attributes as NonNullable<ItemFields['attributes']>,
  };
  const description = readDescription(item);
  if (description === undefined) {
    page.problems.add(`${dataPath}/description`, id, 'too long or has hidden characters; left as it was');
  } else details.description = description ?? '';
  const images = readImages(item, page);
  if (images !== undefined) details.images = images;
  return details;
}

/** What a variation says of itself, over what its item says. */
export function readVariationDetails(variation: CatalogObject, ofItem: Details, page: CatalogPage): Details {
  const { data, dataPath, id } = variation;
  const attributes: Record<string, unknown> = { ...ofItem.attributes };
  const sku = readText(data.sku, 255);
  if (typeof sku === 'string') attributes.sku = sku;
  const unit =
    page.units?.get(idText(data.measurement_unit_id) ?? '') ?? page.known.get(idText(data.measurement_unit_id) ?? '');
  const measuredIn = unit?.type === 'MEASUREMENT_UNIT' ? unitName(unit) : undefined;
  if (measuredIn !== undefined) attributes.measurementUnit = measuredIn;
  const { diet, allergens, tags, images: ofParent } = ofItem;
  const details: Details = { attributes: attributes as NonNullable<ItemFields['attributes']> };
  if (diet !== undefined) details.diet = diet;
  if (allergens !== undefined) details.allergens = allergens;
  if (tags !== undefined) details.tags = tags;
  const own = readImages(variation, page);
  const images = own?.length === 0 ? ofParent : own;
  if (images !== undefined) details.images = images;
  const upc = readText(data.upc, 64);
  if (upc === undefined) page.problems.add(`${dataPath}/upc`, id, 'cannot be read; left as it was');
  else details.barcodes = upc === null ? [] : [{ code: upc, unit: null }];
  return details;
}
