import type { SimulatedAnswer, SimulatedCall } from '@kirana/adapter/simulator';
import { applyCounts, clearCounts, type StockEffect, writeDownCounts } from './count-stock.ts';
import { OdooError } from './odoo-error.ts';
import { modelExists, type Reading } from './odoo-fields.ts';
import type { OdooRows } from './odoo-rows.ts';
import { found, searchRead } from './search.ts';

type Args = Readonly<Record<string, unknown>>;

export interface Json2Options {
  readonly rows: OdooRows;
  readonly apiKey: string;
  readonly database: string;
  /** Models the user of the key may not see. */
  readonly denied: ReadonlySet<string>;
  readonly effects: StockEffect[];
  /** Called between the writing down of counts and their application, once each: where other people move goods. */
  readonly meanwhile: (() => void)[];
}

const PATH = /^\/json\/2\/([^/]+)\/([^/]+)$/;
const http = (status: number, name: string, message: string) =>
  new OdooError(status, `werkzeug.exceptions.${name}`, message);

function callOf(call: SimulatedCall, { apiKey, database, denied }: Json2Options) {
  const [, model, method] = PATH.exec(call.path) ?? [];
  if (model === undefined || method === undefined)
    throw http(404, 'NotFound', 'Did you mean POST /json/2/<model>/<method>?');
  if (call.method !== 'POST') throw http(405, 'MethodNotAllowed', 'The method is not allowed for the requested URL.');
  const asked = call.headers['x-odoo-database'];
  if (asked !== undefined && asked !== database) throw http(404, 'NotFound', 'No database is selected.');
  if (call.headers.authorization?.replace(/^bearer /i, '') !== apiKey)
    throw http(401, 'Unauthorized', 'Invalid apikey');
  let args: Args;
  try {
    args = JSON.parse(call.body) as Args;
  } catch {
    throw http(400, 'BadRequest', 'could not parse the body as json');
  }
  if (!modelExists(model) && model !== 'res.users') throw http(404, 'NotFound', `the model '${model}' does not exist`);
  if (denied.has(model)) {
    throw new OdooError(403, 'odoo.exceptions.AccessError', `You are not allowed to access '${model}' records.`);
  }
  return { model, method, args };
}

function resultOf(model: string, method: string, args: Args, reading: Reading, options: Json2Options): unknown {
  switch (`${model === 'stock.quant' ? model : '*'}.${method}`) {
    case 'stock.quant.create':
      return writeDownCounts(args, reading);
    case 'stock.quant.action_apply_inventory':
      options.meanwhile.shift()?.();
      return applyCounts(args, reading, options.effects);
    case 'stock.quant.action_clear_inventory_quantity':
      return clearCounts(args, reading);
  }
  switch (method) {
    case 'search_read':
      return searchRead(model, args, reading);
    case 'search_count':
      return found(model, args, reading).length;
    case 'context_get':
      return { lang: 'en_US', tz: 'Asia/Kolkata', uid: 7 };
    default:
      throw http(404, 'NotFound', `The method '${model}.${method}' does not exist`);
  }
}

/** What JSON-2 answers. */
export function json2Answer(call: SimulatedCall, options: Json2Options): SimulatedAnswer {
  try {
    const { model, method, args } = callOf(call, options);
    const reading: Reading = { rows: options.rows, context: (args.context ?? {}) as Args };
    return { status: 200, body: JSON.stringify(resultOf(model, method, args, reading, options)) };
  } catch (error) {
    if (error instanceof OdooError) return error.answer;
    throw error;
  }
}
