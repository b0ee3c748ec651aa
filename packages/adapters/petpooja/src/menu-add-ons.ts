import { type ChangeOf, decimalText, type JsonValue, minorFromJson } from '@kirana/adapter';
import { readDiet } from './diets.ts';
import { type Entry, namedEntries } from './findings.ts';
import { asObject, flag, idText, listOf, wholeNumber } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readText } from './provider-text.ts';

type ModifierGroupUpserted = ChangeOf<'modifier_group.upserted'>;
type Option = ModifierGroupUpserted['options'][number];
type GroupUse = NonNullable<ChangeOf<'item.upserted'>['modifierGroups']>[number];

const MAX_OPTIONS = 1_000;
const MAX_GROUPS = 200;

function readOption({ fields, id, path }: Entry, menu: Menu): Option | undefined {
  const name = readText(fields.addonitem_name, 500);
  // An empty price is how "costs nothing more" is written.
  const isFree = decimalText(fields.addonitem_price) === undefined && typeof fields.addonitem_price !== 'boolean';
  const priceMinor = isFree ? 0 : minorFromJson(fields.addonitem_price, menu.currency);
  if (typeof name !== 'string' || priceMinor === undefined) {
    const field = typeof name !== 'string' ? 'addonitem_name' : 'addonitem_price';
    menu.findings.add(`${path}/${field}`, id, `${field} cannot be read; the option stays as it was`);
    return undefined;
  }
  return {
    path,
    externalId: id,
    itemExternalId: null,
    name,
    priceMinor,
    diet: readDiet(fields.attributes, menu.diets),
    rank: wholeNumber(fields.addonitem_rank) ?? 0,
    active: flag(fields.active) ?? true,
  };
}

function readGroup({ fields, id, path }: Entry, menu: Menu): ModifierGroupUpserted | undefined {
  const name = readText(fields.addongroup_name, 500);
  if (typeof name !== 'string') {
    menu.findings.add(`${path}/addongroup_name`, id, 'the name is missing, too long or has hidden characters');
    return undefined;
  }
  const at = { kind: 'modifier_option', path: `${path}/addongroupitems`, idField: 'addonitemid' } as const;
  const entries = namedEntries(listOf(fields.addongroupitems) ?? [], at, new Set(), menu.findings);
  if (entries.length > MAX_OPTIONS) {
    menu.findings.addUnnamed('modifier_option', at.path, `more than ${MAX_OPTIONS} options; the rest is left out`);
  }
  return {
    kind: 'modifier_group.upserted',
    path,
    externalId: id,
    name,
    rank: wholeNumber(fields.addongroup_rank) ?? 0,
    active: flag(fields.active) ?? true,
    options: entries
      .slice(0, MAX_OPTIONS)
      .map((entry) => readOption(entry, menu))
      .filter((option) => option !== undefined),
  };
}

export function readAddOns(menu: Menu): ModifierGroupUpserted[] {
  const at = { kind: 'modifier_group', path: '/addongroups', idField: 'addongroupid' } as const;
  return namedEntries(listOf(menu.body.addongroups) ?? [], at, new Set(), menu.findings)
    .map((entry) => readGroup(entry, menu))
    .filter((group) => group !== undefined);
}

/** "" and "0" set no upper limit: a group of which nothing may be chosen would make no sense. */
function readLimits(fields: { readonly [key: string]: JsonValue }): { min: number; max: number | null } | undefined {
  const read = (value: JsonValue | undefined) => (decimalText(value) === undefined ? 0 : wholeNumber(value));
  const min = read(fields.addon_item_selection_min);
  const max = read(fields.addon_item_selection_max);
  if (min === undefined || max === undefined || min < 0 || max < 0 || (max > 0 && max < min)) return undefined;
  return { min, max: max === 0 ? null : max };
}

/**
 * The groups of an item: the union of the lists, a later list overriding an earlier one. The flags itemallowaddon and itemaddonbasedon
 * are not asked: menus exist whose lists contradict them, and the lists are what PetPooja itself shows.
 */
export function readGroupUses(
  lists: readonly { readonly value: JsonValue | undefined; readonly path: string }[],
  externalId: string,
  menu: Menu,
): GroupUse[] {
  const uses = new Map<string, GroupUse>();
  for (const { value, path } of lists) {
    for (const [index, entry] of (listOf(value) ?? []).entries()) {
      const fields = asObject(entry);
      const id = idText(fields?.addon_group_id);
      const limits = fields === undefined ? undefined : readLimits(fields);
      if (id === undefined || limits === undefined) {
        menu.findings.add(`${path}/${index}`, externalId, 'the add-on group or its limits cannot be read; left out');
      } else {
        uses.set(id, { externalId: id, ...limits, rank: uses.get(id)?.rank ?? uses.size });
      }
    }
  }
  return [...uses.values()].slice(0, MAX_GROUPS);
}
