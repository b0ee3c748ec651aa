import { type AdapterContext, AdapterError, type CheckResult, isJsonArray, peekJson } from '@kirana/adapter';
import { fetchMenu } from './fetch-menu.ts';
import type { ConnectionSettings } from './settings.ts';

const OUTAGES: readonly string[] = ['transient', 'rate_limited'];

/** Fetches the menu once: PetPooja has no lighter call that proves all three keys and the restaurant code. */
export async function check(context: AdapterContext<ConnectionSettings>): Promise<CheckResult> {
  const restaurant = context.locations[0] ?? context.account;
  try {
    const items = peekJson(await fetchMenu(context, restaurant), '/items');
    return {
      ok: true,
      detail: `PetPooja answered with ${isJsonArray(items) ? items.length : 'no'} items for ${restaurant}.`,
    };
  } catch (error) {
    if (!(error instanceof AdapterError) || OUTAGES.includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
