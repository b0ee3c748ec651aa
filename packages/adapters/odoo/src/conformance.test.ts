import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { type OdooSimulator, type Row, simulator } from './simulator/index.ts';

/** What the demo shop really has, counted from its tables and not by a search. */
function holds({ rows }: OdooSimulator): Record<string, string[]> {
  const template = (id: unknown) => rows.get('product.template', id);
  const sold = [...rows.table('product.product').values()].filter(
    (row) => row.active === true && template(row.product_tmpl_id)?.sale_ok === true,
  );
  const stored = sold.filter((row) => template(row.product_tmpl_id)?.is_storable === true);
  const siblings = (row: Row) => sold.filter((one) => one.product_tmpl_id === row.product_tmpl_id).length;
  const templates = sold.filter((row) => siblings(row) > 1).map((row) => `template:${row.product_tmpl_id}`);
  const taxes = [...rows.table('account.tax').values()].filter((row) => row.amount_type !== 'group');
  return {
    'item.upserted': [...new Set([...sold.map(({ id }) => String(id)), ...templates])],
    'stock.reported': stored.map(({ id }) => String(id)),
    'category.upserted': [...rows.table('product.category').keys()].map(String),
    'tax.upserted': taxes.map(({ id }) => String(id)),
  };
}

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
  size: 230,
  holds: (provider) => holds(provider as OdooSimulator),
  refusals: { 'stock.set': [{ status: 422, body: { name: 'odoo.exceptions.UserError', message: 'Not now.' } }] },
  scorecard: new URL('../scorecard.json', import.meta.url),
});
