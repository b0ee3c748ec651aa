/** An object of the catalog as Square sends it. Loosely typed on purpose: simulators send odd things too. */
export interface SquareObject {
  readonly type: string;
  readonly id: string;
  version: number;
  updated_at: string;
  is_deleted: boolean;
  present_at_all_locations?: boolean;
  present_at_location_ids?: string[];
  absent_at_location_ids?: string[];
  [data: string]: unknown;
}

export type SquareData = Record<string, unknown>;

/** Where each type keeps what is its own: ITEM in `item_data`. */
export const dataName = (type: string): string => `${type.toLowerCase()}_data`;

export const dataOf = (object: SquareObject): SquareData => object[dataName(object.type)] as SquareData;

/** Objects inside an object: variations of an item, modifiers of a modifier list. */
export const insideOf = (object: SquareObject): SquareObject[] => {
  const { variations, modifiers } = dataOf(object);
  return (variations ?? modifiers ?? []) as SquareObject[];
};

export const isAt = (object: SquareObject, location: string): boolean =>
  object.present_at_all_locations === false
    ? (object.present_at_location_ids ?? []).includes(location)
    : !(object.absent_at_location_ids ?? []).includes(location);

/** What an object refers to, one level deep. Units are not among it. */
export function referencesOf(object: SquareObject): string[] {
  const data = dataOf(object);
  const ids = (value: unknown, key?: string): string[] =>
    ((value ?? []) as (string | SquareData)[]).map((one) =>
      typeof one === 'string' ? one : String(one[key ?? 'id'] ?? ''),
    );
  const ofItem = [
    ...ids(data.categories),
    ...ids(data.tax_ids),
    ...ids(data.image_ids),
    ...ids(data.modifier_list_info, 'modifier_list_id'),
  ];
  return data.item_id === undefined ? ofItem : [...ofItem, String(data.item_id)];
}
