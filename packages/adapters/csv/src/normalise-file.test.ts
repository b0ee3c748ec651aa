import { describe, expect, it } from 'vitest';
import { ofKind, readFile, readPosted, settingsOf } from './file-for-tests.ts';

const ALL = {
  externalId: 'sku',
  name: 'name',
  description: 'about',
  brand: 'brand',
  image: ['image 1', 'image 2'],
  category: ['department', 'aisle'],
  parent: 'parent',
  price: 'price',
  listPrice: 'mrp',
  tax: 'gst',
  taxCode: 'hsn',
  barcode: 'ean',
  alias: 'old sku',
  unit: 'unit',
  quantity: 'qty',
  warehouse: 'place',
  observedAt: 'counted',
  updatedAt: 'changed',
  listed: 'listed',
  offSale: 'off',
  diet: 'diet',
  tags: 'tags',
  rank: 'rank',
  maxQuantity: 'most',
};
const HEADER = Object.values(ALL).flat();
const rowOf = (values: Record<string, string>) => HEADER.map((column) => values[column] ?? '').join(',');
const fileOf = (...rows: Record<string, string>[]) => [HEADER.join(','), ...rows.map(rowOf)].join('\n');
const small = { columns: { externalId: 'sku', name: 'name', price: 'price', quantity: 'qty' } };

describe('a row', () => {
  it('says all of an item', () => {
    const read = readFile(
      fileOf({
        sku: 'R1',
        name: 'Kolam rice',
        about: 'Short grain',
        brand: 'Annapurna',
        'image 1': 'https://img.example/r1.png',
        department: 'Staples',
        aisle: 'Rice',
        price: '62.50',
        mrp: '₹ 70',
        gst: '5.00%',
        hsn: '1006',
        ean: '8900000000017|8900000000024',
        'old sku': 'OLD-1',
        unit: 'kg',
        qty: '12.25',
        place: 'back',
        counted: '2026-11-22 09:30',
        changed: '2026-11-21T00:00:00Z',
        listed: 'Yes',
        off: 'no',
        diet: 'Veg',
        tags: 'rice|daily',
        rank: '3',
        most: '5',
      }),
      { columns: ALL, attributes: {} },
    );
    expect(read.problems).toEqual([]);
    expect(read.changes).toEqual([
      {
        kind: 'tax.upserted',
        path: '/rows/2',
        externalId: 'percent:5',
        name: '5 %',
        component: 'other',
        amount: { kind: 'rate', percent: '5' },
        inclusive: true,
        base: 'core',
        orderTypes: [],
        validFrom: null,
        rank: 0,
        active: true,
      },
      expect.objectContaining({ kind: 'category.upserted', externalId: 'Staples', parentExternalId: null }),
      expect.objectContaining({ externalId: 'Staples > Rice', parentExternalId: 'Staples', name: 'Rice' }),
      {
        kind: 'item.upserted',
        path: '/rows/2',
        version: '2026-11-21T00:00:00.000Z',
        externalId: 'R1',
        parentExternalId: null,
        aliases: ['OLD-1'],
        brandName: 'Annapurna',
        on: true,
        item: {
          name: 'Kolam rice',
          sellable: true,
          description: 'Short grain',
          images: ['https://img.example/r1.png'],
          baseUnit: 'g',
          taxCode: { scheme: 'hsn', code: '1006' },
          diet: 'veg',
          tags: ['rice', 'daily'],
          barcodes: [
            { code: '8900000000017', unit: null },
            { code: '8900000000024', unit: null },
          ],
        },
        listing: {
          listed: true,
          categoryExternalId: 'Staples > Rice',
          priceMinor: 6_250,
          listPriceMinor: 7_000,
          per: 1_000,
          taxExternalIds: ['percent:5'],
          rank: 3,
          maxQuantity: 5,
        },
      },
      {
        kind: 'stock.reported',
        path: '/rows/2',
        externalId: 'R1',
        warehouse: 'back',
        amount: { absolute: 12_250 },
        observedAt: '2026-11-22T04:00:00.000Z',
      },
    ]);
  });

  it('with empty cells says nothing of numbers, and that texts and lists are empty', () => {
    const read = readFile(fileOf({ sku: 'R1', name: 'Rice' }), { columns: ALL });
    expect(read.problems).toEqual([]);
    expect(read.changes).toEqual([
      expect.objectContaining({
        item: { name: 'Rice', sellable: true, description: '', images: [], taxCode: null, tags: [], barcodes: [] },
        listing: { categoryExternalId: null, taxExternalIds: [] },
      }),
    ]);
  });

  it('takes what is missing from the defaults', () => {
    const settings = {
      columns: { externalId: 'sku', name: 'name' },
      defaults: { unit: 'kg', price: '10', category: 'Misc' },
    };
    expect(readFile('sku,name\n1,a', settings).changes).toMatchObject([
      { kind: 'category.upserted', name: 'Misc' },
      { item: { baseUnit: 'g' }, listing: { priceMinor: 1_000, per: 1_000, categoryExternalId: 'Misc' } },
    ]);
  });

  it('without a column for names states prices, switches and counts', () => {
    const settings = { columns: { externalId: 'sku', price: 'price', quantity: 'qty', onSale: 'on' } };
    expect(readFile('sku,price,qty,on\n1,5,7,off', settings).changes).toEqual([
      { kind: 'item.priced', path: '/rows/2', externalId: '1', priceMinor: 500 },
      { kind: 'item.switched', path: '/rows/2', entity: 'item', externalId: '1', on: false, until: null },
      {
        kind: 'stock.reported',
        path: '/rows/2',
        externalId: '1',
        amount: { absolute: 7 },
        observedAt: '2026-11-22T10:00:00.000Z',
      },
    ]);
  });

  it('can be named by several columns, and be gone for good', () => {
    const settings = { columns: { externalId: ['brand', 'size'], name: ['brand', 'size'], removed: 'gone' } };
    const read = readFile('brand,size,gone\nTea,100 g,\nTea,200 g,yes', settings);
    expect(read.changes).toMatchObject([
      { kind: 'item.upserted', externalId: 'Tea|100 g', item: { name: 'Tea 100 g' } },
      { kind: 'item.removed', externalId: 'Tea|200 g' },
    ]);
  });

  it('needs no mapping when the columns are called as our fields are', () => {
    expect(readFile('externalId,name,price,colour\n1,a,2,red', {}).changes).toMatchObject([
      { externalId: '1', item: { name: 'a' }, listing: { priceMinor: 200 } },
    ]);
  });

  it('keeps more columns as attributes', () => {
    const settings = { ...small, attributes: { colour: 'farbe' } };
    const [change] = ofKind(readFile('sku,name,price,qty,farbe\n1,a,2,3,red', settings), 'item.upserted');
    expect(change?.item.attributes).toEqual({ colour: 'red' });
  });
});

describe('problems of rows', () => {
  const cases: [string, string, Record<string, unknown>, string | null][] = [
    ['a formula', '1,=HYPERLINK("x"),2,3'.replaceAll('"', ''), { path: '/rows/2/name', externalId: '1' }, null],
    ['a formula in a number', '1,a,=1+1,3', { path: '/rows/2/price', externalId: '1' }, '1'],
    ['no id', ',a,2,3', { path: '/rows/2', externalId: null }, null],
    ['no name', '1,,2,3', { path: '/rows/2', externalId: '1' }, null],
    ['no price', '1,a,cheap,3', { path: '/rows/2/price', externalId: '1' }, '1'],
    ['part of a paisa', '1,a,1.005,3', { path: '/rows/2/price', externalId: '1' }, '1'],
    ['no count', '1,a,2,many', { path: '/rows/2/qty', externalId: '1' }, '1'],
    ['half a piece', '1,a,2,0.5', { path: '/rows/2/qty', externalId: '1' }, '1'],
    ['too few cells', '1,a', { path: '/rows/2', externalId: null }, null],
    ['too many cells', '1,a,2,3,4', { path: '/rows/2', externalId: null }, null],
    ['NUL', '1,a\0b,2,3', { path: '/rows/2/name', externalId: '1' }, null],
    ['hidden characters', '1,a\u202eb,2,3', { path: '/rows/2/name', externalId: '1' }, null],
  ];
  it.each(cases)('%s', (_, row, problem, applied) => {
    const read = readFile(`sku,name,price,qty\n${row}\n9,z,1,1\n`, small);
    expect(read.problems).toMatchObject([problem]);
    const items = ofKind(read, 'item.upserted').map(({ externalId }) => externalId);
    expect(items).toEqual(applied === null ? ['9'] : [applied, '9']);
  });

  it('bytes that are not UTF-8 spoil their own rows', () => {
    const bytes = Buffer.concat([
      Buffer.from('sku,name,price,qty\n1,caf'),
      Buffer.from([0xe9]),
      Buffer.from(',2,3\n2,café,4,5\n'),
    ]);
    const read = readFile(bytes, small);
    expect(read.problems).toEqual([{ path: '/rows/2', externalId: null, message: 'not valid UTF-8' }]);
    expect(read.changes).toMatchObject([{ externalId: '2' }, { externalId: '2' }]);
  });

  it('of two rows with the same id the last counts', () => {
    const read = readFile('sku,name,price,qty\n1,a,2,3\n2,b,2,3\n1,c,4,5', small);
    expect(read.problems).toEqual([
      { path: '/rows/2', externalId: '1', message: 'row 4 has the same id; that one counts' },
    ]);
    expect(ofKind(read, 'item.upserted').map(({ item }) => item.name)).toEqual(['b', 'c']);
  });

  it('counts of one item in two warehouses are two', () => {
    const settings = { columns: { externalId: 'sku', quantity: 'qty', warehouse: 'place' } };
    const read = readFile('sku,qty,place\n1,2,front\n1,3,back', settings);
    expect(read.problems).toEqual([]);
    expect(read.changes).toHaveLength(2);
  });

  it('empty rows are skipped, or told of', () => {
    const text = 'sku,name,price,qty\n\n1,a,2,3\n,,,\n';
    expect(readFile(text, small).problems).toEqual([]);
    expect(readFile(text, { ...small, emptyRows: 'problem' }).problems.map(({ path }) => path)).toEqual([
      '/rows/2',
      '/rows/4',
    ]);
  });

  it('formulas can be taken for text', () => {
    const read = readFile('sku,name,price,qty\n1,@home soap,2,3\n2,-5,1,1', { ...small, formulas: 'text' });
    expect(read.problems).toEqual([]);
    expect(read.changes).toMatchObject([{ item: { name: '@home soap' } }, {}, {}, {}]);
  });

  it('an empty count in a complete list of stock is no zero', () => {
    const read = readFile('sku,name,price,qty\n1,a,2,', { ...small, snapshotOf: ['stock'] });
    expect(read.problems).toMatchObject([{ path: '/rows/2/qty', externalId: '1' }]);
  });

  it('separators at the end of every row say nothing', () => {
    expect(readFile('sku,name,price,qty\n1,a,2,3,,\n', small).problems).toEqual([]);
  });
});

describe('numbers', () => {
  const priceOf = (text: string, settings: Record<string, unknown>, rest = {}) =>
    ofKind(
      readFile(`sku;name;price\n1;a;${text}`, {
        columns: { externalId: 'sku', name: 'name', price: 'price' },
        ...settings,
        ...rest,
      }),
      'item.upserted',
    )[0]?.listing.priceMinor;
  it.each([
    ['12.50', {}, 1_250],
    ['₹12.5', {}, 1_250],
    ['Rs. 12', {}, 1_200],
    ['12,50', { decimals: 'comma' }, 1_250],
    ['1.234,50', { decimals: 'comma', grouping: true }, 123_450],
    ['1,23,456.00', { grouping: true }, 12_345_600],
    ['1,234', {}, undefined],
    ['1,23', { grouping: true }, undefined],
    ['2500', { prices: 'minor' }, 2_500],
    ['25.5', { prices: 'minor' }, undefined],
    ['1e3', {}, undefined],
  ])('%s with %j', (text, settings, expected) => {
    expect(priceOf(text, settings)).toBe(expected);
  });
});

describe('rows a till posts', () => {
  it('say what they have fields for', () => {
    const read = readPosted('[{"sku":"1","qty":4},{"sku":"2","price":9.99},{"sku":"3","name":"c","qty":1}]', small);
    expect(read.problems).toEqual([]);
    expect(read.changes.map(({ kind }) => kind)).toEqual([
      'stock.reported',
      'item.priced',
      'item.upserted',
      'stock.reported',
    ]);
    expect(read.snapshotOf).toEqual([]);
  });

  it('can be one, and must be objects', () => {
    expect(readPosted('{"sku":"1","qty":4}', small).changes).toHaveLength(1);
    expect(readPosted('[5,{"sku":"1"}]', small).problems).toMatchObject([
      { path: '/0', message: 'not an object' },
      { path: '/1', externalId: '1', message: 'says nothing that can be used' },
    ]);
    expect(() => readPosted('"x"', small)).toThrow('neither');
  });
});

describe('the mapping', () => {
  it.each([
    [{ columns: { externalId: 'a', nmae: 'b' } }, 'nmae'],
    [{ encoding: 'latin1' }, 'only utf-8 is read'],
    [{ columns: { externalId: 'a' }, snapshotOf: ['item'] }, 'item needs a column for name'],
    [{ columns: { externalId: 'a', onSale: 'b', offSale: 'c' } }, 'onSale says the same'],
    [{ list: 'items' }, 'only a JSON file'],
  ])('%j is refused', (settings, message) => {
    expect(() => settingsOf(settings)).toThrow(message);
  });
});
