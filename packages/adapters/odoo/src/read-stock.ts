import { AdapterError, type JsonObject } from '@kirana/adapter';
import { all, type Domain, is } from './domain.ts';
import { type Context, type Rows, searchRead, searchReadAll } from './json2.ts';
import { idOf, reference } from './odoo-values.ts';
import { pageBody } from './page-body.ts';
import { forSale, MOST_PRODUCTS, type PartPage, type Wanted } from './read-catalog.ts';

const MOST_QUANTS = 1_000;
const PRODUCT_FIELDS = ['uom_id', 'is_storable', 'tracking'];
const QUANT_FIELDS = ['product_id', 'location_id', 'quantity', 'reserved_quantity', 'lot_id', 'package_id', 'owner_id'];

/** Goods that lie at a place or below it, and not at those of suppliers, customers or losses. */
const quantsAt = (place: number): Domain =>
  all(is('location_id', 'child_of', [place]), is('location_id.usage', '=', 'internal'));

const idsIn = (rows: readonly JsonObject[]): number[] => rows.flatMap(({ id }) => idOf(id) ?? []);

/** Every quant of the products at the place: what is there is their sum, over lots, packages, owners and places below. */
export const readQuants = (context: Context, place: number, products: readonly number[]): Promise<readonly Rows[]> =>
  products.length === 0
    ? Promise.resolve([])
    : searchReadAll(
        context,
        'stock.quant',
        { domain: all(is('product_id', 'in', products), quantsAt(place)), fields: QUANT_FIELDS },
        MOST_QUANTS,
      );

export const readProductsById = (context: Context, domain: Domain, limit?: number): Promise<Rows> =>
  searchRead(context, 'product.product', { domain, fields: PRODUCT_FIELDS, ...(limit === undefined ? {} : { limit }) });

const countable = (context: Context): Domain => all(forSale(context.settings), is('is_storable', '=', true));

async function stockPage(context: Context, place: number, products: Rows, next: number | null): Promise<PartPage> {
  const quants = await readQuants(context, place, idsIn(products.rows));
  const bytes = pageBody({
    place: String(place),
    products: [products.bytes],
    quants: quants.map((rows) => rows.bytes),
  });
  return { bytes, isEmpty: products.rows.length === 0, next };
}

/** Every product that is counted, with what there is of it; one without quants has none. */
async function readWhole(context: Context, place: number, after: number): Promise<PartPage> {
  const products = await readProductsById(context, all(is('id', '>', after), countable(context)), MOST_PRODUCTS);
  return stockPage(context, place, products, products.rows.length < MOST_PRODUCTS ? null : products.lastId);
}

/** The products whose quants changed, each with all its quants: a changed one alone is no count. */
async function readChanged(context: Context, place: number, after: number, since: string): Promise<PartPage> {
  const changed = await searchRead(context, 'stock.quant', {
    domain: all(is('id', '>', after), is('write_date', '>=', since), quantsAt(place)),
    fields: ['product_id'],
    limit: MOST_PRODUCTS,
  });
  const ids = [...new Set(changed.rows.flatMap(({ product_id }) => reference(product_id)?.id ?? []))].sort(
    (a, b) => a - b,
  );
  const next = changed.rows.length < MOST_PRODUCTS ? null : changed.lastId;
  if (ids.length === 0) return { bytes: emptyPage(place), isEmpty: true, next };
  return stockPage(context, place, await readProductsById(context, all(is('id', 'in', ids), countable(context))), next);
}

const emptyPage = (place: number): Buffer => pageBody({ place: String(place), products: [], quants: [] });

/** @throws AdapterError */
export function readStock(context: Context, place: number | undefined, { after, since }: Wanted): Promise<PartPage> {
  if (place === undefined) throw new AdapterError('permanent', 'the cursor is of a place that is not there any more');
  return since === undefined ? readWhole(context, place, after) : readChanged(context, place, after, since);
}
