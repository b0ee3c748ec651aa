import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { CatalogItemsTable } from '../database/schema.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import { type ItemState, itemChanges } from './item-state.ts';
import { anyOf, eachOf } from './key-list-rows.ts';

export interface ItemWrite {
  readonly before: ItemState | undefined;
  readonly after: ItemState;
}

/** Items with what hangs on them, locked until the transaction ends: whoever merges next sees what was written here. */
export async function readItemsLocked(
  tx: Tx,
  tenantId: string,
  itemIds: readonly string[],
): Promise<Map<string, ItemState>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<Selectable<CatalogItemsTable>>`
    select found.* from ${eachOf(itemIds)} cross join lateral (
      select * from catalog_items where tenant_id = ${tenantId} and id = each.key limit 1 for update) found`.execute(
    tx,
  );
  if (rows.length === 0) return new Map();
  const known = eachOf(rows.map(({ id }) => id));
  const { rows: hanging } = await sql<Hanging>`
    select hanging.* from ${known} cross join lateral (
      select 'barcode' as what, item_id, code as key, jsonb_build_object('code', code, 'unit', unit) as value
        from item_barcodes where tenant_id = ${tenantId} and item_id = each.key
      union all select 'unit', item_id, name, jsonb_build_object('name', name, 'factor', factor)
        from item_units where tenant_id = ${tenantId} and item_id = each.key
      union all select 'component', item_id, component_id, jsonb_build_object('itemId', component_id, 'quantity', quantity)
        from item_components where tenant_id = ${tenantId} and item_id = each.key
      union all select 'group', item_id, group_id, jsonb_build_object('groupId', group_id, 'min', min, 'max', max, 'rank', rank)
        from item_modifier_groups where tenant_id = ${tenantId} and item_id = each.key
      offset 0) hanging
    order by what, item_id, hanging.key collate "C"`.execute(tx);
  const byItem = Map.groupBy(hanging, ({ item_id }) => item_id);
  return new Map(rows.map((row) => [row.id, itemFromRow(row, byItem.get(row.id) ?? [])]));
}

interface Hanging {
  what: 'barcode' | 'unit' | 'component' | 'group';
  item_id: string;
  value: never;
}

function itemFromRow(row: Selectable<CatalogItemsTable>, hanging: readonly Hanging[]): ItemState {
  const of = (what: Hanging['what']) => hanging.filter((entry) => entry.what === what).map(({ value }) => value);
  return {
    id: row.id,
    merchantId: row.merchant_id,
    parentId: row.parent_id,
    brandId: row.brand_id,
    name: row.name,
    description: row.description,
    images: row.images,
    sellable: row.sellable,
    variationLabel: row.variation_label,
    baseUnit: row.base_unit,
    taxCode: row.tax_code,
    diet: row.diet,
    allergens: row.allergens,
    restrictions: row.restrictions,
    attributes: row.attributes,
    translations: row.translations,
    tags: row.tags,
    barcodes: of('barcode'),
    modifierGroups: of('group'),
    units: of('unit'),
    components: of('component'),
    removed: row.removed,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Writes the items, and of what hangs on them only what changed. */
export async function writeItems(tx: Tx, tenantId: string, writes: readonly ItemWrite[]): Promise<void> {
  const rows = writes.map(({ after }) => ({
    tenant_id: tenantId,
    id: after.id,
    merchant_id: after.merchantId,
    parent_id: after.parentId,
    brand_id: after.brandId,
    name: after.name,
    description: after.description,
    images: after.images,
    sellable: after.sellable,
    variation_label: after.variationLabel,
    base_unit: after.baseUnit,
    tax_code: after.taxCode,
    diet: after.diet,
    allergens: after.allergens,
    restrictions: after.restrictions,
    attributes: after.attributes,
    translations: after.translations,
    tags: after.tags,
    removed: after.removed,
    created_at: after.createdAt,
    updated_at: after.updatedAt,
  }));
  await upsertRows(tx, 'catalog_items', rows, ['tenant_id', 'id']);
  await writeHanging(tx, tenantId, writes);
}

async function writeHanging(tx: Tx, tenantId: string, writes: readonly ItemWrite[]): Promise<void> {
  const changed = (field: 'barcodes' | 'units' | 'components' | 'modifierGroups') =>
    writes.filter(({ before, after }) => itemChanges(before, after).includes(field));
  const clear = (
    table: 'item_barcodes' | 'item_units' | 'item_components' | 'item_modifier_groups',
    of: readonly ItemWrite[],
  ) => {
    const known = of.filter(({ before }) => before !== undefined).map(({ after }) => after.id);
    if (known.length === 0) return;
    return tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('item_id', '=', anyOf(known)).execute();
  };
  const barcodes = changed('barcodes');
  await clear('item_barcodes', barcodes);
  const barcodeRows = barcodes.flatMap(({ after }) =>
    after.barcodes.map(({ code, unit }) => ({ tenant_id: tenantId, item_id: after.id, code, unit })),
  );
  await upsertRows(tx, 'item_barcodes', barcodeRows, ['tenant_id', 'item_id', 'code']);
  const units = changed('units');
  await clear('item_units', units);
  const unitRows = units.flatMap(({ after }) =>
    after.units.map(({ name, factor }) => ({ tenant_id: tenantId, item_id: after.id, name, factor })),
  );
  await upsertRows(tx, 'item_units', unitRows, ['tenant_id', 'item_id', 'name']);
  const components = changed('components');
  await clear('item_components', components);
  const componentRows = components.flatMap(({ after }) =>
    after.components.map(({ itemId, quantity }) => ({
      tenant_id: tenantId,
      item_id: after.id,
      component_id: itemId,
      quantity,
    })),
  );
  await upsertRows(tx, 'item_components', componentRows, ['tenant_id', 'item_id', 'component_id']);
  const groups = changed('modifierGroups');
  await clear('item_modifier_groups', groups);
  const groupRows = groups.flatMap(({ after }) =>
    after.modifierGroups.map(({ groupId, min, max, rank }) => ({
      tenant_id: tenantId,
      item_id: after.id,
      group_id: groupId,
      min,
      max,
      rank,
    })),
  );
  await upsertRows(tx, 'item_modifier_groups', groupRows, ['tenant_id', 'item_id', 'group_id']);
}
