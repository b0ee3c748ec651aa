import type { ChangeOf } from '@kirana/adapter';
import type { RowReader } from './row-reader.ts';

type CategoryUpserted = ChangeOf<'category.upserted'>;

const BETWEEN_LEVELS = ' > ';
const LONGEST_ID = 512;

/** The categories that rows name, each once. A category is known by the names on the way to it. */
export class RowCategories {
  readonly found = new Map<string, CategoryUpserted>();

  /** Id of the category of a row; null: it is in none. Undefined: the row does not say. */
  of(row: RowReader): string | null | undefined {
    const texts = row.texts('category');
    if (texts === undefined) return undefined;
    const { categorySeparator } = row.settings;
    const levels = texts
      .flatMap((text) => (categorySeparator === undefined ? [text] : text.split(categorySeparator)))
      .map((level) => level.trim())
      .filter((level) => level !== '');
    if (levels.join(BETWEEN_LEVELS).length > LONGEST_ID) {
      row.complain('category', `longer than ${LONGEST_ID} characters with its levels; left as it was`);
      return undefined;
    }
    let parent: string | null = null;
    for (const name of levels) {
      const externalId: string = parent === null ? name : `${parent}${BETWEEN_LEVELS}${name}`;
      if (!this.found.has(externalId)) this.found.set(externalId, category(row.path, externalId, parent, name));
      parent = externalId;
    }
    return parent;
  }
}

const category = (path: string, externalId: string, parent: string | null, name: string): CategoryUpserted => ({
  kind: 'category.upserted',
  path,
  externalId,
  parentExternalId: parent,
  name,
  imageUrl: null,
  rank: 0,
  active: true,
  schedule: [],
});
