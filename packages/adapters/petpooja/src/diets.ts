import type { Diet, JsonValue } from '@kirana/adapter';
import { asObject, idText, listOf } from './lenient-values.ts';

const BY_ID: Readonly<Record<string, Diet>> = { '1': 'veg', '2': 'non_veg', '5': 'other', '24': 'egg' };
const BY_NAME: Readonly<Record<string, Diet>> = {
  veg: 'veg',
  nonveg: 'non_veg',
  egg: 'egg',
  vegan: 'vegan',
  other: 'other',
};

/** What attribute ids mean: as the menu's own table names them, else as documented. */
export function dietTable(value: JsonValue | undefined): ReadonlyMap<string, Diet> {
  const table = new Map(Object.entries(BY_ID));
  for (const entry of listOf(value) ?? []) {
    const fields = asObject(entry);
    const id = idText(fields?.attributeid);
    const name = idText(fields?.attribute)
      ?.toLowerCase()
      .replace(/[^a-z]/g, '');
    const diet = name !== undefined && Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
    if (id !== undefined && diet !== undefined) table.set(id, diet);
  }
  return table;
}

/** Legally binding on a menu in India, so never guessed: an unknown id is unknown. */
export const readDiet = (value: JsonValue | undefined, diets: ReadonlyMap<string, Diet>): Diet =>
  diets.get(idText(value) ?? '') ?? 'unknown';
