import {
  AdapterError,
  type Change,
  type ChangeProblem,
  type Given,
  minorFromJson,
  type Normalised,
  parseJson,
} from '@kirana/adapter';
import { z } from 'zod';
import { problem, readEntries } from './read-entries.ts';

/** Only what is read: a field that the provider adds must not stop a shop. */
const Catalog = z.object({ categories: z.array(z.unknown()), items: z.array(z.unknown()) });
const Category = z.object({ id: z.string(), name: z.string() });
const Item = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string().nullish(),
  price: z.union([z.string(), z.number()]),
});

function readCategory(value: unknown, path: string): Change | ChangeProblem {
  const category = Category.safeParse(value);
  if (!category.success) return problem(path, Object(value).id, 'no category');
  const { id, name } = category.data;
  return {
    kind: 'category.upserted',
    path,
    externalId: id,
    parentExternalId: null,
    name,
    imageUrl: null,
    rank: Number(path.split('/').at(-1)),
    active: true,
    schedule: [],
  };
}

function readItem(value: unknown, path: string, currency: string): Change | ChangeProblem {
  const item = Item.safeParse(value);
  if (!item.success) return problem(path, Object(value).id, 'no item with a name and a price');
  const { id, name, category, price } = item.data;
  const priceMinor = minorFromJson(price, currency);
  if (priceMinor === undefined) return problem(`${path}/price`, id, 'not a price');
  return {
    kind: 'item.upserted',
    path,
    externalId: id,
    parentExternalId: null,
    item: { name, sellable: true },
    listing: { listed: true, categoryExternalId: category ?? null, priceMinor },
  };
}

/** The whole catalog of a shop. Categories come before the items that name them. */
export function normaliseCatalog(bytes: Uint8Array, given: Given<unknown>): Normalised {
  const catalog = Catalog.safeParse(parseJson(bytes));
  if (!catalog.success) throw new AdapterError('schema', 'this is no catalog', { path: '' });
  const categories = readEntries(catalog.data.categories, '/categories', readCategory);
  const items = readEntries(catalog.data.items, '/items', (value, path) => readItem(value, path, given.currency));
  return {
    changes: [...categories.changes, ...items.changes],
    problems: [...categories.problems, ...items.problems],
    // this list is complete: what it leaves out is gone, once it has passed the guard against cut-off lists
    snapshotOf: ['category', 'item'],
  };
}
