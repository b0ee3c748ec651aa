import type { ComponentsOf, Need } from '@kirana/core';
import type { Tx } from '../database/database.ts';

/** What the items of a merchant are put together from. */
export async function readComponents(tx: Tx, tenantId: string, merchantId: string): Promise<ComponentsOf> {
  const rows = await tx
    .selectFrom('item_components as ic')
    .innerJoin('catalog_items as ci', (join) =>
      join.onRef('ci.tenant_id', '=', 'ic.tenant_id').onRef('ci.id', '=', 'ic.item_id'),
    )
    .select(['ic.item_id', 'ic.component_id', 'ic.quantity'])
    .where('ic.tenant_id', '=', tenantId)
    .where('ci.merchant_id', '=', merchantId)
    .orderBy('ic.item_id')
    .orderBy('ic.component_id')
    .execute();
  const components = new Map<string, Need[]>();
  for (const { item_id, component_id, quantity } of rows) {
    const parts = components.get(item_id) ?? [];
    parts.push({ itemId: component_id, quantity });
    components.set(item_id, parts);
  }
  return components;
}
