import { type Kysely, sql } from 'kysely';

/** The two roles a transaction runs as; neither owns a table. */
export type Role = 'kirana_tenant' | 'kirana_system';

/**
 * Tables the server reads or writes before it knows the tenant, or for all tenants at once, and what for.
 * Everything else is reachable only with the tenant set.
 */
export const CROSS_TENANT_TABLES = {
  tenants: 'root creates and lists tenants',
  api_keys: 'authentication finds the tenant by the hash of the key',
  idempotency_keys: 'retention, and calls of the root key',
  sources: 'the gateway finds the tenant by the hash of the hook token',
  connections: 'the gateway routes to it; the pull schedule',
  connection_locations: 'the gateway routes to it',
  deliveries: 'the gateway inserts for many tenants at once; the normalizer looks for work; retention',
  lanes: 'the normalizer leases lanes',
  timers: 'the timer role looks for what is due',
  syncs: 'the pull role looks for work',
  uploads: 'retention',
  commands: 'the command role looks for work',
  stock_to_send: 'the command role looks for work',
  early_settlements: 'retention',
  replays: 'the replay role looks for work',
  event_streams: 'the gateway counts; consumers follow all streams',
  events: 'the gateway appends; consumers follow all streams; retention',
  consumer_offsets: 'consumers follow all streams',
  subscriptions: 'the dispatcher follows all streams',
  dispatches: 'the dispatcher looks for work; retention',
  source_values: 'erasure',
  stock_entries: 'erasure',
  reservations: 'retention; erasure',
  reservation_holds: 'the sweeper looks for what is due; erasure',
  stock_effects: 'retention; erasure',
  reported_stock: 'retention looks which acknowledgements a count has outlived; erasure',
  stock_acknowledgements: 'retention; erasure',
  stock_shortfalls: 'erasure',
} as const;

/** Tables whose rows a tenant adds and never changes. */
const APPEND_ONLY_TABLES: readonly string[] = ['stock_entries'];

/** Tables without a tenant. They hold nothing of one. Only the owner, outside any request, reads them. */
export const TENANTLESS_TABLES = {
  installation: 'the hash of the root key',
  kysely_migration: 'which migrations ran',
  kysely_migration_lock: 'one migration at a time',
} as const;

/**
 * Puts row-level security in force on every table of ours. Run after each migration, so that a new table cannot be forgotten.
 * The policy says `(select current_setting(…))`: evaluated once a query; the bare call was five times slower on scans.
 */
export async function enforceRowLevelSecurity(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`.execute(db);
  for (const { name } of rows) {
    if (name in TENANTLESS_TABLES) continue;
    const table = sql.table(name);
    await sql`alter table ${table} enable row level security`.execute(db);
    await sql`alter table ${table} force row level security`.execute(db);
    await sql`drop policy if exists tenant_only on ${table}`.execute(db);
    await sql`create policy tenant_only on ${table} to kirana_tenant
      using (tenant_id = (select current_setting('kirana.tenant')))
      with check (tenant_id = (select current_setting('kirana.tenant')))`.execute(db);
    await sql`grant select, insert, update, delete on ${table} to kirana_tenant`.execute(db);
    if (APPEND_ONLY_TABLES.includes(name)) await sql`revoke update, delete on ${table} from kirana_tenant`.execute(db);
    await sql`drop policy if exists system_all on ${table}`.execute(db);
    if (name in CROSS_TENANT_TABLES) {
      await sql`create policy system_all on ${table} to kirana_system using (true) with check (true)`.execute(db);
      await sql`grant select, insert, update, delete on ${table} to kirana_system`.execute(db);
    }
  }
}
