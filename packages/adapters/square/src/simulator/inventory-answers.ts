import type { SimulatedAnswer } from '@kirana/adapter/simulator';
import { isVariation, pageOf } from './catalog-answers.ts';
import { countBody } from './messages.ts';
import { type RefusalEntry, refusal, refusals } from './refusals.ts';
import type { SquareData } from './square-object.ts';
import type { SquareShop } from './square-shop.ts';

/** One thing that a command changed. */
export type Effect = { readonly kind: string; readonly [detail: string]: unknown };

/** What was answered to each idempotency key. */
export type KnownKeys = Map<string, { readonly body: string; readonly answer: SimulatedAnswer }>;

const MOST_CHANGES = 100;

export function countsAnswer(shop: SquareShop, question: SquareData): SimulatedAnswer {
  const locations = question.location_ids as string[] | undefined;
  const states = question.states as string[] | undefined;
  const after = question.updated_after as string | undefined;
  const found = [...shop.counts.values()]
    .filter(({ location }) => locations === undefined || locations.includes(location))
    .filter(({ state }) => states === undefined || states.includes(state ?? 'IN_STOCK'))
    .filter(({ calculatedAt }) => after === undefined || Date.parse(calculatedAt) > Date.parse(after));
  const cut = pageOf(found, question);
  if (cut === undefined) return refusal(400, 'INVALID_CURSOR', 'The cursor is not valid.', 'cursor');
  return { status: 200, body: { ...(cut.page.length === 0 ? {} : { counts: cut.page.map(countBody) }), ...cut.next } };
}

/** What is wrong with one change; undefined when nothing is. */
function complaint(shop: SquareShop, { type, physical_count: count }: SquareData): RefusalEntry | undefined {
  const {
    catalog_object_id: id,
    location_id: location,
    quantity,
    state,
    occurred_at: at,
  } = (count ?? {}) as SquareData;
  if (type !== 'PHYSICAL_COUNT' || state !== 'IN_STOCK') return { code: 'INVALID_VALUE', detail: 'Not a count.' };
  if (!isVariation(shop, String(id)))
    return { code: 'NOT_FOUND', detail: `Object with id ${id} was not found.`, field: 'catalog_object_id' };
  if (!shop.locations.includes(String(location)))
    return { code: 'NOT_FOUND', detail: `Location ${location} was not found.`, field: 'location_id' };
  if (!/^\d{1,10}(\.\d{1,5})?$/.test(String(quantity)))
    return { code: 'INVALID_VALUE', detail: 'Not a quantity.', field: 'quantity' };
  return Number.isNaN(Date.parse(String(at)))
    ? { code: 'EXPECTED_VALUE', detail: 'No time.', field: 'occurred_at' }
    : undefined;
}

function applied(shop: SquareShop, changes: readonly SquareData[], ignoresUnchanged: boolean, effects: Effect[]) {
  return changes.flatMap(({ physical_count: count }) => {
    const { catalog_object_id: id, location_id: location, quantity } = count as Record<string, string>;
    const key = `${id} ${location}`;
    // since the last time it was counted, whatever was sold since
    if (ignoresUnchanged && shop.counted.get(key) === quantity) return [];
    shop.counted.set(key, String(quantity));
    effects.push({ kind: 'stock.set', externalId: id, location, quantity });
    return [shop.count(String(id), String(location), String(quantity))];
  });
}

/** All changes or none of them. The same key with the same body gives the first answer again. */
export function batchCreateAnswer(
  shop: SquareShop,
  body: string,
  { keys, effects }: { readonly keys: KnownKeys; readonly effects: Effect[] },
): SimulatedAnswer {
  const asked = JSON.parse(body) as SquareData;
  const key = asked.idempotency_key;
  const changes = (asked.changes ?? []) as SquareData[];
  if (typeof key !== 'string' || key === '' || key.length > 128)
    return refusal(400, 'VALUE_EMPTY', 'A key is needed.', 'idempotency_key');
  const known = keys.get(key);
  if (known !== undefined && known.body === body) return known.answer;
  if (known !== undefined)
    return refusal(400, 'IDEMPOTENCY_KEY_REUSED', 'The key was used for another request.', 'idempotency_key');
  if (changes.length === 0 || changes.length > MOST_CHANGES)
    return refusal(400, 'ARRAY_LENGTH_TOO_LONG', `1 to ${MOST_CHANGES} changes.`, 'changes');
  const complaints = changes.flatMap((change, index): RefusalEntry[] => {
    const wrong = complaint(shop, change);
    return wrong === undefined ? [] : [{ ...wrong, field: `changes[${index}].physical_count.${wrong.field ?? ''}` }];
  });
  if (complaints.length > 0) return refusals(400, complaints);
  const counts = applied(shop, changes, asked.ignore_unchanged_counts !== false, effects);
  const answer = { status: 200, body: { counts: counts.map(countBody), changes } };
  keys.set(key, { body, answer });
  return answer;
}
