import { AdapterError, type CheckResult } from '@kirana/adapter';
import { type Context, callSite, judge, parseAnswer } from './frappe-call.ts';
import { allRows, inPieces } from './frappe-list.ts';
import { warehousesOf } from './settings.ts';

const OUTAGES: readonly string[] = ['transient', 'rate_limited'];

async function userName(context: Context): Promise<string> {
  const what = 'the question who is logged in';
  const answer = await callSite(context, { path: '/api/method/frappe.auth.get_logged_user' });
  judge(context, answer, what);
  const { message } = parseAnswer(answer, what);
  if (typeof message !== 'string') throw new AdapterError('schema', `the site answered ${what} without a name`);
  return message;
}

/** Warehouses of our locations that have no stock of their own: unknown ones, and groups, whose stock is that of their leaves. */
async function unusableWarehouses(context: Context): Promise<string[]> {
  const names = [...new Set(context.locations.flatMap((location) => warehousesOf(context.settings, location)))];
  const leaves = new Set<unknown>();
  for (const piece of inPieces(names)) {
    const of = { doctype: 'Warehouse', fields: ['name', 'modified', 'is_group'], limit: 100 };
    const { rows } = await allRows(context, { ...of, filters: [['name', 'in', piece]] });
    for (const { name, is_group } of rows) if (is_group !== 1) leaves.add(name);
  }
  return names.filter((name) => !leaves.has(name));
}

/** Who the key belongs to, and whether the warehouses are there. */
export async function checkSite(context: Context): Promise<CheckResult> {
  try {
    const user = await userName(context);
    const missing = await unusableWarehouses(context);
    if (missing.length > 0) {
      const names = missing.slice(0, 5).map((name) => `"${name}"`);
      return { ok: false, detail: `Not warehouses with stock of their own: ${names.join(', ')}. Name the leaves.` };
    }
    return { ok: true, detail: `The site knows the key as ${user}.` };
  } catch (error) {
    if (!(error instanceof AdapterError) || OUTAGES.includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
