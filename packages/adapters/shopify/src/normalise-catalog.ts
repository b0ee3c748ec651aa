import { AdapterError, type Given, type JsonObject, type Normalised, peekJson } from '@kirana/adapter';
import { variantKey } from './external-ids.ts';
import { Findings } from './findings.ts';
import { asObject, gidKind, idText, listOf } from './lenient-values.ts';
import { readProduct } from './normalise-product.ts';
import { productChange, readProductFacts } from './product-changes.ts';
import { GRAPHQL } from './product-fields.ts';
import { readLines, readObject } from './read-body.ts';
import { variantChange } from './variant-changes.ts';

/** An answer to the query for changed products, or for more variants of one. */
function normalisePage(body: Uint8Array, given: Given<unknown>): Normalised {
  const data = asObject(readObject(body).data);
  const one = asObject(data?.product);
  const nodes = asObject(data?.products)?.nodes;
  if (one === undefined && nodes === undefined) {
    // a product that was deleted while its variants were fetched
    if (data?.product === null) return { changes: [], problems: [], snapshotOf: [] };
    throw new AdapterError('schema', 'no page of products', { path: '/data' });
  }
  const findings = new Findings();
  const read = (fields: JsonObject, path: string): void =>
    readProduct(fields, { path, variants: `${path}/variants/nodes` }, asObject(fields.variants)?.nodes, {
      dialect: GRAPHQL,
      given,
      findings,
    });
  if (one !== undefined) read(one, '/data/product');
  listOf(nodes).forEach((node, index) => {
    const fields = asObject(node);
    const path = `/data/products/nodes/${index}`;
    if (fields === undefined) findings.problem(path, null, 'a product that is no object');
    else read(fields, path);
  });
  return { changes: findings.changes, problems: findings.problems, snapshotOf: [] };
}

function readVariantLine(fields: JsonObject, path: string, given: Given<unknown>, findings: Findings): void {
  // Each line stands for itself: the variant brings what it needs of its product, whose own line may be in another page.
  const aside = new Findings();
  const product = readProductFacts(asObject(fields.product) ?? {}, GRAPHQL, `${path}/product`, aside);
  if (product === undefined) {
    const id = idText(fields.id);
    findings.problem(path, id === undefined ? null : variantKey(id), 'its product cannot be read');
    return;
  }
  for (const change of aside.changes) {
    if (change.kind === 'category.upserted') findings.category(change.externalId, change.name, change.path);
  }
  const change = variantChange(fields, product, path, { dialect: GRAPHQL, given, findings });
  if (change !== undefined) findings.changes.push(change);
}

/** Lines of the result of a bulk operation: products and variants, each by itself. Lines of other things are left. */
function normaliseLines(body: Uint8Array, given: Given<unknown>): Normalised {
  const findings = new Findings();
  for (const { value, path } of readLines(body)) {
    const fields = asObject(value);
    const kind = gidKind(fields?.id);
    if (fields === undefined || kind === undefined) {
      findings.problem(path, null, 'a line that is neither product nor variant');
    } else if (kind === 'ProductVariant') readVariantLine(fields, path, given, findings);
    else if (kind === 'Product') {
      const product = readProductFacts(fields, GRAPHQL, path, findings);
      if (product !== undefined) findings.changes.push(productChange(product, GRAPHQL, path, findings));
    }
  }
  return { changes: findings.changes, problems: findings.problems, snapshotOf: [] };
}

/** A page of the catalog, in either form. */
export const normaliseCatalog = (body: Uint8Array, given: Given<unknown>): Normalised =>
  peekJson(body, '/data') === undefined ? normaliseLines(body, given) : normalisePage(body, given);
