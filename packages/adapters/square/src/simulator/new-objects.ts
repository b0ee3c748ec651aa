import { dataName, type SquareData, type SquareObject } from './square-object.ts';

export const CURRENCY = 'INR';

/** When the shop was set up. Everything in it is at this version until it changes. */
export const START_MS = Date.parse('2026-11-20T08:00:00.000Z');

export const object = (type: string, id: string, data: SquareData, fields: SquareData = {}): SquareObject => ({
  type,
  id,
  updated_at: new Date(START_MS).toISOString(),
  version: START_MS,
  is_deleted: false,
  present_at_all_locations: true,
  ...fields,
  [dataName(type)]: data,
});

export const rupees = (amount: number): SquareData => ({ amount, currency: CURRENCY });

/** A variation at a fixed price, tracked unless it says otherwise. */
export const variation = (
  item: string,
  id: string,
  name: string,
  amount: number,
  data: SquareData = {},
): SquareObject =>
  object('ITEM_VARIATION', id, {
    item_id: item,
    name,
    ordinal: 1,
    pricing_type: 'FIXED_PRICING',
    price_money: rupees(amount),
    track_inventory: true,
    ...data,
  });

export const item = (
  id: string,
  name: string,
  variations: readonly SquareObject[],
  data: SquareData = {},
  fields: SquareData = {},
): SquareObject =>
  object(
    'ITEM',
    id,
    { name, product_type: 'REGULAR', is_taxable: true, tax_ids: ['TXGST5'], ...data, variations },
    fields,
  );
