import type { JsonObject, JsonValue } from '@kirana/adapter';
import { asObject, idText, listOf } from './lenient-values.ts';

/**
 * Where the two shapes of a product have what: webhooks are written as REST resources, pulls as GraphQL objects. Everything that is the same in
 * both is read by its own name. Undefined: the message does not say it.
 */
export interface ProductFields {
  readonly description: string;
  readonly productType: string;
  readonly updatedAt: string;
  readonly compareAtPrice: string;
  readonly inventoryPolicy: string;
  readonly tags: (product: JsonObject) => readonly string[] | undefined;
  /** Null: it has none. */
  readonly image: (product: JsonObject) => JsonValue | undefined;
  readonly inventoryItemId: (variant: JsonObject) => string | undefined;
  readonly tracked: (variant: JsonObject) => boolean | undefined;
  readonly options: (variant: JsonObject, product: JsonObject) => Readonly<Record<string, string>> | undefined;
}

const texts = (values: readonly JsonValue[]): string[] => values.filter((value) => typeof value === 'string');

/** The first, second and third option of a variant, under the names that the product gives them. */
function restOptions(variant: JsonObject, product: JsonObject): Record<string, string> | undefined {
  if (product.options === undefined) return undefined;
  const named = listOf(product.options).map((option) => asObject(option)?.name);
  const pairs = named.map((name, index): [JsonValue | undefined, JsonValue | undefined] => [
    name,
    variant[`option${index + 1}`],
  ]);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string'),
  );
}

export const REST: ProductFields = {
  description: 'body_html',
  productType: 'product_type',
  updatedAt: 'updated_at',
  compareAtPrice: 'compare_at_price',
  inventoryPolicy: 'inventory_policy',
  tags: ({ tags }) => (typeof tags === 'string' ? tags.split(',') : undefined),
  image: ({ image }) => (image === undefined || image === null ? image : asObject(image)?.src),
  inventoryItemId: (variant) => idText(variant.inventory_item_id),
  // Older versions of the API have it, and null then is what nobody counts; newer ones leave it out.
  tracked: (variant) =>
    variant.inventory_management === undefined ? undefined : variant.inventory_management !== null,
  options: restOptions,
};

function graphqlImage({ featuredMedia }: JsonObject): JsonValue | undefined {
  if (featuredMedia === undefined || featuredMedia === null) return featuredMedia;
  return asObject(asObject(asObject(featuredMedia)?.preview)?.image)?.url ?? null;
}

function graphqlOptions(variant: JsonObject): Record<string, string> | undefined {
  if (variant.selectedOptions === undefined) return undefined;
  const pairs = listOf(variant.selectedOptions).map((option) => [asObject(option)?.name, asObject(option)?.value]);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string'),
  );
}

export const GRAPHQL: ProductFields = {
  description: 'descriptionHtml',
  productType: 'productType',
  updatedAt: 'updatedAt',
  compareAtPrice: 'compareAtPrice',
  inventoryPolicy: 'inventoryPolicy',
  tags: ({ tags }) => (tags === undefined ? undefined : texts(listOf(tags))),
  image: graphqlImage,
  inventoryItemId: (variant) => idText(asObject(variant.inventoryItem)?.id),
  tracked: (variant) => {
    const tracked = asObject(variant.inventoryItem)?.tracked;
    return typeof tracked === 'boolean' ? tracked : undefined;
  },
  options: graphqlOptions,
};
