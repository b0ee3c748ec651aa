import type { JsonValue, OrderType } from '@kirana/adapter';
import { asObject, idList, idText, listOf } from './lenient-values.ts';

const BY_ID: Readonly<Record<string, OrderType>> = { '1': 'delivery', '2': 'pickup', '3': 'dine_in' };
const BY_NAME: Readonly<Record<string, OrderType>> = { delivery: 'delivery', pickup: 'pickup', dinein: 'dine_in' };

export type OrderTypeTable = ReadonlyMap<string, OrderType>;

/** What the ids of "1,2,3" mean: as the menu's own table names them, else as documented. */
export function orderTypeTable(value: JsonValue | undefined): OrderTypeTable {
  const table = new Map(Object.entries(BY_ID));
  for (const entry of listOf(value) ?? []) {
    const fields = asObject(entry);
    const id = idText(fields?.ordertypeid);
    const name = idText(fields?.ordertype)
      ?.toLowerCase()
      .replace(/[^a-z]/g, '');
    const orderType = name !== undefined && Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
    if (id !== undefined && orderType !== undefined) table.set(id, orderType);
  }
  return table;
}

/** Empty text means all of them. Undefined: only ids nobody knows, which must not turn into "all". */
export function readOrderTypes(value: JsonValue | undefined, table: OrderTypeTable): OrderType[] | undefined {
  const ids = idList(value);
  if (ids.length === 0) return [];
  const known = [...new Set(ids.map((id) => table.get(id)).filter((orderType) => orderType !== undefined))];
  return known.length === 0 ? undefined : known;
}
