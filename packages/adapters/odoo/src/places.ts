import { AdapterError } from '@kirana/adapter';
import { is } from './domain.ts';
import { type Context, searchRead } from './json2.ts';
import { idOf, reference } from './odoo-values.ts';
import type { Place } from './settings.ts';

const NUMBER = /^[1-9]\d{0,9}$/;

/** A stock location of Odoo's; `usage` is "internal" where goods can lie. */
export interface StockPlace {
  readonly id: number;
  readonly usage: string;
}

function placesOf(context: Context, location: string): readonly Place[] {
  const { places } = context.settings;
  const listed = Object.hasOwn(places, location) ? places[location] : undefined;
  return listed ?? [NUMBER.test(location) ? Number(location) : location];
}

/** The stock location of each warehouse code: where its goods lie, without its input, quality and output zones. */
async function locationsOfCodes(context: Context, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (codes.length === 0) return new Map();
  const { rows } = await searchRead(context, 'stock.warehouse', {
    domain: is('code', 'in', codes),
    fields: ['code', 'lot_stock_id'],
  });
  return new Map(
    rows.flatMap(({ code, lot_stock_id }) => {
      const id = reference(lot_stock_id)?.id;
      return typeof code === 'string' && id !== undefined ? [[code, id] as const] : [];
    }),
  );
}

/**
 * Where the stock of a location is kept. All of it is checked to be there: a misspelt place would count as empty.
 * @throws AdapterError('config') for a place Odoo does not know
 */
export async function stockPlaces(context: Context, location: string): Promise<readonly StockPlace[]> {
  const wanted = placesOf(context, location);
  const codes = await locationsOfCodes(
    context,
    wanted.filter((place) => typeof place === 'string'),
  );
  const ids = wanted.map((place) => {
    const id = typeof place === 'number' ? place : codes.get(place);
    if (id === undefined) throw new AdapterError('config', `Odoo has no warehouse with the code "${place}"`);
    return id;
  });
  const { rows } = await searchRead(context, 'stock.location', {
    domain: is('id', 'in', [...new Set(ids)]),
    fields: ['usage'],
    archived: true,
  });
  const usages = new Map(rows.map(({ id, usage }) => [idOf(id), String(usage)]));
  return [...new Set(ids)].map((id) => {
    const usage = usages.get(id);
    if (usage === undefined) throw new AdapterError('config', `Odoo has no stock location ${id}`);
    return { id, usage };
  });
}
