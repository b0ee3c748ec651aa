import type { JsonObject, JsonValue } from '@kirana/adapter';
import { asObject, idText } from './field-values.ts';

/** Where each type keeps what is its own. Types that are not read are not here. */
const DATA_OF = {
  ITEM: 'item_data',
  ITEM_VARIATION: 'item_variation_data',
  CATEGORY: 'category_data',
  TAX: 'tax_data',
  MODIFIER_LIST: 'modifier_list_data',
  MODIFIER: 'modifier_data',
  IMAGE: 'image_data',
  MEASUREMENT_UNIT: 'measurement_unit_data',
} as const;
export type CatalogType = keyof typeof DATA_OF;

export interface CatalogObject {
  readonly type: CatalogType;
  readonly id: string;
  readonly path: string;
  /** Where `data` stands; where it is missing, the object itself. */
  readonly dataPath: string;
  /** What all types have: version, presence, images. */
  readonly fields: JsonObject;
  /** What the type has; empty where a deleted object no longer tells. */
  readonly data: JsonObject;
  /** Grows with every change of the object; null where it is not given. */
  readonly version: bigint | null;
  readonly isDeleted: boolean;
}

const isCatalogType = (type: JsonValue | undefined): type is CatalogType =>
  typeof type === 'string' && Object.hasOwn(DATA_OF, type);

/** Null: of a type that is not read. Undefined: no object at all, or one without a usable id. */
export function readObject(value: JsonValue, path: string): CatalogObject | null | undefined {
  const fields = asObject(value);
  if (fields === undefined || typeof fields.type !== 'string') return undefined;
  if (!isCatalogType(fields.type)) return null;
  const id = idText(fields.id);
  if (id === undefined) return undefined;
  const name = DATA_OF[fields.type];
  const data = asObject(fields[name]);
  return {
    type: fields.type,
    id,
    path,
    dataPath: data === undefined ? path : `${path}/${name}`,
    fields,
    data: data ?? {},
    version: versionOf(fields.version),
    isDeleted: fields.is_deleted === true,
  };
}

/** An int64: a number as long as a double holds it, its digits beyond. */
function versionOf(value: JsonValue | undefined): bigint | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,19}$/.test(text) ? BigInt(text) : null;
}

/** The newest version among things that are told as one, as a change carries it. */
export function newestVersion(objects: readonly Pick<CatalogObject, 'version'>[]): { version?: string } {
  let newest: bigint | null = null;
  for (const { version } of objects) {
    if (version !== null && (newest === null || version > newest)) newest = version;
  }
  return newest === null ? {} : { version: String(newest) };
}
