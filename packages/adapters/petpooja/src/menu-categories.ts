import type { ChangeOf } from '@kirana/adapter';
import { readTimings } from './category-timings.ts';
import { type Entry, namedEntries } from './findings.ts';
import { flag, listOf, referenceId, wholeNumber } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readText } from './provider-text.ts';

type CategoryUpserted = ChangeOf<'category.upserted'>;

/** Parent categories are a list of their own, with ids that may equal those of categories. */
export const parentCategoryId = (id: string): string => `parent:${id}`;

const imageUrl = (entry: Entry, field: string, menu: Menu): string | null => {
  const url = readText(entry.fields[field], 2_000);
  if (url === null || (url !== undefined && /^https?:\/\//i.test(url))) return url;
  menu.findings.add(`${entry.path}/${field}`, entry.id, 'not an http(s) address');
  return null;
};

function readName(entry: Entry, field: string, menu: Menu): string | undefined {
  const name = readText(entry.fields[field], 500);
  if (typeof name === 'string') return name;
  menu.findings.add(`${entry.path}/${field}`, entry.id, 'the name is missing, too long or has hidden characters');
  return undefined;
}

function readParent(entry: Entry, menu: Menu): CategoryUpserted | undefined {
  const name = readName(entry, 'name', menu);
  if (name === undefined) return undefined;
  return {
    kind: 'category.upserted',
    path: entry.path,
    externalId: parentCategoryId(entry.id),
    parentExternalId: null,
    name,
    imageUrl: imageUrl(entry, 'image_url', menu),
    rank: wholeNumber(entry.fields.rank) ?? 0,
    active: flag(entry.fields.status) ?? true,
    schedule: [],
  };
}

function readCategory(entry: Entry, menu: Menu): CategoryUpserted | undefined {
  const { fields, id, path } = entry;
  const name = readName(entry, 'categoryname', menu);
  if (name === undefined) return undefined;
  const timings = readTimings(fields.categorytimings);
  if (timings === undefined)
    menu.findings.add(`${path}/categorytimings`, id, 'the timings cannot be read; taken as always');
  const parent = referenceId(fields.parent_category_id);
  return {
    kind: 'category.upserted',
    path,
    externalId: id,
    parentExternalId: parent === null ? null : parentCategoryId(parent),
    name,
    imageUrl: imageUrl(entry, 'category_image_url', menu),
    rank: wholeNumber(fields.categoryrank) ?? 0,
    active: flag(fields.active) ?? true,
    schedule: timings ?? [],
  };
}

/** Parents first. */
export function readCategories(menu: Menu): CategoryUpserted[] {
  const { body, findings } = menu;
  const parents = namedEntries(
    listOf(body.parentcategories) ?? [],
    { kind: 'category', path: '/parentcategories', idField: 'id' },
    new Set(),
    findings,
  );
  const categories = namedEntries(
    listOf(body.categories) ?? [],
    { kind: 'category', path: '/categories', idField: 'categoryid' },
    new Set(),
    findings,
  );
  return [
    ...parents.map((entry) => readParent(entry, menu)),
    ...categories.map((entry) => readCategory(entry, menu)),
  ].filter((change) => change !== undefined);
}
