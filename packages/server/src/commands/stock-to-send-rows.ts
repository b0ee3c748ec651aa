import { sql } from 'kysely';
import { eachOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { type CommandRow, commandOf } from './command-rows.ts';

/** What changed at a store since a provider was told last. */
export interface ToSend {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly storeId: string;
  readonly adapter: string;
}

/** Marks positions for every connection of their store that is told of stock. @returns how many marks are new */
export async function markStockToSend(
  tx: Tx,
  changed: readonly { readonly tenantId: string; readonly storeId: string; readonly itemId: string }[],
  at: Date,
): Promise<number> {
  const { rows } = await sql`
    insert into stock_to_send (tenant_id, connection_id, store_id, item_id, since)
    select distinct w.tenant_id, c.id, w.store_id, w.item_id, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(
      changed.map(({ tenantId, storeId, itemId }) => ({ tenant_id: tenantId, store_id: storeId, item_id: itemId })),
    )}::text::jsonb) as w(tenant_id text, store_id text, item_id text)
    join connection_locations l on l.tenant_id = w.tenant_id and l.store_id = w.store_id
    join connections c on c.tenant_id = l.tenant_id and c.id = l.connection_id and c.sends_stock
    on conflict do nothing returning item_id`.execute(tx);
  return rows.length;
}

/** Tenants that have a connection that is told of stock. */
export async function readTenantsThatSend(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('connections')
    .select('tenant_id')
    .distinct()
    .where('sends_stock', '=', true)
    .execute();
  return new Set(rows.map((row) => row.tenant_id));
}

/** A connection is to be told of all there is, from then on. */
export async function markAllStockToSend(tx: Tx, tenantId: string, connectionId: string, since: Date): Promise<void> {
  await sql`
    insert into stock_to_send (tenant_id, connection_id, store_id, item_id, since)
    select p.tenant_id, l.connection_id, p.store_id, p.item_id, ${since}::timestamptz
    from connection_locations l
    join inventory_positions p on p.tenant_id = l.tenant_id and p.store_id = l.store_id
    where l.tenant_id = ${tenantId} and l.connection_id = ${connectionId} on conflict do nothing`.execute(tx);
}

/** It is told nothing any more. */
export async function dropStockToSend(tx: Tx, tenantId: string, connectionId: string): Promise<void> {
  await tx
    .deleteFrom('stock_to_send')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .execute();
}

/** The place that has waited longest, of connections that can be asked; those with a stock command on its way wait for it. */
export async function readOldestToSend(tx: Tx, at: Date): Promise<ToSend | undefined> {
  const { rows } = await sql<ToSend>`
    select d.tenant_id as "tenantId", d.connection_id as "connectionId", d.store_id as "storeId", s.adapter
    from stock_to_send d
    join connections c on c.tenant_id = d.tenant_id and c.id = d.connection_id
    join sources s on s.tenant_id = c.tenant_id and s.id = c.source_id
    where d.since <= ${at} and c.sends_stock and c.status = 'active' and c.pull_held_reason is null and not exists (
      select 1 from commands o where o.tenant_id = d.tenant_id and o.connection_id = d.connection_id and o.status = 'pending')
    order by d.since limit 1`.execute(tx);
  return rows[0];
}

/** Takes marks of one place, the oldest first. */
export async function takeStockToSend(tx: Tx, { tenantId, connectionId, storeId }: ToSend, most: number) {
  const { rows } = await sql<{ itemId: string }>`
    delete from stock_to_send where ctid = any(array(
      select ctid from stock_to_send
      where tenant_id = ${tenantId} and connection_id = ${connectionId} and store_id = ${storeId}
      order by since, item_id limit ${most} for update skip locked))
    returning item_id as "itemId"`.execute(tx);
  return rows.map(({ itemId }) => itemId);
}

export interface SellableNow {
  readonly itemId: string;
  /** Null: not counted. */
  readonly sellable: number | null;
}

/** What there is to sell of items at a store, as it is now. */
export async function readSellable(tx: Tx, tenantId: string, storeId: string, itemIds: readonly string[]) {
  const { rows } = await sql<SellableNow>`
    select p.item_id as "itemId", case when p.tracking = 'counted' then greatest(0, p.on_hand - p.blocked_damaged
      - p.blocked_quality_check - p.blocked_recalled - p.blocked_expired - p.reserved - p.safety_stock)::int8 end as sellable
    from ${eachOf(itemIds)} cross join lateral (
      select * from inventory_positions where tenant_id = ${tenantId} and store_id = ${storeId} and item_id = each.key limit 1) p`.execute(
    tx,
  );
  return rows;
}

/**
 * Marks what a stock command of ours would have told, where something else of its store is marked already. @returns whether it was so
 */
export async function returnStockToSend(tx: Tx, row: CommandRow, at: Date): Promise<boolean> {
  const command = commandOf(row);
  if (command.kind !== 'stock.set') return false;
  const place = { tenant_id: row.tenant_id, connection_id: row.connection_id, store_id: row.store_id };
  const waiting = await tx
    .selectFrom('stock_to_send')
    .select('item_id')
    .where('tenant_id', '=', place.tenant_id)
    .where('connection_id', '=', place.connection_id)
    .where('store_id', '=', place.store_id)
    .limit(1)
    .executeTakeFirst();
  if (waiting === undefined) return false;
  const externalIds = command.lines.map(({ externalId }) => externalId);
  await sql`
    insert into stock_to_send (tenant_id, connection_id, store_id, item_id, since)
    select distinct ${place.tenant_id}, ${place.connection_id}, ${place.store_id}, m.entity_id, ${at}::timestamptz
    from ${eachOf(externalIds)} join source_mappings m on m.tenant_id = ${place.tenant_id}
      and m.connection_id = ${place.connection_id} and m.entity_kind = 'item' and m.external_id = each.key
    on conflict do nothing`.execute(tx);
  return true;
}

/** The provider's location of a store; undefined when it is linked no more. */
export async function readLocation(tx: Tx, { tenantId, connectionId, storeId }: Omit<ToSend, 'adapter'>) {
  const row = await tx
    .selectFrom('connection_locations')
    .select('location')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('store_id', '=', storeId)
    .orderBy('location')
    .limit(1)
    .executeTakeFirst();
  return row?.location;
}
