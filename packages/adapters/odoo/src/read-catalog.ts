import { all, any, type Domain, is } from './domain.ts';
import { type Context, type Rows, searchRead, searchReadAll } from './json2.ts';
import { idOf, idsOf } from './odoo-values.ts';
import { pageBody } from './page-body.ts';
import type { ConnectionSettings } from './settings.ts';

/** Records on one page. */
export const MOST_PRODUCTS = 200;
const MOST_SMALL = 500;

/** What one call of a step gave. */
export interface PartPage {
  readonly bytes: Uint8Array;
  readonly isEmpty: boolean;
  /** Null: there are no more. */
  readonly next: number | null;
}

/** What of a part is wanted: after which record, and changed since when (undefined: all there is). */
export interface Wanted {
  readonly after: number;
  readonly since: string | undefined;
}

const nextOf = ({ rows, lastId }: Rows, most: number): number | null => (rows.length < most ? null : lastId);

/**
 * Pages go by id, under one fixed time. Going by (write_date, id) would lose rows: Odoo keeps microseconds and sorts by them, but tells and
 * compares whole seconds, and thousands of rows of one import share a second.
 */
const changedSince = ({ after, since }: Wanted): Domain =>
  all(is('id', '>', after), since === undefined ? [] : is('write_date', '>=', since));

export const categoryModel = ({ categories }: Pick<ConnectionSettings, 'categories'>) =>
  categories === 'product' ? 'product.category' : 'pos.category';

export async function readCategories(context: Context, wanted: Wanted): Promise<PartPage> {
  const ofProducts = context.settings.categories === 'product';
  const read = await searchRead(context, categoryModel(context.settings), {
    domain: changedSince(wanted),
    fields: ofProducts ? ['name', 'parent_id'] : ['name', 'parent_id', 'sequence'],
    limit: MOST_SMALL,
  });
  return {
    bytes: pageBody({ [ofProducts ? 'categories' : 'posCategories']: [read.bytes] }),
    isEmpty: read.rows.length === 0,
    next: nextOf(read, MOST_SMALL),
  };
}

const TAX_FIELDS = ['name', 'amount', 'amount_type', 'price_include', 'sequence', 'active', 'children_tax_ids'];

/** The parts of a group of taxes are in no sale by themselves: their type is "none". */
export async function readTaxes(context: Context, wanted: Wanted): Promise<PartPage> {
  const read = await searchRead(context, 'account.tax', {
    domain: all(changedSince(wanted), is('type_tax_use', 'in', ['sale', 'none'])),
    fields: TAX_FIELDS,
    limit: MOST_SMALL,
    archived: true,
  });
  return { bytes: pageBody({ taxes: [read.bytes] }), isEmpty: read.rows.length === 0, next: nextOf(read, MOST_SMALL) };
}

/** What is sold. Prices are those of the product itself, in the currency of its company. */
export const forSale = ({ onlyPointOfSale }: Pick<ConnectionSettings, 'onlyPointOfSale'>): Domain =>
  all(is('active', '=', true), is('sale_ok', '=', true), onlyPointOfSale ? is('available_in_pos', '=', true) : []);

const productFields = ({ onlyPointOfSale, categories, hsn }: ConnectionSettings): string[] => [
  'name',
  'display_name',
  'product_tmpl_id',
  'product_variant_count',
  'default_code',
  'barcode',
  'description_sale',
  'active',
  'sale_ok',
  'lst_price',
  'currency_id',
  'uom_id',
  'taxes_id',
  'categ_id',
  'write_date',
  ...(onlyPointOfSale ? ['available_in_pos'] : []),
  ...(categories === 'point_of_sale' ? ['pos_categ_ids'] : []),
  ...(hsn ? ['l10n_in_hsn_code'] : []),
];

/** A group of taxes is its parts, so a page brings the taxes of its products, and the parts of those that are groups. */
async function taxesOf(context: Context, products: Rows): Promise<readonly Uint8Array[]> {
  const read = async (ids: readonly number[]): Promise<readonly Rows[]> =>
    ids.length === 0
      ? []
      : searchReadAll(
          context,
          'account.tax',
          {
            domain: is(
              'id',
              'in',
              [...ids].sort((a, b) => a - b),
            ),
            fields: TAX_FIELDS,
            archived: true,
          },
          MOST_SMALL,
        );
  const ids = new Set(products.rows.flatMap(({ taxes_id }) => idsOf(taxes_id) ?? []));
  const taxes = await read([...ids]);
  const rows = taxes.flatMap((page) => page.rows);
  const known = new Set(rows.map(({ id }) => idOf(id)));
  const parts = new Set(rows.flatMap(({ children_tax_ids }) => idsOf(children_tax_ids) ?? []));
  const children = await read([...parts].filter((id) => !known.has(id)));
  return [...taxes, ...children].map(({ bytes }) => bytes);
}

/**
 * Whole: what is sold. Since a time: what changed, sold or not, so that it can be told to be gone. A product is as new as its template:
 * Odoo sees to that, and the template is asked for as well where a database lags behind.
 */
export async function readProducts(context: Context, { after, since }: Wanted): Promise<PartPage> {
  const { settings } = context;
  const changed = (time: string) => any(is('write_date', '>=', time), is('product_tmpl_id.write_date', '>=', time));
  const read = await searchRead(context, 'product.product', {
    domain: all(is('id', '>', after), since === undefined ? forSale(settings) : changed(since)),
    fields: productFields(settings),
    limit: MOST_PRODUCTS,
    archived: since !== undefined,
    // the name without the internal reference in brackets
    context: { display_default_code: false },
  });
  return {
    bytes: pageBody({ taxes: await taxesOf(context, read), products: [read.bytes] }),
    isEmpty: read.rows.length === 0,
    next: nextOf(read, MOST_PRODUCTS),
  };
}
