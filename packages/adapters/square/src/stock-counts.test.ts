import { disorder } from '@kirana/adapter/simulator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pulledPage } from './pulled-page.ts';
import { squareQuantity, wholeBaseUnits } from './quantity.ts';
import { type CountEntry, countMessage, MAIN, SquareShop } from './simulator/index.ts';
import { NOW, normalised, ofKind } from './square-for-tests.ts';

const AT = '2026-11-22T09:00:00.123456789Z';
const entry = (differs: Partial<CountEntry> = {}): CountEntry => ({
  variation: 'V1',
  location: 'L1',
  quantity: '10',
  calculatedAt: AT,
  ...differs,
});
const message = (...counts: CountEntry[]) =>
  countMessage({ merchant: 'M1', eventId: 'E1', at: NOW.toISOString(), counts }).body;
const path = (index: number) => `/data/object/inventory_counts/${index}`;
const report = (index: number, externalId: string, absolute: number) => ({
  kind: 'stock.reported',
  path: path(index),
  externalId,
  amount: { absolute },
  observedAt: '2026-11-22T09:00:00.123Z',
});

describe('quantities', () => {
  test.each<[string, number, number | undefined]>([
    ['10', 1, 10],
    ['0', 1, 0],
    ['-3', 1, -3],
    ['12.345', 1_000, 12_345],
    ['0.12345', 1_000, 123],
    ['1.9', 1, 1],
    ['-0.5', 1, -1],
    ['1e3', 1, undefined],
    ['', 1, undefined],
    ['ten', 1, undefined],
    ['9999999999999', 1_000, undefined],
  ])('%s of %i base units is %s', (text, factor, want) => {
    expect(wholeBaseUnits(text, { factor })).toBe(want);
  });

  test.each<[number, number, number, string]>([
    [7, 1, 3, '7'],
    [12_345, 1_000, 3, '12.345'],
    [12_345, 1_000, 1, '12.3'],
    [12_345, 1_000, 0, '12'],
    [40, 1_000, 3, '0.040'],
  ])('%i base units, %i in one, with %i digits are told as %s', (baseUnits, factor, precision, want) => {
    expect(squareQuantity(baseUnits, { baseUnit: 'g', name: 'kg', factor, precision })).toBe(want);
  });

  test('what is told comes back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), fc.constantFrom(1, 1_000), (baseUnits, factor) => {
        const measure = { baseUnit: 'g', name: 'kg', factor, precision: 3 } as const;
        expect(wholeBaseUnits(squareQuantity(baseUnits, measure), measure)).toBe(baseUnits);
      }),
    );
  });
});

describe('inventory.count.updated', () => {
  test('counts of its location are taken as they are', () => {
    const { changes, problems } = normalised(
      'inventory_count',
      message(entry(), entry({ variation: 'V2', quantity: '-2' })),
    );
    expect(problems).toEqual([]);
    expect(changes).toEqual([report(0, 'V1', 10), report(1, 'V2', -2)]);
  });

  test('counts of other locations are pulled, once', () => {
    const others = [entry({ location: 'L2' }), entry({ location: 'L3' }), entry({ variation: 'V9' })];
    expect(normalised('inventory_count', message(entry(), ...others)).changes).toEqual([
      report(0, 'V1', 10),
      report(3, 'V9', 10),
      { kind: 'refetch', path: path(1), scope: 'stock' },
    ]);
  });

  test('where goods are measured nothing is guessed: everything is pulled', () => {
    const { changes } = normalised('inventory_count', message(entry(), entry({ variation: 'V2' })), { measured: true });
    expect(changes).toEqual([{ kind: 'refetch', path: path(0), scope: 'stock' }]);
  });

  test('goods that are sold, wasted or on their way are not in stock', () => {
    const states = ['SOLD', 'WASTE', 'IN_TRANSIT', 'RESERVED_FOR_SALE', 'NONE', 'LATER_INVENTED'];
    const found = normalised('inventory_count', message(...states.map((state) => entry({ state }))));
    expect(found).toEqual({ changes: [], problems: [], snapshotOf: [] });
  });

  test('a count of an item as a whole is about availability, which the catalog tells', () => {
    expect(
      normalised('inventory_count', message(entry({ type: 'ITEM', variation: 'I1', quantity: '0' }))).changes,
    ).toEqual([{ kind: 'refetch', path: path(0), scope: 'catalog' }]);
  });

  test.each<[string, object, string, string | null]>([
    ['quantity', { quantity: 'many' }, '/quantity', 'V1'],
    ['time', { calculatedAt: 'yesterday' }, '/calculated_at', 'V1'],
    ['id', { variation: '' }, '', null],
  ])('a count without a readable %s is a problem, and the others go on', (_name, differs, where, externalId) => {
    const { changes, problems } = normalised('inventory_count', message(entry(differs), entry({ variation: 'V2' })));
    expect(problems).toMatchObject([{ path: path(0) + where, externalId }]);
    expect(ofKind(changes, 'stock.reported').map((change) => change.externalId)).toEqual(['V2']);
  });

  test.each([
    ['no object, since it was deleted', { data: { type: 'inventory_counts' } }, []],
    ['an object without counts', { data: { object: {} } }, null],
    ['no object at all', [], null],
  ])('%s', (_name, body, want) => {
    const work = () => normalised('inventory_count', Buffer.from(JSON.stringify(body))).changes;
    if (want === null) expect(work).toThrow(expect.objectContaining({ kind: 'schema' }));
    else expect(work()).toEqual(want);
  });
});

describe('pulled counts', () => {
  const page = (counts: unknown, more: Record<string, Uint8Array[]> = {}) =>
    pulledPage({ location_id: 'L1' }, { counts: Buffer.from(JSON.stringify(counts)), ...more });
  const count = (id: string, quantity: string) => ({
    catalog_object_id: id,
    catalog_object_type: 'ITEM_VARIATION',
    state: 'IN_STOCK',
    location_id: 'L1',
    quantity,
    calculated_at: AT,
  });

  test('an answer without counts says nothing, and is never taken for the complete list', () => {
    expect(normalised('stock_page', page({}))).toEqual({ changes: [], problems: [], snapshotOf: [] });
  });

  test('measured goods are in grams, by the unit that was pulled with them', () => {
    const answer = (objects: unknown[]) => [Buffer.from(JSON.stringify({ objects }))];
    const variation = (id: string, unit?: string) => ({
      type: 'ITEM_VARIATION',
      id,
      item_variation_data: { measurement_unit_id: unit },
    });
    const unit = (id: string, measurement_unit: object) => ({
      type: 'MEASUREMENT_UNIT',
      id,
      measurement_unit_data: { measurement_unit, precision: 3 },
    });
    const bytes = page(
      {
        counts: [
          count('KILO', '1.25'),
          count('POUND', '2.75'),
          count('PIECE', '4'),
          count('LOST', '5'),
          count('GONE', '6'),
        ],
      },
      {
        variations: answer([
          variation('KILO', 'U1'),
          variation('POUND', 'U2'),
          variation('PIECE'),
          variation('LOST', 'U3'),
        ]),
        measurement_units: answer([
          unit('U1', { weight_unit: 'METRIC_KILOGRAM' }),
          unit('U2', { weight_unit: 'IMPERIAL_POUND' }),
        ]),
      },
    );
    const { changes, problems } = normalised('stock_page', bytes, { measured: true });
    expect(ofKind(changes, 'stock.reported').map(({ externalId, amount }) => [externalId, amount])).toEqual([
      ['KILO', { absolute: 1_250 }],
      ['POUND', { absolute: 2 }],
      ['PIECE', { absolute: 4 }],
    ]);
    expect(problems.map(({ externalId }) => externalId)).toEqual(['LOST', 'GONE']);
  });
});

test('repeated and late messages end in the newest count', () => {
  const shop = new SquareShop();
  for (const quantity of ['9', '8', '12', '3', '7']) shop.count('VRSALT', MAIN, quantity);
  for (let seed = 1; seed <= 20; seed += 1) {
    const heard = disorder(shop.sent, { seed, duplicates: 0.5, late: 4 });
    const reports = heard.flatMap(({ body }) => ofKind(normalised('inventory_count', body).changes, 'stock.reported'));
    const newest = reports.reduce((a, b) => ((b.observedAt ?? '') > (a.observedAt ?? '') ? b : a));
    expect(newest.amount).toEqual({ absolute: 7 });
  }
});
