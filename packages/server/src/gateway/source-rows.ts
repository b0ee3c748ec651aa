import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

export interface SourceRow {
  readonly tenantId: string;
  readonly id: string;
  readonly adapter: string;
  readonly settings: Record<string, unknown>;
  readonly secrets: Uint8Array;
  readonly allowUnsigned: boolean;
  /** Until when the token this was found by is good; null: it is the present one. */
  readonly tokenUntil: Date | null;
}

/** The source a hook token belongs to, by the hash of the token: the present one, or the one before while its grace lasts. */
export async function findSourceByToken(tx: Tx, tokenHash: Buffer, at: Date): Promise<SourceRow | undefined> {
  const row = await tx
    .selectFrom('sources')
    .select(['tenant_id', 'id', 'adapter', 'settings', 'secrets', 'allow_unsigned', 'hook_token_previous_until'])
    .select(sql<boolean>`hook_token_hash = ${tokenHash}`.as('present'))
    .where((where) =>
      where.or([
        where('hook_token_hash', '=', tokenHash),
        where.and([where('hook_token_previous_hash', '=', tokenHash), where('hook_token_previous_until', '>', at)]),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tenantId: row.tenant_id,
    id: row.id,
    adapter: row.adapter,
    settings: row.settings,
    secrets: row.secrets,
    allowUnsigned: row.allow_unsigned,
    tokenUntil: row.present ? null : row.hook_token_previous_until,
  };
}

/** A connection as messages are routed to it. */
export interface RoutedConnection {
  readonly id: string;
  /** Our store by the provider's location. */
  readonly stores: ReadonlyMap<string, string>;
}

export async function findConnection(
  tx: Tx,
  tenantId: string,
  sourceId: string,
  account: string,
): Promise<RoutedConnection | undefined> {
  const rows = await tx
    .selectFrom('connections as c')
    .leftJoin('connection_locations as l', (join) =>
      join.onRef('l.tenant_id', '=', 'c.tenant_id').onRef('l.connection_id', '=', 'c.id'),
    )
    .select(['c.id', 'l.location', 'l.store_id'])
    .where('c.tenant_id', '=', tenantId)
    .where('c.source_id', '=', sourceId)
    .where('c.account', '=', account)
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const stores = new Map<string, string>();
  for (const { location, store_id } of rows) if (location !== null && store_id !== null) stores.set(location, store_id);
  return { id: first.id, stores };
}

/** A location a message leaves out is the connection's only one, so that both ways of naming it share a lane. */
export function locationOf(connection: RoutedConnection, location: string | null): string | null {
  if (location !== null || connection.stores.size !== 1) return location;
  const [only] = connection.stores.keys();
  return only ?? null;
}

/** A connection with what its adapter needs to call the provider. */
export interface CallableConnection {
  readonly tenantId: string;
  readonly id: string;
  readonly account: string;
  readonly status: 'active' | 'paused' | 'held';
  /** Null: it may be pulled. */
  readonly pullHeldReason: string | null;
  readonly settings: Record<string, unknown>;
  readonly sourceId: string;
  readonly adapter: string;
  readonly sourceSettings: Record<string, unknown>;
  readonly secrets: Uint8Array;
  readonly stores: ReadonlyMap<string, string>;
}

export async function readCallableConnection(
  tx: Tx,
  tenantId: string,
  connectionId: string,
): Promise<CallableConnection | undefined> {
  const row = await tx
    .selectFrom('connections as c')
    .innerJoin('sources as s', (join) =>
      join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.id', '=', 'c.source_id'),
    )
    .select(['c.id', 'c.account', 'c.status', 'c.settings', 's.id as source_id', 's.adapter', 's.secrets'])
    .select(['s.settings as source_settings', 'c.pull_held_reason'])
    .where('c.tenant_id', '=', tenantId)
    .where('c.id', '=', connectionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const locations = await tx
    .selectFrom('connection_locations')
    .select(['location', 'store_id'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .orderBy('location')
    .execute();
  return {
    tenantId,
    id: row.id,
    account: row.account,
    status: row.status,
    pullHeldReason: row.pull_held_reason,
    settings: row.settings,
    sourceId: row.source_id,
    adapter: row.adapter,
    sourceSettings: row.source_settings,
    secrets: row.secrets,
    stores: new Map(locations.map((location) => [location.location, location.store_id])),
  };
}

/** The provider does not let us in: nothing more is asked of it until somebody has looked. What it sends is applied as ever. */
export async function holdPulls(tx: Tx, tenantId: string, connectionId: string, reason: string): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ pull_held_reason: reason.slice(0, 1_000), updated_at: sql`now()` })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .execute();
}

/** The provider lets us in again, or may: what is due is pulled. */
export async function releasePulls(tx: Tx, tenantId: string, connectionId: string): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ pull_held_reason: null, updated_at: sql`now()` })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('pull_held_reason', 'is not', null)
    .execute();
}
