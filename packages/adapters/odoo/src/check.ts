import { AdapterError, type CheckResult, parseJson } from '@kirana/adapter';
import { type Context, callOdoo } from './json2.ts';
import { stockPlaces } from './places.ts';
import { forSale } from './read-catalog.ts';

const OUTAGES: readonly string[] = ['transient', 'rate_limited'];

async function look(context: Context): Promise<string> {
  const counted = await callOdoo(context, 'product.product', 'search_count', { domain: forSale(context.settings) });
  const count = parseJson(counted.bytes);
  if (typeof count !== 'number') {
    throw new AdapterError('schema', 'Odoo counted its products with something that is no number');
  }
  for (const location of context.locations) await stockPlaces(context, location);
  await callOdoo(context, 'stock.quant', 'search_count', { domain: [] });
  return `Odoo answered: ${count} products are for sale.`;
}

/** Is the key good, may its user see products and stock, and is every place of the settings there? */
export async function check(context: Context): Promise<CheckResult> {
  try {
    return { ok: true, detail: await look(context) };
  } catch (error) {
    if (!(error instanceof AdapterError) || OUTAGES.includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
