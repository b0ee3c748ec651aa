import type { JsonObject, JsonValue } from '@kirana/adapter';
import { ask, type Context, type SquareAnswer } from './call-square.ts';
import { readObject } from './catalog-object.ts';
import { idText, instantOf, listOf } from './field-values.ts';
import { findObjects, findUnits } from './find-objects.ts';
import { pulledPage } from './pulled-page.ts';

/** What a part gives for one call: a page, Square's cursor of the next, and the time up to which it is told of, by Square's clock. */
export interface PulledPart {
  readonly bytes: Uint8Array;
  readonly next: string | null;
  readonly reached: string | null;
}

/** Most that Square gives at once; it may give fewer. */
const PAGE_LIMIT = 1_000;

/** In a whole list variations and modifiers are inside their items and lists. */
const TYPES = ['ITEM', 'CATEGORY', 'TAX', 'MODIFIER_LIST'];
/** What changed may be a variation or a modifier alone. */
const CHANGED_TYPES = [...TYPES, 'ITEM_VARIATION', 'MODIFIER'];

/** `begin_time` is exclusive, and of two changes in the same millisecond one may have come after the last pull. */
export const beforeTime = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

export const bytesOf = (answers: readonly SquareAnswer[]): Uint8Array[] => answers.map(({ bytes }) => bytes);

export const cursorOf = ({ cursor }: JsonObject): string | null =>
  typeof cursor === 'string' && cursor !== '' ? cursor : null;

/** Items and modifier lists of what changed alone, where the page does not have them. */
function missingParents(objects: readonly JsonValue[]): string[] {
  const read = objects.flatMap((value) => readObject(value, '') ?? []);
  const here = new Set(read.map(({ id }) => id));
  const parents = read.map(({ type, data, isDeleted }) => {
    // a variation that is gone needs no item to say so; what is left of a modifier list has to be told anew
    if (type === 'ITEM_VARIATION') return isDeleted ? undefined : idText(data.item_id);
    return type === 'MODIFIER' ? idText(data.modifier_list_id) : undefined;
  });
  return [...new Set(parents)].filter((id) => id !== undefined && !here.has(id)) as string[];
}

/** A page of the catalog for one location: the same objects for each, told as they are there. */
export async function pullCatalog(
  context: Context,
  location: string,
  { since, page }: { readonly since: string | null; readonly page: string | null },
): Promise<PulledPart> {
  const beginTime = since === null ? null : beforeTime(since);
  const search = await ask(context, 'catalog/search', {
    object_types: beginTime === null ? TYPES : CHANGED_TYPES,
    include_related_objects: true,
    include_deleted_objects: beginTime !== null,
    ...(beginTime === null ? {} : { begin_time: beginTime }),
    ...(page === null ? {} : { cursor: page }),
    limit: PAGE_LIMIT,
  });
  const parents = beginTime === null ? [] : missingParents(listOf(search.body.objects));
  const bytes = pulledPage(
    { location_id: location, begin_time: beginTime },
    {
      search: search.bytes,
      parents: parents.length === 0 ? null : bytesOf(await findObjects(context, parents)),
      measurement_units: context.settings.measured ? bytesOf(await findUnits(context)) : null,
    },
  );
  return { bytes, next: cursorOf(search.body), reached: instantOf(search.body.latest_time) ?? null };
}
