import type { Connection } from '@kirana/core';
import type { Tx } from '../database/database.ts';

/** Connections with the adapter of their source. */
const connections = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('connections as c')
    .innerJoin('sources as s', (join) =>
      join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.id', '=', 'c.source_id'),
    )
    .selectAll('c')
    .select('s.adapter')
    .where('c.tenant_id', '=', tenantId);

type Row = Awaited<ReturnType<ReturnType<typeof connections>['executeTakeFirstOrThrow']>>;

const show = (row: Row): Connection => ({
  id: row.id,
  sourceId: row.source_id,
  merchantId: row.merchant_id,
  adapter: row.adapter,
  account: row.account,
  name: row.name,
  settings: row.settings as Connection['settings'],
  rank: row.rank,
  authority: row.authority,
  snapshotSwitches: row.snapshot_switches,
  pullEveryMinutes: row.pull_every_minutes,
  stockSettleSeconds: row.stock_settle_seconds,
  acknowledgesSales: row.acknowledges_sales,
  sendsStock: row.sends_stock,
  sendsStoreStatus: row.sends_store_status,
  status: row.status,
  statusReason: row.status_reason,
  pullHeldReason: row.pull_held_reason,
  nextPullAt: row.next_pull_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const columnsOf = (connection: Connection) => ({
  name: connection.name,
  settings: JSON.stringify(connection.settings),
  status: connection.status,
  status_reason: connection.statusReason,
  pull_held_reason: connection.pullHeldReason,
  rank: connection.rank,
  authority: JSON.stringify(connection.authority),
  snapshot_switches: connection.snapshotSwitches,
  pull_every_minutes: connection.pullEveryMinutes,
  stock_settle_seconds: connection.stockSettleSeconds,
  acknowledges_sales: connection.acknowledgesSales,
  sends_stock: connection.sendsStock,
  sends_store_status: connection.sendsStoreStatus,
  next_pull_at: connection.nextPullAt,
  updated_at: connection.updatedAt,
});

/** @returns false when the source has a connection for this account already. */
export async function insertConnection(tx: Tx, tenantId: string, connection: Connection): Promise<boolean> {
  const row = await tx
    .insertInto('connections')
    .values({
      tenant_id: tenantId,
      id: connection.id,
      source_id: connection.sourceId,
      merchant_id: connection.merchantId,
      account: connection.account,
      created_at: connection.createdAt,
      ...columnsOf(connection),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'source_id', 'account']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface ConnectionFilter {
  readonly sourceId?: string | undefined;
  readonly merchantId?: string | undefined;
  /** Only those with a location that is this store. */
  readonly storeId: string | null;
}

const filtered = (tx: Tx, tenantId: string, filter: ConnectionFilter) => {
  let query = connections(tx, tenantId);
  if (filter.sourceId !== undefined) query = query.where('c.source_id', '=', filter.sourceId);
  if (filter.merchantId !== undefined) query = query.where('c.merchant_id', '=', filter.merchantId);
  const { storeId } = filter;
  if (storeId === null) return query;
  return query.where('c.id', 'in', (from) =>
    from
      .selectFrom('connection_locations')
      .select('connection_id')
      .where('tenant_id', '=', tenantId)
      .where('store_id', '=', storeId),
  );
};

export async function listConnections(
  tx: Tx,
  tenantId: string,
  filter: ConnectionFilter,
  after: string,
  limit: number,
): Promise<Connection[]> {
  const rows = await filtered(tx, tenantId, filter).where('c.id', '>', after).orderBy('c.id').limit(limit).execute();
  return rows.map(show);
}

export async function findConnection(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  boundTo: string | null = null,
): Promise<Connection | undefined> {
  const row = await filtered(tx, tenantId, { storeId: boundTo }).where('c.id', '=', connectionId).executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

/** Read to be changed: the row is locked until the transaction ends. */
export async function lockConnection(tx: Tx, tenantId: string, connectionId: string): Promise<Connection | undefined> {
  const row = await connections(tx, tenantId).where('c.id', '=', connectionId).forUpdate('c').executeTakeFirst();
  return row === undefined ? undefined : show(row);
}

export async function updateConnection(tx: Tx, tenantId: string, connection: Connection): Promise<void> {
  await tx
    .updateTable('connections')
    .set(columnsOf(connection))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connection.id)
    .execute();
}
