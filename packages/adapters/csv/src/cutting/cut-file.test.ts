import { seededRandom } from '@kirana/adapter/simulator';
import { describe, expect, it } from 'vitest';
import { cutInPieces, ofKind, readBodies, readFile } from '../file-for-tests.ts';
import { CsvRowFinder } from './csv-row-finder.ts';
import { openPart } from './part.ts';

const MAPPING = { columns: { externalId: 'sku', name: 'name', price: 'price' } };
const MIB = 1024 * 1024;

/** Rows with all that is hard: quotes, separators and line ends within cells, empty lines, both line ends. */
function hardFile(rows: number, seed: number): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, (_, n) => {
    const name = ['Rice', '"Rice, long"', '"5"" pan"', '"two\nlines"', 'ग्राम', '"a\r\nb"'][Math.floor(random() * 6)];
    return `${n},${name} ${n},12.50`
      .replace(/"( \d+),/, '",')
      .concat(random() < 0.5 ? '\r\n' : '\n', random() < 0.1 ? '\n' : '');
  });
  return `sku,name,price\n${lines.join('')}`;
}

describe('a file in pieces', () => {
  it.each([1, 2, 3])('gives the same bodies however it is pieced (seed %i)', (seed) => {
    const bytes = Buffer.from(hardFile(30_000, seed));
    const whole = cutInPieces(bytes, MAPPING, [bytes.length]);
    const random = seededRandom(seed);
    const sizes = Array.from({ length: 50 }, () => 1 + Math.floor(random() * 90_000));
    const pieced = cutInPieces(bytes, MAPPING, sizes);
    expect(pieced.bodies.length).toBeGreaterThan(3);
    expect(pieced.bodies.map((body) => Buffer.from(body).toString())).toEqual(
      whole.bodies.map((body) => Buffer.from(body).toString()),
    );
    const read = readBodies(whole.bodies, MAPPING);
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(read.flatMap((one) => ofKind(one, 'item.upserted'))).toHaveLength(30_000);
  });

  it('takes a file byte by byte', () => {
    const bytes = Buffer.from('\ufeffsku,name,price\n1,"a ""b"", c",5\n2,d,6');
    const { bodies } = cutInPieces(bytes, MAPPING, [1]);
    const [only, ...more] = readBodies(bodies, MAPPING);
    expect(more).toEqual([]);
    expect(only?.changes).toMatchObject([{ item: { name: 'a "b", c' } }, { item: { name: 'd' } }]);
  });

  it('keeps bodies below 2 MiB and numbers their rows within the file', () => {
    const long = 'x'.repeat(9_000);
    const rows = Array.from({ length: 1_000 }, (_, n) => `${n},${long},1`);
    const { bodies } = cutInPieces(Buffer.from(`sku,name,price\n${rows.join('\n')}`), MAPPING, [65_536]);
    expect(bodies.length).toBeGreaterThan(4);
    for (const body of bodies) expect(body.length).toBeLessThan(2 * MIB + 1_000);
    const facts = bodies.map((body) => openPart(body).facts);
    expect(facts[0]?.firstRow).toBe(2);
    expect(facts.reduce((sum, { rows: count }) => sum + count, 0)).toBe(1_000);
    facts.slice(1).forEach(({ firstRow }, index) => {
      const before = facts[index];
      expect(firstRow).toBe((before?.firstRow ?? 0) + (before?.rows ?? 0));
    });
  });

  it('says what a whole file is the complete list of', () => {
    const settings = { ...MAPPING, snapshotOf: ['item'] };
    const { bodies, completes } = cutInPieces(Buffer.from('sku,name,price\n1,a,2\n'), settings, [1_000]);
    expect(completes).toEqual(['item']);
    expect(readBodies(bodies, settings)[0]?.snapshotOf).toEqual([]);
    expect(readFile('sku,name,price\n1,a,2\n', settings).snapshotOf).toEqual(['item']);
  });

  it('gives one empty body for a file without rows', () => {
    const { bodies } = cutInPieces(Buffer.from('sku,name,price\n'), MAPPING, [1_000]);
    expect(readBodies(bodies, MAPPING)).toEqual([{ changes: [], problems: [], snapshotOf: [] }]);
  });
});

describe('a quote that is never closed', () => {
  it('costs its own row where a later quote shows it', () => {
    const read = readFile('sku,name,price\n1,"a,5\n2,"b",6\n3,c,7\n', MAPPING);
    expect(ofKind(read, 'item.upserted').map(({ externalId }) => externalId)).toEqual(['2', '3']);
    expect(read.problems).toEqual([
      { path: '/rows/2', externalId: null, message: 'text stands after a closing quote; the row is left out' },
    ]);
  });

  it('costs its own row where nothing closes it', () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => `${n + 2},${'name '.repeat(4)},6`).join('\n');
    const text = `sku,name,price\n1,"a,5\n${rows}\n`;
    const read = readBodies(cutInPieces(Buffer.from(text), MAPPING, [50_000]).bodies, MAPPING);
    expect(read.flatMap((one) => ofKind(one, 'item.upserted'))).toHaveLength(60_000);
    expect(read.flatMap(({ problems }) => problems).map(({ path }) => path)).toEqual(['/rows/2']);
  });

  it('costs only the last row at the end of a file', () => {
    const read = readFile('sku,name,price\n1,a,5\n2,"b,6', MAPPING);
    expect(ofKind(read, 'item.upserted')).toHaveLength(1);
    expect(read.problems).toMatchObject([{ path: '/rows/3', externalId: null }]);
  });

  it('in every row makes the file one that is not what its mapping says', () => {
    const far = `${'x'.repeat(99)}\n`.repeat(11_000);
    const finder = new CsvRowFinder(',');
    const bytes = Buffer.from(`1,"a,5\n${far}`);
    const give = () => finder.find(bytes, 0, true);
    for (let row = 0; row < 1_000; row += 1) expect(give()).toMatchObject({ kind: 'bad', next: 7 });
    expect(give).toThrow('more than 1000 rows');
  });
});

describe('rows that are too long', () => {
  it('are left out, and the rows around them are read', () => {
    const text = `sku,name,price\n1,a,5\n2,${'x'.repeat(2 * MIB)},6\n3,c,7\n`;
    for (const sizes of [[text.length], [70_000]]) {
      const read = readBodies(cutInPieces(Buffer.from(text), MAPPING, sizes).bodies, MAPPING);
      expect(read.flatMap((one) => ofKind(one, 'item.upserted')).map(({ externalId }) => externalId)).toEqual([
        '1',
        '3',
      ]);
      expect(read.flatMap(({ problems }) => problems)).toMatchObject([{ path: '/rows/3', externalId: null }]);
    }
  });
});

describe('files that cannot be read at all', () => {
  it.each([
    ['nothing in it', '', 'has no rows'],
    ['only line ends', '\n\n\n', 'has no rows'],
    ['UTF-16', Buffer.from('\ufeffsku,name', 'utf16le'), 'UTF-16'],
    ['no such column', 'sku,title,price\n1,a,2', 'no column "name"; it has: sku, title, price'],
    ['a column twice', 'sku,name,name,price\n1,a,b,2', 'two columns "name"'],
    ['old line ends', 'sku,name,price\r1,a,2\r', 'carriage return alone'],
  ])('%s', (_, file, message) => {
    expect(() => readFile(file, MAPPING)).toThrow(message);
  });
});

describe('delimiters', () => {
  it.each([
    ['semicolon', 'sku;name;price\n1;a,b;2'],
    ['tab', 'sku\tname\tprice\n1\ta,b\t2'],
    ['declared by Excel', 'sep=;\nsku;name;price\n1;a,b;2'],
    ['pipe', 'sku|name|price\n1|a,b|2'],
  ])('%s', (_, text) => {
    expect(readFile(text, MAPPING).changes).toMatchObject([{ externalId: '1', item: { name: 'a,b' } }]);
  });

  it('takes a file without a header by the numbers of its columns', () => {
    const settings = { header: 'none', columns: { externalId: '1', name: '2' } };
    expect(readFile('7,a\n8,b', settings).changes).toMatchObject([
      { path: '/rows/1', externalId: '7' },
      { path: '/rows/2', externalId: '8' },
    ]);
  });
});

describe('JSON', () => {
  const list = [
    { sku: 1, name: 'a', price: 10.5 },
    { sku: '0012345678901234567890', name: 'b, "c"\n', price: '7' },
    { sku: 3, name: 'd', tags: ['x', 'y'] },
  ];
  const settings = { format: 'json', columns: { ...MAPPING.columns, tags: 'tags' } };

  it.each([
    ['compact', JSON.stringify(list)],
    ['indented', JSON.stringify(list, null, 2)],
  ])('a list, %s', (_, text) => {
    for (const sizes of [[text.length], [7]]) {
      const [read] = readBodies(cutInPieces(Buffer.from(text), settings, sizes).bodies, settings);
      expect(read?.problems).toEqual([]);
      expect(read?.changes).toMatchObject([
        { externalId: '1', listing: { priceMinor: 1_050 }, path: '/rows/1' },
        { externalId: '0012345678901234567890', item: { name: 'b, "c"' } },
        { externalId: '3', item: { tags: ['x', 'y'] } },
      ]);
    }
  });

  it('a list within an object', () => {
    const text = JSON.stringify({ made: { by: ['till', 3] }, note: 'items', items: list, more: [] });
    const read = readFile(text, { ...settings, list: 'items' });
    expect(read.changes).toHaveLength(3);
    expect(() => readFile(text, { ...settings, list: 'rows' })).toThrow('no key "rows"');
    expect(() => readFile(text, settings)).toThrow('no JSON list');
  });

  it('is refused when it ends early', () => {
    expect(() => readFile(JSON.stringify(list).slice(0, -1), settings)).toThrow('ends within its list');
    expect(() => readFile(JSON.stringify(list).slice(0, -20), settings)).toThrow('ends within its list');
  });

  it('one element that is no JSON spoils that row alone', () => {
    const read = readFile('[{"sku":1,"name":"a"},{"sku":nope},{"sku":3,"name":"c"},5]', settings);
    expect(read.changes).toMatchObject([{ externalId: '1' }, { externalId: '3' }]);
    expect(read.problems).toMatchObject([
      { path: '/rows/2', externalId: null },
      { path: '/rows/4', message: 'not an object' },
    ]);
  });

  it('NDJSON is read line by line', () => {
    const text = `${list.map((row) => JSON.stringify(row)).join('\n')}\n\n{"sku":\n{"sku":9,"name":"z"}`;
    const read = readFile(text, { ...settings, format: 'ndjson' });
    expect(ofKind(read, 'item.upserted').map(({ externalId }) => externalId)).toEqual([
      '1',
      '0012345678901234567890',
      '3',
      '9',
    ]);
    expect(read.problems).toMatchObject([{ path: '/rows/5', externalId: null }]);
  });
});
