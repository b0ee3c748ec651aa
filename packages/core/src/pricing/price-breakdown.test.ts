import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PriceBreakdown, priceBreakdown, type TaxTerms } from './price-breakdown.ts';
import { DEFAULT_ROUNDING, type OrderType } from './tax.ts';

const taxId = (index: number) => `tax_01k4f2m8r5e6s9v0a1b2c3d4e${index}`;
const tax = (index: number, percent: string, more: Partial<TaxTerms> = {}): TaxTerms => ({
  taxId: taxId(index),
  name: `Tax ${index}`,
  component: 'other',
  amount: { kind: 'rate', percent },
  inclusive: false,
  base: 'core',
  orderTypes: [],
  validFrom: null,
  rank: index,
  active: true,
  ...more,
});
const fixed = (index: number, amountMinor: number, more: Partial<TaxTerms> = {}) =>
  tax(index, '0', { amount: { kind: 'fixed', amountMinor }, ...more });
const inclusive = { inclusive: true };
const total = { base: 'total' as const };

const ask = (
  priceMinor: number,
  taxes: TaxTerms[],
  more: { taxInclusive?: boolean; quantity?: number; orderType?: OrderType } = {},
) => {
  const answer = priceBreakdown({
    priceMinor,
    taxes,
    taxInclusive: null,
    rounding: DEFAULT_ROUNDING,
    orderType: null,
    onDate: '2026-11-22',
    ...more,
  });
  return [answer.netMinor, answer.taxes.map((share) => share.amountMinor), answer.grossMinor];
};

test.each<[string, unknown[], unknown[]]>([
  ['no taxes', ask(24900, []), [24900, [], 24900]],
  ['GST on top, in halves', ask(24900, [tax(1, '2.5'), tax(2, '2.5')]), [24900, [623, 623], 26146]],
  [
    'GST inside, equal halves',
    ask(10000, [tax(1, '2.5', inclusive), tax(2, '2.5', inclusive)]),
    [9524, [238, 238], 10000],
  ],
  ['the price says inclusive', ask(11800, [tax(1, '18')], { taxInclusive: true }), [10000, [1800], 11800]],
  ['the price says exclusive', ask(10000, [tax(1, '18', inclusive)], { taxInclusive: false }), [10000, [1800], 11800]],
  ['rounded once per line', ask(33, [tax(1, '5')], { quantity: 3 }), [99, [5], 104]],
  ['a fixed tax is per unit', ask(1000, [fixed(1, 50)], { quantity: 3 }), [3000, [150], 3150]],
  ['a fixed tax inside', ask(1050, [fixed(1, 50, inclusive)], { quantity: 2 }), [2000, [100], 2100]],
  ['on the total, on top', ask(10000, [tax(1, '10'), tax(2, '10', total)]), [10000, [1000, 1100], 12100]],
  [
    'on the total, inside',
    ask(12100, [tax(1, '10', inclusive), tax(2, '10', { ...inclusive, ...total })]),
    [10000, [1000, 1100], 12100],
  ],
  ['core comes first whatever its rank', ask(10000, [tax(1, '10', total), tax(2, '10')]), [10000, [1000, 1100], 12100]],
  ['two on the total, by rank', ask(10000, [tax(2, '10', total), tax(1, '20', total)]), [10000, [2000, 1200], 13200]],
  ['one inside and one on top', ask(11800, [tax(1, '18', inclusive), tax(2, '1')]), [10000, [1800, 100], 11900]],
  [
    'on top, on the total with what is inside',
    ask(11800, [tax(1, '18', inclusive), tax(2, '10', total)]),
    [10000, [1800, 1180], 12980],
  ],
  [
    'a fixed tax above an inclusive price',
    ask(30, [fixed(1, 50, inclusive), tax(2, '10', inclusive)]),
    [0, [30, 0], 30],
  ],
  ['a price of zero', ask(0, [tax(1, '5', inclusive), tax(2, '5')]), [0, [0, 0], 0]],
  ['not active', ask(100, [tax(1, '5', { active: false })]), [100, [], 100]],
  ['valid from that day', ask(100, [tax(1, '5', { validFrom: '2026-11-22' })]), [100, [5], 105]],
  ['valid from the next', ask(100, [tax(1, '5', { validFrom: '2026-11-23' })]), [100, [], 100]],
  [
    'for this order type',
    ask(100, [tax(1, '5', { orderTypes: ['dine_in'] })], { orderType: 'dine_in' }),
    [100, [5], 105],
  ],
  [
    'for another order type',
    ask(100, [tax(1, '5', { orderTypes: ['dine_in'] })], { orderType: 'pickup' }),
    [100, [], 100],
  ],
  ['order type unknown', ask(100, [tax(1, '5', { orderTypes: ['dine_in'] })]), [100, [], 100]],
])('%s', (_name, got, want) => {
  expect(got).toEqual(want);
});

test.each([
  [-1, 1],
  [1.5, 1],
  [1, -1],
  [Number.MAX_SAFE_INTEGER, 2],
])('price %s × %s is refused', (priceMinor, quantity) => {
  expect(() => ask(priceMinor, [], { quantity })).toThrow(RangeError);
});

const anyTax = fc
  .record({
    percent: fc.tuple(fc.nat(40), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`),
    fixedMinor: fc.option(fc.nat(500)),
    inclusive: fc.boolean(),
    base: fc.constantFrom('core' as const, 'total' as const),
    rank: fc.nat(3),
  })
  .map(({ percent, fixedMinor, ...more }) =>
    fixedMinor === null ? tax(1, percent, more) : fixed(1, fixedMinor, more),
  );
const question = fc.record({
  priceMinor: fc.nat(10_000_000),
  quantity: fc.integer({ min: 1, max: 50 }),
  taxes: fc
    .array(anyTax, { maxLength: 6 })
    .map((taxes) => taxes.map((one, index) => ({ ...one, taxId: taxId(index) }))),
  taxInclusive: fc.constantFrom(true, false, null),
  rounding: fc.constantFrom('half_up', 'half_even', 'down').map((mode) => ({ mode, at: 'line' as const })),
  orderType: fc.constant(null),
  onDate: fc.constant('2026-11-22'),
});

test('net and taxes add up to gross, and an inclusive gross is the price', () => {
  fc.assert(
    fc.property(question, (asked) => {
      const answer = priceBreakdown(asked);
      expect(PriceBreakdown.parse(answer)).toEqual(answer);
      const onTop = answer.taxes.filter((share) => !share.inclusive).reduce((sum, share) => sum + share.amountMinor, 0);
      const all = answer.taxes.reduce((sum, share) => sum + share.amountMinor, 0);
      expect(answer.netMinor + all).toBe(answer.grossMinor);
      expect(answer.grossMinor - onTop).toBe(asked.priceMinor * asked.quantity);
      if (asked.taxInclusive === true) expect(answer.grossMinor).toBe(asked.priceMinor * asked.quantity);
      expect(priceBreakdown({ ...asked, taxes: asked.taxes.toReversed() })).toEqual(answer);
    }),
    { numRuns: 500 },
  );
});

test('taking a tax out undoes putting it on, to within rounding', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.constantFrom('5', '12', '18', '2.5', '28'),
      (net, percent) => {
        const [, , gross] = ask(net, [tax(1, percent)]) as [number, number[], number];
        const [back] = ask(gross, [tax(1, percent, inclusive)]) as [number, number[], number];
        expect(Math.abs(back - net)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
