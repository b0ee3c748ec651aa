import { AdapterError, type CheckResult } from '@kirana/adapter';
import { ask, type Context } from './call-square.ts';
import { asObject, idText, listOf } from './field-values.ts';

const OUTAGES: readonly string[] = ['transient', 'rate_limited'];

/** Asks for the seller's locations: proves the token, whose it is, and that the linked locations are there. */
export async function check(context: Context): Promise<CheckResult> {
  try {
    const { body } = await ask(context, 'locations');
    const locations = listOf(body.locations).map(asObject);
    const merchant = locations.map((location) => idText(location?.merchant_id)).find((id) => id !== undefined);
    if (merchant !== undefined && merchant !== context.account) {
      return { ok: false, detail: `The token belongs to merchant ${merchant}, the connection to ${context.account}.` };
    }
    const active = locations.filter((location) => location?.status !== 'INACTIVE').map((location) => location?.id);
    const missing = context.locations.filter((location) => !active.includes(location));
    if (missing.length > 0) {
      return { ok: false, detail: `The merchant has no active location ${missing.join(', ').slice(0, 500)}.` };
    }
    return { ok: true, detail: `Square answered for ${context.account} with ${active.length} active locations.` };
  } catch (error) {
    if (!(error instanceof AdapterError) || OUTAGES.includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
