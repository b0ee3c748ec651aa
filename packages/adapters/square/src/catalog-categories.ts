import type { ChangeOf } from '@kirana/adapter';
import { type CatalogObject, newestVersion } from './catalog-object.ts';
import { type CatalogPage, objectsOf } from './catalog-page.ts';
import { asObject, idText, readText } from './field-values.ts';
import { readImages } from './images.ts';

type CategoryUpserted = ChangeOf<'category.upserted'>;

function readCategory(category: CatalogObject, page: CatalogPage): CategoryUpserted | undefined {
  const { data, path, dataPath, id, isDeleted } = category;
  const name = readText(data.name, 500);
  if (typeof name !== 'string') {
    // what is gone need not say what it was
    if (!isDeleted) {
      page.problems.add(`${dataPath}/name`, id, 'the name is missing, too long or has hidden characters');
    }
    return undefined;
  }
  return {
    kind: 'category.upserted',
    path,
    ...newestVersion([category]),
    externalId: id,
    parentExternalId: idText(asObject(data.parent_category)?.id) ?? null,
    name,
    imageUrl: readImages(category, page)?.[0] ?? null,
    rank: 0,
    active: !isDeleted,
    schedule: [],
  };
}

/** Categories of every type: regular ones, and those of menus and kitchens. */
export const readCategories = (page: CatalogPage): CategoryUpserted[] =>
  objectsOf(page, 'CATEGORY').flatMap((category) => readCategory(category, page) ?? []);
