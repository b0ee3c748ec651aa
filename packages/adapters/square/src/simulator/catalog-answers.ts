import type { SimulatedAnswer } from '@kirana/adapter/simulator';
import { refusal } from './refusals.ts';
import { dataOf, referencesOf, type SquareData, type SquareObject } from './square-object.ts';
import type { SquareShop } from './square-shop.ts';

/** Square gives as many as it likes, up to what was asked. */
const MOST_PER_PAGE = 25;
const TOP_LEVEL = ['ITEM', 'CATEGORY', 'TAX', 'MODIFIER_LIST', 'MEASUREMENT_UNIT'];

/** A page of a list. The cursor is good for the same question only. Undefined: it is not one of ours. */
export function pageOf<T>(
  list: readonly T[],
  { cursor, ...question }: SquareData,
): { page: readonly T[]; next: SquareData } | undefined {
  const asked = JSON.stringify(question);
  let start = 0;
  if (cursor !== undefined) {
    const [at, of] = Buffer.from(String(cursor), 'base64url').toString('utf8').split('\n');
    if (of !== asked || !/^\d{1,6}$/.test(at ?? '')) return undefined;
    start = Number(at);
  }
  const end = start + Math.min(MOST_PER_PAGE, Number(question.limit ?? MOST_PER_PAGE));
  const next = end < list.length ? { cursor: Buffer.from(`${end}\n${asked}`).toString('base64url') } : {};
  return { page: list.slice(start, end), next };
}

/** What the objects refer to, without themselves and without what is deleted. */
function relatedTo(shop: SquareShop, objects: readonly SquareObject[]): SquareObject[] {
  const named = new Set(objects.flatMap(referencesOf));
  for (const { id } of objects) named.delete(id);
  return shop.all().filter(({ id, is_deleted }) => named.has(id) && !is_deleted);
}

const withRelated = (shop: SquareShop, question: SquareData, objects: readonly SquareObject[]): SquareData => {
  const related = question.include_related_objects === true ? relatedTo(shop, objects) : [];
  return {
    ...(objects.length === 0 ? {} : { objects }),
    ...(related.length === 0 ? {} : { related_objects: related }),
  };
};

/** Deleted objects come whenever a time is given, whether they were asked for or not. */
export function searchAnswer(shop: SquareShop, question: SquareData): SimulatedAnswer {
  const types = (question.object_types ?? TOP_LEVEL) as string[];
  const begin = question.begin_time as string | undefined;
  const found = shop
    .all()
    .filter(({ type }) => types.includes(type))
    .filter(({ is_deleted }) => !is_deleted || begin !== undefined || question.include_deleted_objects === true)
    .filter(({ updated_at }) => begin === undefined || Date.parse(updated_at) > Date.parse(begin));
  const cut = pageOf(found, question);
  if (cut === undefined) return refusal(400, 'INVALID_CURSOR', 'The cursor is not valid.', 'cursor');
  const latest = shop
    .all()
    .map(({ updated_at }) => updated_at)
    .sort()
    .at(-1);
  const body = { ...withRelated(shop, question, cut.page), ...cut.next, latest_time: latest };
  return { status: 200, body };
}

export function batchRetrieveAnswer(shop: SquareShop, question: SquareData): SimulatedAnswer {
  const ids = (question.object_ids ?? []) as string[];
  if (ids.length === 0) return refusal(400, 'MISSING_REQUIRED_PARAMETER', 'Ids are missing.', 'object_ids');
  if (ids.length > 1_000) return refusal(400, 'ARRAY_LENGTH_TOO_LONG', 'Too many ids.', 'object_ids');
  const objects = shop
    .all()
    .filter(({ id }) => ids.includes(id))
    .filter(({ is_deleted }) => !is_deleted || question.include_deleted_objects === true);
  return { status: 200, body: withRelated(shop, question, objects) };
}

/** Is it a variation that can be counted? */
export const isVariation = (shop: SquareShop, id: string): boolean =>
  shop
    .all()
    .some((one) => one.id === id && one.type === 'ITEM_VARIATION' && !one.is_deleted && dataOf(one) !== undefined);
