import type { ModifierGroup, Switch } from '@kirana/core';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import type { ChunkRun } from './chunk-run.ts';

export type OptionState = ModifierGroup['options'][number];

/** A group with all its options, removed ones too: they come back under their ids. */
export interface GroupState {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly removed: boolean;
  readonly options: readonly (OptionState & { readonly removed: boolean })[];
}

/** An option at one store. */
export interface StoreOptionState {
  readonly optionId: string;
  readonly listed: boolean;
  readonly priceMinor: number;
  readonly switch: Switch;
}

export async function readGroups(run: ChunkRun, ids: readonly string[]): Promise<Map<string, GroupState>> {
  if (ids.length === 0) return new Map();
  const { tenantId } = run.lane;
  const groups = await run.tx
    .selectFrom('modifier_groups')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forUpdate()
    .execute();
  const options = await run.tx
    .selectFrom('modifier_options')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('group_id', '=', anyOf(ids))
    .orderBy('id')
    .execute();
  const byGroup = Map.groupBy(options, ({ group_id }) => group_id);
  return new Map(
    groups.map(({ id, name, rank, removed }) => [
      id,
      {
        id,
        name,
        rank,
        removed,
        options: (byGroup.get(id) ?? []).map((row) => ({
          id: row.id,
          name: row.name,
          itemId: row.item_id,
          diet: row.diet,
          rank: row.rank,
          removed: row.removed,
        })),
      },
    ]),
  );
}

export async function writeGroups(run: ChunkRun, groups: readonly GroupState[]): Promise<void> {
  const { tenantId, merchantId } = run.lane;
  const groupRows = groups.map(({ id, name, rank, removed }) => ({
    tenant_id: tenantId,
    id,
    merchant_id: merchantId,
    name,
    rank,
    removed,
    updated_at: run.now.toISOString(),
  }));
  await upsertRows(run.tx, 'modifier_groups', groupRows, ['tenant_id', 'id']);
  const optionRows = groups.flatMap((group) =>
    group.options.map((option) => ({
      tenant_id: tenantId,
      id: option.id,
      group_id: group.id,
      item_id: option.itemId,
      name: option.name,
      diet: option.diet,
      rank: option.rank,
      removed: option.removed,
    })),
  );
  await upsertRows(run.tx, 'modifier_options', optionRows, ['tenant_id', 'id']);
}

export async function readStoreOptions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  optionIds: readonly string[],
): Promise<Map<string, StoreOptionState>> {
  if (optionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('store_modifier_options')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .where('option_id', '=', anyOf(optionIds))
    .orderBy('option_id')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      row.option_id,
      {
        optionId: row.option_id,
        listed: row.listed,
        priceMinor: row.price_minor,
        switch: { on: !row.switched_off, until: row.switched_off_until?.toISOString() ?? null },
      },
    ]),
  );
}

export async function writeStoreOptions(
  tx: Tx,
  tenantId: string,
  storeId: string,
  options: readonly StoreOptionState[],
  now: Date,
): Promise<void> {
  const rows = options.map((option) => ({
    tenant_id: tenantId,
    store_id: storeId,
    option_id: option.optionId,
    listed: option.listed,
    price_minor: option.priceMinor,
    switched_off: !option.switch.on,
    switched_off_until: option.switch.until,
    updated_at: now.toISOString(),
  }));
  await upsertRows(tx, 'store_modifier_options', rows, ['tenant_id', 'store_id', 'option_id']);
}

/** The group each of these options belongs to. */
export async function readOptionGroups(run: ChunkRun, optionIds: readonly string[]): Promise<Map<string, string>> {
  if (optionIds.length === 0) return new Map();
  const rows = await run.tx
    .selectFrom('modifier_options')
    .select(['id', 'group_id'])
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', anyOf(optionIds))
    .execute();
  return new Map(rows.map(({ id, group_id }) => [id, group_id]));
}
