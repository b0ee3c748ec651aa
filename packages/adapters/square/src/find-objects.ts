import { ask, type Context, type SquareAnswer } from './call-square.ts';

/** Square's limit for ids in one call. */
const MOST_IDS = 1_000;
/** Units of a seller: more pages than this is no list of units. */
const MOST_UNIT_PAGES = 20;

/** Objects of any type by id, deleted ones too, with what they refer to. */
export async function findObjects(context: Context, ids: readonly string[]): Promise<SquareAnswer[]> {
  const answers: SquareAnswer[] = [];
  for (let at = 0; at < ids.length; at += MOST_IDS) {
    const asked = {
      object_ids: ids.slice(at, at + MOST_IDS),
      include_related_objects: true,
      include_deleted_objects: true,
    };
    answers.push(await ask(context, 'catalog/batch-retrieve', asked));
  }
  return answers;
}

/** All measurement units of the seller. */
export async function findUnits(context: Context): Promise<SquareAnswer[]> {
  const answers: SquareAnswer[] = [];
  let cursor: unknown;
  do {
    const asked = { object_types: ['MEASUREMENT_UNIT'], ...(typeof cursor === 'string' ? { cursor } : {}) };
    const answer = await ask(context, 'catalog/search', asked);
    answers.push(answer);
    cursor = answer.body.cursor;
  } while (typeof cursor === 'string' && cursor !== '' && answers.length < MOST_UNIT_PAGES);
  return answers;
}
