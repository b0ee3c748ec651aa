import type { Category, EventData } from '@kirana/core';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import type { ChunkRun } from './chunk-run.ts';

export type TaxState = EventData<'tax.changed'>['tax'] & { readonly id: string; readonly removed: boolean };
export type ChargeState = EventData<'charge.changed'>['charge'] & { readonly id: string; readonly removed: boolean };

export async function readCategories(run: ChunkRun, ids: readonly string[]): Promise<Map<string, Category>> {
  const rows = await run.tx
    .selectFrom('categories')
    .selectAll()
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        merchantId: row.merchant_id,
        parentId: row.parent_id,
        name: row.name,
        imageUrl: row.image_url,
        rank: row.rank,
        active: row.active,
        schedule: row.schedule as Category['schedule'],
        removed: row.removed,
      },
    ]),
  );
}

export async function writeCategories(run: ChunkRun, categories: readonly Category[]): Promise<void> {
  const rows = categories.map((category) => ({
    tenant_id: run.lane.tenantId,
    id: category.id,
    merchant_id: category.merchantId,
    parent_id: category.parentId,
    name: category.name,
    image_url: category.imageUrl,
    rank: category.rank,
    active: category.active,
    schedule: category.schedule,
    removed: category.removed,
    updated_at: run.now.toISOString(),
  }));
  await upsertRows(run.tx, 'categories', rows, ['tenant_id', 'id']);
}

export async function readTaxes(run: ChunkRun, ids: readonly string[]): Promise<Map<string, TaxState>> {
  const rows = await run.tx
    .selectFrom('taxes')
    .selectAll()
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        component: row.component,
        amount: row.amount,
        inclusive: row.inclusive,
        base: row.base,
        orderTypes: row.order_types,
        validFrom: row.valid_from,
        rank: row.rank,
        active: row.active,
        removed: row.removed,
      },
    ]),
  );
}

export async function writeTaxes(run: ChunkRun, taxes: readonly TaxState[]): Promise<void> {
  const rows = taxes.map((tax) => ({
    tenant_id: run.lane.tenantId,
    id: tax.id,
    merchant_id: run.lane.merchantId,
    name: tax.name,
    component: tax.component,
    amount: tax.amount,
    inclusive: tax.inclusive,
    base: tax.base,
    order_types: tax.orderTypes,
    valid_from: tax.validFrom,
    rank: tax.rank,
    active: tax.active,
    removed: tax.removed,
    updated_at: run.now.toISOString(),
  }));
  await upsertRows(run.tx, 'taxes', rows, ['tenant_id', 'id']);
}

export async function readCharges(run: ChunkRun, ids: readonly string[]): Promise<Map<string, ChargeState>> {
  const rows = await run.tx
    .selectFrom('charges')
    .selectAll()
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        purpose: row.purpose,
        name: row.name,
        scope: row.scope,
        amount: row.amount,
        base: row.base,
        orderTypes: row.order_types,
        taxIds: row.tax_ids,
        active: row.active,
        removed: row.removed,
      },
    ]),
  );
}

export async function writeCharges(run: ChunkRun, charges: readonly ChargeState[]): Promise<void> {
  const rows = charges.map((charge) => ({
    tenant_id: run.lane.tenantId,
    id: charge.id,
    store_id: run.lane.store.id,
    purpose: charge.purpose,
    name: charge.name,
    scope: charge.scope,
    amount: charge.amount,
    base: charge.base,
    order_types: charge.orderTypes,
    tax_ids: charge.taxIds,
    active: charge.active,
    removed: charge.removed,
    updated_at: run.now.toISOString(),
  }));
  await upsertRows(run.tx, 'charges', rows, ['tenant_id', 'id']);
}
