import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SquareShop } from './simulator/index.ts';

// Every field of the catalog is read, or the README says why it is not: nothing is lost unsaid.

const sources = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !/test/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = /\n## What is not mapped, and why\n([\s\S]*?)(?=\n## |$)/.exec(readme)?.[1] ?? '';

function fieldNames(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) fieldNames(one, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      names.add(name);
      fieldNames(inner, names);
    }
  }
  return names;
}

/** Names of the SDK's types that are not in the demo shop. */
const SEEN_ELSEWHERE =
  `description sku upc buyer_facing_name abbreviation label_color sort_name skip_modifier_screen item_options item_option_values
  ecom_uri ecom_image_uris ecom_seo_data channels online_visibility inventory_alert_type inventory_alert_threshold user_data
  custom_attribute_values catalog_v1_ids service_duration available_for_booking team_member_ids sellable stockable stockable_conversion
  modifier_overrides on_by_default hidden_online hidden_from_customer hidden_from_customer_override allow_quantities is_conversational
  max_length text_required internal_name availability_period_ids is_top_level root_category path_to_root applies_to_custom_amounts
  applies_to_product_set_id caption photo_studio_order_id is_estimated volume_unit length_unit area_unit time_unit generic_unit custom_unit image_id`.split(
    /\s+/,
  );

/** Said by other fields: when it changed by `version`, what kind a thing is by the field it is in. */
const IMPLIED = ['updated_at', 'type'];

const isRead = (name: string) => new RegExp(`\\b${name}\\b`).test(sources);
const isExplained = (name: string) => section.includes(`\`${name}\``);
const names = [...new Set([...fieldNames([...new SquareShop().objects.values()]), ...SEEN_ELSEWHERE])];

test.each(names.filter((name) => !IMPLIED.includes(name)))('%s is read, or it is said why not', (name) => {
  expect(isRead(name) || isExplained(name)).toBe(true);
});
