import type { JsonObject } from '@kirana/adapter';
import type { CatalogObject } from './catalog-object.ts';
import { asObject, idList, listOf } from './field-values.ts';

/** Everywhere but where it is absent, or nowhere but where it is present; everywhere unless said otherwise. */
export function isPresentAt({ fields }: Pick<CatalogObject, 'fields'>, location: string): boolean {
  if (fields.present_at_all_locations === false) return idList(fields.present_at_location_ids).includes(location);
  return !idList(fields.absent_at_location_ids).includes(location);
}

/** What differs at this location; empty where nothing does. */
export function overrideAt({ data }: Pick<CatalogObject, 'data'>, location: string): JsonObject {
  for (const entry of listOf(data.location_overrides)) {
    const override = asObject(entry);
    if (override?.location_id === location) return override;
  }
  return {};
}
