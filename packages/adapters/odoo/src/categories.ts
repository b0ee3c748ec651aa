import type { ChangeOf } from '@kirana/adapter';
import type { Entry, Findings } from './findings.ts';
import { rankOf, reference, textOf } from './odoo-values.ts';

type CategoryUpserted = ChangeOf<'category.upserted'>;

/** Categories of products and of the point of sale are two lists with ids that are equal. */
export const categoryId = (id: number): string => String(id);
export const posCategoryId = (id: number): string => `pos:${id}`;

export const readCategories = (
  entries: readonly Entry[],
  externalId: (id: number) => string,
  findings: Findings,
): CategoryUpserted[] =>
  entries.flatMap(({ id, fields, path }): CategoryUpserted[] => {
    const name = textOf(fields.name, 500);
    if (typeof name !== 'string') {
      findings.add(`${path}/name`, externalId(id), 'the name is missing, too long or has hidden characters');
      return [];
    }
    const parent = reference(fields.parent_id);
    return [
      {
        kind: 'category.upserted',
        path,
        externalId: externalId(id),
        parentExternalId: parent === undefined ? null : externalId(parent.id),
        name,
        imageUrl: null,
        rank: rankOf(fields.sequence),
        active: true,
        schedule: [],
      },
    ];
  });
