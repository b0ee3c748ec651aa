import type { HookRequest } from '@kirana/adapter';
import {
  openSimulatorServer,
  type ProviderSimulator,
  type Simulator,
  type SimulatorOptions,
} from '@kirana/adapter/simulator';
import type { StockEffect } from './count-stock.ts';
import { DEMO_ACCOUNT, DEMO_PLACES, demoShop } from './demo-shop.ts';
import { json2Answer } from './json2-answers.ts';
import type { OdooRows } from './odoo-rows.ts';
import { triggers } from './triggers.ts';
import { type Poke, pokeMessage } from './webhook.ts';

export const DEMO_SECRETS = { hookSecret: 'demo-hook-secret', apiKey: 'demo-api-key' } as const;

/** Products of a shop nobody chose the size of: more than two pages. */
const DEMO_SIZE = 450;

/** An Odoo on this machine, and people who work with it. */
export interface OdooSimulator extends ProviderSimulator {
  readonly rows: OdooRows;
  readonly effects: readonly StockEffect[];
  /** Models the user of the key may not see. */
  readonly denied: Set<string>;
  /** What happens in Odoo just before counts are applied: one for each time. */
  readonly meanwhile: (() => void)[];
  /** Webhooks sent so far, unsigned. Odoo sends each once and never again: use `disorder` for a bad day. */
  readonly sent: readonly HookRequest[];
  /** Changes the quantity of a product at a location, as a sale or a receipt does. */
  move(product: number, location: number, difference: number): void;
  setPrice(template: number, price: number): void;
  archive(product: number): void;
  /** Deletes for good; quants that are empty Odoo deletes by itself. */
  remove(model: 'product.product' | 'stock.quant', id: number): void;
}

function people(rows: OdooRows, sent: HookRequest[]): Pick<OdooSimulator, 'move' | 'setPrice' | 'archive' | 'remove'> {
  const tell = (poke: Poke) => sent.push(pokeMessage(poke));
  return {
    move(product, location, difference) {
      const found = [...rows.table('stock.quant').values()].find(
        (row) => row.product_id === product && row.location_id === location,
      );
      const quantity = Number(found?.quantity ?? 0) + difference;
      const quant =
        found === undefined
          ? rows.insert('stock.quant', { product_id: product, location_id: location, quantity, reserved_quantity: 0 })
          : rows.write('stock.quant', found.id, { quantity });
      tell({ model: 'stock.quant', id: quant.id, fields: { product_id: product, location_id: location, quantity } });
    },
    setPrice(template, price) {
      rows.write('product.template', template, { list_price: price });
      tell({ model: 'product.template', id: template, fields: { list_price: price } });
    },
    archive(product) {
      rows.write('product.product', product, { active: false });
      tell({ model: 'product.product', id: product, fields: { active: false } });
    },
    remove(model, id) {
      rows.table(model).delete(id);
      tell({ model, id, removed: true });
    },
  };
}

export async function startOdoo({
  seed = 1,
  port = 0,
  size = DEMO_SIZE,
}: SimulatorOptions = {}): Promise<OdooSimulator> {
  const rows = demoShop(size, seed);
  const effects: StockEffect[] = [];
  const denied = new Set<string>();
  const meanwhile: (() => void)[] = [];
  const sent: HookRequest[] = [];
  const options = { rows, effects, denied, meanwhile, apiKey: DEMO_SECRETS.apiKey, database: DEMO_ACCOUNT };
  const server = await openSimulatorServer((call) => json2Answer(call, options), { port });
  return {
    ...server,
    ...people(rows, sent),
    rows,
    effects,
    denied,
    meanwhile,
    sent,
    installation: {
      account: DEMO_ACCOUNT,
      locations: ['kolkata', 'PN'],
      sourceSettings: {},
      connectionSettings: {
        url: server.baseUrl,
        database: DEMO_ACCOUNT,
        places: { kolkata: ['WH', DEMO_PLACES.cold] },
      },
      secrets: DEMO_SECRETS,
    },
  };
}

export const simulator: Omit<Simulator, 'start'> & { readonly start: typeof startOdoo } = {
  start: startOdoo,
  triggers,
  accountParameter: 'account',
};
