import { AdapterError, type CheckResult } from '@kirana/adapter';
import { askShop, type Context } from './graphql.ts';
import { asObject, listOf } from './lenient-values.ts';
import { SHOP_QUERY } from './queries.ts';

const OUTAGES: readonly string[] = ['transient', 'rate_limited'];
const NEEDED: readonly string[] = ['read_products', 'read_inventory', 'read_locations'];

const quoted = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : 'unknown');

/** Asks for the shop and for what the token may do. */
export async function check(context: Context): Promise<CheckResult> {
  try {
    const { data } = await askShop(context, 'the shop', SHOP_QUERY);
    const shop = asObject(data.shop);
    const scopes = listOf(asObject(data.currentAppInstallation)?.accessScopes).map((one) => asObject(one)?.handle);
    // who may write may read
    const missing = NEEDED.filter(
      (scope) => !scopes.includes(scope) && !scopes.includes(scope.replace('read_', 'write_')),
    );
    if (missing.length > 0) return { ok: false, detail: `The app lacks the scopes ${missing.join(', ')}.` };
    return {
      ok: true,
      detail: `Shopify answered for ${quoted(shop?.name)}; its prices are in ${quoted(shop?.currencyCode)}.`,
    };
  } catch (error) {
    if (!(error instanceof AdapterError) || OUTAGES.includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
