import { type AdapterContext, AdapterError, type CheckResult } from '@kirana/adapter';
import { fetchList } from './fetch-list.ts';
import type { ConnectionSettings } from './settings.ts';

/** Bad credentials are an answer; an outage is thrown. */
export async function check(context: AdapterContext<ConnectionSettings>): Promise<CheckResult> {
  const shop = context.locations[0] ?? context.account;
  try {
    await fetchList(context, shop, 'catalog');
    return { ok: true, detail: `__TITLE__ gave the catalog of ${shop}.` };
  } catch (error) {
    if (error instanceof AdapterError && (error.kind === 'auth' || error.kind === 'config')) {
      return { ok: false, detail: error.message };
    }
    throw error;
  }
}
