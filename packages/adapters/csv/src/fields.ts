import { z } from 'zod';

const Column = z.string().min(1).max(200);
const Several = z.union([Column, z.array(Column).min(1).max(10)]);

const one = (description: string) => Column.optional().meta({ description });
const several = (description: string) => Several.optional().meta({ description });

/** Which column of the file, or key of a row, holds which field of ours. */
export const Columns = z.strictObject({
  externalId: Several.meta({ description: 'What names the item; several columns are joined with |' }),
  name: several('Several columns are joined with a space'),
  description: one('Text about the item'),
  brand: one('Name of the brand'),
  image: several('Addresses of images'),
  category: several('Name of the category; several columns are its levels, the widest first'),
  parent: one('externalId of the item that this one is a variation of'),
  price: one('What one unit costs'),
  listPrice: one('Maximum retail price of one unit'),
  tax: one('Tax rate in percent'),
  taxCode: one('HSN code'),
  barcode: several('Barcodes of one piece'),
  alias: several('Other ids of the same item'),
  unit: one('Unit that quantities and prices are stated in: pcs, kg, ml …'),
  quantity: one('How many there are, in that unit'),
  warehouse: one('Place within the store where they are'),
  observedAt: one('When they were counted'),
  updatedAt: one('When the row was last changed; an older row never undoes a newer one'),
  listed: one('Whether the store lists the item'),
  sellable: one('No for an item that is only the parent of its variations'),
  onSale: one('Whether the item is on sale'),
  offSale: one('Whether the item is off sale'),
  diet: one('veg, non-veg, egg, vegan'),
  tags: several('Words to find the item by'),
  rank: one('Place in lists, the lowest first'),
  maxQuantity: one('Most of it in one order'),
  removed: one('Whether the item is gone for good'),
});
export type Columns = z.output<typeof Columns>;
export type Field = keyof Columns;

export const FIELDS = Object.keys(Columns.shape) as Field[];
