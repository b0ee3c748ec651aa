import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cutInPieces, ofKind, readBodies } from './file-for-tests.ts';

const FOLDER = new URL('../../../../../shared/samples/catalogs/', import.meta.url);

// Neither file has ids: what is printed on the pack names an item. The same item twice is told of, and the last row counts.
const SAMPLES = {
  'dmart.csv': {
    columns: {
      externalId: ['Name', 'Quantity', 'SubCategory'],
      name: ['Name', 'Quantity'],
      brand: 'Brand',
      listPrice: 'Price',
      price: 'DiscountedPrice',
      category: 'BreadCrumbs',
      description: 'Description',
    },
    categorySeparator: ' > ',
    formulas: 'text',
    attributes: { pack: 'Quantity' },
    snapshotOf: ['item', 'category'],
  },
  'zepto.csv': {
    columns: {
      externalId: ['name', 'weightInGms', 'quantity', 'Category'],
      name: 'name',
      category: 'Category',
      listPrice: 'mrp',
      price: 'discountedSellingPrice',
      quantity: 'availableQuantity',
      offSale: 'outOfStock',
    },
    prices: 'minor',
    attributes: { weightInGms: 'weightInGms', pieces: 'quantity', discountPercent: 'discountPercent' },
    snapshotOf: ['item', 'category', 'stock'],
  },
};

/** Only told to be repetitions. */
const REPEATED = /^row \d+ has the same id; that one counts$/;

for (const [name, settings] of Object.entries(SAMPLES)) {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) continue;
  describe(name, () => {
    it('goes through: every row is an item, or told of', () => {
      const { bodies, completes } = cutInPieces(readFileSync(file), settings, [65_536]);
      const read = readBodies(bodies, settings);
      const rows = bodies
        .map((body) => JSON.parse(Buffer.from(body).toString().split('\n', 1)[0] ?? '') as { rows: number })
        .reduce((sum, part) => sum + part.rows, 0);
      const items = read.flatMap((one) => ofKind(one, 'item.upserted'));
      const problems = read.flatMap((one) => one.problems);
      const repeated = problems.filter(({ message }) => REPEATED.test(message));
      console.info(name, { rows, items: items.length, repeated: repeated.length, problems: problems.length });
      expect(problems.filter(({ message }) => !REPEATED.test(message))).toEqual([]);
      expect(items.length + repeated.length).toBe(rows);
      expect(completes).toEqual(settings.snapshotOf);
    });
  });
}
