import { MAX_COMPONENT_DEPTH } from '@kirana/core';
import { sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';

/** What takes an item as a part, directly or as a part of a part. */
export interface ComponentUse {
  readonly itemId: string;
  readonly usedIn: string;
  /** Base units of the item that one unit of it takes. */
  readonly quantity: number;
}

/** Ways from a part up that are looked at: parts of parts that share parts could otherwise go on without end. */
const MOST_WAYS = 10_000;

export async function readComponentUses(
  tx: Tx,
  tenantId: string,
  itemIds: readonly string[],
): Promise<readonly ComponentUse[]> {
  const { rows } = await sql<ComponentUse>`
    with recursive ways as (
      select found.* from ${eachOf(itemIds)} cross join lateral (
        select component_id as part, item_id as whole, quantity, 1 as depth from item_components
        where tenant_id = ${tenantId} and component_id = each.key) found
      union all
      select w.part, ic.item_id, w.quantity * ic.quantity, w.depth + 1 from ways w
      join item_components ic on ic.tenant_id = ${tenantId} and ic.component_id = w.whole
      where w.depth < ${MAX_COMPONENT_DEPTH})
    select part as "itemId", whole as "usedIn", sum(quantity)::bigint as quantity
    from (select * from ways limit ${MOST_WAYS}) w group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}
