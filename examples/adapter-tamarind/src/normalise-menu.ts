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

/** Only what we read: a field Tamarind adds must not stop a shop. */
const Menu = z.object({ version: z.int().nonnegative(), sections: z.array(z.unknown()), dishes: z.array(z.unknown()) });
const Section = z.object({ id: z.string(), title: z.string() });
const Dish = z.object({
  code: z.string(),
  title: z.string(),
  section: z.string(),
  price: z.union([z.string(), z.number()]),
  veg: z.boolean().optional(),
});

function readSection(value: unknown, path: string, version: string): Change | ChangeProblem {
  const section = Section.safeParse(value);
  if (!section.success) return problem(path, Object(value).id, 'no section');
  const { id, title } = section.data;
  const rank = Number(path.split('/').at(-1));
  return {
    kind: 'category.upserted',
    path,
    version,
    externalId: id,
    parentExternalId: null,
    name: title,
    imageUrl: null,
    rank,
    active: true,
    schedule: [],
  };
}

function readDish(value: unknown, path: string, version: string, currency: string): Change | ChangeProblem {
  const dish = Dish.safeParse(value);
  if (!dish.success) return problem(path, Object(value).code, 'no dish with a title, section and price');
  const { code, title, section, price, veg } = dish.data;
  const priceMinor = minorFromJson(price, currency);
  if (priceMinor === undefined) return problem(`${path}/price`, code, 'not a price');
  return {
    kind: 'item.upserted',
    path,
    version,
    externalId: code,
    parentExternalId: null,
    item: { name: title, sellable: true, diet: veg === undefined ? 'unknown' : veg ? 'veg' : 'non_veg' },
    listing: { listed: true, categoryExternalId: section, priceMinor },
  };
}

/** A whole menu. Categories come before the items that name them. */
export function normaliseMenu(bytes: Uint8Array, given: Given<unknown>): Normalised {
  const menu = Menu.safeParse(parseJson(bytes));
  if (!menu.success) throw new AdapterError('schema', 'this is no menu', { path: '' });
  const version = String(menu.data.version);
  const sections = readEntries(menu.data.sections, '/sections', (value, path) => readSection(value, path, version));
  const dishes = readEntries(menu.data.dishes, '/dishes', (value, path) =>
    readDish(value, path, version, given.currency),
  );
  return {
    changes: [...sections.changes, ...dishes.changes],
    problems: [...sections.problems, ...dishes.problems],
    snapshotOf: ['category', 'item'],
  };
}
