import type { JsonObject } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { findPrice } from './item-price.ts';

const terms = { priceList: 'Standard Selling', currency: 'INR', stockUom: 'Nos', today: '2026-11-22' };
const price = (rate: string, more: JsonObject = {}): JsonObject => ({
  name: `p-${rate}`,
  price_list: 'Standard Selling',
  selling: 1,
  uom: 'Nos',
  currency: 'INR',
  price_list_rate: rate,
  valid_from: '2026-11-01',
  valid_upto: null,
  ...more,
});
const sold = (minor: number) => ({ kind: 'price', minor });
const none = { kind: 'none', otherUnits: [] };

describe('the price of an item', () => {
  test.each<[string, readonly JsonObject[], unknown]>([
    ['is exact', [price('499.10')], sold(49_910)],
    ['is the one that began last', [price('10.0'), price('9.0', { valid_from: '2026-11-20' })], sold(900)],
    ['holds on its last day', [price('10.0', { valid_upto: '2026-11-22' })], sold(1_000)],
    ['has ended', [price('10.0', { valid_upto: '2026-11-21' })], none],
    ['has not begun', [price('10.0', { valid_from: '2026-11-23' })], none],
    ['without a beginning always held', [price('10.0', { valid_from: null })], sold(1_000)],
    ['of its unit comes before one of any', [price('10.0', { uom: null }), price('9.0')], sold(900)],
    ['of any unit counts', [price('10.0', { uom: '' })], sold(1_000)],
    ['of another unit does not', [price('99.0', { uom: 'Box' })], { kind: 'none', otherUnits: ['Box'] }],
    ['of another list does not', [price('10.0', { price_list: 'Wholesale' })], none],
    ['for buying does not', [price('10.0', { selling: 0 })], none],
    ['of one customer does not', [price('10.0', { customer: 'Corner Cafe' })], none],
    ['of one batch does not', [price('10.0', { batch_no: 'B-1' })], none],
    ['can be nothing', [price('0.0')], sold(0)],
    [
      'with too many digits cannot be used',
      [price('12.345')],
      { kind: 'unusable', why: 'price_list_rate is no amount of INR' },
    ],
    [
      'in another currency cannot be used',
      [price('1.0', { currency: 'USD' })],
      { kind: 'unusable', why: 'the price is in USD, the store in INR' },
    ],
  ])('%s', (_name, prices, expected) => {
    expect(findPrice(prices, terms)).toEqual(expected);
    expect(findPrice([...prices].reverse(), terms)).toEqual(expected);
  });
});
