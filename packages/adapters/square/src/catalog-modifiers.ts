import type { Change, ChangeOf, JsonObject, JsonValue } from '@kirana/adapter';
import { type CatalogObject, newestVersion, readObject } from './catalog-object.ts';
import { type CatalogPage, isHere, objectsOf } from './catalog-page.ts';
import { asObject, idText, listOf, readText, smallNumber } from './field-values.ts';
import { readModifierPrice } from './money.ts';
import { overrideAt } from './presence.ts';

type GroupUpserted = ChangeOf<'modifier_group.upserted'>;
type Option = GroupUpserted['options'][number];
type GroupUse = NonNullable<ChangeOf<'item.upserted'>['modifierGroups']>[number];

const MOST_OPTIONS = 1_000;
const MOST_GROUPS = 200;

/** The modifiers of a list: those inside it, and newer states of them that the page has by themselves. */
function modifiersOf(list: CatalogObject, page: CatalogPage): CatalogObject[] {
  return listOf(list.data.modifiers).flatMap((value, index) => {
    const path = `${list.dataPath}/modifiers/${index}`;
    const inside = readObject(value, path);
    if (inside === undefined || inside?.type !== 'MODIFIER') {
      page.problems.add(path, list.id, 'is no modifier with an id; left out');
      return [];
    }
    const alone = page.about.get('MODIFIER')?.get(inside.id);
    return alone !== undefined && (alone.version ?? 0n) >= (inside.version ?? 0n) ? alone : inside;
  });
}

function readOption(modifier: CatalogObject, page: CatalogPage): Option | undefined {
  const { data, path, dataPath, id } = modifier;
  const name = readText(data.name, 500);
  if (typeof name !== 'string') {
    page.problems.add(`${dataPath}/name`, id, 'the name is missing, too long or has hidden characters');
    return undefined;
  }
  const priceMinor = readModifierPrice(modifier, page);
  if (priceMinor === undefined) return undefined;
  const rank = smallNumber(data.ordinal) ?? 0;
  const active = isHere(modifier, page);
  return { path, externalId: id, itemExternalId: null, name, priceMinor, diet: 'unknown', rank, active };
}

/** A list of texts to be written has nothing to choose from: it is known, and not offered. */
const isOffered = (list: CatalogObject, page: CatalogPage): boolean =>
  isHere(list, page) && list.data.modifier_type !== 'TEXT';

function readGroup(list: CatalogObject, page: CatalogPage): Change[] {
  const { data, path, dataPath, id, isDeleted } = list;
  const name = readText(data.name, 500) ?? readText(data.internal_name, 500);
  if (typeof name !== 'string') {
    // what is gone need not say what it was
    if (!isDeleted) {
      page.problems.add(`${dataPath}/name`, id, 'the name is missing, too long or has hidden characters');
    }
    return [];
  }
  const modifiers = modifiersOf(list, page);
  const there = modifiers.filter((modifier) => !modifier.isDeleted);
  if (there.length > MOST_OPTIONS) {
    page.problems.add(`${dataPath}/modifiers`, id, `more than ${MOST_OPTIONS}; the rest is left out`);
  }
  const version = newestVersion([list, ...modifiers]);
  const options = there.slice(0, MOST_OPTIONS).flatMap((modifier) => readOption(modifier, page) ?? []);
  const group: GroupUpserted = {
    kind: 'modifier_group.upserted',
    path,
    ...version,
    externalId: id,
    name,
    rank: smallNumber(data.ordinal) ?? 0,
    active: isOffered(list, page),
    options,
  };
  const read = new Set(options.map(({ externalId }) => externalId));
  const switches = there
    .filter((modifier) => read.has(modifier.id))
    .map((modifier): Change => {
      const on = overrideAt(modifier, page.location).sold_out !== true;
      const at = { path: modifier.path, ...newestVersion([modifier]), externalId: modifier.id };
      return { kind: 'item.switched', ...at, entity: 'modifier_option', on, until: null };
    });
  return [group, ...switches];
}

/** Groups with all their options, and whether each option is sold out: there is no other place where Square says it. */
export const readModifierLists = (page: CatalogPage): Change[] =>
  objectsOf(page, 'MODIFIER_LIST').flatMap((list) => readGroup(list, page));

/** -1 is "not set", and 0 no limit. */
const limitOf = (value: JsonValue | undefined): number | undefined => {
  const limit = smallNumber(value);
  return limit === undefined || limit < 0 ? undefined : limit;
};

/** The item's own limits, and where it sets neither, those of the list. */
function readLimits(use: JsonObject, list: CatalogObject | undefined): { min: number; max: number | null } {
  const own = [use.min_selected_modifiers, use.max_selected_modifiers].map(limitOf);
  const isSet = own.some((limit) => limit !== undefined);
  const [min, max] = isSet ? own : [list?.data.min_selected_modifiers, list?.data.max_selected_modifiers].map(limitOf);
  const atMost = max ?? (!isSet && list?.data.selection_type === 'SINGLE' ? 1 : 0);
  return { min: min ?? 0, max: atMost === 0 ? null : atMost };
}

/** The groups an item offers, in its order. */
export function readGroupUses(item: CatalogObject, page: CatalogPage): GroupUse[] {
  const uses: GroupUse[] = [];
  for (const [index, entry] of listOf(item.data.modifier_list_info).entries()) {
    const path = `${item.dataPath}/modifier_list_info/${index}`;
    const use = asObject(entry);
    const id = idText(use?.modifier_list_id);
    if (use === undefined || id === undefined) {
      page.problems.add(path, item.id, 'the modifier list cannot be read; left out');
      continue;
    }
    const list = page.known.get(id);
    if (use.enabled === false || (list !== undefined && !isOffered(list, page))) continue;
    const limits = readLimits(use, list);
    if (limits.max !== null && limits.max < limits.min) {
      page.problems.add(path, item.id, 'at most is less than at least; the modifier list is left out');
    } else if (!uses.some(({ externalId }) => externalId === id)) {
      uses.push({ externalId: id, ...limits, rank: smallNumber(use.ordinal) ?? index });
    }
  }
  return uses.slice(0, MOST_GROUPS);
}
