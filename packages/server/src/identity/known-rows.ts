import { type EntityKind, ID_PREFIXES } from '@kirana/core';
import type { Tx } from '../database/database.ts';
import { FILTER_IDS, type FilterId } from '../http/filter-ids.ts';
import { findConnection } from './connection-rows.ts';
import { merchantOfEntity } from './mapping-rows.ts';
import { findMerchant } from './merchant-rows.ts';
import { findSource } from './source-rows.ts';

interface Asking {
  readonly tenantId: string;
  /** The store a key is bound to; null sees all of the tenant. */
  readonly storeId: string | null;
}

const ENTITY_KINDS: Readonly<Record<string, EntityKind>> = {
  [ID_PREFIXES.item]: 'item',
  [ID_PREFIXES.category]: 'category',
  [ID_PREFIXES.tax]: 'tax',
  [ID_PREFIXES.charge]: 'charge',
  [ID_PREFIXES.brand]: 'brand',
  [ID_PREFIXES.modifierGroup]: 'modifier_group',
  [ID_PREFIXES.modifierOption]: 'modifier_option',
};

async function isEntity(tx: Tx, id: string): Promise<boolean> {
  const kind = ENTITY_KINDS[id.split('_', 1)[0] ?? ''];
  return kind !== undefined && (await merchantOfEntity(tx, kind, id)) !== undefined;
}

type Look = (tx: Tx, asking: Asking, id: string) => Promise<boolean>;

/** How to find out whether the caller has what a field of this name names. */
const LOOKS: Readonly<Record<FilterId, Look>> = {
  connectionId: async (tx, { tenantId, storeId }, id) =>
    (await findConnection(tx, tenantId, id, storeId)) !== undefined,
  sourceId: async (tx, { tenantId }, id) => (await findSource(tx, tenantId, id)) !== undefined,
  merchantId: async (tx, { tenantId, storeId }, id) => (await findMerchant(tx, tenantId, storeId, id)) !== undefined,
  categoryId: (tx, _asking, id) => isEntity(tx, id),
  entityId: (tx, _asking, id) => isEntity(tx, id),
};

/** Names the first of these that the caller has not: another tenant's, another store's, or nobody's. */
export async function findUnknown(
  tx: Tx,
  asking: Asking,
  named: Readonly<Partial<Record<FilterId, string | undefined>>>,
): Promise<FilterId | undefined> {
  for (const field of FILTER_IDS) {
    const id = named[field];
    if (id !== undefined && !(await LOOKS[field](tx, asking, id))) return field;
  }
  return undefined;
}
