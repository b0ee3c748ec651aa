import { AdapterError, type Given, isJsonArray, type JsonObject, type Normalised } from '@kirana/adapter';
import { productKey, variantKey } from './external-ids.ts';
import { Findings } from './findings.ts';
import { asObject, idText, listOf } from './lenient-values.ts';
import { productChange, readProductFacts } from './product-changes.ts';
import { type ProductFields, REST } from './product-fields.ts';
import { readObject } from './read-body.ts';
import { variantChange } from './variant-changes.ts';

interface ProductReading {
  readonly dialect: ProductFields;
  readonly given: Pick<Given<unknown>, 'currency'>;
  readonly findings: Findings;
}

/** A product, then its variants. */
export function readProduct(
  fields: JsonObject,
  at: { readonly path: string; readonly variants: string },
  variants: JsonObject[string] | undefined,
  reading: ProductReading,
): void {
  const { dialect, findings } = reading;
  const entries = listOf(variants).map((value, index) => ({
    fields: asObject(value),
    path: `${at.variants}/${index}`,
  }));
  const product = readProductFacts(fields, dialect, at.path, findings);
  if (product !== undefined) findings.changes.push(productChange(product, dialect, at.path, findings));
  for (const entry of entries) {
    const id = idText(entry.fields?.id);
    if (entry.fields === undefined) findings.problem(entry.path, null, 'a variant that is no object');
    else if (product === undefined) {
      findings.problem(entry.path, id === undefined ? null : variantKey(id), 'its product cannot be read');
    } else {
      const change = variantChange(entry.fields, product, entry.path, reading);
      if (change !== undefined) findings.changes.push(change);
    }
  }
}

/** Of a product with very many variants a webhook carries some, and the ids of all. */
const hasMoreVariants = ({ variants, variant_gids: gids }: JsonObject): boolean =>
  isJsonArray(gids) && gids.length > listOf(variants).length;

/** A whole product as a webhook has it. What is left out of its variants is unknown: some may be gone, which only a whole pull finds. */
export function normaliseProduct(body: Uint8Array, given: Given<unknown>): Normalised {
  const fields = readObject(body);
  if (idText(fields.id) === undefined) throw new AdapterError('schema', 'no product: it has no id', { path: '/id' });
  const findings = new Findings();
  readProduct(fields, { path: '', variants: '/variants' }, fields.variants, { dialect: REST, given, findings });
  if (hasMoreVariants(fields)) findings.changes.push({ kind: 'refetch', path: '/variant_gids', scope: 'catalog' });
  return { changes: findings.changes, problems: findings.problems, snapshotOf: [] };
}

/**
 * Only the product's id is said, and its variants have ids of their own. Taking the product off sale takes them off sale too; a removed product
 * would leave them standing alone, for sale. The whole pull then removes them all.
 */
export function normaliseProductRemoved(body: Uint8Array): Normalised {
  const id = idText(readObject(body).id);
  if (id === undefined) throw new AdapterError('schema', 'no product: it has no id', { path: '/id' });
  return {
    changes: [
      { kind: 'item.switched', path: '/id', entity: 'item', externalId: productKey(id), on: false, until: null },
      { kind: 'refetch', path: '/id', scope: 'catalog.whole' },
    ],
    problems: [],
    snapshotOf: [],
  };
}
